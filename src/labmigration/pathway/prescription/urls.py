from django.urls import path

from labmigration.pathway.prescription import views

app_name = "prescription"
urlpatterns = [
    path("<uuid:pathway_id>/preparer/", views.write, name="write"),
    path("version/<uuid:prescription_id>/", views.plan, name="plan"),
    path("version/<uuid:prescription_id>/imprimer/", views.print_plan, name="print"),
    path("version/<uuid:prescription_id>/proposer/", views.propose, name="propose"),
    path("version/<uuid:prescription_id>/reprendre/", views.take_back, name="take_back"),
    path("version/<uuid:prescription_id>/signer/", views.sign, name="sign"),
    path("version/<uuid:prescription_id>/pas-d-accord/", views.refuse, name="refuse"),
    path("ma-formation/", views.own, name="own"),
]
