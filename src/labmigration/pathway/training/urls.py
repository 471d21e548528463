from django.urls import path

from labmigration.pathway.training.evaluation.urls import evaluation_patterns
from labmigration.pathway.training.feedback.urls import feedback_patterns
from labmigration.pathway.training.planning_urls import planning_patterns
from labmigration.pathway.training.views import cohorts, own, paper, people, room, sessions, sheet, tablet

app_name = "training"
urlpatterns = [
    *evaluation_patterns,
    *feedback_patterns,
    *planning_patterns,
    path("", cohorts.cohorts, name="cohorts"),
    path("nouvelle/", cohorts.form, name="form"),
    path("cohorte/<uuid:cohort_id>/", cohorts.cohort, name="cohort"),
    path("cohorte/<uuid:cohort_id>/modifier/", cohorts.edit, name="edit"),
    path("cohorte/<uuid:cohort_id>/commencer/", cohorts.start, name="start"),
    path("cohorte/<uuid:cohort_id>/terminer/", cohorts.finish, name="finish"),
    path("cohorte/<uuid:cohort_id>/place/<uuid:pathway_id>/", cohorts.enrol_here, name="enrol_here"),
    path("cohorte/<uuid:cohort_id>/seance/", sessions.plan, name="plan_session"),
    path("cohorte/<uuid:cohort_id>/serie/", sessions.plan_series, name="plan_series"),
    path("seance/<uuid:session_id>/feuille/", sheet.sheet, name="sheet"),
    path("seance/<uuid:session_id>/ajouter/<uuid:seat_id>/", sheet.add_line, name="add_line"),
    path("seance/<uuid:session_id>/salle/", room.room, name="room"),
    path("seance/<uuid:session_id>/lien/<uuid:seat_id>/", room.give_link, name="give_link"),
    path("seance/<uuid:session_id>/papier/", paper.print_paper, name="print_paper"),
    path("seance/tablette/", tablet.tablet, name="tablet"),
    path("seance/hors-ligne.js", tablet.worker, name="worker"),
    path("papier/", paper.find_paper, name="find_paper"),
    path("papier/<str:code>/", paper.paper, name="paper"),
    path("papier/<str:code>/photo/", paper.photo, name="paper_photo"),
    path("seance/<uuid:session_id>/annuler/", sessions.cancel, name="cancel_session"),
    path("presence/<uuid:signature_id>/corriger/", sheet.correct, name="correct"),
    path("presence/<uuid:signature_id>/retirer/", sheet.take_back, name="take_back"),
    path("ma-formation/", own.own, name="own"),
    path("ma-formation/salle/", own.sign_with_code, name="sign_with_code"),
    path("ma-formation/salle/<str:code>/", own.own_in_room, name="own_in_room"),
    path("ma-formation/<uuid:session_id>/signer/", own.sign, name="sign"),
    path("ma-formation/module/<slug:module>/", own.evaluate, name="own_evaluation"),
    path("place/<uuid:seat_id>/depart/", people.withdraw, name="withdraw"),
    path("place/<uuid:seat_id>/fin/", people.complete, name="complete"),
    path("place/<uuid:seat_id>/module/<slug:module>/", people.evaluate, name="evaluate"),
    path("<uuid:pathway_id>/", people.of_pathway, name="of_pathway"),
    path("<uuid:pathway_id>/place/", people.enrol, name="enrol"),
]
