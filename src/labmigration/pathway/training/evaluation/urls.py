"""Routes of evaluation by skill, within those of training."""

from django.urls import path

from labmigration.pathway.training.evaluation import views

evaluation_patterns = [
    path("cohorte/<uuid:cohort_id>/evaluer/", views.choose, name="choose_module"),
    path("cohorte/<uuid:cohort_id>/evaluer/<slug:module>/", views.grid, name="judge_skills"),
    path("place/<uuid:seat_id>/progres/", views.progress, name="progress"),
    path("ma-formation/savoir-faire/<slug:module>/", views.own_module, name="own_skills"),
    path("ma-formation/progres/", views.own_progress, name="own_progress"),
    path("<uuid:pathway_id>/garder-la-prescription/", views.keep, name="keep_prescription"),
]
