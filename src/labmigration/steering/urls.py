from django.urls import path

from labmigration.steering import simulation_views, views

app_name = "steering"
urlpatterns = [
    path("territoire/", views.territories, name="territories"),
    path("territoire/<slug:code>/", views.territory, name="overview"),
    path("territoire/<slug:code>/personnes/<slug:milestone>/", views.people_behind, name="people_behind"),
    path("positionnement/simulation/", simulation_views.simulation, name="simulation"),
    path("programme/", views.programme_page, name="programme"),
]
