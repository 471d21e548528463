"""When a group may sit and with whom: open halves, able trainers, rooms, weekly limits, full days, fixed sessions."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from ortools.sat.python import cp_model

from labmigration.decisions.timetable.board import Board, Var
from labmigration.decisions.timetable.case import Case, Course, Draft, Group
from labmigration.decisions.timetable.taken import Taken

#: Trainers may change ("any"), each group keeps one ("one"), or it is enough that some trainer is there ("freed").
Trainers = Literal["any", "one", "freed"]

#: The trainers whom each group may have.
Only = Mapping[Group, Collection[str]]

FREEST: Final = 3


@dataclass
class Sittings:
    """`at`: whether a group sits at a row; `by`: with this trainer, where that is asked; `uses`: whether ever so."""

    at: dict[Group, dict[int, Var]] = field(default_factory=dict)
    by: dict[Group, dict[tuple[int, str], Var]] = field(default_factory=dict)
    uses: dict[Group, dict[str, Var]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Held:
    """Everything stands as in the draft but the sittings of some weeks."""

    draft: Draft
    but: Collection[int]

    def standing(self, case: Case, group: Group) -> dict[int, str]:
        """The sittings that stand: the trainer by row."""
        sittings = self.draft.sittings[group]
        return {one.slot: one.trainer for one in sittings if case.slots[one.slot].week not in self.but}


class Seating:
    """Writes the sittings of some courses on a board. `narrow`: of many trainers the freest will do, `only`: those of
    each group; either is quicker and proves nothing.
    """

    def __init__(
        self,
        board: Board,
        case: Case,
        taken: Taken,
        trainers: Trainers,
        held: Held | None = None,
        *,
        narrow: bool = False,
        only: Only | None = None,
    ) -> None:
        self.board, self.case, self.taken, self.trainers, self.held = board, case, taken, trainers, held
        self.narrow, self.only = narrow, only
        self.found = Sittings()

    def seat(self, course: Course, group: Group, alone: bool) -> None:
        """`alone`: whatever sits at the same time in this model sits elsewhere by other rules already."""
        cp = self.board.cp
        able = self.able(course, group)
        standing: Mapping[int, str] = {}
        if self.held is not None:
            standing = self.held.standing(self.case, group)
            able = dict(sorted([*able.items(), *((row, [trainer]) for row, trainer in standing.items())]))
        if self.narrow:
            able = self._narrowed(able, group)
        sits = {row: self.board.true() if row in standing else self.board.new() for row in able}
        self.found.at[group] = sits
        cp.add(cp_model.LinearExpr.sum(list(sits.values())) == course.sessions)
        self._with_trainers(course, group, able, alone)
        self._week(course, sits)
        if self.case.problem.module[course.module].full_days:
            self._full_days(course, sits)
        self._fixed(course, group)

    def able(self, course: Course, group: Group) -> dict[int, list[str]]:
        """The rows at which the group may sit, and the trainers who could be there."""
        case = self.case
        teachers = case.teachers[course.module]
        if self.only is not None:
            teachers = tuple(one for one in teachers if one in self.only[group])
        rooms = case.rooms_for(course.module, course.least)
        fixed = {case.row.get((one.date, one.half)) for one in case.fixed.get(group, ())}
        found = {}
        weeks = case.weeks if self.held is None else sorted(self.held.but)
        for row in (row for week in weeks for row in case.weeks[week]):
            if row in fixed or self.taken.rooms_left(case, rooms, row) > 0:
                able = [one for one in teachers if self._is_free(one, row)]
                if able:
                    found[row] = able
        return found

    def _narrowed(self, able: Mapping[int, list[str]], group: Group) -> dict[int, list[str]]:
        free = Counter(one for those in able.values() for one in those)
        kept = set(sorted(free, key=lambda one: (-free[one], one))[:FREEST])
        kept.update(one.trainer for one in self.case.fixed.get(group, ()))
        if self.held is not None:
            kept.update(one.trainer for one in self.held.draft.sittings[group])
        left = {row: [one for one in those if one in kept] for row, those in able.items()}
        return {row: those for row, those in left.items() if those}

    def _is_free(self, trainer: str, row: int) -> bool:
        return row not in self.case.trainer_away[trainer] and row not in self.taken.trainers.get(trainer, ())

    def _with_trainers(self, course: Course, group: Group, able: Mapping[int, list[str]], alone: bool) -> None:
        sits, cp = self.found.at[group], self.board.cp
        teachers = sorted({one for those in able.values() for one in those})
        by = self.found.by[group] = {}
        if self.trainers == "freed":
            return
        if len(teachers) <= 1:
            by.update({(row, one): sits[row] for row, those in able.items() for one in those})
            return
        if self.trainers == "any":
            uses = {}
            for row, those in able.items():
                if len(those) == 1:
                    by[row, those[0]] = sits[row]
                else:
                    by.update({(row, one): self.board.new() for one in those})
                    cp.add(cp_model.LinearExpr.sum([by[row, one] for one in those]) == sits[row])
            for one in teachers:
                with_her = [var for (_row, name), var in by.items() if name == one]
                uses[one] = self.board.any_of(with_her)
                for var in with_her:
                    cp.add_implication(var, uses[one])
        else:
            uses = {one: self.board.new() for one in teachers}
            cp.add_exactly_one(uses.values())
            for row, those in able.items():
                if len(those) < len(teachers):
                    cp.add_bool_or([~sits[row], *(uses[one] for one in those)])
            for one in teachers:
                if not alone or self.case.trainer_limit[one] is not None:
                    self._products(group, one, uses[one], [row for row, those in able.items() if one in those])
        self.found.uses[group] = uses
        cp.add_bool_or(list(uses.values()))
        weight = self.case.weights["trainer_change"]
        for var in uses.values():
            self.board.cost(var, weight)
        self.board.constant -= weight

    def _products(self, group: Group, trainer: str, use: Var, rows: Sequence[int]) -> None:
        """Where her hours are counted or others may want her: whether the group sits with her at each row."""
        sits = self.found.at[group]
        for row in rows:
            self.found.by[group][row, trainer] = self.board.both(sits[row], use)

    def _week(self, course: Course, sits: Mapping[int, Var]) -> None:
        most = self.case.problem.module[course.module].max_halves_a_week
        if most is not None:
            for rows in self.case.weeks.values():
                in_week = [sits[row] for row in rows if row in sits]
                if len(in_week) > most:
                    self.board.cp.add(cp_model.LinearExpr.sum(in_week) <= most)

    def _full_days(self, course: Course, sits: Mapping[int, Var]) -> None:
        """Both halves of a day or none, but for the odd session: it is the last, alone on its day."""
        cp, odd = self.board.cp, {}
        if course.sessions % 2:
            over: Var | None = None  # the odd session lies before
            for row in sits:
                odd[row] = self._last_at(row, sits)
                cp.add_implication(odd[row], sits[row])
                if over is not None:
                    cp.add_implication(over, ~sits[row])
                then = self.board.any_of([odd[row]] if over is None else [odd[row], over])
                cp.add_implication(odd[row], then)
                if over is not None:
                    cp.add_implication(over, then)
                over = then
            cp.add_exactly_one(odd.values())
        for rows in self.case.days:
            paired = [sits[row] - odd[row] if odd else sits[row] for row in rows if row in sits]
            if len(paired) > 1:
                cp.add(paired[0] == paired[1])
            elif paired:
                cp.add(paired[0] == 0)

    def _last_at(self, row: int, sits: Mapping[int, Var]) -> Var:
        now, later = sits[row].index, [sits[other].index for other in sits if other > row]
        return self.board.derived(lambda values: int(bool(values[now]) and not any(values[other] for other in later)))

    def _fixed(self, course: Course, group: Group) -> None:
        case, sits, cp = self.case, self.found.at[group], self.board.cp
        for one in case.fixed.get(group, ()):
            row = case.row.get((one.date, one.half))
            if row not in sits:
                self.board.never()
                continue
            cp.add(sits[row] == 1)
            if self.trainers != "freed":
                self._fixed_trainer(group, row, one.trainer)
            if course.ends_last:
                later = [sits[other] for other in sits if other > row]
                if one.number < course.sessions:
                    cp.add_bool_or(later)
                else:
                    for other in later:
                        cp.add(other == 0)

    def _fixed_trainer(self, group: Group, row: int, trainer: str) -> None:
        uses, by = self.found.uses.get(group), self.found.by[group]
        if self.trainers == "any" or uses is None:
            wanted = by.get((row, trainer))
        else:
            wanted = uses.get(trainer)
            if not self._is_free(trainer, row):
                wanted = None
        if wanted is None:
            self.board.never()
        else:
            self.board.cp.add(wanted == 1)
