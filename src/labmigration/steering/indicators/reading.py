"""Rows and events of one territory → facts, in a number of queries that does not grow with the people."""

import hashlib
import hmac
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Min
from django.utils import timezone
from django_scopes import scope

from labmigration.civic.content import HOUSEHOLD, WORKER
from labmigration.civic.counted import steps_done, steps_of_side
from labmigration.pathway.certification.counted import (
    ACQUIRED,
    blocks_of_title,
    held_from_elsewhere,
    results,
    sittings,
)
from labmigration.pathway.counted import AT_ONCE
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
from labmigration.steering.indicators.errors import found_in
from labmigration.steering.indicators.facts import Facts, from_rows
from labmigration.timeline.models import Event

#: Events that tell a step of the way.
STEPS = {
    "reception.admit": "admitted",
    "orientation.hold": "met",
    "positioning.finish": "positioned",
    "prescription.sign": "prescribed",
    "training.complete": "completed",
}
SEVERAL = "several"
Progress = Callable[[str, int], None]


def read(territory: str, on: date, *, progress: Progress = lambda what, number: None) -> Facts:
    """The facts of a territory as known at the end of the day `on`.

    `progress` is told each table as it is read, with its number of lines. Rights are asked by whoever calls.
    """
    with scope(territory=[territory]):
        facts = _read(territory, on, progress)
    # What happened after that day is in the rows; it is not known yet.
    return facts.at(on)


def pseudonyms(keys: Iterable[UUID]) -> list[str]:
    """A keyed digest of each key: the same person is the same text in every table, nobody else can say who it is."""
    secret = hmac.digest(keyring().blind, b"indicators", "sha256")
    return [hashlib.blake2b(key.bytes, key=secret, digest_size=10).hexdigest() for key in keys]


