"""What it costs to move sessions of the timetable before."""

from collections.abc import Mapping

from labmigration.decisions.timetable.board import Board, Var
from labmigration.decisions.timetable.case import Case, Course, Group


def stay(board: Board, case: Case, course: Course, group: Group, sits: Mapping[int, Var], *, ends_last: bool) -> None:
    """Every session that stands no longer at its date and half costs. `sits` may be those of several modules together.

    A session is known by its number: what stays keeps it, so that only the last in time is tied to the last number, and
    that only where it differs from the others (`ends_last`).
    """
    weight = case.weights["moved"]
    told = {one.number: case.row.get((one.date, one.half)) for one in case.fixed.get(group, ())}
    taken: dict[int, list[Var]] = {}
    for one in case.previous.get(group, ()):
        row = case.row.get((one.date, one.half))
        if one.number > course.sessions or (one.number in told and told[one.number] == row):
            continue
        board.constant += weight
        if one.number in told or row is None or row not in sits or row in told.values():
            continue
        stays = _stays(board, sits, row, (one.number == course.sessions) if ends_last else None)
        taken.setdefault(row, []).append(stays)
        board.cost(stays, -weight)
    for same in taken.values():
        if len(same) > 1:
            board.cp.add_at_most_one(same)


def _stays(board: Board, sits: Mapping[int, Var], row: int, is_last: bool | None) -> Var:
    """`is_last`: whether it must be the last in time; None where that doesn't matter."""
    later = [sits[other] for other in sits if other > row]
    rows, here = [var.index for var in later], sits[row].index

    def value(values: Mapping[int, int]) -> int:
        return int(bool(values[here]) and (is_last is None or is_last != any(values[other] for other in rows)))

    stays = board.derived(value)
    board.cp.add_implication(stays, sits[row])
    if is_last is True:
        for var in later:
            board.cp.add_implication(stays, ~var)
    elif is_last is False:
        board.cp.add_bool_or([~stays, *later])
    return stays
