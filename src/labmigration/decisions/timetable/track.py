"""What one cohort has to do, and what is free for it, as the rule of thumb reads it."""

from collections import Counter
from collections.abc import Collection, Iterator

from labmigration.decisions.timetable.case import Case, Course, Group
from labmigration.decisions.timetable.taken import Taken


class Track:
    """What all tries of a cohort share."""

    def __init__(
        self,
        case: Case,
        cohort: str,
        taken: Taken,
        room_sets: Collection[frozenset[str]],
    ) -> None:
        self.case, self.cohort, self.taken = case, cohort, taken
        self.courses = case.of_cohort[cohort]
        self.course = {course.module: course for course in self.courses}
        self.members = {group: names for course in self.courses for group, names in _seated(course)}
        people = {name for course in self.courses for name in course.followers}
        self.crowd_away = [sum(row in case.trainee_away[name] for name in people) for row in range(len(case.slots))]
        self.needs = {group: case.rooms_for(group.module, len(names)) for group, names in self.members.items()}
        self.sets = {need: [one for one in room_sets if need <= one] or [need] for need in set(self.needs.values())}
        every = {one for sets in self.sets.values() for one in sets}
        self.rooms_left = {one: [taken.rooms_left(case, one, row) for row in range(len(case.slots))] for one in every}
        self.free = {
            name: [
                row not in case.trainer_away[name]
                and (row not in taken.trainers.get(name, ()) or name in case.unlimited_trainers)
                for row in range(len(case.slots))
            ]
            for name in {one for course in self.courses for one in case.teachers[course.module]}
        }
        self.tail = dict.fromkeys(self.course, 0.0)
        for name in self.course:
            self._walk(name)

    def _walk(self, name: str) -> float:
        """How many halves its module, and those that come after it, still take in a row."""
        if not self.tail[name]:
            course, module = self.course[name], self.case.problem.module[name]
            most, limit = module.max_halves_a_week, self.case.problem.cohort[self.cohort].max_halves_a_week
            slower = max(1.0, limit / most) if most else 1.0
            after = [other for other in self.course if name in self.case.problem.module[other].requires]
            later = max((self._walk(other) for other in after), default=0.0)
            self.tail[name] = course.sessions * len(course.groups) * slower + later
        return self.tail[name]

    def quiet(self) -> frozenset[int]:
        """The halves at which the fewest are away, as many as the cohort needs if all goes well."""
        most = self.case.problem.cohort[self.cohort].max_halves_a_week
        needed = max(
            sum(course.sessions for course in self.courses if name in course.followers)
            for course in self.courses
            for name in course.followers
        )
        needed += sum(course.sessions * (len(course.groups) - 1) for course in self.courses)
        in_week: Counter[int] = Counter()
        found: list[int] = []
        for row in sorted(range(len(self.case.slots)), key=lambda row: (self.crowd_away[row], row)):
            week = self.case.slots[row].week
            if in_week[week] < most and len(found) < needed:
                in_week[week] += 1
                found.append(row)
        return frozenset(found)


def _seated(course: Course) -> Iterator[tuple[Group, tuple[str, ...]]]:
    left = list(course.followers)
    for rank, group in enumerate(course.groups):
        size = course.least + (rank < course.larger)
        yield group, tuple(left[:size])
        left = left[size:]
