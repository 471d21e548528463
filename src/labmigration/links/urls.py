from django.urls import path

from labmigration.links import views

app_name = "links"
urlpatterns = [path("l/<str:token>/", views.follow, name="follow")]
