from django.urls import path

from labmigration.quality import complaint_views, views

app_name = "quality"
urlpatterns = [
    path("", views.territories, name="territories"),
    path("territoire/<slug:code>/", views.home, name="home"),
    path("fichier/<uuid:evidence_id>/", views.evidence_file, name="evidence_file"),
    path("ameliorations/", views.register, name="register"),
    path("ameliorations/<slug:code>/nouvelle/", views.decide, name="decide"),
    path("ameliorations/ligne/<uuid:improvement_id>/", views.finish, name="finish"),
    path("certificat/<uuid:seat_id>/", views.completion, name="certificate"),
    path("heures/", views.hours, name="hours"),
    path("reclamer/", complaint_views.complain, name="complain"),
    path("reclamer/<uuid:complaint_id>/", complaint_views.own_complaint, name="own_complaint"),
    path("reclamations/", complaint_views.listed, name="complaints"),
    path("reclamations/<uuid:complaint_id>/", complaint_views.one, name="complaint"),
    path("reclamations/<uuid:complaint_id>/prendre/", complaint_views.acknowledge, name="acknowledge"),
]
