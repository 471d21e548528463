"""The facts of a territory taken out of the database: only of people who said yes to research, and who says so still.

Whoever said no, took her yes back or was never asked is in no line of a freeze; how many they are stands in it, so that
nobody takes the lines for the whole territory.
"""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, Final

import numpy as np
from django.db.models import Count
from django_scopes import scope

from labmigration.pathway.counted import person_of_each
from labmigration.people.consents import newest_answers
from labmigration.people.models import ConsentRecord
from labmigration.programme import programme
from labmigration.programme.indicators import catalogue
from labmigration.steering.evaluation.freezing.code import code_version
from labmigration.steering.evaluation.freezing.files import Frozen, freeze
from labmigration.steering.evaluation.models import Lots, Registration
from labmigration.steering.indicators.facts import SCHEMA, Facts, header
from labmigration.steering.indicators.reading import read
from labmigration.territories.models import Territory

PURPOSE: Final = "research"
#: Tables read, the choice of the lines, the files.
STEPS: Final = len(SCHEMA) + 2
Answer = ConsentRecord.Answer
Progress = Callable[[int], None]


def take(
    territory: str, on: date, *, last_at: datetime | None = None, progress: Progress = lambda done: None
) -> Frozen:
    """Freeze the territory as known at the end of the day `on`. `last_at`: when the freeze before was asked for.

    Rights are asked by whoever calls. The number of queries does not grow with the people.
    """
    done = 0

    def say(_table: str, _lines: int) -> None:
        nonlocal done
        done += 1
        progress(done)

    facts = read(territory, on, progress=say)
    with scope(territory=[territory]):
        answers = newest_answers(territory, PURPOSE)
        who = person_of_each()
        drawn = [_drawn(row) for row in Lots.objects.annotate(people=Count("places")).order_by("drawn_at", "id")]
        plans = [_registered(row) for row in Registration.objects.select_related("first_by", "second_by")]
    allowed = np.array([answers.get(who[each], ("",))[0] == Answer.GIVEN for each in facts.pathways], dtype=np.bool_)
    consent = _told(facts, answers, who, last_at) | {"lines": int(allowed.sum())}
    kept = facts.only(allowed)
    progress(STEPS - 1)
    manifest = {
        "territory": territory,
        "territory_name": Territory.objects.get(pk=territory).name,
        "on": on.isoformat(),
        "programme": programme().version,
        "code": code_version(),
        "consent": consent,
        "plans": plans,
        "lots": drawn,
        "definitions": {code: _version(code, on) for code in catalogue().codes},
    }
    texts = {code: catalogue().version_on(code, on).canonical(code) for code in catalogue().codes}
    tables = kept.tables()
    frozen = freeze(manifest, texts, {name: (header(name), tables[name]) for name in SCHEMA})
    progress(STEPS)
    return frozen


def _told(
    facts: Facts, answers: dict[Any, tuple[str, datetime]], who: dict[Any, Any], last_at: datetime | None
) -> dict[str, int]:
    """How many said what, of the people whom the facts know."""
    said = [answers.get(who[each]) for each in facts.pathways]
    withdrawn = [each for each in said if each is not None and each[0] == Answer.WITHDRAWN]
    return {
        "people": len(said),
        "refused": sum(each is not None and each[0] == Answer.REFUSED for each in said),
        "withdrawn": len(withdrawn),
        "withdrawn_since_last": sum(last_at is not None and each[1] > last_at for each in withdrawn),
        "never_asked": said.count(None),
    }


def _version(code: str, on: date) -> dict[str, Any]:
    version = catalogue().version_on(code, on)
    return {"version": version.number, "digest": version.digest(code)}


def _drawn(row: Any) -> dict[str, Any]:
    """An order drawn by lot, without the people."""
    on = row.drawn_at.date().isoformat()
    return {"title": row.title, "on": on, "seats": row.seats, "people": row.people, "seed": row.seed}


def _registered(row: Registration) -> dict[str, Any]:
    def day(value: date | None) -> str | None:
        return None if value is None else value.isoformat()

    return {
        "document": row.document,
        "digest": row.digest,
        "registered_on": row.registered_at.date().isoformat(),
        "signed": [[row.first_by.name, row.first_as], [row.second_by.name, row.second_as]],
        "first_person_on": day(row.first_person_on),
        "first_outcome_on": day(row.first_outcome_on),
        "amendments": [
            {
                "number": each.number,
                "on": each.made_at.date().isoformat(),
                "change": each.change,
                "reason": each.reason,
                "digest": each.digest,
            }
            for each in row.amendments.all()
        ],
    }
