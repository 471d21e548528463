"""Rows and events of one territory → facts, in a number of queries that does not grow with the people."""

import gc
import hmac
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

import numpy as np
from django.db.models import DateField
from django.db.models.functions import Cast, TruncDate
from django.utils import timezone
from django_scopes import scope
from numpy.typing import NDArray

from labmigration.civic.content import HOUSEHOLD, WORKER
from labmigration.civic.counted import tracks_done
from labmigration.pathway.certification.counted import held_from_elsewhere, results, sittings
from labmigration.pathway.counted import AT_ONCE, as_text
from labmigration.pathway.counted import people as people_counted
from labmigration.pathway.employment.counted import contracts
from labmigration.pathway.follow_up.counted import follow_ups, household_words
from labmigration.pathway.matching.counted import OPENED, offers
from labmigration.pathway.prescription.counted import hours_agreed
from labmigration.pathway.reception.counted import referrals
from labmigration.pathway.training.counted import hours_followed, opinions, seats
from labmigration.pathway.tutoring.counted import tutorships
from labmigration.secrecy.keyring import keyring
from labmigration.steering.indicators.around import about_the_territory, answers, household_answers, unnamed_answers
from labmigration.steering.indicators.columns import Words, days_of
from labmigration.steering.indicators.errors import found_in
from labmigration.steering.indicators.facts import Facts, Table, from_rows, table_of
from labmigration.steering.indicators.keys import Keys
from labmigration.steering.indicators.lines import Lines, column, keys_of
from labmigration.steering.indicators.measure.ways import first_of
from labmigration.steering.indicators.reading_people import table_of_people
from labmigration.steering.indicators.reading_titles import titles_held
from labmigration.steering.indicators.schema import SCHEMA
from labmigration.timeline.models import Event

#: Events that tell a step of the way.
STEPS = {
    "reception.admit": "admitted",
    "orientation.hold": "met",
    "positioning.finish": "positioned",
    "prescription.sign": "prescribed",
    "training.complete": "completed",
}
Progress = Callable[[str, int], None]


def read(territory: str, on: date, *, progress: Progress = lambda what, number: None) -> Facts:
    """The facts of a territory as known at the end of the day `on`.

    `progress` is told each table as it is read, with its number of lines. Rights are asked by whoever calls.
    """
    with scope(territory=[territory]), _no_collection():
        facts = _read(territory, on, progress)
    # What happened after that day is in the rows; it is not known yet.
    return facts.at(on)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Millions of rows hold nothing that leads back to them; the collector would walk them again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def pseudonyms(keys: Keys) -> list[str]:
    """A keyed digest of each key: the same person is the same text in every table, nobody else can say who it is."""
    return keys.digests(hmac.digest(keyring().blind, b"indicators", "sha256"))


def _read(territory: str, on: date, progress: Progress) -> Facts:
    everyone = list(people_counted())
    people = Keys.of(column(everyone, 0))
    progress("people", len(everyone))

    def of_people(name: str, rows: Iterable[tuple[Any, ...]]) -> Lines:
        found = Lines.of(people, rows)
        progress(name, len(found))
        return found

    def table(name: str, rows: Iterable[tuple[Any, ...]]) -> Table:
        return table_of(name, *of_people(name, rows).columns(len(SCHEMA[name])))

    tables = {"milestones": _milestones(people)}
    progress("milestones", len(tables["milestones"]["person"]))
    taken = of_people("seats", seats())
    tables["seats"] = table_of("seats", taken.person, taken[1], taken[3], taken[4], taken[5])
    tables["hours"] = _hours(of_people("hours", hours_followed(on)))
    tables["plans"] = table("plans", hours_agreed())
    tables["blocks"] = table("blocks", [*results(), *held_from_elsewhere()])
    sat = of_people("sittings", sittings())
    tables["sittings"] = table_of("sittings", sat.person, sat[1], sat[2], sat[4])
    tables["titles"] = titles_held(tables["blocks"], sat)
    tables["contracts"], homes, employers = _contracts(of_people("contracts", contracts()))
    tables["follow_ups"] = table("follow_ups", follow_ups())
    tables["household_words"] = table("household_words", household_words())
    tables["tutorships"] = table("tutorships", tutorships())
    tables["civic"] = _workers_civic(everyone)
    tables["household_civic"] = _households_civic(tables["contracts"], homes, employers)
    tables["answers"] = table("answers", answers(on))
    tables["people"] = table_of_people(pseudonyms(people), everyone, of_people("referrals", referrals()), taken, tables)
    rows = {
        "opinions": opinions(),
        "offers": _offers(),
        "household_answers": household_answers(territory, on),
        "unnamed_answers": unnamed_answers(territory),
        "errors": found_in(days_of(column(everyone, 3)), tables, on),
        "about": about_the_territory(territory, on),
    }
    others = from_rows(territory, on, rows)
    return Facts(territory, on, {**others.columns, **tables}, people)


