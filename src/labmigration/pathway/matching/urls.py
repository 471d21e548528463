from django.urls import include, path

from labmigration.pathway.matching import household_views, need_views, own_views, views

app_name = "matching"
urlpatterns = [
    path("", household_views.households, name="households"),
    path("foyer/nouveau/", household_views.register, name="register"),
    path("foyer/<uuid:household_id>/", household_views.household, name="household"),
    path("foyer/<uuid:household_id>/verifie/", household_views.vet, name="vet"),
    path("foyer/<uuid:household_id>/verifier/<slug:what>/", household_views.check, name="check"),
    path("foyer/<uuid:household_id>/suspendre/", household_views.suspend, name="suspend"),
    path("foyer/<uuid:household_id>/besoin/", need_views.describe, name="describe"),
    path("besoin/<uuid:need_id>/etape/<slug:page>/", need_views.need_step, name="need_step"),
    path("besoin/<uuid:need_id>/publier/", need_views.publish_need, name="publish_need"),
    path("besoin/<uuid:need_id>/logement/", need_views.approve_live_in, name="approve_live_in"),
    path("besoin/<uuid:need_id>/embaucher/", need_views.employ, name="employ"),
    path("besoin/<uuid:need_id>/retirer/", need_views.withdraw_need, name="withdraw_need"),
    path("besoin/<uuid:need_id>/pourvu/", need_views.fill, name="fill"),
    path("mon-foyer/", own_views.own_household, name="own_household"),
    path("mon-foyer/besoin/", own_views.describe_own, name="describe_own"),
    path("mes-foyers/", own_views.own, name="own"),
    path("<uuid:introduction_id>/repondre/", own_views.answer, name="answer"),
    path("<uuid:introduction_id>/accord/", own_views.confirm, name="confirm"),
    path("<uuid:introduction_id>/sans-suite/", own_views.decline, name="decline"),
    path("personne/<uuid:pathway_id>/", views.of_pathway, name="of_pathway"),
    path("<uuid:introduction_id>/rencontre/", views.plan_interview, name="plan_interview"),
    path("<uuid:introduction_id>/besoin-change/", views.acknowledge, name="acknowledge"),
    path("", include("labmigration.pathway.matching.messages.urls")),
    path("", include("labmigration.pathway.matching.placement.urls")),
]
