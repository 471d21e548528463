"""What stands already when some cohorts are planned: the sittings of the others, and every fixed session."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field

from labmigration.decisions.timetable.case import Case, Draft


@dataclass(slots=True)
class Taken:
    """`trainers`: rows of slots at which each is busy; `weeks`: how often each is so in each week; `rooms`: for each
    session that stands at a row, the rooms that would do, of which it needs one.
    """

    trainers: dict[str, set[int]] = field(default_factory=dict)
    weeks: Counter[tuple[str, int]] = field(default_factory=Counter)
    rooms: dict[int, list[frozenset[str]]] = field(default_factory=dict)
    _left: dict[tuple[frozenset[str], int], int] = field(default_factory=dict)

    @classmethod
    def beside(cls, case: Case, cohorts: Collection[str], draft: Draft | None) -> "Taken":
        """What stands for whoever plans `cohorts`. Of cohorts that the draft lacks, only what is fixed stands."""
        taken = cls()
        drafted = draft.sittings if draft is not None else {}
        for group, sittings in drafted.items():
            if group.cohort not in cohorts:
                fixed = {case.row.get((one.date, one.half)) for one in case.fixed.get(group, ())}
                rooms = case.rooms_for(group.module, len(draft.members[group])) if draft is not None else frozenset()
                for sitting in sittings:
                    taken._busy(case, sitting.trainer, sitting.slot)
                    if sitting.slot not in fixed:
                        taken.rooms.setdefault(sitting.slot, []).append(rooms)
        for group, sessions in case.fixed.items():
            if group.cohort not in cohorts and group not in drafted:
                for one in sessions:
                    row = case.row.get((one.date, one.half))
                    if row is not None:
                        taken._busy(case, one.trainer, row)
        return taken

    def rooms_left(self, case: Case, rooms: frozenset[str], row: int) -> int:
        """How many of these rooms no session needs that stands already; any number of unlimited ones are left."""
        key = rooms, row
        if key not in self._left:
            self._left[key] = self._count_left(case, rooms, row)
        return self._left[key]

    def _count_left(self, case: Case, rooms: frozenset[str], row: int) -> int:
        if not case.unlimited_rooms.isdisjoint(rooms):
            return len(case.group)
        away, fixed = case.room_away, case.fixed_rooms.get(row, frozenset())
        free = sum(row not in away[room] and room not in fixed for room in rooms)
        return free - sum(wanted <= rooms for wanted in self.rooms.get(row, ()))

    def _busy(self, case: Case, trainer: str, row: int) -> None:
        self.trainers.setdefault(trainer, set()).add(row)
        self.weeks[trainer, case.slots[row].week] += 1
