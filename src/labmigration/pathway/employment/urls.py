from django.urls import path

from labmigration.pathway.employment import own_views, views

app_name = "employment"
urlpatterns = [
    path("personne/<uuid:pathway_id>/", views.of_pathway, name="of_pathway"),
    path("accord/<uuid:introduction_id>/contrat/", views.draft, name="draft"),
    path("contrat/<uuid:contract_id>/corriger/", views.correct, name="correct"),
    path("contrat/<uuid:contract_id>/droit-au-travail/", views.check_right_to_work, name="check_right_to_work"),
    path("contrat/<uuid:contract_id>/premier-jour/", views.start, name="start"),
    path("contrat/<uuid:contract_id>/fin/", views.end, name="end"),
    path("contrat/<uuid:contract_id>/abandonner/", views.cancel, name="cancel"),
    path("contrat/<uuid:contract_id>/imprimer/", own_views.paper, name="paper"),
    path("contrat/<uuid:contract_id>/signer/", own_views.sign, name="sign"),
    path("mon-contrat/", own_views.own, name="own"),
    path("mes-contrats/", own_views.own_household, name="own_household"),
]
