"""The register: finding, action, owner, due day, what changed."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from labmigration.access.gate import Conflict, Refused
from labmigration.quality import improvements
from labmigration.quality.models import Improvement

DAY = date(2026, 3, 10)


def decided(world, **more) -> Improvement:
    told = {"found_in": "feedback", "finding": "Trop vite", "action": "Une demi-journée de plus"}
    told |= {"owner": world.user("trainer"), "due_on": DAY + timedelta(days=20), **more}
    return improvements.decide("marseille", actor=world.territory_coordinator, **told)


@pytest.fixture
def at_work(world, on_a_tuesday):
    with world.territory_coordinator.at_work():
        yield


def test_a_line_is_decided_done_once_and_says_what_changed(world, at_work):
    line = decided(world)
    with pytest.raises(Refused):
        improvements.finish(line, actor=world.territory_coordinator, result=" ")
    improvements.finish(line, actor=world.territory_coordinator, result="C’est fait")
    with pytest.raises(Conflict):
        improvements.drop(line, actor=world.territory_coordinator, reason="non")
    kept = Improvement.objects.get(pk=line.pk)
    assert (kept.state, kept.ended_on, kept.result) == ("done", DAY, "C’est fait")


def test_no_line_is_due_in_the_past_nor_written_from_elsewhere(world, elsewhere, at_work):
    with pytest.raises(Refused):
        decided(world, due_on=DAY - timedelta(days=1))
    with pytest.raises(Refused):
        improvements.decide(
            "marseille",
            actor=elsewhere.territory_coordinator,
            found_in="team",
            finding="x",
            action="y",
            owner=world.user("trainer"),
            due_on=DAY,
        )


def test_what_is_to_do_stands_before_what_is_done(world, at_work):
    first, second = decided(world, finding="un"), decided(world, finding="deux")
    improvements.finish(first, actor=world.territory_coordinator, result="ok")
    assert [line.pk for line in improvements.register(world.territory_coordinator)] == [second.pk, first.pk]


def test_the_register_is_kept_on_its_pages(world, on_a_tuesday, client):
    client.force_login(world.user("territory_coordinator"))
    owner = world.user("trainer")
    page = reverse("quality:decide", args=["marseille"])
    assert client.post(page, {"finding": "x"}).status_code == 422
    sent = {"found_in": "team", "finding": "Constat", "action": "Faire", "owner": str(owner.pk), "due_on": "2026-04-01"}
    assert client.post(page, sent).status_code == 302
    with world.territory_coordinator.at_work():
        line = Improvement.objects.get()
    end = reverse("quality:finish", args=[line.pk])
    assert client.post(end, {"result": "Moins d’absences"}).status_code == 302
    assert "Moins d’absences" in client.get(reverse("quality:register")).content.decode()
    client.force_login(world.user("training_coordinator"))
    html = client.get(reverse("quality:register")).content.decode()
    assert "Constat" in html and reverse("quality:decide", args=["marseille"]) not in html
