"""Small numbers that outsiders may not read, nor work out from the numbers beside them.

Threshold and rule follow our reading of statistical secrecy (the threshold is a proposal, to be confirmed by the
controller): nothing that speaks of fewer than 11 people, and no two numbers whose difference would. This does not
protect against comparing today's page with last week's.
"""

from collections.abc import Mapping, Sequence

THRESHOLD = 11


def mask_row(counts: Sequence[int]) -> list[int | None]:
    """Counts of people of whom each later group is part of an earlier one; None where the count is not shown.

    A count is shown when it is large enough and differs from every count shown before by nobody, or by enough people
    (complementary suppression).
    """
    shown: list[int] = []
    masked: list[int | None] = []
    for count in counts:
        far_enough = all(count == other or abs(count - other) >= THRESHOLD for other in shown)
        if count >= THRESHOLD and far_enough:
            shown.append(count)
            masked.append(count)
        else:
            masked.append(None)
    return masked


def mask_parts(parts: Mapping[str, int]) -> dict[str, int | None]:
    """Parts of one whole whose sum may be known elsewhere; None where the count is not shown.

    When a single part would be hidden, the smallest of the others is hidden with it, so that none can be had by
    subtraction.
    """
    masked: dict[str, int | None] = {name: count if count >= THRESHOLD else None for name, count in parts.items()}
    hidden = [name for name, count in masked.items() if count is None]
    if len(hidden) == 1 and len(masked) > 1:
        smallest = min((name for name in masked if masked[name] is not None), key=lambda name: parts[name])
        masked[smallest] = None
    return masked


def mask_one(count: int) -> int | None:
    """A count that stands alone."""
    return count if count >= THRESHOLD else None
