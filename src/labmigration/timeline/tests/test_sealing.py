"""Seals of the journal: what was changed around the database’s own refusal is found."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from labmigration.home import home
from labmigration.timeline import sealing
from labmigration.timeline.command import main
from labmigration.timeline.models import Event, JournalSeal
from labmigration.timeline.triggers import install_triggers, remove_triggers


@pytest.fixture
def journal(world):
    """Two seals over some events: the second covers what was there at the first."""
    with world.advisor.at_work():
        for _person in range(3):
            world.person()
    pathway = None
    with world.advisor.at_work():
        pathway = world.person()
        for verb in ("one", "two", "three"):
            Event.record(pathway, verb, world.advisor)
    for _day in range(2):
        sealing.seal(Event)
    return pathway


def around_the_triggers(sql):
    remove_triggers()
    try:
        with connection.cursor() as cursor:
            cursor.execute(sql)
    finally:
        install_triggers()


def broken():
    return {each.table: each.broken for each in sealing.verify()}["timeline_event"]


def test_what_was_written_holds_and_each_seal_is_chained_to_the_one_before(world, journal):
    first, second = JournalSeal.objects.filter(table="timeline_event").order_by("number")
    assert (first.rows, second.rows >= 3, second.last_id) == (0, True, first.seen_id)
    assert broken() == 0
    with world.advisor.at_work():
        Event.record(journal, "four", world.advisor)
    sealing.seal(Event)
    assert broken() == 0
    assert len((home() / "journal" / "timeline_event.jsonl").read_text().splitlines()) >= 3


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE timeline_event SET verb = 'x' WHERE id = (SELECT max(id) FROM timeline_event)",
        "DELETE FROM timeline_event WHERE id = (SELECT min(id) FROM timeline_event)",
        'UPDATE timeline_journalseal SET "rows" = "rows" + 1 WHERE number = 2',
    ],
)
def test_a_line_changed_or_deleted_breaks_its_seal(journal, sql, capsys):
    around_the_triggers(sql)
    assert broken() == 2
    assert main(["verify"]) == 1
    assert "ne tient pas" in capsys.readouterr().out


def test_a_seal_that_is_missing_is_found(world, journal):
    with world.advisor.at_work():
        Event.record(journal, "four", world.advisor)
    sealing.seal(Event)
    around_the_triggers("DELETE FROM timeline_journalseal WHERE number = 2")
    assert broken() == 3


def test_it_is_sealed_once_a_day(journal, monkeypatch):
    before = JournalSeal.objects.filter(table="timeline_event").count()
    sealing.seal_daily()
    assert JournalSeal.objects.filter(table="timeline_event").count() == before
    later = timezone.now() + timedelta(days=1, minutes=1)
    monkeypatch.setattr(sealing.timezone, "now", lambda: later)
    sealing.seal_daily()
    assert JournalSeal.objects.filter(table="timeline_event").count() == before + 1
