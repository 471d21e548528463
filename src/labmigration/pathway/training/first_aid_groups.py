"""First aid is taught in small groups: a cohort of twelve is shared out into two."""

from collections import Counter
from collections.abc import Iterable, Mapping
from math import ceil


def shared_out(seats: Iterable[int], *, at_most: int) -> dict[int, int]:
    """The group (from 1) of every seat: as few groups as `at_most` people each allow, of sizes that differ by one at
    most, neighbours together.
    """
    ordered = sorted(seats)
    count = max(1, ceil(len(ordered) / at_most))
    size, over = divmod(len(ordered), count)
    groups: dict[int, int] = {}
    start = 0
    for group in range(1, count + 1):
        end = start + size + (group <= over)
        groups |= dict.fromkeys(ordered[start:end], group)
        start = end
    return groups


def smallest(groups: Iterable[int]) -> int:
    """The group that someone who arrives late joins: the one with the fewest people, the first of equals."""
    sizes = Counter(groups)
    return min(sizes, key=lambda group: (sizes[group], group), default=1)


def too_small(groups: Mapping[int, int], *, at_least: int) -> list[int]:
    """The groups with fewer people than first aid may be taught to. `groups`: people by group."""
    return sorted(group for group, people in groups.items() if people < at_least)
