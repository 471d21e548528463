from django.urls import path

from labmigration.pathway.certification.views import verify

app_name = "verify"
urlpatterns = [
    path("", verify.ask, name="ask"),
    path("did.json", verify.did_document, name="did"),
    path("liste/<int:number>/", verify.status_list, name="status_list"),
    path("<str:typed>/", verify.certificate, name="certificate"),
]
