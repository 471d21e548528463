from django.urls import path

from labmigration.pathway.positioning import views
from labmigration.pathway.positioning.results import own_views as own_result_views
from labmigration.pathway.positioning.results import views as result_views
from labmigration.pathway.positioning.sittings import views as sittings

app_name = "positioning"
urlpatterns = [
    path("<uuid:pathway_id>/", views.fill_in, name="fill_in"),
    path("<uuid:pathway_id>/refaire/", views.begin, name="begin"),
    path("<uuid:pathway_id>/avis/", result_views.judge, name="judge"),
    path("<uuid:pathway_id>/avis/<slug:group>/", result_views.change_opinion, name="change_opinion"),
    path("<uuid:pathway_id>/profil/", result_views.profile, name="profile"),
    path("<uuid:pathway_id>/entretien/", result_views.agenda, name="agenda"),
    path("<uuid:pathway_id>/entretien/<slug:skill>/", result_views.observe, name="observe"),
    path("<uuid:pathway_id>/contraintes/", result_views.plan_lifting, name="plan_lifting"),
    path("<uuid:pathway_id>/resultat/", result_views.result, name="result"),
    path("<uuid:pathway_id>/resultat/resultat.pdf", result_views.printed, name="printed"),
    path("mon-resultat/", own_result_views.own, name="own"),
    path("mon-resultat/mon-positionnement.pdf", own_result_views.own_printed, name="own_printed"),
    path("<uuid:pathway_id>/questions/", sittings.sittings, name="sittings"),
    path("<uuid:pathway_id>/questions/ouvrir/", sittings.sit, name="sit"),
    path("<uuid:pathway_id>/questions/question/", sittings.question, name="question"),
    path("<uuid:pathway_id>/questions/pause/", sittings.pause, name="pause"),
    path("<uuid:pathway_id>/questions/corriger/", sittings.take_back, name="take_back"),
    path("mes-questions/", sittings.own_sittings, name="own_sittings"),
    path("mes-questions/ouvrir/", sittings.own_sit, name="own_sit"),
    path("mes-questions/question/", sittings.own_question, name="own_question"),
    path("mes-questions/pause/", sittings.own_pause, name="own_pause"),
    path("mes-questions/corriger/", sittings.own_take_back, name="own_take_back"),
]
