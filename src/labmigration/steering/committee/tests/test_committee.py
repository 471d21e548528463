"""The committee: invited once, papers frozen, decisions that come back, and what an observer reads of it."""

from datetime import date, datetime, time, timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from labmigration import clock
from labmigration.access.gate import Conflict, Refused
from labmigration.access.roles import Role
from labmigration.notices.models import OutboxMessage
from labmigration.steering.committee import actions, queries
from labmigration.steering.committee.models import Decision, Meeting, Papers
from labmigration.steering.committee.papers import FULL, MASKED, fingerprint, make_papers
from labmigration.territories.agreements import partner_actions

DAY = date(2026, 3, 10)


def at(day: date, hour: int = 10) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))


class Room:
    """The coordinator, two partners with somebody to write to at the first."""

    def __init__(self, world) -> None:
        self.coordinator = world.territory_coordinator
        self.partners = [
            partner_actions.add_partner("marseille", actor=self.coordinator, name=name, sort="other")
            for name in ("Alpha", "Bêta")
        ]
        partner_actions.add_contact(self.partners[0], actor=self.coordinator, name="Léa Petit", email="lea@example.org")

    def planned(self, day: date) -> Meeting:
        return actions.plan("marseille", actor=self.coordinator, **self.told(day))

    def told(self, day: date, place: str = "Mairie"):
        told = {"title": f"Comité du {day:%d/%m}", "starts_at": at(day), "place": place, "agenda": ["Bilan", " "]}
        return {**told, "partners": self.partners}

    def held(self, day: date) -> Meeting:
        meeting = self.planned(day)
        with clock.at(at(day, 12)):
            present = {str(self.partners[0].pk): "Léa Petit"}
            actions.hold(meeting, actor=self.coordinator, present=present, minutes="Tout va bien.")
        return meeting


@pytest.fixture
def room(world, on_a_tuesday):
    with world.territory_coordinator.at_work():
        yield Room(world)


def test_a_meeting_is_planned_ahead_edited_by_one_at_a_time_and_each_contact_invited_once(room, elsewhere):
    with pytest.raises(Refused):
        room.planned(DAY - timedelta(days=1))
    with pytest.raises(Refused):
        actions.plan("marseille", actor=elsewhere.territory_coordinator, **room.told(DAY + timedelta(days=9)))
    meeting = room.planned(DAY + timedelta(days=20))
    assert meeting.agenda == ["Bilan"] and meeting.invitations.count() == 2
    assert (actions.invite(meeting, actor=room.coordinator), actions.invite(meeting, actor=room.coordinator)) == (1, 0)
    letter = OutboxMessage.objects.get()
    assert "Mairie" in letter.body and "- Bilan" in letter.body and len(mail.outbox) == 0
    shown = meeting.version
    elsewhere_told = room.told(DAY + timedelta(days=20), place="Région")
    actions.edit(meeting, actor=room.coordinator, version=shown, **elsewhere_told)
    with pytest.raises(Conflict):
        actions.edit(meeting, actor=room.coordinator, version=shown, **elsewhere_told)
    assert meeting.invited_on is None
    assert actions.invite(meeting, actor=room.coordinator) == 1  # another place is another invitation


def test_papers_are_frozen_with_their_day_and_masked_for_everybody_else(world, room):
    meeting = room.planned(DAY + timedelta(days=20))
    for _number in range(3):
        world.person()
    first = make_papers(meeting, actor=room.coordinator)
    for _number in range(12):
        world.person()
    assert fingerprint(Papers.objects.get(pk=first.pk).told) == first.fingerprint

    def referred(papers, key):
        return papers.told[key][0]["rows"][0][1]

    assert (referred(first, FULL), referred(first, MASKED)) == ("3", "non montré")
    with clock.at(DAY + timedelta(days=1)):
        again = make_papers(meeting, actor=room.coordinator)
    assert (referred(again, FULL), referred(again, MASKED)) == ("15", "15")
    assert queries.last_papers(meeting) == again
    with clock.at(at(DAY + timedelta(days=20), 12)):
        actions.hold(meeting, actor=room.coordinator, present={}, minutes="Bref.")
        with pytest.raises(Refused):
            make_papers(meeting, actor=room.coordinator)


