"""A sitting: several skills at once, each with a scale of its own, and the question that comes next among them all.

The skill least covered first; within it, the engine's choice (`selection`). After two answers in a row that were wrong
or "I don't know", the next question of that skill is clearly easier, so that nobody is pushed from failure to failure
(a catch-up question, as in the peer tool eva). Everything follows from the seed and the answers: whoever asks again,
on whatever device, gets the same question.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np

from labmigration.decisions.positioning.estimate import BandTable, Prior
from labmigration.decisions.positioning.items import ItemTable
from labmigration.decisions.positioning.running import Running
from labmigration.decisions.positioning.selection import StopAt, chance_of, choose, why_stop

#: How many answers in a row, wrong or unknown, call for an easier question; and by how much easier, in logits: at
#: this distance a Rasch question is answered rightly about three times out of four.
IN_A_ROW = 2
CLEARLY_EASIER = 1.0
#: Fewer answers than this decide nothing, whatever the prior says.
FEWEST = 2


@dataclass(frozen=True)
class SkillAsked:
    """One skill under way. `told`: (item id, score) in the order of asking; score 1 right, 0 wrong or unknown, None
    when the question told nothing (its sound could not be heard)."""

    code: str
    table: ItemTable
    prior: Prior = Prior()
    told: tuple[tuple[str, int | None], ...] = ()

    @property
    def running(self) -> Running:
        """What is known of the skill after all that was told."""
        answers = {item: score for item, score in self.told if score is not None}
        silent = [item for item, score in self.told if score is None]
        return Running.after(self.table, answers, self.prior, silent)

    @property
    def stumbling(self) -> bool:
        """Whether the last answers call for an easier question."""
        last = [score for _item, score in self.told if score is not None][-IN_A_ROW:]
        return len(last) == IN_A_ROW and not any(last)


@dataclass(frozen=True, slots=True)
class Asked:
    """The next question: the code of its skill and its id."""

    skill: str
    item: str


def next_of_skill(skill: SkillAsked, *, seed: int, bands: BandTable, stop_at: StopAt, top: int = 3) -> str | None:
    """The id of the skill's next question; None when its level is decided, its limit reached or nothing is left."""
    running = skill.running
    likeliest = float(running.bands(bands).max()) if running.answers >= FEWEST else None
    if why_stop(likeliest, len(skill.told), stop_at) is not None:
        return None
    asked = running.asked
    chance = chance_of(seed + crc32(skill.code.encode()), int(np.count_nonzero(asked)))
    if skill.stumbling:
        too_hard = asked | (skill.table.b > running.estimate.theta - CLEARLY_EASIER)
        row = choose(skill.table, running.estimate.theta, too_hard, top, chance)
        if row is None and not asked.all():
            row = int(np.where(asked, np.inf, skill.table.b).argmin())
    else:
        row = choose(skill.table, running.estimate.theta, asked, top, chance)
    return None if row is None else skill.table.items[row].id


def next_question(
    skills: Sequence[SkillAsked], *, seed: int, bands: BandTable, stop_at: StopAt, at_most: int
) -> Asked | None:
    """The next question among all skills; None when every skill is done or `at_most` questions were asked.

    Skills asked as often as each other come in an order drawn by the seed.
    """
    if sum(len(skill.told) for skill in skills) >= at_most:
        return None
    for skill in sorted(skills, key=lambda one: (len(one.told), chance_of(seed, crc32(one.code.encode())), one.code)):
        item = next_of_skill(skill, seed=seed, bands=bands, stop_at=stop_at)
        if item is not None:
            return Asked(skill.code, item)
    return None
