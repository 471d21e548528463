"""Who could enter a cohort, in which order, and why: our rule, pure, no database.

Everybody who waits comes under one of three headings. *Ready*: nothing stands in the way. *Nearly*: something has to be
settled first, and it is said what. *Elsewhere*: this cohort is not for them. Within each, who has waited longest comes
first; no points are given, and what sets two people apart can be read on the page.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

#: So many of a cohort's half-days one may miss; the timetable engine keeps to the same share.
MOST_MISSED = 0.1


class Reason(StrEnum):
    """Why somebody is not proposed as she stands."""

    NO_SIGNED_PLAN = "no_signed_plan"
    OTHER_OCCUPATION = "other_occupation"
    NOTHING_TO_LEARN = "nothing_to_learn"
    RIGHT_TO_WORK = "right_to_work"
    HALF_DAYS = "half_days"
    SAID_NO = "said_no"
    ASKED_ELSEWHERE = "asked_elsewhere"


#: Those that no call settles: the person is for another cohort.
ELSEWHERE = frozenset({Reason.OTHER_OCCUPATION, Reason.NOTHING_TO_LEARN, Reason.SAID_NO})


@dataclass(frozen=True)
class Group:
    """What a cohort is, for this question: `occupation` empty for a mixed one; `teaches` the modules that it holds;
    `halves` on which it sits, by day and half: those of its timetable, else those of one week that stands for all.
    """

    occupation: str
    starts_on: date
    teaches: frozenset[str]
    halves: frozenset[tuple[object, str]]


@dataclass(frozen=True)
class Waiting:
    """Someone who waits. `modules` of the plan that both signed, empty without one; `away` the half-days of the cohort
    on which she cannot come; `may_work` on the first day, as last checked; `answer` to an offer of this cohort's seat.
    """

    key: object
    since: date
    occupation: str
    modules: frozenset[str]
    away: frozenset[tuple[object, str]] = frozenset()
    may_work: bool = True
    answer: str = ""
    asked_elsewhere: bool = False


@dataclass(frozen=True)
class Place:
    """Where someone stands: what is in the way (nothing when she is ready), and what she would learn here."""

    person: Waiting
    reasons: tuple[Reason, ...]
    learns: frozenset[str]
    missed: int

    @property
    def ready(self) -> bool:
        """Nothing is in the way."""
        return not self.reasons

    @property
    def elsewhere(self) -> bool:
        """This cohort is not for her."""
        return bool(ELSEWHERE & set(self.reasons))


def ranked(group: Group, people: Iterable[Waiting]) -> list[Place]:
    """Everybody: ready, then nearly, then elsewhere; in each, a yes first, then who has waited longest."""
    places = [_place(group, person) for person in people]
    return sorted(places, key=lambda place: (place.elsewhere, not place.ready, *_turn(place.person)))


def _turn(person: Waiting) -> tuple[bool, date, str]:
    return person.answer != "accepted", person.since, str(person.key)


def _place(group: Group, person: Waiting) -> Place:
    missed = len(group.halves & person.away)
    learns = person.modules & group.teaches
    reasons = {
        Reason.NO_SIGNED_PLAN: not person.modules,
        Reason.OTHER_OCCUPATION: bool(group.occupation) and person.occupation != group.occupation,
        Reason.NOTHING_TO_LEARN: bool(person.modules) and not learns,
        Reason.RIGHT_TO_WORK: not person.may_work,
        Reason.HALF_DAYS: missed > MOST_MISSED * len(group.halves),
        Reason.SAID_NO: person.answer == "declined",
        Reason.ASKED_ELSEWHERE: person.asked_elsewhere,
    }
    return Place(person, tuple(reason for reason, holds in reasons.items() if holds), learns, missed)


def shares(modules_of: Collection[frozenset[str]]) -> tuple[list[str], list[tuple[str, int]]]:
    """The modules that everybody needs, and the others with how many people need each."""
    every = sorted(frozenset().union(*modules_of)) if modules_of else []
    counts = {module: sum(module in modules for modules in modules_of) for module in every}
    common = [module for module in every if counts[module] == len(modules_of)]
    return common, [(module, counts[module]) for module in every if counts[module] < len(modules_of)]