def test_open_decisions_come_back_at_each_meeting_until_they_are_settled(room):
    first = room.held(DAY + timedelta(days=10))
    with clock.at(at(DAY + timedelta(days=10), 13)):
        due = DAY + timedelta(days=30)
        kept = actions.decide(first, actor=room.coordinator, text="Trouver une salle", owner=None, due_on=due)
        left = actions.decide(first, actor=room.coordinator, text="Écrire", owner=room.partners[0], due_on=due)
        second, third = room.planned(DAY + timedelta(days=40)), room.planned(DAY + timedelta(days=70))
        assert queries.decisions_to_follow(first) == []
        assert set(queries.decisions_to_follow(second)) == {kept, left}
    with clock.at(DAY + timedelta(days=35)):
        assert set(queries.late_decisions("marseille")) == {kept, left}
        with pytest.raises(Refused):
            actions.settle(kept, actor=room.coordinator, result=" ")
        actions.settle(kept, actor=room.coordinator, result="Salle trouvée")
        with pytest.raises(Conflict):
            actions.drop(kept, actor=room.coordinator, reason="non")
    with clock.at(at(DAY + timedelta(days=40), 12)):
        actions.hold(second, actor=room.coordinator, present={}, minutes="Bref.")
        assert set(queries.decisions_to_follow(second)) == {kept, left}  # what was settled since the last one is told
        assert queries.decisions_to_follow(third) == [left]
        with pytest.raises(Refused):
            actions.decide(third, actor=room.coordinator, text="x", owner=None, due_on=due)
    assert Decision.objects.filter(state="open").count() == 1


def test_the_file_of_a_meeting_is_kept_on_its_pages_and_read_masked_by_an_observer(world, elsewhere, room, client):
    def url(name: str, *args: object) -> str:
        return reverse(f"committee:{name}", args=["marseille", *args])

    client.force_login(world.user(Role.TERRITORY_COORDINATOR))
    sent = {"title": "Comité", "day": "2026-03-20", "time": "10:00", "place": "Mairie", "agenda": "Bilan"}
    sent["partners"] = [str(each.pk) for each in room.partners]
    assert client.post(url("plan"), {**sent, "day": ""}).status_code == 422
    assert client.post(url("plan"), sent).status_code == 302
    meeting = Meeting.objects.get()
    world.person()
    assert client.post(url("make_papers", meeting.pk)).status_code == 302
    assert client.post(url("invite", meeting.pk)).status_code == 302
    assert client.post(url("edit", meeting.pk), {**sent, "version": 1}).status_code == 409
    with clock.at(at(date(2026, 3, 20), 12)):
        minutes = {"minutes": "Le territoire avance.", f"present_{room.partners[0].pk}": "on"}
        assert client.post(url("hold", meeting.pk), {"minutes": ""}).status_code == 422
        assert client.post(url("hold", meeting.pk), minutes).status_code == 302
        told = {"text": "Trouver une salle", "owner": room.partners[1].pk, "due_on": "2026-05-01"}
        assert client.post(url("decide", meeting.pk), told).status_code == 302
        html = client.get(url("meeting", meeting.pk)).content.decode()
        assert "Le territoire avance." in html and "Trouver une salle" in html and ">non montré<" not in html
        assert client.get(url("meeting_file", meeting.pk)).content.startswith(b"%PDF")

        client.force_login(world.user(Role.PARTNER_OBSERVER))
        html = client.get(url("meeting", meeting.pk)).content.decode()
        assert ">non montré<" in html and "Écrire une décision" not in html
        assert client.get(url("meeting_file", meeting.pk)).status_code == 200
        assert client.post(url("decide", meeting.pk), told).status_code == 404
        decision = Decision.objects.get()
        assert client.get(url("settle", decision.pk)).status_code == 404
        for stranger in (Role.PARTNER_OBSERVER, Role.TERRITORY_COORDINATOR):
            client.force_login(elsewhere.user(stranger))
            for page in (url("home"), url("meeting", meeting.pk), url("meeting_file", meeting.pk)):
                assert client.get(page).status_code == 404
    client.force_login(world.user(Role.TERRITORY_COORDINATOR))
    assert client.post(url("settle", decision.pk), {"words": "Salle trouvée"}).status_code == 302
    assert "Aucune décision n’est ouverte" in client.get(url("home")).content.decode()
