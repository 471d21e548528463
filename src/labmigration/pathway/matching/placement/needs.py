"""Open needs of vetted households → what the engine reads of them. What it cannot read stays, with why."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from labmigration.pathway.matching import states as matching_states
from labmigration.pathway.matching.models import HouseholdNeed, Introduction
from labmigration.pathway.matching.placement import states
from labmigration.pathway.matching.placement.models import Alarm
from labmigration.pathway.matching.placement.persons import PLACE_UNKNOWN
from labmigration.pathway.matching.placement.resting import Slot
from labmigration.people.models import Household
from labmigration.programme.communes import postcode

#: Why a need is not in the calculation, besides an unknown place; `words.LEFT_OUT` says each.
SECOND_LOOK, ALARM = "second_look", "alarm"


@dataclass(frozen=True, slots=True)
class Need:
    """An open need of a vetted household. `asked` of how many people an answer is awaited."""

    id: str
    household_id: str
    household: str
    occupation: str
    slots: tuple[Slot, ...]
    starts_on: date
    version: int
    postcode: str
    place: str
    at: tuple[float, float] | None
    tasks: frozenset[str]
    languages: frozenset[str]
    home_asks: frozenset[str]
    asked: int = 0
    left_out: str = ""

    @property
    def readable(self) -> bool:
        """Whether the engine can read it."""
        return self.at is not None and not self.left_out

    @property
    def hours(self) -> float:
        """A week."""
        return sum(to - start for _day, start, to in self.slots) / 60


def needs_of(territory: str, rows: Iterable[Introduction], among: Collection[str] | None = None) -> Iterable[Need]:
    """Every open need of a vetted household, the soonest first, or those `among` some (ids); two queries."""
    asked: dict[UUID, int] = defaultdict(int)
    for row in rows:
        asked[row.need_id] += row.state in matching_states.UNDER_WAY
    alarmed = set(Alarm.objects.filter(territory=territory, state=states.RAISED).values_list("household", flat=True))
    wanted = HouseholdNeed.objects.filter(
        territory=territory, state=matching_states.OPEN, household__state=Household.Vetting.VETTED
    )
    if among is not None:
        wanted = wanted.filter(pk__in=among)
    fields = (
        *("id", "household", "household__name", "occupation", "slots", "starts_on", "version", "postcode", "town"),
        *("household__postcode", "household__town", "task_codes", "languages", "home_asks", "live_in"),
        "live_in_approved_on",
    )
    for one in wanted.order_by("starts_on", "id").values_list(*fields):
        key, household, name, occupation, slots, starts_on, version, code, town, *more = one
        home_code, home_town, tasks, languages, asks, live_in, approved_on = more
        place = code or home_code
        why = ALARM if household in alarmed else ""
        why = why or (SECOND_LOOK if live_in and approved_on is None else "")
        middle = postcode(place)
        why = why or ("" if middle and slots else PLACE_UNKNOWN)
        yield Need(
            str(key),
            str(household),
            name,
            occupation,
            tuple((day, start, to) for day, start, to in slots),
            starts_on,
            version,
            place,
            (town if code else home_town) or place,
            middle.at if middle else None,
            frozenset(tasks),
            frozenset(languages),
            frozenset(asks),
            asked[key],
            why,
        )
