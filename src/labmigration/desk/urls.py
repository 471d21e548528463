from django.urls import path

from labmigration.desk import own, views

app_name = "desk"
urlpatterns = [
    path("", views.home, name="home"),
    path("ma-journee/", views.day, name="day"),
    path("mise-en-relation/bureau/", views.placement, name="placement"),
    path("recherche/", views.research, name="research"),
    path("moi/", own.me, name="me"),
    path("moi/consultations/", own.openings, name="own_openings"),
    path("moi/coordonnees/", own.contact, name="own_contact"),
]
