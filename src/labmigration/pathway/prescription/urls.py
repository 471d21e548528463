from django.urls import URLPattern

app_name = "prescription"
urlpatterns: list[URLPattern] = []
