from django.urls import path

from labmigration.pathway.follow_up import household_views, views
from labmigration.pathway.follow_up.bridges import views as bridges

app_name = "follow_up"
urlpatterns = [
    path("<uuid:pathway_id>/", views.of_pathway, name="of_pathway"),
    path("<uuid:pathway_id>/besoin/", views.raise_need, name="raise_need"),
    path("<uuid:pathway_id>/passerelles/", bridges.of_pathway, name="bridges"),
    path("<uuid:pathway_id>/passerelles/<slug:occupation>/", bridges.take, name="take_bridge"),
    path("echeance/<uuid:follow_up_id>/", views.answer, name="answer"),
    path("echeance/<uuid:follow_up_id>/non-jointe/", views.lose, name="lose"),
    path("<uuid:pathway_id>/plus-tard/", views.plan_more, name="plan_more"),
    path("chez-moi/<uuid:word_id>/", household_views.own, name="household_word"),
    path("besoin/<uuid:need_id>/traiter/", views.meet, name="meet"),
    path("mon-suivi/", views.own, name="own"),
    path("mon-suivi/<uuid:follow_up_id>/", views.own_answer, name="own_answer"),
    path("mes-passerelles/", bridges.own, name="own_bridges"),
    path("mes-passerelles/<slug:occupation>/", bridges.wish, name="wish_bridge"),
    path("mon-suivi/besoin/", views.own_need, name="own_need"),
]
