"""What each person's tables say together: when she started, left, was certified, was hired, and how long she stayed."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from labmigration.decisions.outcomes import FirstSpells, first_spells, months_after
from labmigration.decisions.outcomes.sector_spells import GAP_DAYS
from labmigration.steering.indicators.columns import NEVER, Days, Mask
from labmigration.steering.indicators.facts import Facts

#: Why people leave the sector, from 1 (the engine's 0 is for who is still there).
LEFT, OTHER_SECTOR, MOVED, RIGHT_TO_WORK = 1, 2, 3, 4
CAUSES = {LEFT: "left_employment", OTHER_SECTOR: "other_sector", MOVED: "moved", RIGHT_TO_WORK: "right_to_work_ended"}
_BY_CLOSING = {"other_job": OTHER_SECTOR, "moved": MOVED}
HUNDREDTHS = 100
ONE_DAY = np.timedelta64(1, "D")
_FAR = np.iinfo(np.int64).max


def first_of(people: int, person: NDArray[np.int64], days: Days) -> Days:
    """The first day of each person, NaT where she has none."""
    return _reduced(np.minimum, people, person, days, _FAR)


def last_of(people: int, person: NDArray[np.int64], days: Days) -> Days:
    """The last day of each person, NaT where she has none."""
    return _reduced(np.maximum, people, person, days, -_FAR)


def _reduced(by: Any, people: int, person: NDArray[np.int64], days: Days, nothing: int) -> Days:
    found = np.full(people, nothing, dtype=np.int64)
    known = ~np.isnat(days)
    by.at(found, person[known], days[known].astype("datetime64[D]").astype(np.int64))
    return np.where(found == nothing, NEVER, found.astype("datetime64[D]"))


def how_many(people: int, person: NDArray[np.int64]) -> int:
    """How many different people these are."""
    return int(np.count_nonzero(np.bincount(person, minlength=people)))


def by_person(people: int, person: NDArray[np.int64], amounts: NDArray[np.float64]) -> NDArray[np.float64]:
    """The sum of each person's amounts, in hundredths: whole numbers, so that no order of the rows changes it."""
    return np.bincount(person, np.rint(amounts * HUNDREDTHS), people)


