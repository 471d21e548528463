from django.urls import path

from labmigration.steering.indicators import views

app_name = "indicators"
urlpatterns = [
    path("indicateurs/", views.home, name="home"),
    path("indicateurs/definitions/", views.definitions, name="definitions"),
    path("indicateurs/comparer/", views.compare, name="compare"),
    path("territoire/<slug:code>/indicateurs/", views.territory, name="territory"),
    path("territoire/<slug:code>/indicateurs/calculer/", views.compute, name="compute"),
    path("territoire/<slug:code>/indicateurs/pour/<slug:reader>/", views.dashboard, name="dashboard"),
    path("territoire/<slug:code>/indicateurs/<slug:indicator>/", views.indicator, name="indicator"),
    path("territoire/<slug:code>/indicateurs/<slug:indicator>/personnes/", views.people, name="people"),
]
