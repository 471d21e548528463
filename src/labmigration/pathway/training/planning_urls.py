"""Addresses around filling cohorts, means and timetables."""

from django.urls import path

from labmigration.pathway.training.availability import own_views as own_availability
from labmigration.pathway.training.availability import views as availability
from labmigration.pathway.training.filling import own_views as own_filling
from labmigration.pathway.training.filling import views as filling
from labmigration.pathway.training.timetable import views as timetable

planning_patterns = [
    path("attente/", filling.waiting, name="waiting"),
    path("cohorte/<uuid:cohort_id>/entrer/", filling.fill, name="fill"),
    path("cohorte/<uuid:cohort_id>/proposer/<uuid:pathway_id>/", filling.offer, name="offer_seat"),
    path("proposition/<uuid:seat_offer_id>/reponse/", filling.answer, name="answer_offer"),
    path("proposition/<uuid:seat_offer_id>/appel/", filling.call, name="call_about_offer"),
    path("ma-formation/place/", own_filling.own, name="own_offer"),
    path("ma-formation/mes-demi-journees/", own_availability.own, name="own_week"),
    path("moyens/", availability.means, name="means"),
    path("moyens/salle/", availability.add_room, name="add_room"),
    path("moyens/salle/<uuid:room_id>/", availability.room, name="room_means"),
    path("moyens/formation/<uuid:trainer_id>/", availability.trainer_week, name="trainer_week"),
    path("moyens/fermeture/", availability.add_closure, name="add_closure"),
    path("moyens/fermeture/<uuid:closure_id>/retirer/", availability.end_closure, name="end_closure"),
    path("cohorte/<uuid:cohort_id>/semaine/", availability.cohort_week, name="cohort_week"),
    path("<uuid:pathway_id>/disponibilites/", availability.trainee_week, name="trainee_week"),
    path("cohorte/<uuid:cohort_id>/emploi-du-temps/", timetable.timetable, name="timetable"),
    path("cohorte/<uuid:cohort_id>/emploi-du-temps/chercher/", timetable.search, name="search_timetable"),
    path("emploi-du-temps/<uuid:timetable_id>/", timetable.draft, name="draft"),
    path("emploi-du-temps/<uuid:timetable_id>/arreter/", timetable.stop, name="stop_search"),
    path("emploi-du-temps/<uuid:timetable_id>/chercher/", timetable.again, name="search_again"),
    path("emploi-du-temps/<uuid:timetable_id>/publier/", timetable.publish, name="publish_timetable"),
    path("emploi-du-temps/<uuid:timetable_id>/abandonner/", timetable.drop, name="drop_timetable"),
    path("emploi-du-temps/<uuid:timetable_id>/<str:half_day>/", timetable.move_half_day, name="move_half_day"),
    path("seance/<uuid:session_id>/rattrapage/", timetable.catch_up, name="catch_up"),
]
