"""What a jury can decide from its opinions: pure, no database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

#: A decision takes at least two jurors who agree.
JURORS = 2

Opinion = Mapping[str, str]


@dataclass(frozen=True)
class Deliberation:
    """Where a jury stands. `agreed`: outcome by block, empty unless all that speak agree on every block and enough do.

    `silent`: jurors who have not spoken; `differing`: blocks on which those who spoke say different things.
    """

    agreed: dict[str, str] = field(default_factory=dict)
    silent: tuple[str, ...] = ()
    differing: tuple[str, ...] = ()

    @property
    def settled(self) -> bool:
        """Whether the jury may decide."""
        return bool(self.agreed)


def deliberate(blocks: Sequence[str], jurors: Sequence[str], opinions: Mapping[str, Opinion]) -> Deliberation:
    """Where a jury stands. `jurors`: who sits; `opinions`: outcome by block of each juror who has spoken.

    An opinion of someone who no longer sits on the jury, or that leaves out a block, does not count.
    """
    heard = {
        juror: opinions[juror]
        for juror in jurors
        if juror in opinions and all(code in opinions[juror] for code in blocks)
    }
    silent = tuple(juror for juror in jurors if juror not in heard)
    differing = tuple(code for code in blocks if len({opinion[code] for opinion in heard.values()}) > 1)
    if len(heard) < JURORS or differing:
        return Deliberation({}, silent, differing)
    first = next(iter(heard.values()))
    return Deliberation({code: first[code] for code in blocks}, silent, ())
