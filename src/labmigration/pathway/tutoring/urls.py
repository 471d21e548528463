from django.urls import path

from labmigration.pathway.tutoring import own_views, staff_views, tutor_views

app_name = "tutoring"
urlpatterns = [
    path("", tutor_views.home, name="home"),
    path("mes-heures/", tutor_views.hours, name="hours"),
    path("le-mien/", own_views.own, name="own"),
    path("devenir-tuteur/", own_views.volunteer, name="volunteer"),
    path("devenir-tuteur/<uuid:tutor_offer_id>/retirer/", own_views.withdraw, name="withdraw"),
    path("<uuid:tutorship_id>/", own_views.one, name="one"),
    path("<uuid:tutorship_id>/repondre/", own_views.answer, name="answer"),
    path("<uuid:tutorship_id>/dire/", own_views.share, name="share"),
    path("<uuid:tutorship_id>/rencontre/", own_views.note_meeting, name="note_meeting"),
    path("<uuid:tutorship_id>/objectif/", own_views.set_goal, name="set_goal"),
    path("<uuid:tutorship_id>/alerte/", own_views.raise_alert, name="raise_alert"),
    path("<uuid:tutorship_id>/fin/", own_views.end, name="end"),
    path("<uuid:tutorship_id>/retirer/", staff_views.give_up, name="give_up"),
    path("rencontre/<uuid:tutoring_meeting_id>/confirmer/", own_views.confirm_meeting, name="confirm_meeting"),
    path("rencontre/<uuid:tutoring_meeting_id>/retirer/", own_views.take_back_meeting, name="take_back_meeting"),
    path("objectif/<uuid:goal_id>/atteint/", own_views.reach_goal, name="reach_goal"),
    path("equipe/", staff_views.team, name="team"),
    path("equipe/proposition/<uuid:tutor_offer_id>/", staff_views.offer, name="offer"),
    path("equipe/personne/<uuid:pathway_id>/", staff_views.propose, name="propose"),
    path("equipe/foyer/<uuid:household_id>/", staff_views.propose_to_household, name="propose_to_household"),
    path("equipe/alerte/<uuid:alert_id>/", staff_views.alert, name="alert"),
]
