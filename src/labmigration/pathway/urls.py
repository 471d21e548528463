from django.urls import path

from labmigration.pathway import views

app_name = "pathway"
urlpatterns = [
    path("<uuid:pathway_id>/", views.thread, name="thread"),
]
