from django.urls import path

from labmigration.pathway.questionnaires import own_views, staff_views

app_name = "questionnaires"
urlpatterns = [
    path("les-miens/", own_views.own, name="own"),
    path("les-miens/<uuid:questionnaire_id>/", own_views.answer, name="answer"),
    path("les-miens/<uuid:questionnaire_id>/reprendre/", own_views.change, name="change"),
    path("les-miens/<uuid:questionnaire_id>/sans-nom/", own_views.without_name, name="without_name"),
    path("foyer/<uuid:household_questionnaire_id>/", own_views.household, name="household"),
    path("avec/<uuid:questionnaire_id>/", staff_views.with_her, name="with_her"),
    path("<uuid:pathway_id>/", staff_views.of_pathway, name="of_pathway"),
]
