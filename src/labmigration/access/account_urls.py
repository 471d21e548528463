from django.urls import include, path

account_patterns = [path("", include("allauth.urls"))]
