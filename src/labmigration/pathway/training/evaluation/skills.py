"""The skills that a module teaches, as the bank of the positioning describes them, in the reader's language."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from labmigration.pathway.positioning.results.wording import spoken
from labmigration.programme.positioning_bank import Words, bank

#: The trainer's rubric of French stands beside the modules: four activities, judged at any time of the training.
FRENCH = "french"


@dataclass(frozen=True)
class TaughtSkill:
    """One skill: its name, the names of its four levels, what one can do at each, the level aimed at.

    block: the code of its group in the bank (its axis where it has none); group: that group's name.
    """

    code: str
    name: Words
    names: tuple[Words, ...]
    can_do: tuple[Words, ...]
    target: int
    critical: bool
    module: str
    block: str
    group: Words
    certification_block: str
    occupations: tuple[str, ...]
    pictogram: str

    @property
    def is_french(self) -> bool:
        """Whether it is one of the four activities of French."""
        return self.block == FRENCH

    def asked_of(self, occupation: str) -> bool:
        """Whether that occupation asks for it; a way without an occupation yet asks for what all have in common."""
        return not self.occupations or occupation in self.occupations


@cache
def every_skill() -> dict[str, TaughtSkill]:
    """By code, in the order of the bank; read once, then kept."""
    known = bank()
    scales = {scale.code: scale.names for scale in known.scales}
    blocks = {block.code: block for block in known.blocks}
    axes = {axis.code: axis.name for axis in known.axes}
    pictograms: dict[str, str] = {}
    for item in known.items:
        pictograms.setdefault(item.skill, item.pictogram)
    for activity in known.activities:
        for code in activity.skills[:1]:
            pictograms.setdefault(code, activity.pictogram)
    return {
        skill.code: TaughtSkill(
            code=skill.code,
            name=skill.name,
            names=scales[skill.scale],
            can_do=tuple(skill.can_do(level) for level in range(1, 5)),
            target=skill.target,
            critical=skill.critical,
            module=skill.module,
            block=skill.block or skill.axis,
            group=blocks[skill.block].name if skill.block else axes[skill.axis],
            certification_block=(blocks[skill.block].certification_block or "") if skill.block else "",
            occupations=skill.occupations,
            pictogram=pictograms.get(skill.code, "book"),
        )
        for skill in known.skills
    }


def known_skill(code: str) -> TaughtSkill | None:
    """The skill of that code; None for one that the bank no longer holds."""
    return every_skill().get(code)


def skills_of_module(module: str, occupation: str | None = None) -> list[TaughtSkill]:
    """What a module teaches (`FRENCH`: the four activities), to one occupation or to all of them."""
    found = [skill for skill in every_skill().values() if skill.module == module]
    if module == FRENCH:
        found = [skill for skill in every_skill().values() if skill.is_french]
    return [skill for skill in found if occupation is None or skill.asked_of(occupation)]


def modules_with_skills(modules: Iterable[str]) -> list[str]:
    """Those of the modules to which the bank gives skills."""
    return [module for module in modules if skills_of_module(module)]


def level_words(words: Words) -> Any:
    """Words of the bank, lazily in the reader's language."""
    return spoken(words)