def _read(territory: str, on: date, progress: Progress) -> Facts:
    everyone = list(people_counted())
    place = {row[0]: number for number, row in enumerate(everyone)}
    of_candidate = {row[1]: number for number, row in enumerate(everyone)}
    progress("people", len(everyone))

    def of_people(name: str, rows: Iterable[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
        """The lines whose person counts, with her place instead of her key."""
        found = [(place[row[0]], *row[1:]) for row in rows if row[0] in place]
        progress(name, len(found))
        return found

    tables: dict[str, list[tuple[Any, ...]]] = {"milestones": of_people("milestones", _milestones())}
    taken = of_people("seats", seats())
    tables["seats"] = [(who, cohort, since, left, cause) for who, _, cohort, _, since, left, cause, _ in taken]
    followed = of_people("hours", hours_followed(on))
    tables["hours"] = followed
    tables["plans"] = of_people("plans", hours_agreed())
    tables["blocks"] = of_people("blocks", [*results(), *held_from_elsewhere()])
    sat = of_people("sittings", sittings())
    tables["sittings"] = [(who, title, route, day) for who, title, route, _blocks, day in sat]
    tables["titles"] = _titles(tables["blocks"], sat)
    worked = of_people("contracts", contracts())
    homes = _named_homes(row[1] for row in worked)
    tables["contracts"] = [(row[0], homes[row[1]], *row[2:]) for row in worked]
    tables["follow_ups"] = of_people("follow_ups", follow_ups())
    tables["household_words"] = of_people("household_words", household_words())
    tables["opinions"] = list(opinions())
    tables["tutorships"] = of_people("tutorships", tutorships())
    tables["civic"], tables["household_civic"] = _civic(of_candidate, worked, homes)
    tables["offers"] = _offers()
    tables["answers"] = of_people("answers", answers(on))
    tables["household_answers"] = household_answers(territory, on)
    tables["unnamed_answers"] = unnamed_answers(territory)
    tables["people"] = _people(everyone, place, taken, followed, tables["answers"])
    tables["errors"] = found_in([row[3] for row in everyone], tables, on)
    tables["about"] = about_the_territory(territory, on)
    return from_rows(territory, on, tables, [row[0] for row in everyone])


def _people(
    everyone: list[tuple[Any, ...]],
    place: dict[UUID, int],
    taken: list[tuple[Any, ...]],
    followed: list[tuple[Any, ...]],
    said: list[tuple[Any, ...]],
) -> list[tuple[Any, ...]]:
    told: list[tuple[Any, ...]] = [(None, "", "", "", "", "", "")] * len(everyone)
    for pathway, judged, verdict, state, reasons, grounds, oral, written, _proof in referrals():
        if pathway in place:
            codes = {ground["code"] for ground in grounds}
            status = codes.pop() if len(codes) == 1 else SEVERAL if codes else ""
            told[place[pathway]] = (judged, verdict, state, " ".join(reasons), status, oral, written)
    first_seat: dict[int, tuple[str, str]] = {}
    for who, _seat, cohort, provider, *_rest in taken:
        first_seat.setdefault(who, (cohort, provider))
    first_day: dict[int, date] = {}
    for who, _month, _hours, first in followed:
        first_day[who] = min(first, first_day.get(who, first))
    education = {who: answer for who, _wave, question, answer, _day in said if question == "education"}
    keys = pseudonyms(row[0] for row in everyone)
    lines = []
    for who, row in enumerate(everyone):
        _pathway, _person, referred, born, sex, occupation, referrer, why_closed, closed = row
        judged, verdict, state, reasons, status, oral, written = told[who]
        cohort, provider = first_seat.get(who, ("", ""))
        age = _age(born, first_day.get(who, referred))
        line = (keys[who], referred, age, sex, status, occupation, referrer, cohort, provider, oral, written)
        lines.append((*line, education.get(who, ""), judged, verdict, state, reasons, closed, why_closed))
    return lines


def _age(born: date, on: date) -> int | None:
    """Whole years; None where the birth would lie after the day."""
    years = on.year - born.year - ((on.month, on.day) < (born.month, born.day))
    return years if years >= 0 else None


def _milestones() -> Iterable[tuple[Any, ...]]:
    told = Event.objects.filter(verb__in=STEPS, pathway_id__isnull=False).order_by()
    first = told.values_list("pathway_id", "verb").annotate(first=Min("at"))
    for pathway, verb, at in first.iterator(chunk_size=AT_ONCE):
        yield pathway, STEPS[verb], _day(at)


def _day(at: datetime) -> date:
    return timezone.localtime(at).date()


def _titles(blocks: list[tuple[Any, ...]], sat: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """(person, title, day) of each title of which every block known, or before her jury, is held."""
    wanted: dict[tuple[int, str], frozenset[str]] = {}
    for who, title, _route, asked, _day in sat:
        known = wanted.get((who, title)) or blocks_of_title(title)
        wanted[who, title] = known | frozenset(asked)
    got: dict[tuple[int, str], dict[str, date]] = {}
    for who, title, block, _route, outcome, day in blocks:
        if outcome == ACQUIRED:
            mine = got.setdefault((who, title), {})
            mine[block] = min(day, mine.get(block, day))
    found = []
    for (who, title), mine in got.items():
        asked = wanted.get((who, title)) or blocks_of_title(title)
        if asked and asked <= mine.keys():
            found.append((who, title, max(mine[block] for block in asked)))
    return found


def _named_homes(keys: Iterable[UUID]) -> dict[UUID, str]:
    distinct = sorted(set(keys))
    return dict(zip(distinct, pseudonyms(distinct), strict=True))


def _civic(
    of_candidate: dict[UUID, int], worked: list[tuple[Any, ...]], homes: dict[UUID, str]
) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
    """Who has done every step of her side; households from the first day on which they employ."""
    whole = steps_of_side()
    done: dict[tuple[str, UUID], set[str]] = {}
    ended: dict[tuple[str, UUID], date] = {}
    for candidate, household, step, day in steps_done():
        key = (WORKER, candidate) if candidate else (HOUSEHOLD, household)
        done.setdefault(key, set()).add(step)
        if key not in ended and done[key] >= whole[key[0]]:
            ended[key] = day
    workers = [(of_candidate[key], day) for (side, key), day in ended.items() if side == WORKER and key in of_candidate]
    since: dict[UUID, date] = {}
    for _who, home, *_terms, first, _end, _cause in worked:
        since[home] = min(first, since.get(home, first))
    return workers, [(homes[home], first, ended.get((HOUSEHOLD, home))) for home, first in since.items()]


def _offers() -> list[tuple[Any, ...]]:
    """A line each time an offer was open: from the event that opened it to the one that closed it."""
    known = {str(row[0]): row for row in offers()}
    verbs = {f"matching.{verb}": opened for verb, opened in OPENED.items()}
    told = Event.objects.filter(verb__in=verbs).order_by("at", "pk")
    names = dict(zip(known, pseudonyms(row[0] for row in known.values()), strict=True))
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
