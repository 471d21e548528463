"""Households of which one worker can take at most one: groups that together tell every clash."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray


def cliques(clash: NDArray[np.bool_]) -> Iterator[list[int]]:
    """Groups of households of which at most one can be taken, that together tell every clash. Each clash not yet told
    grows into as large a group as it can.
    """
    untold = clash.copy()
    for one in range(len(clash)):
        while untold[one].any():
            other = int(untold[one].argmax())
            group = [one, other]
            common = clash[one] & clash[other]
            gains = untold[one].astype(np.int32) + untold[other]
            while common.any():
                # The household that tells most of what is still untold, the first among equals.
                reached = np.where(common, gains, -1)
                best = int(reached.argmax())
                group.append(best)
                common &= clash[best]
                gains += untold[best]
            untold[np.ix_(group, group)] = False
            yield sorted(group)
