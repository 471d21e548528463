from django.urls import path

from labmigration.steering.evaluation import comparison_views, lots_views, plan_views, views

app_name = "evaluation"
urlpatterns = [
    path("", views.territories, name="territories"),
    path("dispositif/", views.design, name="design"),
    path("<slug:code>/", views.home, name="home"),
    path("<slug:code>/comparaison/", comparison_views.comparison, name="comparison"),
    path("<slug:code>/plan/", plan_views.draft, name="draft"),
    path("<slug:code>/plan/<uuid:evaluation_plan_id>/", plan_views.plan, name="plan"),
    path("<slug:code>/plan/<uuid:evaluation_plan_id>/changer/", plan_views.edit, name="edit"),
    path("<slug:code>/plan/<uuid:evaluation_plan_id>/signer/", plan_views.propose, name="propose"),
    path("<slug:code>/plan/<uuid:evaluation_plan_id>/enregistrer/", plan_views.confirm, name="confirm"),
    path("<slug:code>/plan/<uuid:evaluation_plan_id>/rendre/", plan_views.send_back, name="send_back"),
    path("<slug:code>/tirage/", lots_views.draw, name="draw"),
    path("<slug:code>/tirage/<uuid:lots_id>/", lots_views.drawn, name="drawn"),
    path("<slug:code>/gel/", views.freeze, name="freeze"),
    path("<slug:code>/gel/<uuid:freeze_id>/rapport.<slug:output>", views.report, name="report"),
    path("<slug:code>/gel/<uuid:freeze_id>/tables/", views.frozen_file, name="frozen"),
]
