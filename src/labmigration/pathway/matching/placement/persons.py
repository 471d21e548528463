"""People ready for a household → workers of the engine: wishes, what they hold already, the weekly rest.

Nobody is dropped in silence: whom the engine cannot read stays, with the code of why (`left_out`).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from labmigration.decisions.placement import Travel, Worker
from labmigration.pathway import states as pathway_states
from labmigration.pathway.held_work import work_held
from labmigration.pathway.matching import states as matching_states
from labmigration.pathway.matching.models import Introduction
from labmigration.pathway.matching.placement import resting
from labmigration.pathway.matching.placement.models import WorkWishes
from labmigration.pathway.matching.placement.resting import Slot
from labmigration.pathway.models import Pathway, Stage
from labmigration.programme import programme
from labmigration.programme.communes import postcode
from labmigration.programme.placing import placing

#: Why somebody is not in the calculation; `words.LEFT_OUT` says each.
NO_WISHES, PLACE_UNKNOWN, PAUSED, NO_REST, NO_HOURS = "no_wishes", "place_unknown", "paused", "no_rest", "no_hours"
#: Stages in which people are ready; those who work already are there when they wish for more hours.
READY = (Stage.MATCHING.value, Stage.EMPLOYMENT.value, Stage.FOLLOW_UP.value)


@dataclass(frozen=True, slots=True)
class Person:
    """Someone ready for a household, as the desk speaks of her. `held` hours a week are promised already."""

    id: str
    name: str
    occupation: str
    language: str
    protected: bool
    waiting_days: int
    postcode: str = ""
    place: str = ""
    means: str = ""
    hours_least: int = 0
    hours_most: int = 0
    held: float = 0.0
    wishes_version: int = 0
    wanted: frozenset[str] = frozenset()
    unwanted: frozenset[str] = frozenset()
    rest_cut: bool = False
    paused_until: date | None = None
    left_out: str = ""


def people_of(
    territory: str, rows: Iterable[Introduction], today: date, among: Collection[str] | None = None
) -> tuple[dict[str, Person], list[Worker]]:
    """Everybody who is ready, or those `among` some (ids), and the workers among them; four queries."""
    ready = Pathway.objects.filter(territory=territory, state=pathway_states.OPEN, stage__in=READY)
    if among is not None:
        ready = ready.filter(pk__in=among)
    pathways = list(ready.select_related("candidate").order_by("stage_since", "id"))
    wishes = {one.pathway_id: one for one in WorkWishes.objects.filter(pathway__in=pathways)}
    held = _held([pathway.pk for pathway in pathways], rows)
    people, workers = {}, []
    for pathway in pathways:
        kept = wishes.get(pathway.pk)
        if kept is None and pathway.stage != Stage.MATCHING:
            continue  # at work, and asks for nothing more
        person, worker = _person(pathway, kept, held.get(pathway.pk, []), today)
        people[person.id] = person
        if worker is not None:
            workers.append(worker)
    return people, workers


def _held(ids: list[UUID], rows: Iterable[Introduction]) -> dict[UUID, list[tuple[float, Introduction | None]]]:
    """Hours, and the introduction whose need they fill, of contracts and of agreements that have none yet."""
    by_id = {row.pk: row for row in rows}
    found: dict[UUID, list[tuple[float, Introduction | None]]] = defaultdict(list)
    settled = set()
    for one in work_held(ids):
        settled.add(one.introduction_id)
        if one.weekly_hours:
            found[one.pathway_id].append((one.weekly_hours, by_id.get(one.introduction_id)))
    for row in by_id.values():
        if row.state == matching_states.AGREED and row.pk not in settled:
            found[row.pathway_id].append((row.need.weekly_hours, row))
    return found


def _person(
    pathway: Pathway, wishes: WorkWishes | None, held: list[tuple[float, Introduction | None]], today: date
) -> tuple[Person, Worker | None]:
    candidate = pathway.candidate
    told: dict[str, Any] = {
        "id": str(pathway.pk),
        "name": candidate.full_name,
        "occupation": pathway.occupation,
        "language": candidate.contact_language,
        "protected": candidate.safe_contact,
        "waiting_days": max(0, (today - pathway.stage_since).days),
        "held": sum(hours for hours, _row in held),
    }
    if wishes is None:
        return Person(**told, left_out=NO_WISHES), None
    place = postcode(wishes.postcode)
    told |= {
        "postcode": wishes.postcode,
        "place": place.name if place else "",
        "means": wishes.means,
        "hours_least": wishes.hours_least,
        "hours_most": wishes.hours_most,
        "wishes_version": wishes.version,
        "wanted": frozenset(wishes.tasks_wanted),
        "unwanted": frozenset(wishes.tasks_unwanted),
        "paused_until": wishes.paused_until,
    }
    if wishes.on_pause:
        return Person(**told, left_out=PAUSED), None
    if place is None:
        return Person(**told, left_out=PLACE_UNKNOWN), None
    allowed = hours_allowed(pathway.occupation, today) if pathway.occupation else 0.0
    left = min(float(wishes.hours_most), allowed) - told["held"]
    if left <= 0:
        return Person(**told, left_out=NO_HOURS), None
    travel = _travel(wishes)
    slots = [(_slot(slot), row) for _hours, row in held if row is not None for slot in row.need.slots]
    windows = resting.windows_of(wishes.halves)
    available = resting.without(windows, [(slot, travel.fixed_min) for slot, _row in slots])
    kept = resting.rested(available, [slot for slot, _row in slots], placing().weekly_rest_on(today))
    if kept is None:
        return Person(**told, left_out=NO_REST), None
    worker = Worker(
        told["id"],
        place.at,
        frozenset({pathway.occupation}),
        frozenset(),
        left,
        kept,
        travel,
        told["waiting_days"],
    )
    return Person(**told, rest_cut=kept != available), worker


def _travel(wishes: WorkWishes) -> Travel:
    means = placing().means_of(wishes.means)
    return Travel(means.kmh, means.fixed_min, float(wishes.max_minutes))


def _slot(slot: Iterable[int]) -> Slot:
    day, start, to = slot
    return day, start, to


def _at(code: str) -> tuple[float, float]:
    found = postcode(code)
    if found is None:
        raise LookupError(f"no postcode {code}")
    return found.at


def hours_allowed(occupation: str, today: date) -> float:
    """A week that repeats itself stays within the average, over all employers."""
    limit = programme().weekly_limit_on(today, occupation)
    return float(limit.average_hours) if limit else 0.0
