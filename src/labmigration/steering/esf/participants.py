"""The participants of one operation over a period, read from rows in a constant number of queries."""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from labmigration.pathway import counted as people_counted
from labmigration.pathway.certification import counted as certification_counted
from labmigration.pathway.employment import counted as employment_counted
from labmigration.pathway.questionnaires.queries import asked_rows, newest_given
from labmigration.pathway.training import counted as training_counted
from labmigration.secrecy.keyring import keyring
from labmigration.steering.esf.fields import NOBODY_ASKED, Asked, Participant
from labmigration.steering.esf.models import Operation

ENTRY, EXIT, LATER = "entry", "exit", "leaving_6"
GENDERS = {"F": "woman", "M": "man"}


def participants(operation: Operation, first: date, last: date, on: date) -> list[Participant]:
    """Who began to train inside the operation's dates, by the operation's numbers; six queries.

    Of those, everyone of whom entry, leaving, or the six months after it fall into the period, or who was there during
    it: entered by `last`, and not six months gone before `first`. `on`: as known on that day.
    """
    rows = asked_rows((ENTRY, EXIT, LATER))
    entered = {
        pathway: waves[ENTRY].counted_from
        for pathway, waves in rows.items()
        if ENTRY in waves and operation.starts_on <= waves[ENTRY].counted_from <= min(operation.ends_on, last, on)
    }
    given = newest_given(on, entered)
    hours = _first_hours(on, entered)
    qualified = _qualified(entered)
    contracts = _contracts(entered)
    found = []
    for key, _person, _referred, birth_date, sex, *_rest in people_counted.people():
        pathway = UUID(key)
        if pathway not in entered:
            continue
        waves = {code: _asked(row, given.get((pathway, code), {}), on) for code, row in rows[pathway].items()}
        left_on = rows[pathway][EXIT].counted_from if EXIT in rows[pathway] else None
        if left_on is not None and left_on > on:
            left_on = None
        person = Participant(
            key=str(pathway),
            number=number_of(operation, pathway),
            entered_on=entered[pathway],
            birth_date=birth_date,
            gender=GENDERS.get(sex, ""),
            left_on=left_on,
            entry=waves[ENTRY],
            exit=waves.get(EXIT, NOBODY_ASKED),
            later=waves.get(LATER, NOBODY_ASKED),
            qualified_on=qualified.get(pathway),
            first_hours_on=hours.get(pathway),
            worked_on_leaving=left_on is not None
            and any(begun <= left_on and (end is None or end >= left_on) for begun, end in contracts.get(pathway, ())),
        )
        if person.six_months_on is None or person.six_months_on >= first:
            found.append(person)
    return sorted(found, key=lambda person: person.number)


def number_of(operation: Operation, pathway: UUID) -> str:
    """Twelve digits and letters that stand for her in every export of one operation, and in no other."""
    return hashlib.sha256(keyring().blind_index(f"esf:{operation.pk}:{pathway}").encode()).hexdigest()[:12].upper()


def _asked(row: Any, given: Mapping[str, tuple[str, ...]], on: date) -> Asked:
    answered_on = row.answered_on if row.answered_on is not None and row.answered_on <= on else None
    return Asked(given, answered_on, row.state == "refused", row.opens_on, row.closes_on)


def _first_hours(on: date, among: Iterable[UUID]) -> dict[UUID, date]:
    wanted, found = set(among), dict[UUID, date]()
    for pathway, _hours, first in training_counted.hours_followed(on):
        if pathway in wanted:
            found[pathway] = min(first, found.get(pathway, first))
    return found


def _qualified(among: Iterable[UUID]) -> dict[UUID, date]:
    wanted, found = set(among), dict[UUID, date]()
    for key, _title, _block, _route, outcome, day in certification_counted.results():
        pathway = UUID(key)
        if pathway in wanted and outcome == certification_counted.ACQUIRED and day is not None:
            found[pathway] = min(day, found.get(pathway, day))
    return found


def _contracts(among: Iterable[UUID]) -> dict[UUID, list[tuple[date, date | None]]]:
    wanted, found = set(among), dict[UUID, list[tuple[date, date | None]]]()
    for key, *_columns, begun, ended, _cause in employment_counted.contracts():
        pathway = UUID(key)
        if pathway in wanted:
            found.setdefault(pathway, []).append((begun, ended))
    return found
