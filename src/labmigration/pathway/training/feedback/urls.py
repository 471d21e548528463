"""Routes of opinions, within those of training."""

from django.urls import path

from labmigration.pathway.training.feedback import views

feedback_patterns = [
    path("ma-formation/avis/<uuid:feedback_id>/", views.own, name="own_feedback"),
    path("cohorte/<uuid:cohort_id>/avis/", views.results, name="feedback"),
]
