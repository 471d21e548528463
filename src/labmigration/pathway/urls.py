from django.urls import path

from labmigration.pathway import views

app_name = "pathway"
urlpatterns = [
    path("", views.listed, name="list"),
    path("<uuid:pathway_id>/", views.thread, name="thread"),
    path("<uuid:pathway_id>/fil/", views.whole_story, name="story"),
    path("<uuid:pathway_id>/consultations/", views.openings, name="openings"),
    path("<uuid:pathway_id>/confier/", views.assign, name="assign"),
    path("<uuid:pathway_id>/contact/", views.note_contact, name="note_contact"),
    path("<uuid:pathway_id>/coordonnees/", views.correct, name="correct"),
    path("<uuid:pathway_id>/terminer/", views.close, name="close"),
    path("<uuid:pathway_id>/reprendre/", views.reopen, name="reopen"),
]
