from django.urls import path

from labmigration.steering.extracts import table_views, views

app_name = "extracts"
urlpatterns = [
    path("", views.home, name="home"),
    path("<slug:code>/demander/", views.ask, name="ask"),
    path("<slug:code>/projet/<uuid:project_id>/", views.project, name="project"),
    path("<slug:code>/projet/<uuid:project_id>/accord/", views.agree, name="agree"),
    path("<slug:code>/projet/<uuid:project_id>/approuver/", views.approve, name="approve"),
    path("<slug:code>/projet/<uuid:project_id>/refuser/", views.refuse, name="refuse"),
    path("<slug:code>/projet/<uuid:project_id>/arreter/", views.stop, name="stop"),
    path("<slug:code>/projet/<uuid:project_id>/preparer/", views.prepare, name="prepare"),
    path("<slug:code>/fichier/<uuid:extract_id>/", views.download, name="download"),
    path("<slug:code>/tableaux/", table_views.tables, name="tables"),
    path("<slug:code>/tableaux/<uuid:table_id>/", table_views.table, name="table"),
    path("<slug:code>/tableaux/<uuid:table_id>/csv/", table_views.table_file, name="table_file"),
]
