from django.urls import path

from labmigration.pathway.matching.placement import own_views, pair_views, views

urlpatterns = [
    path("mes-souhaits/", own_views.wishes, name="own_wishes"),
    path("mes-souhaits/pause/", own_views.pause, name="pause_search"),
    path("mes-souhaits/reprise/", own_views.resume, name="resume_search"),
    path("<uuid:introduction_id>/alerte/", own_views.alarm, name="alarm"),
    path("semaines/", views.weeks, name="weeks"),
    path("semaines/composer/", views.compose, name="compose"),
    path("semaines/carte/", views.map_of_needs, name="map"),
    path("semaines/changees/", views.watch, name="watch_overrides"),
    path("semaines/<uuid:plan_id>/", views.plan, name="plan"),
    path("semaines/<uuid:plan_id>/arreter/", views.stop, name="stop_composing"),
    path("semaines/paire/<uuid:pair_id>/", pair_views.pair, name="pair"),
    path("semaines/paire/<uuid:pair_id>/suivre/", pair_views.accept, name="accept_pair"),
    path("semaines/paire/<uuid:pair_id>/changer/", pair_views.change, name="change_pair"),
    path("semaines/paire/<uuid:pair_id>/ne-pas-retenir/", pair_views.refuse, name="refuse_pair"),
    path("semaines/besoin/<uuid:need_id>/", pair_views.people_for, name="people_for"),
    path("personne/<uuid:pathway_id>/proposer/", pair_views.introduce, name="introduce"),
    path("personne/<uuid:pathway_id>/souhaits/", pair_views.note_wishes, name="note_wishes"),
    path("semaines/personne/<uuid:pathway_id>/besoin/<uuid:need_id>/", pair_views.why, name="why"),
    path("semaines/decision/<uuid:rule_id>/lever/", pair_views.lift, name="lift_rule"),
    path("alerte/<uuid:alarm_id>/", views.handle_alarm, name="handle_alarm"),
]
