from django.urls import path

from labmigration.pathway.training.views import cohorts, own, people, sessions

app_name = "training"
urlpatterns = [
    path("", cohorts.cohorts, name="cohorts"),
    path("nouvelle/", cohorts.form, name="form"),
    path("cohorte/<uuid:cohort_id>/", cohorts.cohort, name="cohort"),
    path("cohorte/<uuid:cohort_id>/modifier/", cohorts.edit, name="edit"),
    path("cohorte/<uuid:cohort_id>/commencer/", cohorts.start, name="start"),
    path("cohorte/<uuid:cohort_id>/terminer/", cohorts.finish, name="finish"),
    path("cohorte/<uuid:cohort_id>/place/<uuid:pathway_id>/", cohorts.enrol_here, name="enrol_here"),
    path("cohorte/<uuid:cohort_id>/seance/", sessions.plan, name="plan_session"),
    path("cohorte/<uuid:cohort_id>/serie/", sessions.plan_series, name="plan_series"),
    path("seance/<uuid:session_id>/feuille/", sessions.sheet, name="sheet"),
    path("seance/<uuid:session_id>/annuler/", sessions.cancel, name="cancel_session"),
    path("presence/<uuid:signature_id>/corriger/", sessions.correct, name="correct"),
    path("ma-formation/", own.own, name="own"),
    path("ma-formation/<uuid:session_id>/signer/", own.sign, name="sign"),
    path("ma-formation/module/<slug:module>/", own.evaluate, name="own_evaluation"),
    path("place/<uuid:seat_id>/depart/", people.withdraw, name="withdraw"),
    path("place/<uuid:seat_id>/fin/", people.complete, name="complete"),
    path("place/<uuid:seat_id>/module/<slug:module>/", people.evaluate, name="evaluate"),
    path("<uuid:pathway_id>/", people.of_pathway, name="of_pathway"),
    path("<uuid:pathway_id>/place/", people.enrol, name="enrol"),
]
