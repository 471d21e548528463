"""The cheapest timetable of a tiny problem by trying everything, written from the contract alone."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations, permutations, product
from math import ceil, floor, inf

from labmigration.decisions.timetable import Problem, Session

Slot = tuple[date, str]
Unit = tuple[str, str, int]  # cohort, module, group
Times = dict[Unit, tuple[tuple[Slot, str], ...]]  # slot and trainer of each session, in time


class Oracle:
    """Tries every group, every half, every trainer and every room."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        calendar = problem.calendar
        self.start = {half: start for half, (start, _end) in calendar.halves.items()}
        days = (calendar.since + timedelta(days=n) for n in range((calendar.until - calendar.since).days + 1))
        self.slots: list[Slot] = [
            (day, half)
            for day in days
            if day.weekday() in calendar.days and day not in calendar.closed
            for half in sorted(calendar.halves, key=self.start.__getitem__)
        ]
        self.length = Fraction(min(end - start for start, end in calendar.halves.values()), 60)
        self.modules = {one.id: one for one in problem.modules}
        self.weights = problem.weights
        self.previous = {self._key(one): (one.date, one.half) for one in problem.previous}

    def best(self) -> float | None:
        """What the cheapest costs; None where there is none."""
        self.cheapest: float | None = None
        courses = list(self._courses())
        for groups in product(*(self._groups(cohort.id, module, followers) for cohort, module, followers in courses)):
            members: dict[Unit, tuple[str, ...]] = {}
            for (cohort, module, _), those in zip(courses, groups, strict=True):
                members.update({(cohort.id, module, n): one for n, one in enumerate(those, 1)})
            self._try(members, list(members), {})
        return self.cheapest

    def _courses(self):
        for cohort in self.problem.cohorts:
            for module in cohort.modules:
                followers = [one.id for one in cohort.trainees if one.modules is None or module in one.modules]
                if followers:
                    yield cohort, module, followers

    def _groups(self, cohort: str, module: str, followers: list[str]) -> Iterator[tuple[tuple[str, ...], ...]]:
        most = self.modules[module].group_max
        count = 1 if most is None else ceil(len(followers) / most)
        for given in product(range(count), repeat=len(followers)):
            sizes = Counter(given)
            if max(sizes.values()) - min(sizes[n] for n in range(count)) <= 1:
                yield tuple(
                    tuple(one for one, n in zip(followers, given, strict=True) if n == group) for group in range(count)
                )

    def _try(self, members: dict[Unit, tuple[str, ...]], left: list[Unit], times: Times) -> None:
        if not left:
            cost = self._cost(members, times) if self._is_allowed(members, times) else inf
            if cost < inf:
                self.cheapest = cost if self.cheapest is None else min(cost, self.cheapest)
            return
        unit, *others = left
        module = self.modules[unit[1]]
        count = ceil(Fraction(str(module.hours)) / self.length)
        teachers = [one for one in self.problem.trainers if module.id in one.teaches]
        for slots in combinations(self.slots, count):
            if self._clash(unit, slots, members, times) or not self._full_days(module, slots):
                continue
            for chosen in product(teachers, repeat=count):
                pairs = tuple((slot, trainer.id) for slot, trainer in zip(slots, chosen, strict=True))
                free = all(slot not in trainer.away for slot, trainer in zip(slots, chosen, strict=True))
                if free and not any(pair in those for those in times.values() for pair in pairs):
                    self._try(members, others, {**times, unit: pairs})

    def _clash(self, unit: Unit, slots, members, times: Times) -> bool:
        return any(
            set(members[unit]) & set(members[other]) and {slot for slot, _ in pairs} & set(slots)
            for other, pairs in times.items()
        )

    def _full_days(self, module, slots) -> bool:
        if not module.full_days:
            return True
        days = Counter(day for day, _half in slots)
        alone = [slot for slot in slots if days[slot[0]] == 1]
        return alone == ([slots[-1]] if len(slots) % 2 else [])

    def _is_allowed(self, members, times: Times) -> bool:
        if not (self._in_order(times) and self._weeks(times)):
            return False
        return self._shares(members, times) and self._roomy(members, times)

    def _in_order(self, times: Times) -> bool:
        ends: defaultdict[tuple[str, str], list] = defaultdict(list)
        for (cohort, module, _group), pairs in times.items():
            ends[cohort, module] += [(day, self.start[half]) for (day, half), _ in pairs]
        return all(
            max(ends[cohort, before]) < min(those)
            for (cohort, module), those in list(ends.items())
            for before in self.modules[module].requires
            if (cohort, before) in ends
        )

    def _weeks(self, times: Times) -> bool:
        cohorts: defaultdict[object, set[Slot]] = defaultdict(set)
        trainers: Counter[object] = Counter()
        for (cohort, module, _group), pairs in times.items():
            groups = Counter(self._week(day) for (day, _half), _trainer in pairs)
            most = self.modules[module].max_halves_a_week
            if most is not None and max(groups.values()) > most:
                return False
            for slot, trainer in pairs:
                cohorts[cohort, self._week(slot[0])].add(slot)
                trainers[trainer, self._week(slot[0])] += 1
        limit = {one.id: one.max_halves_a_week for one in self.problem.cohorts}
        hers = {one.id: one.max_halves_a_week for one in self.problem.trainers}
        return all(len(slots) <= limit[cohort] for (cohort, _week), slots in cohorts.items()) and all(
            hers[trainer] is None or count <= hers[trainer] for (trainer, _week), count in trainers.items()
        )

    def _shares(self, members, times: Times) -> bool:
        for cohort in self.problem.cohorts:
            for her in cohort.trainees:
                slots = [slot for unit, pairs in times.items() if her.id in members[unit] for slot, _ in pairs]
                most = floor(Fraction(str(self.problem.max_missed_share)) * len(slots))
                if sum(slot in her.away for slot in slots) > most:
                    return False
        return True

    def _roomy(self, members, times: Times) -> bool:
        at: defaultdict[Slot, list[Unit]] = defaultdict(list)
        for unit, pairs in times.items():
            for slot, _ in pairs:
                at[slot].append(unit)
        fixed = {(self._key(one)[:3], (one.date, one.half)): one.room for one in self.problem.fixed}
        return all(
            any(
                all(
                    self._fits(room, unit, slot, members) and fixed.get((unit, slot), room.id) == room.id
                    for room, unit in zip(rooms, units, strict=True)
                )
                for rooms in permutations(self.problem.rooms, len(units))
            )
            for slot, units in at.items()
        )

    def _fits(self, room, unit: Unit, slot: Slot, members) -> bool:
        kinds = self.modules[unit[1]].room_kinds
        return (not kinds or room.kind in kinds) and room.seats >= len(members[unit]) and slot not in room.away

    def _cost(self, members, times: Times) -> float:
        """Infinite where what is fixed can't be so."""
        weights = self.weights
        halves: defaultdict[tuple[str, date], set[str]] = defaultdict(set)
        last: Counter[str] = Counter()
        total = 0.0
        for (cohort, _module, _group), pairs in times.items():
            total += weights.trainer_change * (len({trainer for _, trainer in pairs}) - 1)
            for (day, half), _ in pairs:
                halves[cohort, day].add(half)
                last[cohort] = max(last[cohort], self._week(day))
        away = {one.id: one.away for cohort in self.problem.cohorts for one in cohort.trainees}
        total += weights.missed * sum(
            slot in away[name] for unit, pairs in times.items() for slot, _ in pairs for name in members[unit]
        )
        total += weights.half_day * sum(len(one) == 1 for one in halves.values())
        total += weights.week * sum(last.values())
        moved = sum(self._moved(unit, pairs, members) for unit, pairs in times.items())
        return total + weights.moved * moved if moved < inf else inf

    def _moved(self, unit: Unit, pairs, members) -> float:
        """The fewest that move, over every way to number the sessions."""
        fixed = {one.number: one for one in self.problem.fixed if self._key(one)[:3] == unit}
        before = {key[3]: slot for key, slot in self.previous.items() if key[:3] == unit}
        numbers = range(1, len(pairs) + 1)
        hours = Fraction(str(self.modules[unit[1]].hours))
        is_odd = self.modules[unit[1]].full_days and len(pairs) % 2
        fewest = inf
        for order in permutations(numbers) if fixed or before else [tuple(numbers)]:
            if (hours % self.length or is_odd) and order[-1] != len(pairs):
                continue
            stands = dict(zip(order, pairs, strict=True))
            kept = all(
                stands[number] == ((one.date, one.half), one.trainer) and set(one.trainees) == set(members[unit])
                for number, one in fixed.items()
            )
            if kept:
                fewest = min(fewest, sum(before.get(n, slot) != slot for n, (slot, _) in stands.items()))
        return fewest

    def _week(self, day: date) -> int:
        since = self.problem.calendar.since
        monday = since - timedelta(days=since.weekday())
        return (day - monday).days // 7 + 1

    @staticmethod
    def _key(one: Session) -> tuple[str, str, int, int]:
        return one.cohort, one.module, one.group, one.number
