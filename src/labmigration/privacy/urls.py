from django.urls import path

from labmigration.privacy import own_views, staff_views

app_name = "privacy"
urlpatterns = [
    path("moi/droits/", own_views.rights, name="rights"),
    path("moi/choix/", own_views.choices, name="choices"),
    path("moi/choix/<slug:purpose>/", own_views.choice, name="choice"),
    path("moi/donnees/", own_views.my_data, name="my_data"),
    path("moi/donnees/mes-donnees.json", own_views.my_data_json, name="my_data_json"),
    path("moi/donnees/mes-donnees.pdf", own_views.my_data_pdf, name="my_data_pdf"),
    path("moi/demander/<slug:asked>/", own_views.ask, name="ask"),
    path("moi/demandes/<uuid:request_id>/", own_views.own_request, name="own_request"),
    path("moi/demandes/<uuid:request_id>/retirer/", own_views.withdraw, name="withdraw"),
    path("moi/contact-protege/", own_views.own_safety, name="own_safety"),
    path("moi/contacts/", own_views.contacts, name="contacts"),
    path("demandes/", staff_views.listed, name="requests"),
    path("demandes/<uuid:request_id>/", staff_views.one, name="request"),
    path("demandes/<uuid:request_id>/proposer/", staff_views.agree, name="agree_to_erase"),
    path("demandes/<uuid:request_id>/renvoyer/", staff_views.send_back, name="send_back"),
    path("demandes/<uuid:request_id>/effacer/", staff_views.erase, name="erase"),
    path("personnes/<uuid:pathway_id>/choix/", staff_views.choices_of, name="choices_of"),
    path("personnes/<uuid:pathway_id>/choix/<slug:purpose>/", staff_views.record_choice, name="record_choice"),
    path("personnes/<uuid:pathway_id>/urgence/", staff_views.read_urgently, name="read_urgently"),
    path("personnes/<uuid:pathway_id>/contact-protege/", staff_views.safety_of, name="safety_of"),
]