@dataclass(frozen=True, eq=False)
class Ways:
    """Columns derived from facts, one value a person: NaT or NaN where it has not happened."""

    facts: Facts

    @property
    def on(self) -> np.datetime64:
        return np.datetime64(self.facts.on, "D")

    @property
    def everybody(self) -> Mask:
        return np.ones(self.facts.people, dtype=np.bool_)

    def first(self, table: str, name: str, rows: Mask | None = None) -> Days:
        """The first day of each person in a table, over some of its rows."""
        person, days = self.facts.values(table, "person"), self.facts.days(table, name)
        return first_of(self.facts.people, *(person, days) if rows is None else (person[rows], days[rows]))

    @cached_property
    def started_on(self) -> Days:
        """Her first day of training."""
        return self.first("hours", "first_on")

    @cached_property
    def started(self) -> Mask:
        return ~np.isnat(self.started_on)

    @cached_property
    def completed_on(self) -> Days:
        milestones = self.facts.words("milestones", "milestone")
        return self.first("milestones", "on", milestones.are("completed"))

    @cached_property
    def completed(self) -> Mask:
        return self.started & ~np.isnat(self.completed_on)

    @cached_property
    def last_seat(self) -> NDArray[np.int64]:
        """The row of each person's newest seat; −1 where she has none."""
        person, since = self.facts.values("seats", "person"), self.facts.days("seats", "enrolled_on")
        order = np.lexsort((since.astype(np.int64), person))
        found = np.full(self.facts.people, -1, dtype=np.int64)
        found[person[order]] = order
        return found

    @cached_property
    def left_on(self) -> Days:
        """The day on which she left the training before its end, where she holds no other seat since."""
        left = self.facts.days("seats", "left_on")
        found = np.full(self.facts.people, NEVER)
        has = self.last_seat >= 0
        found[has] = left[self.last_seat[has]]
        return np.where(np.isnat(self.completed_on), found, NEVER)

    def left_because(self, *causes: str) -> Mask:
        """Who left the training before its end for one of these causes."""
        has = (self.last_seat >= 0) & ~np.isnat(self.left_on)
        found = np.zeros(self.facts.people, dtype=np.bool_)
        found[has] = self.facts.words("seats", "cause")[self.last_seat[has]].are(*causes)
        return found

    @cached_property
    def exit_on(self) -> Days:
        """The day on which a starter left the operation: the end of her training, completed or not."""
        end = np.where(np.isnat(self.completed_on), self.left_on, self.completed_on)
        return np.where(self.started, end, NEVER)

    @cached_property
    def block_on(self) -> Days:
        """The first block acquired before a jury."""
        blocks = self.facts.words("blocks", "outcome").are("acquired")
        return self.first("blocks", "on", blocks & ~self.facts.words("blocks", "route").are("prior"))

    @cached_property
    def title_on(self) -> Days:
        return self.first("titles", "on")

    @cached_property
    def sat_on(self) -> Days:
        """The first jury before which she was; one that is still to come does not count."""
        return self.first("sittings", "on", self.facts.days("sittings", "on") <= self.on)

    @cached_property
    def judged(self) -> Mask:
        """Whose last file before a jury was decided: a block of hers has an outcome since."""
        sat = last_of(
            self.facts.people,
            self.facts.values("sittings", "person"),
            self.facts.days("sittings", "on"),
        )
        decided = ~self.facts.words("blocks", "route").are("prior")
        last = last_of(
            self.facts.people,
            self.facts.values("blocks", "person")[decided],
            self.facts.days("blocks", "on")[decided],
        )
        return ~np.isnat(last) & (np.isnat(sat) | (last >= sat))

    @cached_property
    def hired_on(self) -> Days:
        """The first paid day in a private home."""
        return self.first("contracts", "first_paid_on")

    @cached_property
    def hired(self) -> Mask:
        return ~np.isnat(self.hired_on)

    @cached_property
    def said_gone_on(self) -> Days:
        """From when on she no longer worked in private homes, as she said at a follow-up.

        She left on some day before. Her answer counts on the day on which the follow-up was due, or on its own where
        it came earlier.
        """
        gone = self.facts.values("follow_ups", "in_sector") == 0
        day = np.fmin(self.facts.days("follow_ups", "answered_on"), self.facts.days("follow_ups", "due_on"))
        return first_of(self.facts.people, self.facts.values("follow_ups", "person")[gone], day[gone])

    @cached_property
    def known_until(self) -> Days:
        """The last day on which her employment is known.

        It is the day of the facts, but for somebody who could not be reached at a follow-up: the last day before it
        on which a contract began or ended, or she or a household answered.
        """
        people = self.facts.people
        due, state = self.facts.days("follow_ups", "due_on"), self.facts.words("follow_ups", "state")
        closed = self.facts.days("follow_ups", "closes_on") < self.on
        silent = (state.are("lost") & (due <= self.on)) | (state.are("planned") & closed)
        missed = last_of(people, self.facts.values("follow_ups", "person")[silent], due[silent])
        employs = self.facts.values("household_words", "employs") >= 0
        signs = [
            last_of(people, self.facts.values(table, "person")[rows], self.facts.days(table, name)[rows])
            for table, name, rows in (
                ("contracts", "first_paid_on", slice(None)),
                ("contracts", "ended_on", slice(None)),
                ("follow_ups", "answered_on", slice(None)),
                ("household_words", "answered_on", employs),
            )
        ]
        sign = np.full(people, NEVER)
        for each in signs:
            sign = np.fmax(sign, each)
        return np.where(~np.isnat(missed) & (missed > sign), sign, self.on)

    @cached_property
    def first_spell(self) -> FirstSpells:
        """Everybody's first time in the sector, over all households."""
        known = self.facts.about("sector_gap_days")
        person, first = self.facts.values("contracts", "person"), self.facts.days("contracts", "first_paid_on")
        last, gone = self.facts.days("contracts", "ended_on"), self.said_gone_on[person]
        cut = (first < gone) & (np.isnat(last) | (last >= gone))
        lost_right = self.facts.words("contracts", "end_cause").are("right_to_work_ended")
        cause = np.where(lost_right, RIGHT_TO_WORK, self._cause_by_closing[person])
        ends = np.where(cut, gone - ONE_DAY, last)
        return first_spells(person, first, ends, cause, self.known_until, int(known[0]) if known else GAP_DAYS)

    @cached_property
    def _cause_by_closing(self) -> NDArray[np.int64]:
        reason = self.facts.words("people", "closing_reason")
        found = np.full(self.facts.people, LEFT, dtype=np.int64)
        for name, cause in _BY_CLOSING.items():
            found[reason.are(name)] = cause
        return found

    @property
    def months_in_sector(self) -> NDArray[np.float64]:
        """How long her first spell lasted, in calendar months; NaN where she was never hired."""
        return self.first_spell.months

    @property
    def exit_cause(self) -> NDArray[np.int64]:
        """Why her first spell ended, 0 while it lasts or was lost from sight."""
        return self.first_spell.cause

    @cached_property
    def uncertain(self) -> Mask:
        """Whose exit was learnt from an answer: it lies somewhere before that day."""
        return (self.exit_cause > 0) & (self.first_spell.last == self.said_gone_on - ONE_DAY)

    def after_hired(self, months: int) -> Days:
        """The day so many months after each one's first paid day."""
        if months not in self._after_hired:
            self._after_hired[months] = months_after(self.hired_on, months)
        return self._after_hired[months]

    @cached_property
    def _after_hired(self) -> dict[int, Days]:
        return {}

    def employed_between(self, first: Days, last: Days) -> Mask:
        """Who had a contract on a day from `first` to `last` of each person; a day that is NaT is nobody's."""
        person = self.facts.values("contracts", "person")
        begun, ended = self.facts.days("contracts", "first_paid_on"), self.facts.days("contracts", "ended_on")
        gone = self.said_gone_on[person] - ONE_DAY
        until = np.where(np.isnat(ended), gone, np.where(np.isnat(gone), ended, np.fmin(ended, gone)))
        there = (begun <= last[person]) & (np.isnat(until) | (until >= first[person]))
        return np.bincount(person[there], minlength=self.facts.people).astype(np.bool_)
