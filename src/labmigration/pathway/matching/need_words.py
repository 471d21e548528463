"""A need in words: tasks, home, languages, in the reader's language; what is still missing from its description."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from labmigration.pathway.matching import states
from labmigration.pathway.matching.models import HouseholdNeed
from labmigration.pathway.positioning.results.wording import spoken
from labmigration.programme import programme
from labmigration.programme.home_employment import employing
from labmigration.programme.occupation_leaflets import Line, leaflets


def task_lines(occupation: str) -> tuple[Line, ...]:
    """What an occupation may be asked to do, as its leaflet has it."""
    return leaflets().leaflet(occupation).lines("tasks")


def tasks_chosen(need: HouseholdNeed) -> list[Any]:
    """The tasks that the household chose, lazily in the reader's language; a code no longer known is left out."""
    return [spoken(line) for line in task_lines(need.occupation) if line.code in need.task_codes]


def home_asks(need: HouseholdNeed) -> list[Any]:
    """What the home asks of who works there, lazily in the reader's language."""
    return [spoken(one.label) for one in employing().homes.home_asks if one.code in need.home_asks]


def languages(need: HouseholdNeed) -> list[Any]:
    """The languages spoken at home, lazily in the reader's language."""
    return [spoken(one.label) for one in employing().homes.language if one.code in need.languages]


def cared_for(need: HouseholdNeed) -> list[str]:
    """Who is cared for, as far as the pay needs it; for the household and the officer only."""
    return [one.label_fr for one in employing().homes.cared_for if one.code in need.cared_for]


#: In which order a household's needs are read: what is to be met first, then what is begun.
ORDER = (states.OPEN, states.DRAFT, states.FILLED, states.WITHDRAWN)


def need_rows(needs: Iterable[HouseholdNeed]) -> list[tuple[HouseholdNeed, str, list[Any]]]:
    """Needs with their occupation and tasks in words, the open ones first; without descriptions given up midway."""
    told = (need for need in needs if need.state != states.WITHDRAWN or not missing(need))
    ordered = sorted(told, key=lambda need: ORDER.index(need.state))
    return [(need, trade(need), tasks_chosen(need)) for need in ordered]


def trade(need: HouseholdNeed) -> str:
    """The occupation of a need, as screens call it."""
    return programme().occupation(need.occupation).name_feminine_fr


def work_town(need: HouseholdNeed) -> str:
    """Where the work is done: the need's own town, else the household's."""
    return need.town or need.household.town


def work_postcode(need: HouseholdNeed) -> str:
    """The postcode where the work is done: the need's own, else the household's."""
    return need.postcode or need.household.postcode


#: What a description must hold before it is done, the step that asks it, and how the lack is told.
REQUIRED = {
    "tasks": ("travail", _("ce qu’il y a à faire")),
    "slots": ("semaine", _("les jours et les heures")),
    "starts_on": ("lieu", _("le premier jour")),
}


def missing(need: HouseholdNeed) -> list[str]:
    """What the description lacks, by the names of `REQUIRED`."""
    held = {"tasks": need.tasks or need.task_codes, "slots": need.slots, "starts_on": need.starts_on}
    return [name for name in REQUIRED if not held[name]]
