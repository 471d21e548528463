from django.urls import path

from labmigration.pathway.certification import views

app_name = "certification"
urlpatterns = [
    path("", views.files, name="files"),
    path("dossier/<uuid:file_id>/", views.dossier, name="dossier"),
    path("dossier/<uuid:file_id>/decider/", views.decide, name="decide"),
    path("mes-resultats/", views.own, name="own"),
    path("<uuid:pathway_id>/", views.of_pathway, name="of_pathway"),
    path("<uuid:pathway_id>/ouvrir/", views.open_one, name="open"),
    path("<uuid:pathway_id>/jury/", views.present, name="present"),
    path("<uuid:pathway_id>/sst/", views.record_sst, name="record_sst"),
]
