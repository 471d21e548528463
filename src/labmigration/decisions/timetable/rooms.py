"""Giving out the rooms of a half-day, once it is known who sits at it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from labmigration.decisions.timetable.case import Case, Draft, Group


@dataclass(frozen=True, slots=True)
class Short:
    """At the half of this row the `groups` all need one of `rooms`, which are fewer."""

    row: int
    groups: tuple[Group, ...]
    rooms: frozenset[str]


def give_out(case: Case, draft: Draft) -> Mapping[tuple[Group, int], str] | Short:
    """A room for every group and row. A group keeps the room it had before, or had last, where it can."""
    at: dict[int, list[Group]] = {}
    for group, sittings in draft.sittings.items():
        for sitting in sittings:
            at.setdefault(sitting.slot, []).append(group)
    before = {
        (group, case.row.get((one.date, one.half))): one.room for group, ones in case.previous.items() for one in ones
    }
    given = {(group, case.row[one.date, one.half]): one.room for group, ones in case.fixed.items() for one in ones}
    seats = {room.id: room.seats for room in case.problem.rooms}
    last: dict[Group, str] = {}
    for row in sorted(at):
        groups = [group for group in sorted(at[row]) if (group, row) not in given]
        for group in groups:
            unlimited = case.unlimited_rooms & case.rooms_for(group.module, len(draft.members[group]))
            if unlimited:
                given[group, row] = min(unlimited)
        groups = [group for group in groups if (group, row) not in given]
        taken = case.fixed_rooms.get(row, frozenset())

        def wished(group: Group, row: int = row, taken: frozenset[str] = taken) -> list[str]:
            able = case.rooms_for(group.module, len(draft.members[group])) - taken
            free = [room for room in able if row not in case.room_away[room]]
            liked = (before.get((group, row)), last.get(group))
            return sorted(free, key=lambda room: (room != liked[0], room != liked[1], seats[room], room))

        found = _matched(row, groups, wished)
        if isinstance(found, Short):
            return found
        for group, room in found.items():
            given[group, row] = last[group] = room
    return given


def _matched(row: int, groups: Sequence[Group], wished: Callable[[Group], list[str]]) -> dict[Group, str] | Short:
    """Kuhn's augmenting paths: what one group wishes may push another on to its next wish."""
    wishes = {group: wished(group) for group in groups}
    holder: dict[str, Group] = {}

    def place(group: Group, seen: set[str]) -> bool:
        for room in wishes[group]:
            if room not in holder:
                holder[room] = group
                seen.add(room)
                return True
        for room in wishes[group]:
            if room not in seen:
                seen.add(room)
                if place(holder[room], seen):
                    holder[room] = group
                    return True
        return False

    for group in groups:
        seen: set[str] = set()
        if not place(group, seen):
            return Short(row, tuple(sorted({group, *(holder[room] for room in seen)})), frozenset(seen))
    return {group: room for room, group in holder.items()}
