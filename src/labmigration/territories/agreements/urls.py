from django.urls import path

from labmigration.territories.agreements import partner_views, signing_views, views, writing_views

app_name = "agreements"
urlpatterns = [
    path("", views.territories, name="territories"),
    path("<slug:code>/", views.home, name="home"),
    path("<slug:code>/reprendre/", views.take_from_sources, name="take_from_sources"),
    path("<slug:code>/modeles/<slug:text>/<slug:language>/", views.empty_template, name="empty_template"),
    path("<slug:code>/partenaires/nouveau/", partner_views.add, name="add_partner"),
    path("<slug:code>/partenaires/<uuid:partner_id>/", partner_views.partner, name="partner"),
    path("<slug:code>/partenaires/<uuid:partner_id>/corriger/", partner_views.edit, name="edit_partner"),
    path("<slug:code>/partenaires/<uuid:partner_id>/reunir/", partner_views.merge, name="merge_partner"),
    path("<slug:code>/contacts/<uuid:contact_id>/retirer/", partner_views.remove_contact, name="remove_contact"),
    path("<slug:code>/textes/nouveau/", writing_views.begin, name="begin"),
    path("<slug:code>/textes/<uuid:agreement_id>/", views.agreement, name="agreement"),
    path("<slug:code>/textes/<uuid:agreement_id>/pdf/<slug:language>/", views.agreement_file, name="agreement_file"),
    path("<slug:code>/textes/<uuid:agreement_id>/modifier/", writing_views.edit, name="edit"),
    path("<slug:code>/textes/<uuid:agreement_id>/parties/", writing_views.parties, name="parties"),
    path("<slug:code>/textes/<uuid:agreement_id>/engagement/", writing_views.promise, name="promise"),
    path("<slug:code>/textes/<uuid:agreement_id>/proposer/", views.propose, name="propose"),
    path("<slug:code>/textes/<uuid:agreement_id>/reprendre/", views.reopen, name="reopen"),
    path("<slug:code>/textes/<uuid:agreement_id>/en-vigueur/", views.take_effect, name="take_effect"),
    path("<slug:code>/textes/<uuid:agreement_id>/avenant/", views.amend, name="amend"),
    path("<slug:code>/textes/<uuid:agreement_id>/fin/", writing_views.close, name="close"),
    path("<slug:code>/engagements/<uuid:commitment_id>/", writing_views.rewrite, name="rewrite"),
    path(
        "<slug:code>/engagements/<uuid:commitment_id>/suivi/", writing_views.close_commitment, name="close_commitment"
    ),
    path("<slug:code>/signatures/<uuid:party_id>/", signing_views.sign, name="sign"),
    path("<slug:code>/signatures/<uuid:party_id>/papier/", signing_views.paper_signature, name="paper_signature"),
    path("<slug:code>/signatures/<uuid:party_id>/retrait/", signing_views.withdraw, name="withdraw"),
]
