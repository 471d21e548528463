"""The telephones of the demonstration: who received what."""

import pytest
from django.urls import reverse

from labmigration.notices.outbox import put

pytestmark = pytest.mark.django_db


@pytest.fixture
def received(world):
    person = world.candidate(surname="Kovalenko", first_name="Oksana", phone="+33639981234", email="o@example.org")
    put("sms", "+33639981234", body="Rendez-vous mardi : https://ailleurs.example/l/abc/")
    put("email", "o@example.org", subject="Rendez-vous", body="Dites oui <b>ici</b>")
    put("sms", "+33639989999", body="Votre code : 123456")
    return person


def test_messages_of_one_person_stand_on_one_telephone_and_links_open_here(client, received):
    page = client.get(reverse("demo:phones")).content.decode()
    assert page.count("Oksana Kovalenko</h2>") == 1
    assert 'href="http://testserver/l/abc/"' in page and "ailleurs.example" not in page
    assert "&lt;b&gt;ici" in page
    assert page.index("mardi") < page.index("Dites oui")


def test_one_person_can_be_picked(client, received):
    page = client.get(reverse("demo:phones"), {"personne": str(received.pk)}).content.decode()
    assert "Dites oui" in page and "123456" not in page


def test_the_door_leads_there_and_an_empty_page_says_so(client):
    assert reverse("demo:phones") in client.get(reverse("demo:doors")).content.decode()
    assert "Aucun message pour l’instant" in client.get(reverse("demo:phones")).content.decode()
