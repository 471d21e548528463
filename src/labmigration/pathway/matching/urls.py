from django.urls import path

from labmigration.pathway.matching import household_views, own_views, views

app_name = "matching"
urlpatterns = [
    path("", household_views.households, name="households"),
    path("foyer/nouveau/", household_views.register, name="register"),
    path("foyer/<uuid:household_id>/", household_views.household, name="household"),
    path("foyer/<uuid:household_id>/verifier/", household_views.vet, name="vet"),
    path("foyer/<uuid:household_id>/suspendre/", household_views.suspend, name="suspend"),
    path("foyer/<uuid:household_id>/besoin/", household_views.describe, name="describe"),
    path("besoin/<uuid:need_id>/modifier/", household_views.edit_need, name="edit_need"),
    path("besoin/<uuid:need_id>/retirer/", household_views.withdraw_need, name="withdraw_need"),
    path("besoin/<uuid:need_id>/pourvu/", household_views.fill, name="fill"),
    path("mon-foyer/", own_views.own_household, name="own_household"),
    path("mon-foyer/besoin/", own_views.describe_own, name="describe_own"),
    path("mes-foyers/", own_views.own, name="own"),
    path("<uuid:introduction_id>/repondre/", own_views.answer, name="answer"),
    path("<uuid:introduction_id>/accord/", own_views.confirm, name="confirm"),
    path("<uuid:introduction_id>/sans-suite/", own_views.decline, name="decline"),
    path("personne/<uuid:pathway_id>/", views.of_pathway, name="of_pathway"),
    path("personne/<uuid:pathway_id>/proposer/", views.introduce, name="introduce"),
    path("<uuid:introduction_id>/rencontre/", views.plan_interview, name="plan_interview"),
    path("<uuid:introduction_id>/besoin-change/", views.acknowledge, name="acknowledge"),
]
