"""What must hold between the files of the bank, beyond the types of each."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from labmigration.programme.consistency import refuse_unknown
from labmigration.programme.reader import Programme
from labmigration.programme.values import ProgrammeError

from .files import BankPart, LevelsFile, SkillsFile
from .records import Axis, Skill

LEVELS = (1, 2, 3, 4)


def refuse_unknown_source(file: str, part: BankPart, programme: Programme) -> None:
    """Every part of the bank says where it comes from, with a code of sources.toml."""
    if part.source not in {source.code for source in programme.sources}:
        raise ProgrammeError(f"{file}, key 'source': '{part.source}' does not stand in sources.toml.")


def refuse_repeated(file: str, kind: str, names: Iterable[str]) -> None:
    """One id, one value, over the whole bank."""
    seen = set()
    for name in names:
        if name in seen:
            raise ProgrammeError(f"{file}, {kind} '{name}', key 'id': stands twice.")
        seen.add(name)


def check_levels(levels: LevelsFile) -> None:
    """Three rising cuts, four names a scale, and limits that leave room for a question."""
    limits = levels.limits
    if len(limits.cuts) != len(LEVELS) - 1 or any(low >= high for low, high in pairwise(limits.cuts)):
        raise ProgrammeError(f"levels.toml, limits, key 'cuts': must be three rising numbers, not {limits.cuts}.")
    if not 0.5 < limits.decided_at < 1:
        raise ProgrammeError(f"levels.toml, limits, key 'decided_at': {limits.decided_at} is not between 0.5 and 1.")
    if not limits.confirmed and not limits.note:
        raise ProgrammeError("levels.toml, limits, key 'note': an unconfirmed value says what is not confirmed.")
    if min(limits.items_per_skill, limits.items_per_sitting, limits.sittings) < 1:
        raise ProgrammeError("levels.toml, limits: at least one question a skill, a sitting, and one sitting.")
    refuse_repeated("levels.toml", "scale", [scale.code for scale in levels.scale])
    for scale in levels.scale:
        if len(scale.names) != len(LEVELS):
            raise ProgrammeError(f"levels.toml, scale '{scale.code}', key 'names': must be four, lowest first.")


def check_skills(file: SkillsFile, axes: Sequence[Axis], levels: LevelsFile) -> None:
    """Skills refer to axes, scales and blocks of the bank, and say what each of their four levels is."""
    refuse_repeated("axes.toml", "axis", [axis.code for axis in axes])
    refuse_repeated("skills.toml", "block", [block.code for block in file.block])
    refuse_repeated("skills.toml", "skill", [skill.code for skill in file.skill])
    for block in file.block:
        where = f"skills.toml, block '{block.code}'"
        if not block.confirmed and not block.note:
            raise ProgrammeError(f"{where}, key 'note': is missing; an unconfirmed value says what is not confirmed.")
        if (block.title is None) != (block.certification_block is None):
            raise ProgrammeError(f"{where}: 'title' and 'certification_block' come together.")
    levelled = {axis.code for axis in axes if axis.levelled}
    for skill in file.skill:
        where = f"skills.toml, skill '{skill.code}'"
        refuse_unknown(where, "axis", [skill.axis], levelled)
        refuse_unknown(where, "scale", [skill.scale], {scale.code for scale in levels.scale})
        refuse_unknown(where, "block", [skill.block] if skill.block else [], {block.code for block in file.block})
        _check_numbers(where, skill)


def check_programme(file: SkillsFile, programme: Programme) -> None:
    """Skills refer to occupations and modules of the programme; blocks to blocks that it confirms."""
    occupations = {occupation.code for occupation in programme.occupations}
    modules = {module.code for module in programme.modules}
    for block in file.block:
        if block.title is not None and block.certification_block is not None:
            where = f"skills.toml, block '{block.code}'"
            refuse_unknown(where, "title", [block.title], {title.code for title in programme.titles})
            confirmed = {known.code for known in programme.title(block.title).block if known.confirmed}
            refuse_unknown(where, "certification_block", [block.certification_block], confirmed)
    for skill in file.skill:
        where = f"skills.toml, skill '{skill.code}'"
        refuse_unknown(where, "occupations", skill.occupations, occupations)
        refuse_unknown(where, "module", [skill.module], modules)
        # A module that an occupation does not follow can't bring its people up to the target.
        unserved = sorted(set(skill.occupations or occupations) - set(programme.module(skill.module).serves))
        if unserved:
            raise ProgrammeError(f"{where}, key 'module': '{skill.module}' does not serve {', '.join(unserved)}.")


def _check_numbers(where: str, skill: Skill) -> None:
    for key, number in (("target", skill.target), ("module_reaches", skill.module_reaches)):
        if number not in LEVELS:
            raise ProgrammeError(f"{where}, key '{key}': {number} is none of 1, 2, 3, 4.")
    if tuple(level.number for level in skill.level) != LEVELS:
        raise ProgrammeError(f"{where}, key 'level': must be the levels 1, 2, 3 and 4, in this order.")
