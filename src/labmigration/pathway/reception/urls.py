from django.urls import path

from labmigration.pathway.reception import duplicate_views, file_views, referrer_views, views

app_name = "reception"
urlpatterns = [
    path("", views.to_decide, name="list"),
    path("dossier/<uuid:pathway_id>/", views.of_pathway, name="of_pathway"),
    path("dossier/<uuid:pathway_id>/completer/", views.correct, name="correct"),
    path("dossier/<uuid:pathway_id>/prendre-en-charge/", views.take_charge, name="take_charge"),
    path("dossier/<uuid:pathway_id>/reexaminer/", views.judge, name="judge"),
    path("dossier/<uuid:pathway_id>/admettre/", views.admit, name="admit"),
    path("dossier/<uuid:pathway_id>/proposer-un-refus/", views.propose_refusal, name="propose_refusal"),
    path("dossier/<uuid:pathway_id>/confirmer-le-refus/", views.confirm_refusal, name="confirm_refusal"),
    path("dossier/<uuid:pathway_id>/renvoyer/", views.send_back, name="send_back"),
    path("dossier/<uuid:pathway_id>/rouvrir/", views.reopen, name="reopen"),
    path("doublon/<uuid:suspicion_id>/", duplicate_views.compare, name="compare"),
    path("doublon/<uuid:suspicion_id>/meme-personne/", duplicate_views.merge, name="merge"),
    path("doublon/<uuid:suspicion_id>/deux-personnes/", duplicate_views.keep_apart, name="keep_apart"),
    path("doublon/<uuid:suspicion_id>/annuler/", duplicate_views.unmerge, name="unmerge"),
    path("fichier/", file_views.send, name="import"),
    path("fichier/<uuid:file_id>/", file_views.report, name="file"),
    path("fichier/<uuid:file_id>/importer/", file_views.import_for_good, name="import_for_good"),
    path("fichier/<uuid:file_id>/renoncer/", file_views.give_up, name="give_up"),
    path("fichier/<uuid:file_id>/a-corriger.<str:kind>", file_views.rejects, name="rejects"),
    path("orienter/", referrer_views.refer, name="refer"),
    path("orienter/merci/", referrer_views.thanks, name="thanks"),
    path("mes-personnes/", referrer_views.sent, name="own_people"),
]
