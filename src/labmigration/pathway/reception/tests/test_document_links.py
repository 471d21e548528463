"""A link to send a paper: no account, one person, until its end."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from labmigration import clock
from labmigration.links import actions as links
from labmigration.pathway.reception.models import Document
from labmigration.pathway.reception.tests.papers_sent import photo

pytestmark = pytest.mark.usefixtures("on_a_tuesday")


@pytest.fixture
def given(world, received, settings):
    """A referred person and the address of a link given for her, without the name of the host."""
    referral = received(grounds=(), right_to_work=None, french_proof=None)
    address = links.make(world.advisor, "send_document", referral.pathway, clock.now() + timedelta(days=7))
    return referral.pathway, address.removeprefix(settings.PUBLIC_ADDRESS)


def test_whoever_holds_the_link_sends_a_paper_and_reads_nothing_of_the_person(given, client):
    pathway, address = given
    client.get(address)
    client.post(address)
    page = client.get(address).content.decode()
    assert "Ma carte de séjour" in page
    assert pathway.candidate.surname not in page
    answer = client.post(address, {"kind": "residence", "photo": SimpleUploadedFile("x.jpg", photo(), "image/jpeg")})
    assert answer.status_code == 302
    assert answer["Location"].startswith(address)
    document = Document.objects.get()
    assert (document.pathway, document.sent_by, document.sent_as) == (pathway, None, "link_holder")
    assert "La photo est bien arrivée" in client.get(answer["Location"]).content.decode()


def test_the_advisor_shows_a_code_once_and_others_cannot(world, received, client):
    referral = received()
    address = reverse("reception:give_link", args=[referral.pathway_id])
    client.force_login(world.user("advisor"))
    answer = client.post(address)
    assert "no-store" in answer["Cache-Control"]
    assert "<svg" in answer.content.decode()
    assert f"{settings.PUBLIC_ADDRESS}/l/" in answer.content.decode()
    assert client.get(address).status_code == 405
    for user in (world.user("advisor", another=True), world.user("territory_coordinator"), world.user("referrer")):
        client.force_login(user)
        assert client.post(address).status_code == 404


def test_after_its_end_the_link_sends_nothing(given, client):
    _pathway, address = given
    client.post(address)
    with clock.at(clock.now() + timedelta(days=8)):
        answer = client.post(address, {"kind": "residence", "photo": SimpleUploadedFile("x.jpg", photo())})
    assert answer.status_code == 410
    assert not Document.objects.exists()


def test_a_bad_photograph_is_told_behind_the_link_too(given, client):
    _pathway, address = given
    client.post(address)
    answer = client.post(address, {"kind": "residence", "photo": SimpleUploadedFile("x.jpg", b"<svg></svg>")})
    assert answer.status_code == 422
    assert "n’est pas accepté ici" in answer.content.decode()
