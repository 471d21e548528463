from django.urls import path

from labmigration.calendars import views

app_name = "calendars"
urlpatterns = [
    path("", views.own, name="own"),
    path("adresse/", views.renew, name="renew"),
    path("adresse/supprimer/", views.withdraw, name="withdraw"),
    path("<str:token>.ics", views.feed, name="feed"),
]
