"""Small numbers that outsiders may not read, nor work out from the numbers beside them.

Threshold and rule follow our reading of statistical secrecy (the threshold is a proposal, to be confirmed by the
controller): nothing that speaks of fewer than 11 people, and no two numbers whose difference would. This does not
protect against comparing today's page with last week's.
"""

from collections.abc import Mapping, Sequence

from labmigration import small_numbers

THRESHOLD = small_numbers.THRESHOLD


def mask_row(counts: Sequence[int], beside: Sequence[int] = ()) -> list[int | None]:
    """Counts of people of whom each later group is part of an earlier one; None where the count is not shown.

    beside: counts of the same people that the reader finds on another page.

    A count is shown when it is large enough and differs from every count shown before by nobody, or by enough people
    (complementary suppression).
    """
    shown = list(beside)
    masked: list[int | None] = []
    for count in counts:
        if count >= THRESHOLD and _far_from(count, shown):
            shown.append(count)
            masked.append(count)
        else:
            masked.append(None)
    return masked


def mask_parts(parts: Mapping[str, int], whole: int) -> dict[str, int | None]:
    """Parts of a `whole` that is known; None where the count is not shown.

    A part is hidden when it is small, or when it leaves out but a few. When a single part would be hidden, the smallest
    of the others is hidden with it, so that none can be had by subtraction.
    """
    masked: dict[str, int | None] = {
        name: count if count >= THRESHOLD and _far_from(count, [whole]) else None for name, count in parts.items()
    }
    hidden = [name for name, count in masked.items() if count is None]
    if len(hidden) == 1 and len(masked) > 1:
        smallest = min((name for name in masked if masked[name] is not None), key=lambda name: parts[name])
        masked[smallest] = None
    return masked


def mask_beside(count: int, shown: Sequence[int]) -> int | None:
    """A count that stands beside others already shown."""
    return count if count >= THRESHOLD and _far_from(count, shown) else None


def _far_from(count: int, shown: Sequence[int]) -> bool:
    """Whether the count differs from each of those shown by nobody, or by enough people."""
    return all(count == other or abs(count - other) >= THRESHOLD for other in shown)
