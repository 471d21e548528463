from django.urls import path

from labmigration.pathway.certification.views import certificates, files, juries, own, vae

app_name = "certification"
urlpatterns = [
    path("", files.files, name="files"),
    path("dossier/<uuid:file_id>/", juries.dossier, name="dossier"),
    path("dossier/<uuid:file_id>/decider/", juries.decide, name="decide"),
    path("dossier/<uuid:file_id>/lien/", juries.declare_conflict, name="declare_conflict"),
    path("dossier/<uuid:file_id>/jury/", juries.present_file, name="present_file"),
    path("dossier/<uuid:file_id>/preuve/", files.add_evidence, name="add_evidence"),
    path("jurys/<uuid:session_id>/", juries.session, name="session"),
    path("jurys/<uuid:session_id>/proces-verbal/", juries.session_minutes, name="minutes"),
    path("mes-resultats/", own.own, name="own"),
    path("mes-resultats/<uuid:file_id>/nouvel-examen/", own.appeal, name="appeal"),
    path("certificats/<uuid:certificate_id>/papier/", certificates.paper, name="certificate_paper"),
    path("certificats/<uuid:certificate_id>/badge/", certificates.credential, name="certificate_badge"),
    path("certificats/<uuid:certificate_id>/retrait/", certificates.ask_revocation, name="ask_revocation"),
    path("certificats/<uuid:certificate_id>/garder/", certificates.keep, name="keep_certificate"),
    path("certificats/<uuid:certificate_id>/retirer/", certificates.revoke, name="revoke_certificate"),
    path("anterieurs/<uuid:prior_id>/rayer/", files.strike_prior, name="strike_prior"),
    path("vae/<uuid:vae_id>/", vae.vae, name="vae"),
    path("vae/<uuid:vae_id>/<slug:what>/", vae.note, name="note_vae"),
    path("<uuid:pathway_id>/", files.of_pathway, name="of_pathway"),
    path("<uuid:pathway_id>/ouvrir/", files.open_one, name="open"),
    path("<uuid:pathway_id>/jury/", juries.present, name="present"),
    path("<uuid:pathway_id>/sst/", files.record_sst, name="record_sst"),
    path("<uuid:pathway_id>/anterieur/", files.record_prior, name="record_prior"),
    path("<uuid:pathway_id>/vae/", vae.open_vae, name="open_vae"),
]
