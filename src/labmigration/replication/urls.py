from django.urls import path

from labmigration.replication import states, views

BOOKLET, REFERENCE = {"kind": states.BOOKLET}, {"kind": states.REFERENCE}

app_name = "replication"
urlpatterns = [
    path("", views.territories, name="territories"),
    path("<slug:code>/", views.home, name="home"),
    path("<slug:code>/livret/", views.document, BOOKLET, name="booklet"),
    path("<slug:code>/livret/pdf/", views.make_copy, BOOKLET, name="booklet_pdf"),
    path("<slug:code>/document-de-reference/", views.document, REFERENCE, name="reference"),
    path("<slug:code>/document-de-reference/pdf/", views.make_copy, REFERENCE, name="reference_pdf"),
]
