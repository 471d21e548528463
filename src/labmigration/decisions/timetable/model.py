"""Some cohorts of a case as OR-Tools CP-SAT sees them, the others standing still."""

from collections.abc import Callable, Iterable

from labmigration.decisions.timetable.board import Board, Var
from labmigration.decisions.timetable.case import Case, Draft, Group, Sitting
from labmigration.decisions.timetable.people import Cliques, Members, count_missed, fill, keep_apart
from labmigration.decisions.timetable.sharing import share_rooms, share_trainers
from labmigration.decisions.timetable.sittings import Held, Only, Seating, Trainers
from labmigration.decisions.timetable.staying import stay
from labmigration.decisions.timetable.taken import Taken
from labmigration.decisions.timetable.weeks import Busy, busy_halves, count_half_days, count_weeks, order


class Model:
    """`trainers`: see `sittings.Trainers`; `room_sets`: where Hall's condition is asked; `held`: what stands;
    `narrow`, `only`: see `Seating`.
    """

    def __init__(
        self,
        case: Case,
        cohorts: Iterable[str],
        taken: Taken,
        trainers: Trainers,
        room_sets: Iterable[frozenset[str]],
        held: Held | None = None,
        *,
        narrow: bool = False,
        only: Only | None = None,
    ) -> None:
        self.case, self.trainers = case, trainers
        self.board = board = Board()
        self.cohorts = sorted(cohorts)
        self.courses = [course for cohort in self.cohorts for course in case.of_cohort[cohort]]
        self.members = Members()
        self.busy: dict[str, Busy] = {}
        seating = Seating(board, case, taken, trainers, held, narrow=narrow, only=only)
        self.sittings = seating.found
        for cohort in self.cohorts:
            courses = case.of_cohort[cohort]
            cliques = Cliques(courses)
            for course in courses:
                for group in course.groups:
                    seating.seat(course, group, len(self.cohorts) == 1 and cliques.is_alone(group))
                    stay(board, case, course, group, self.sittings.at[group], ends_last=course.ends_last)
                fill(board, case, course, self.members)
            busy = self.busy[cohort] = busy_halves(board, case, cliques, self.sittings)
            keep_apart(board, courses, cliques, self.sittings, self.members)
            order(board, case, courses, self.sittings)
            count_weeks(board, case, cohort, busy)
            count_half_days(board, case, busy)
            count_missed(board, case, courses, self.sittings, self.members)
        if trainers != "freed":
            share_trainers(board, case, taken, self.sittings)
        if held is not None:
            for group, inside in self.members.inside.items():
                for name, var in inside.items():
                    board.cp.add(var == int(name in held.draft.members[group]))
        share_rooms(board, case, taken, self.courses, self.sittings, self.members, room_sets)

    def draft(self, is_true: Callable[[Var], bool]) -> Draft:
        """What the solver found."""
        sittings: dict[Group, tuple[Sitting, ...]] = {}
        members: dict[Group, tuple[str, ...]] = {}
        for course in self.courses:
            for group in course.groups:
                rows = [row for row, var in self.sittings.at[group].items() if is_true(var)]
                sittings[group] = tuple(Sitting(row, self._trainer(group, row, is_true)) for row in sorted(rows))
                inside = self.members.inside.get(group)
                members[group] = (
                    course.followers if inside is None else tuple(one for one, var in inside.items() if is_true(var))
                )
        return Draft(sittings, members)

    def hint(self, draft: Draft) -> None:
        """Begin the search at a draft, which may hold more cohorts than this model, or sittings that can't be here."""
        values: dict[int, int] = {}
        for course in self.courses:
            for group in course.groups:
                sittings, uses = draft.sittings[group], self.sittings.uses.get(group, {})
                rows = {sitting.slot for sitting in sittings}
                values.update((var.index, int(row in rows)) for row, var in self.sittings.at[group].items())
                if self.trainers == "any" and uses:
                    values.update(
                        (var.index, int(Sitting(*pair) in sittings)) for pair, var in self.sittings.by[group].items()
                    )
                elif uses:
                    values.update((var.index, int(var is uses.get(sittings[0].trainer))) for var in uses.values())
                for name, var in self.members.inside.get(group, {}).items():
                    values[var.index] = int(name in draft.members[group])
                larger = self.members.larger.get(group)
                if larger is not None and not isinstance(larger, bool):
                    values[larger.index] = int(len(draft.members[group]) > course.least)
        self.board.complete(values)
        for index, value in values.items():
            self.board.cp.add_hint(self.board.cp.get_bool_var_from_proto_index(index), value)

    def _trainer(self, group: Group, row: int, is_true: Callable[[Var], bool]) -> str:
        uses = self.sittings.uses.get(group)
        if uses is not None and self.trainers == "one":
            return next(one for one, var in uses.items() if is_true(var))
        return next((one for (at, one), var in self.sittings.by[group].items() if at == row and is_true(var)), "")
