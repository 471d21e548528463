"""A first timetable of a cohort beside the others in a moment, by rule of thumb: half by half, the longest way first.

It tries several orders of importance, first on the halves at which the fewest are away, then on more and more others.
Each session then goes where it does better. What it finds keeps every rule; where it finds nothing, something may still
be possible.
"""

import random
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from typing import Final

from labmigration.decisions.timetable.case import Case, Draft, Group, Sitting
from labmigration.decisions.timetable.costs import cost_of
from labmigration.decisions.timetable.taken import Taken
from labmigration.decisions.timetable.track import Track

MORE: Final = (4, 12, 20, 30, 45)  # halves besides the quiet ones; then all
ORDERS: Final = 10  # orders of importance tried on each
MENDED: Final = 2  # of them
HASTY: Final = 4  # orders, of which one is mended
MENDINGS: Final = 4
AHEAD: Final = 2  # of the sessions of a group, how many halves ahead its trainer should be free


def dash(
    case: Case,
    cohort: str,
    taken: Taken,
    room_sets: Collection[frozenset[str]],
    seed: int,
    *,
    hasty: bool = False,
) -> Draft | None:
    """The cheapest that it finds, None where it finds nothing. What is fixed, or stood before, is beyond it.

    `hasty`: with fewer tries, where what it finds is but a beginning.
    """
    orders, mended = (HASTY, 1) if hasty else (ORDERS, MENDED)
    courses = case.of_cohort[cohort]
    if any(group in case.fixed or group in case.previous for course in courses for group in course.groups):
        return None
    track = Track(case, cohort, taken, room_sets)
    chance = random.Random(f"{seed} {cohort}")
    told = track.quiet()
    others = sorted(set(range(len(case.slots))) - told, key=lambda row: (track.crowd_away[row], row))
    for more in (*MORE, len(others)):
        rows = sorted(told.union(others[:more]))
        tries = [_Dash(track, rows, chance) for _ in range(orders)]
        found = sorted((one for one in tries if one.run()), key=lambda one: cost_of(case, cohort, one.draft()))
        if found:
            return min((one.mended() for one in found[:mended]), key=lambda draft: cost_of(case, cohort, draft))
    return None


def dash_all(case: Case, room_sets: Collection[frozenset[str]], seed: int) -> Draft | None:
    """All cohorts, one after the other; None where one of them finds no place."""
    draft = Draft({}, {})
    for cohort in case.cohorts:
        found = dash(case, cohort, Taken.beside(case, [cohort], draft), room_sets, seed)
        if found is None:
            return None
        draft = Draft({**draft.sittings, **found.sittings}, {**draft.members, **found.members})
    return draft


