from django.urls import path

from labmigration.pathway.positioning import views

app_name = "positioning"
urlpatterns = [
    path("<uuid:pathway_id>/", views.fill_in, name="fill_in"),
    path("<uuid:pathway_id>/refaire/", views.begin, name="begin"),
    path("<uuid:pathway_id>/resultat/", views.result, name="result"),
    path("mon-resultat/", views.own, name="own"),
]
