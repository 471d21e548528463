from django.urls import path

from labmigration.pathway.matching.messages import officer_views, own_views

urlpatterns = [
    path("<uuid:introduction_id>/messages/", own_views.thread, name="messages"),
    path("<uuid:introduction_id>/messages/lu/", own_views.note_read, name="note_read"),
    path("<uuid:introduction_id>/messages/signaler/", own_views.report, name="report_messages"),
    path("<uuid:introduction_id>/messages/fermer/", own_views.close, name="close_messages"),
    path("<uuid:introduction_id>/messages/rouvrir/", own_views.reopen, name="reopen_messages"),
    path("<uuid:introduction_id>/messages/ecrire/<slug:phrase>/", own_views.write, name="write_message"),
    path("messages/signalement/<uuid:report_id>/", officer_views.handle_report, name="handle_report"),
]
