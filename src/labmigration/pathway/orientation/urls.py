from django.urls import path

from labmigration.pathway.orientation import views

app_name = "orientation"
urlpatterns = [
    path("<uuid:pathway_id>/fixer/", views.plan, name="plan"),
    path("<uuid:pathway_id>/compte-rendu/", views.hold, name="hold"),
    path("entretien/<uuid:meeting_id>/absence/", views.miss, name="miss"),
    path("entretien/<uuid:meeting_id>/annuler/", views.cancel, name="cancel"),
]
