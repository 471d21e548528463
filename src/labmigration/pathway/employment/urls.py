from django.urls import path

from labmigration.pathway.employment import change_views, own_views, views

app_name = "employment"
urlpatterns = [
    path("personne/<uuid:pathway_id>/", views.of_pathway, name="of_pathway"),
    path("accord/<uuid:introduction_id>/contrat/", views.draft, name="draft"),
    path("contrat/<uuid:contract_id>/corriger/", views.correct, name="correct"),
    path("contrat/<uuid:contract_id>/droit-au-travail/", views.check_right_to_work, name="check_right_to_work"),
    path("contrat/<uuid:contract_id>/premier-jour/", views.start, name="start"),
    path("contrat/<uuid:contract_id>/fin/", views.end, name="end"),
    path("contrat/<uuid:contract_id>/abandonner/", views.cancel, name="cancel"),
    path("contrat/<uuid:contract_id>/essai/", views.renew_trial, name="renew_trial"),
    path("contrat/<uuid:contract_id>/changer/", change_views.propose, name="propose_change"),
    path("changement/<uuid:change_id>/accord/", change_views.agree, name="agree_change"),
    path("changement/<uuid:change_id>/refus/", change_views.refuse, name="refuse_change"),
    path("personne/<uuid:pathway_id>/agrement/", views.note_licence, name="note_licence"),
    path("agrement/<uuid:licence_id>/retirer/", views.withdraw_licence, name="withdraw_licence"),
    path("contrat/<uuid:contract_id>/exemplaire.pdf", own_views.copy, name="copy"),
    path("contrat/<uuid:contract_id>/imprimer/", own_views.paper, name="paper"),
    path("contrat/<uuid:contract_id>/signer/", own_views.sign, name="sign"),
    path("mon-contrat/", own_views.own, name="own"),
    path("mes-contrats/", own_views.own_household, name="own_household"),
]