class _Dash:
    """One try, forwards in time."""

    def __init__(self, track: Track, rows: Sequence[int], chance: random.Random) -> None:
        self.track, self.case, self.rows = track, track.case, rows
        self.usable = frozenset(rows)
        self.weight = {
            group: track.tail[course.module] * chance.uniform(0.6, 1.4)
            for course in track.courses
            for group in course.groups
        }
        self.left = {group: course.sessions for course in track.courses for group in course.groups}
        self.over = {course.module: len(course.groups) for course in track.courses}
        self.ends: dict[str, int] = {}
        self.sittings: dict[Group, list[Sitting]] = {group: [] for group in self.left}
        self.may_miss = Counter(track.case.most_missed)
        self.in_week: Counter[tuple[Group, int]] = Counter()
        self.cohort_week: defaultdict[int, set[int]] = defaultdict(set)
        self.trainer_week: Counter[tuple[str, int]] = Counter()
        self.at: defaultdict[int, list[Group]] = defaultdict(list)
        self.by: defaultdict[int, set[str]] = defaultdict(set)

    def run(self) -> bool:
        """Whether every session finds its place."""
        for row in self.rows:
            if not any(self.left.values()):
                break
            self._fill(row)
        return not any(self.left.values())

    def mended(self) -> Draft:
        """What was found, after every session that would do better elsewhere has gone there."""
        halves = range(len(self.case.slots))
        for _ in range(MENDINGS):
            better = False
            for group, sittings in self.sittings.items():
                if self.case.problem.module[group.module].full_days:
                    continue
                for old in tuple(sittings):
                    better = self._move(group, old, halves) or better
            if not better:
                break
        return self.draft()

    def draft(self) -> Draft:
        """What stands now."""
        return Draft({group: tuple(sorted(ones)) for group, ones in self.sittings.items()}, self.track.members)

    def _move(self, group: Group, old: Sitting, halves: Sequence[int]) -> bool:
        self._rise(group, old)
        here = self._worth(group, old.slot)
        after, before = self._between(group)
        rows = [row for row in halves if after < row < before and self._worth(group, row) < here]
        for row in sorted(rows, key=lambda row: (self._worth(group, row), row)):
            if self._has_room(group, row) and self._can_teach(old.trainer, [row]):
                self._sit(group, row, old.trainer)
                return True
        self._sit(group, old.slot, old.trainer)
        return False

    def _worth(self, group: Group, row: int) -> int:
        """What it would cost that the group sits there too, the last week aside."""
        weights = self.case.weights
        missed = sum(row in self.case.trainee_away[name] for name in self.track.members[group])
        cost = weights["missed"] * missed
        if not self.at[row]:
            others = [one for one in self.case.days[self.case.slots[row].day] if one != row and self.at[one]]
            cost += -weights["half_day"] if others else weights["half_day"]
        return cost

    def _between(self, group: Group) -> tuple[int, int]:
        """The halves after which and before which the group must sit, by what comes before and after its module."""
        modules = self.case.problem.module
        required = modules[group.module].requires
        after, before = -1, len(self.case.slots)
        for other, sittings in self.sittings.items():
            if other.module in required:
                after = max(after, *(one.slot for one in sittings))
            elif group.module in modules[other.module].requires:
                before = min(before, *(one.slot for one in sittings))
        return after, before

    def _rise(self, group: Group, old: Sitting) -> None:
        """The opposite of `_sit`."""
        week = self.case.slots[old.slot].week
        self.sittings[group].remove(old)
        self.left[group] += 1
        self.in_week[group, week] -= 1
        self.at[old.slot].remove(group)
        if not self.at[old.slot]:
            self.cohort_week[week].discard(old.slot)
        self.trainer_week[old.trainer, week] -= 1
        self.by[old.slot].discard(old.trainer)
        for name in self.track.members[group]:
            if old.slot in self.case.trainee_away[name]:
                self.may_miss[name] += 1

    def _fill(self, row: int) -> None:
        """Seat whoever can sit at this half, the most important first; a whole day at once where it must be one."""
        ready = [group for group, left in self.left.items() if left and self._is_ready(group, row)]
        for group in sorted(ready, key=lambda one: (-self._importance(one, row), one)):
            rows = self._rows_from(group, row)
            if not rows or not all(self._has_room(group, one) for one in rows):
                continue
            trainer = self._trainer(group, rows)
            if trainer is not None:
                for one in rows:
                    self._sit(group, one, trainer)

    def _importance(self, group: Group, row: int) -> float:
        away = sum(row in self.case.trainee_away[name] for name in self.track.members[group])
        share = self.left[group] / self.track.course[group.module].sessions
        return self.weight[group] * (0.5 + 0.5 * share) - 8.0 * away

    def _is_ready(self, group: Group, row: int) -> bool:
        required = self.case.problem.module[group.module].requires
        return all(not self.over[name] and self.ends[name] < row for name in required if name in self.over)

    def _rows_from(self, group: Group, row: int) -> tuple[int, ...]:
        if not self.case.problem.module[group.module].full_days or self.left[group] == 1:
            if self.case.problem.module[group.module].full_days:
                day = self.case.days[self.case.slots[row].day]
                return () if any(one.slot in day for one in self.sittings[group]) else (row,)
            return (row,)
        day = self.case.days[self.case.slots[row].day]
        if len(day) < 2 or row != day[0] or not self.usable.issuperset(day):
            return ()
        return day

    def _has_room(self, group: Group, row: int) -> bool:
        """Seats for the group, people who are free, and none of the weekly limits reached."""
        case, week = self.case, self.case.slots[row].week
        limit = case.problem.module[group.module].max_halves_a_week
        own = len(case.days[case.slots[row].day]) if case.problem.module[group.module].full_days else 1
        own = min(own, self.left[group])
        if limit is not None and self.in_week[group, week] + own > limit:
            return False
        used = self.cohort_week[week]
        most = case.problem.cohort[group.cohort].max_halves_a_week
        rows = {row} if own == 1 else set(case.days[case.slots[row].day])
        if len(used | rows) > most:
            return False
        hers = set(self.track.members[group])
        if any(hers.intersection(self.track.members[other]) for other in self.at[row]):
            return False
        if any(row in case.trainee_away[name] and self.may_miss[name] < own for name in hers):
            return False
        need = self.track.needs[group]
        return all(
            self.track.rooms_left[one][row] > sum(self.track.needs[other] <= one for other in self.at[row])
            for one in self.track.sets[need]
        )

    def _trainer(self, group: Group, rows: Sequence[int]) -> str | None:
        """The one whom the group has; to begin with, the one who is free the most in the halves that come."""
        now = self.sittings[group]
        if now:
            return now[0].trainer if self._can_teach(now[0].trainer, rows) else None
        able = [one for one in self.case.teachers[group.module] if self._can_teach(one, rows)]
        if not able:
            return None
        at = self.rows.index(rows[0])
        ahead = self.rows[at : at + AHEAD * self.left[group]]
        return max(able, key=lambda one: (sum(self.track.free[one][row] for row in ahead), one))

    def _can_teach(self, trainer: str, rows: Sequence[int]) -> bool:
        if trainer in self.case.unlimited_trainers:
            return True
        limit, week = self.case.trainer_limit[trainer], self.case.slots[rows[0]].week
        if limit is not None:
            busy = self.track.taken.weeks[trainer, week] + self.trainer_week[trainer, week]
            if busy + len(rows) > limit:
                return False
        return all(self.track.free[trainer][row] and trainer not in self.by[row] for row in rows)

    def _sit(self, group: Group, row: int, trainer: str) -> None:
        week = self.case.slots[row].week
        self.sittings[group].append(Sitting(row, trainer))
        self.left[group] -= 1
        self.in_week[group, week] += 1
        self.cohort_week[week].add(row)
        self.trainer_week[trainer, week] += 1
        self.at[row].append(group)
        self.by[row].add(trainer)
        for name in self.track.members[group]:
            if row in self.case.trainee_away[name]:
                self.may_miss[name] -= 1
        if not self.left[group]:
            self.over[group.module] -= 1
            self.ends[group.module] = max(self.ends.get(group.module, -1), row)
