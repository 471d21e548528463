"""Plans as pages show them."""

import json
from dataclasses import dataclass
from typing import Any

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import visible
from labmigration.programme.indicators import catalogue
from labmigration.programme.values import ProgrammeError
from labmigration.steering.evaluation.documents import changed_since
from labmigration.steering.evaluation.models import Plan, Registration


@dataclass(frozen=True)
class Outcome:
    """One outcome of a plan: its name today, and the definition that the plan holds; `changed` since then."""

    code: str
    name: str
    version: int
    digest: str
    changed: bool


def plans_of(actor: Actor, territory: str) -> list[Plan]:
    """The plans of a territory that the actor may read, with their registration."""
    rows = visible(actor, "evaluation.read").filter(territory=territory)
    return list(rows.select_related("registration", "drafted_by", "proposed_by"))


def registration_of(plan: Plan) -> Registration | None:
    """How it was registered; None while it is not."""
    return Registration.objects.filter(plan=plan).select_related("first_by", "second_by").first()


def outcomes_of(document: str, language: str) -> list[Outcome]:
    """The outcomes that a signed text names, each beside the definition in force today."""
    told: dict[str, Any] = json.loads(document)
    changed = set(changed_since(document, definitions_today()))
    return [
        Outcome(each["code"], _name(each["code"], language), each["version"], each["digest"], each["code"] in changed)
        for each in told["outcomes"]
    ]


def definitions_today() -> dict[str, tuple[int, str]]:
    """Version and digest of every definition in force today."""
    today = clock.today()
    found = {}
    for code in catalogue().codes:
        version = catalogue().version_on(code, today)
        found[code] = (version.number, version.digest(code))
    return found


def _name(code: str, language: str) -> str:
    try:
        return catalogue().indicator(code).name.in_language(language)
    except ProgrammeError:
        return ""
