from django.urls import path

from labmigration.steering.committee import views

app_name = "committee"
urlpatterns = [
    path("<slug:code>/", views.home, name="home"),
    path("<slug:code>/nouvelle/", views.plan, name="plan"),
    path("<slug:code>/<uuid:committee_id>/", views.meeting, name="meeting"),
    path("<slug:code>/<uuid:committee_id>/pdf/", views.meeting_file, name="meeting_file"),
    path("<slug:code>/<uuid:committee_id>/modifier/", views.edit, name="edit"),
    path("<slug:code>/<uuid:committee_id>/inviter/", views.invite, name="invite"),
    path("<slug:code>/<uuid:committee_id>/dossier/", views.make_papers, name="make_papers"),
    path("<slug:code>/<uuid:committee_id>/compte-rendu/", views.hold, name="hold"),
    path("<slug:code>/<uuid:committee_id>/annuler/", views.cancel, name="cancel"),
    path("<slug:code>/<uuid:committee_id>/decision/", views.decide, name="decide"),
    path("<slug:code>/decisions/<uuid:decision_id>/", views.settle, name="settle"),
]
