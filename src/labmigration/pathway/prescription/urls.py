from django.urls import path

from labmigration.pathway.prescription import link_views, tool_views, views

app_name = "prescription"
urlpatterns = [
    path("<uuid:pathway_id>/", tool_views.prepare, name="prepare"),
    path("<uuid:pathway_id>/mon-avis/", tool_views.judge, name="judge"),
    path("<uuid:pathway_id>/proposition/", tool_views.proposal, name="proposal"),
    path("<uuid:pathway_id>/garder/", tool_views.keep, name="keep"),
    path("<uuid:pathway_id>/preparer/", views.write, name="write"),
    path("version/<uuid:prescription_id>/", views.plan, name="plan"),
    path("version/<uuid:prescription_id>/papier.pdf", views.pdf, name="pdf"),
    path("version/<uuid:prescription_id>/toujours-bon/", views.reread, name="reread"),
    path("version/<uuid:prescription_id>/lien/", link_views.give_link, name="give_link"),
    path("version/<uuid:prescription_id>/lien/envoyer/", link_views.send_link, name="send_link"),
    path("version/<uuid:prescription_id>/proposer/", views.propose, name="propose"),
    path("version/<uuid:prescription_id>/reprendre/", views.take_back, name="take_back"),
    path("version/<uuid:prescription_id>/signer/", views.sign, name="sign"),
    path("version/<uuid:prescription_id>/pas-d-accord/", views.refuse, name="refuse"),
    path("ma-formation/", views.own, name="own"),
    path("ma-formation/papier.pdf", views.own_pdf, name="own_pdf"),
]
