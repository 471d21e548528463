from django.urls import path

from labmigration.territories.opening import fact_views, task_views, views

app_name = "opening"
urlpatterns = [
    path("", views.listed, name="listed"),
    path("nouveau/", views.open_new, name="open"),
    path("<slug:code>/", views.home, name="home"),
    path("<slug:code>/perimetre/", views.describe, name="describe"),
    path("<slug:code>/confier/", views.confide, name="confide"),
    path("<slug:code>/fiche/", fact_views.public_file, name="public_file"),
    path("<slug:code>/fiche/ajouter/", fact_views.add_fact, name="add_fact"),
    path("<slug:code>/fiche/<slug:ref>/", fact_views.fact, name="fact"),
    path("<slug:code>/fiche/<slug:ref>/corriger/", fact_views.correct_fact, name="correct_fact"),
    path("<slug:code>/fiche/<slug:ref>/retirer/", fact_views.withdraw_fact, name="withdraw_fact"),
    path("<slug:code>/fiche/<slug:ref>/choisir/", fact_views.choose, name="choose"),
    path("<slug:code>/preparation/", task_views.preparation, name="preparation"),
    path("<slug:code>/preparation/ajouter/", task_views.add_task, name="add_task"),
    path("<slug:code>/preparation/<slug:task>/", task_views.task, name="task"),
    path("<slug:code>/decision/", views.decide, name="decide"),
    path("<slug:code>/lettres/<slug:letter>/", views.letter, name="letter"),
]