def _milestones(people: Keys) -> Table:
    """A line for each step that somebody took, with its first day; one query a step, along the index of verbs.

    The days are cast: Django looks again into each one that a function of its own gives.
    """
    names = tuple(sorted(STEPS.values()))
    found = []
    for verb, step in STEPS.items():
        told = Event.objects.filter(verb=verb, pathway_id__isnull=False).order_by()
        steps = Lines.of(people, told.values_list(as_text("pathway_id"), Cast(TruncDate("at"), DateField())))
        first = first_of(len(people), steps.person, days_of(steps[1]))
        who = np.flatnonzero(~np.isnat(first))
        found.append((who, np.full(len(who), names.index(step), np.int32), first[who]))
    person, codes, days = (np.concatenate(each) for each in zip(*found, strict=True))
    return table_of("milestones", person, Words(codes, names), days)


def _hours(followed: Lines) -> Table:
    first = days_of(followed[2])
    return table_of("hours", followed.person, first.astype("datetime64[M]").astype("datetime64[D]"), followed[1], first)


def _contracts(worked: Lines) -> tuple[Table, Keys, NDArray[np.int64]]:
    """The contracts, the households that employ, and which of them each contract is with."""
    homes, employers = Keys.of(worked[1]).distinct()
    named = np.array(pseudonyms(homes), dtype=object)[employers]
    person, _home, *terms = worked.columns(len(SCHEMA["contracts"]))
    return table_of("contracts", person, named, *terms), homes, employers


def _workers_civic(everyone: Sequence[tuple[Any, ...]]) -> Table:
    """Who has done every step of her side."""
    done = Lines.of(Keys.of(column(everyone, 1)), tracks_done(WORKER))
    return table_of("civic", done.person, done[1])


def _households_civic(worked: Table, homes: Keys, employers: NDArray[np.int64]) -> Table:
    """Households from the first day on which they employ, with the day on which they had done every step of theirs."""
    since = first_of(len(homes), employers, np.asarray(worked["first_paid_on"]))
    done = Lines.of(homes, tracks_done(HOUSEHOLD))
    ended = first_of(len(homes), done.person, days_of(done[1]))
    return table_of("household_civic", pseudonyms(homes), since, ended)


def _day(at: datetime) -> date:
    return timezone.localtime(at).date()


def _offers() -> list[tuple[Any, ...]]:
    """A line each time an offer was open: from the event that opened it to the one that closed it."""
    rows = list(offers())
    known = {str(row[0]): row for row in rows}
    verbs = {f"matching.{verb}": opened for verb, opened in OPENED.items()}
    told = Event.objects.filter(verb__in=verbs).order_by("at", "pk")
    names = dict(zip(known, pseudonyms(keys_of(column(rows, 0))), strict=True))
    lines: list[tuple[Any, ...]] = []
    since: dict[str, date] = {}
    for offer, verb, at in told.values_list("subject_id", "verb", "at").iterator(chunk_size=AT_ONCE):
        if offer not in known:
            continue
        if verbs[verb]:
            since.setdefault(offer, _day(at))
        elif offer in since:
            lines.append((names[offer], *known[offer][1:3], since.pop(offer), _day(at)))
    return lines + [(names[offer], *known[offer][1:3], day, None) for offer, day in since.items()]
