"""What a cohort does as a whole: which halves it uses, of which weeks and days, and what comes before what."""

from collections.abc import Mapping, Sequence

from ortools.sat.python import cp_model

from labmigration.decisions.timetable.board import Board, Var
from labmigration.decisions.timetable.case import Case, Course, Group
from labmigration.decisions.timetable.people import Cliques
from labmigration.decisions.timetable.sittings import Sittings

Busy = Mapping[int, Var]


def busy_halves(board: Board, case: Case, cliques: Cliques, sittings: Sittings) -> Busy:
    """For every row at which one of the cohort's groups may sit, whether one does."""
    groups = [group for course in cliques.courses for group in course.groups]
    found = {}
    for row in range(len(case.slots)):
        here = [sittings.at[group][row] for group in groups if row in sittings.at[group]]
        if not here:
            continue
        busy = found[row] = board.any_of(here)
        board.cp.add_bool_or([*here, ~busy])
        seen = set()
        for clique in cliques.sets:
            sits = [sittings.at[group][row] for group in clique if row in sittings.at[group]]
            rows = tuple(var.index for var in sits)
            if sits and rows not in seen:
                seen.add(rows)
                board.cp.add(cp_model.LinearExpr.sum(sits) <= busy)
    return found


def count_weeks(board: Board, case: Case, cohort: str, busy: Busy) -> None:
    """The weekly limit, and the number of the last week used."""
    most = case.problem.cohort[cohort].max_halves_a_week
    later: Var | None = None
    weeks = sorted(case.weeks)
    for week, before in zip(reversed(weeks), reversed([0, *weeks[:-1]]), strict=True):
        used = [busy[row] for row in case.weeks[week] if row in busy]
        if len(used) > most:
            board.cp.add(cp_model.LinearExpr.sum(used) <= most)
        reasons = used if later is None else [*used, later]
        active = board.any_of(reasons)
        for one in reasons:
            board.cp.add_implication(one, active)
        board.cost(active, case.weights["week"] * (week - before))  # weeks without an open day count too
        later = active


def count_half_days(board: Board, case: Case, busy: Busy) -> None:
    """Days of which one half only is used."""
    weight = case.weights["half_day"]
    for rows in case.days:
        halves = [busy[row] for row in rows if row in busy]
        if len(halves) == 1:
            board.cost(halves[0], weight)
        elif halves:
            one, other = halves
            alone = _one_of_two(board, one, other)
            board.cp.add_bool_or([~one, other, alone])
            board.cp.add_bool_or([one, ~other, alone])
            board.cost(alone, weight)


def _one_of_two(board: Board, one: Var, other: Var) -> Var:
    first, second = one.index, other.index
    return board.derived(lambda values: int(values[first] != values[second]))


def order(board: Board, case: Case, courses: Sequence[Course], sittings: Sittings) -> None:
    """What a module requires is over, for every group of the cohort, before the module begins."""
    groups = {course.module: course.groups for course in courses}
    waiting: dict[str, list[Group]] = {}
    for name in groups:
        for required in case.problem.module[name].requires:
            if required in groups:
                waiting.setdefault(required, []).extend(groups[name])
    for required in sorted(waiting):
        over: Var | None = None
        for row in range(len(case.slots)):
            now = [sittings.at[group][row] for group in waiting[required] if row in sittings.at[group]]
            reasons = now if over is None else [over, *now]
            if not reasons:
                continue
            then = board.any_of(reasons)
            for var in reasons:
                board.cp.add_implication(var, then)
            for group in groups[required]:
                if row in sittings.at[group]:
                    board.cp.add_implication(then, ~sittings.at[group][row])
            over = then
