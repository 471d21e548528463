from django.urls import path

from labmigration.pathway.interviews import codebook_views, coding_views, own_views, views

app_name = "interviews"
urlpatterns = [
    path("miens/", own_views.own, name="own"),
    path("miens/<uuid:interview_id>/", own_views.choices, name="choices"),
    path("miens/<uuid:interview_id>/<slug:use>/", own_views.choice, name="choice"),
    path("inviter/<uuid:pathway_id>/", views.invite_person, name="invite_person"),
    path("livre-de-codes/", codebook_views.codebook, name="codebook"),
    path("livre-de-codes/<int:number>.qdc", codebook_views.codebook_qdc, name="codebook_qdc"),
    path("livre-de-codes/commencer/", codebook_views.begin, name="begin"),
    path("livre-de-codes/brouillon/", codebook_views.draft, name="draft"),
    path("livre-de-codes/brouillon/reprendre/", codebook_views.take_in, name="take_in_codes"),
    path("livre-de-codes/brouillon/publier/", codebook_views.publish, name="publish"),
    path("livre-de-codes/brouillon/<uuid:code_guid>/retirer/", codebook_views.take_out, name="take_out"),
    path("", views.territories, name="territories"),
    path("territoires/<slug:code>/", views.home, name="home"),
    path("territoires/<slug:code>/inviter/", views.invite, name="invite"),
    path("territoires/<slug:code>/themes/", views.themes, name="themes"),
    path("territoires/<slug:code>/accord/", coding_views.agreement, name="agreement"),
    path("territoires/<slug:code>/sortir/", views.output, name="output"),
    path("territoires/<slug:code>/<uuid:interview_id>/", views.interview, name="interview"),
    path("territoires/<slug:code>/<uuid:interview_id>/ecrire/", views.write, name="write"),
    path("territoires/<slug:code>/<uuid:interview_id>/confier/", views.hand_out, name="hand_out"),
    path("territoires/<slug:code>/<uuid:interview_id>/voix/", views.recording, name="recording"),
    path("territoires/<slug:code>/<uuid:interview_id>/rapprocher/", coding_views.settle, name="settle"),
    path("territoires/<slug:code>/lectures/<uuid:reading_id>/", coding_views.code, name="code"),
    path("territoires/<slug:code>/lectures/<uuid:reading_id>/reprendre/", coding_views.take_in, name="take_in"),
]
