from django.urls import path

from labmigration.pathway.orientation import interest_views, leaflet_views, own_views, slot_views, views

app_name = "orientation"
urlpatterns = [
    path("<uuid:pathway_id>/fixer/", views.plan, name="plan"),
    path("<uuid:pathway_id>/compte-rendu/", views.hold, name="hold"),
    path("<uuid:pathway_id>/inviter/", slot_views.invite, name="invite"),
    path("<uuid:pathway_id>/expliquer/<slug:occupation>/", leaflet_views.explain, name="explain"),
    path("entretien/<uuid:meeting_id>/absence/", views.miss, name="miss"),
    path("entretien/<uuid:meeting_id>/annuler/", views.cancel, name="cancel"),
    path("entretien/<uuid:meeting_id>/deplacer/", slot_views.move, name="move"),
    path("entretien/<uuid:meeting_id>/confirmer/", own_views.confirm, name="confirm"),
    path("creneaux/", slot_views.slots, name="slots"),
    path("creneaux/<uuid:slot_id>/fermer/", slot_views.close, name="close_slot"),
    path("mes-rendez-vous/", own_views.own, name="own"),
    path("mes-rendez-vous/choisir/", own_views.choose, name="choose"),
    path("mes-rendez-vous/attendre/", own_views.wait, name="wait"),
    path("metiers/", leaflet_views.compare, name="leaflets"),
    path("metiers/<slug:occupation>/", leaflet_views.leaflet, name="leaflet"),
    path("metiers/<slug:occupation>/<slug:language>.pdf", leaflet_views.leaflet_pdf, name="leaflet_pdf"),
    path("mon-metier/", interest_views.own, name="interest"),
    path("mon-metier/<uuid:statement_id>/pris-en-compte/", interest_views.take_up, name="take_up_interest"),
    path("attente/<uuid:waiting_id>/arreter/", own_views.stop_waiting, name="stop_waiting"),
    path("propositions/<uuid:offer_id>/", own_views.answer_offer, name="answer_offer"),
]
