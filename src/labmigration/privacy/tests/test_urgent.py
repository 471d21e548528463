"""Reading in an emergency: with a reason, for three hours, seen by everybody concerned."""

from datetime import timedelta

import pytest
from django.urls import reverse

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Refused, visible
from labmigration.notices.models import OutboxMessage
from labmigration.privacy.models import UrgentReading
from labmigration.privacy.safety import protect
from labmigration.privacy.urgent import HOURS, open_urgently

WHY = "Son titre finit demain et sa conseillère est en congé."


@pytest.fixture
def person(world):
    with world.advisor.at_work():
        return world.person("positioning", "positioning.do", with_account=True)


def reads(actor, person):
    with actor.at_work():
        return visible(actor, "pathway.read_contact").filter(pk=person.pk).count()


def test_it_opens_one_file_to_one_reader_for_three_hours(world, person):
    coordinator, colleague = world.territory_coordinator, world.actor("territory_coordinator", another=True)
    with world.advisor.at_work():
        another = world.person("positioning", "positioning.do")
    assert reads(coordinator, person) == 0
    now = clock.now()
    with coordinator.at_work():
        open_urgently(person, actor=coordinator, reason="deadline", words=WHY)
        open_urgently(person, actor=coordinator, reason="other", words="Encore une question sur son adresse.")
    assert [reads(coordinator, person), reads(coordinator, another), reads(colleague, person)] == [1, 0, 0]
    with clock.at(now + HOURS - timedelta(minutes=1)):
        assert reads(coordinator, person) == 1
    with clock.at(now + HOURS + timedelta(minutes=1)):
        assert reads(coordinator, person) == 0


@pytest.mark.parametrize("role", ["advisor", "placement_officer", "training_coordinator", "dpo", "programme_admin"])
def test_nobody_else_opens_a_file_in_an_emergency(world, person, role):
    actor = world.actor(role, another=True)
    with world.advisor.at_work(), pytest.raises(Refused):
        open_urgently(person, actor=actor, reason="safety", words=WHY)


@pytest.mark.parametrize("words", ["", "   ", "urgent", "trop court     "])
def test_a_reason_in_words_is_asked_for(world, person, words):
    with world.territory_coordinator.at_work(), pytest.raises(Refused, match="en une phrase"):
        open_urgently(person, actor=world.territory_coordinator, reason="safety", words=words)


def test_a_protected_contact_stays_closed(world, person):
    with world.advisor.at_work():
        protect(person, True, "", actor=world.advisor)
        person.candidate.refresh_from_db()
    with world.territory_coordinator.at_work(), pytest.raises(Refused, match="protégé"):
        open_urgently(person, actor=world.territory_coordinator, reason="safety", words=WHY)


def test_the_person_her_advisor_and_data_protection_see_who_and_why(world, person, client):
    coordinator = world.territory_coordinator
    client.force_login(coordinator.user)
    asked = reverse("privacy:read_urgently", args=[person.pk])
    assert (
        reverse("privacy:read_urgently", args=[person.pk])
        in client.get(reverse("pathway:thread", args=[person.pk])).content.decode()
    )
    assert client.post(asked, {"reason": "deadline", "words": "vite"}).status_code == 422
    assert client.post(asked, {"reason": "deadline", "words": WHY})["Location"] == reverse(
        "pathway:thread", args=[person.pk]
    )
    reading = UrgentReading.objects.get()
    assert OutboxMessage.objects.filter(key__startswith=f"urgent_reading|{reading.pk}").exists()
    client.force_login(person.candidate.user)
    page = client.get(reverse("desk:own_openings")).content.decode()
    assert coordinator.user.name in page and WHY in page
    client.force_login(world.user("dpo"))
    assert WHY in client.get(reverse("privacy:requests")).content.decode()
    own = Actor.of(person.candidate.user)
    with own.at_work():
        assert visible(own, "privacy.urgent_readings").count() == 1
