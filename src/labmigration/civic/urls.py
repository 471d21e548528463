from django.urls import path

from labmigration.civic import own_views, staff_views

app_name = "civic"
urlpatterns = [
    path("", own_views.own, name="own"),
    path("etape/<slug:step>/", own_views.step, name="step"),
    path("question/", own_views.ask, name="ask"),
    path("rencontre/<uuid:joint_id>/venir/", own_views.join, name="join"),
    path("rencontre/<uuid:joint_id>/ne-pas-venir/", own_views.leave, name="leave"),
    path("equipe/", staff_views.home, name="staff"),
    path("equipe/rencontre/", staff_views.plan, name="plan"),
    path("equipe/rencontre/<uuid:joint_id>/", staff_views.session, name="session"),
    path("equipe/rencontre/<uuid:joint_id>/accueillir/", staff_views.welcome, name="welcome"),
    path("equipe/rencontre/<uuid:joint_id>/annuler/", staff_views.cancel, name="cancel"),
    path("equipe/question/<uuid:question_id>/montrer/", staff_views.show, name="show"),
    path("equipe/question/<uuid:question_id>/ecarter/", staff_views.set_aside, name="set_aside"),
    path("equipe/nombres/", staff_views.counted, name="counted"),
]
