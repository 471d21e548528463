from django.urls import path

from labmigration.steering import views

app_name = "steering"
urlpatterns = [
    path("territoire/", views.territories, name="territories"),
    path("territoire/<slug:code>/", views.territory, name="overview"),
    path("territoire/<slug:code>/personnes/<slug:milestone>/", views.people_behind, name="people_behind"),
    path("programme/", views.programme_page, name="programme"),
]
