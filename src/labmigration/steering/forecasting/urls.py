from django.urls import path

from labmigration.steering.forecasting import views

app_name = "forecasting"
urlpatterns = [
    path("<slug:code>/prevision/", views.levers, name="levers"),
    path("<slug:code>/prevision/garder/", views.keep, name="keep"),
    path("<slug:code>/prevision/comparer/", views.compare, name="compare"),
    path("<slug:code>/prevision/<uuid:scenario_id>/", views.scenario, name="scenario"),
    path("<slug:code>/prevision/<uuid:scenario_id>/papier/", views.paper, name="paper"),
    path("<slug:code>/prevision/<uuid:scenario_id>/retirer/", views.drop, name="drop"),
]
