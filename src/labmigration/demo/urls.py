"""The doors of the demonstration; none of this exists when demo mode is off."""

from django.urls import path

from labmigration.demo import views

app_name = "demo"
urlpatterns = [
    path("", views.doors, name="doors"),
    path("entrer/", views.enter, name="enter"),
    path("messages/", views.messages, name="messages"),
    path("phones/", views.phones, name="phones"),
]
