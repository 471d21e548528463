"""Reads `programme/positioning/` into one immutable Bank, or refuses it with a sentence; finds banks of the past."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from labmigration.programme.contents import content_version, decoded_file, toml_files
from labmigration.programme.reader import Programme, programme
from labmigration.programme.values import ProgrammeError

from . import archive, references
from .files import (
    ActivitiesFile,
    AxesFile,
    BankFile,
    BankPart,
    CalibrationFile,
    ItemsFile,
    LevelsFile,
    PairsFile,
    SkillsFile,
)
from .records import Activity, Axis, Block, Item, Limits, Pair, Scale, Skill, Words

FOLDER = Path(__file__).parents[1] / "positioning"

P = TypeVar("P", bound=BankPart)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bank:
    """All that the positioning tool asks, in the order of the files.

    version: "2026.1", or the name of the calibration that was published last. content: twelve digits that name these
    very words and numbers. A session keeps both, and is read again with `bank(version, content=content)`.
    """

    version: str
    content: str
    axes: tuple[Axis, ...]
    scales: tuple[Scale, ...]
    limits: Limits
    blocks: tuple[Block, ...]
    skills: tuple[Skill, ...]
    items: tuple[Item, ...]
    activities: tuple[Activity, ...]
    pairs: tuple[Pair, ...]

    def item(self, id: str) -> Item:
        """KeyError for an id that the bank does not hold."""
        return next_named(self.items, "id", id)

    def activity(self, id: str) -> Activity:
        """KeyError for an id that the bank does not hold."""
        return next_named(self.activities, "id", id)

    def pair(self, id: str) -> Pair:
        """KeyError for an id that the bank does not hold."""
        return next_named(self.pairs, "id", id)

    def skill(self, code: str) -> Skill:
        """KeyError for a code that the bank does not hold."""
        return next_named(self.skills, "code", code)

    def axis(self, code: str) -> Axis:
        """KeyError for a code that the bank does not hold."""
        return next_named(self.axes, "code", code)

    def block(self, code: str) -> Block:
        """KeyError for a code that the bank does not hold."""
        return next_named(self.blocks, "code", code)

    def level_name(self, skill: str, level: int) -> Words:
        """How the scale of that skill calls a level, 1..4. KeyError for an unknown skill, IndexError for the level."""
        if not 1 <= level <= len(self.limits.cuts) + 1:
            raise IndexError(f"level {level} is none of 1 to {len(self.limits.cuts) + 1}")
        return next_named(self.scales, "code", self.skill(skill).scale).names[level - 1]

    def items_of(self, skill: str, occupation: str | None = None) -> tuple[Item, ...]:
        """The questions of one skill; with an occupation, only those whose situation suits it."""
        return tuple(
            item for item in self.items if item.skill == skill and (occupation is None or item.belongs_to(occupation))
        )

    def skills_for(self, occupation: str) -> tuple[Skill, ...]:
        """The skills that an occupation asks for."""
        return tuple(skill for skill in self.skills if skill.asked_of(occupation))

    def activities_for(self, occupation: str) -> tuple[Activity, ...]:
        """The experience pictures shown to somebody who aims at that occupation."""
        return tuple(activity for activity in self.activities if activity.belongs_to(occupation))


N = TypeVar("N")


def next_named(records: tuple[N, ...], key: str, name: str) -> N:
    """The record whose `key` is `name`; KeyError where there is none."""
    for record in records:
        if getattr(record, key) == name:
            return record
    raise KeyError(name)


@lru_cache(maxsize=1)
def _current() -> Bank:
    return load_bank(FOLDER)


@lru_cache(maxsize=8)
def bank(version: str | None = None, *, content: str | None = None) -> Bank:
    """The bank as it stands, or the one that an old session was asked from.

    version, content: as a session kept them; content alone decides where both are given.
    Raises ProgrammeError for a bank that was never published and is not the present one.
    """
    current = _current()
    if (content or current.content) == current.content and (content or (version or current.version) == current.version):
        return current
    return decode_bank(archive.files_of(FOLDER, version, content))


def load_bank(folder: Path, of: Programme | None = None) -> Bank:
    """The bank that the files of `folder` describe; occupations, modules and sources are those of the programme `of`.

    Raises ProgrammeError, with the file and the key, for what is missing, mistyped or unknown, for an id that stands
    twice, and for a part without date or source.
    """
    return decode_bank(toml_files(folder), of or programme())


def decode_bank(bytes_by_file: Mapping[str, bytes], of: Programme | None = None) -> Bank:
    """The bank that these files make; see `load_bank`.

    Without a programme nothing is asked of its occupations, modules and sources: they may have changed since an old
    bank was published.
    """

    def read(kind: type[P], name: str) -> P:
        content = decoded_file(kind, name, bytes_by_file)
        if of is not None:
            references.refuse_unknown_source(name, content, of)
        return content

    counted = counted_files(bytes_by_file)
    calibrations = {Path(name).stem: read(CalibrationFile, name) for name in _files_in("calibrations/", counted)}
    latest = max(calibrations, key=lambda version: (calibrations[version].published_on, version), default=None)
    skills = read(SkillsFile, "skills.toml")
    levels = read(LevelsFile, "levels.toml")
    axes = read(AxesFile, "axes.toml").axis
    items = tuple(item for name in _files_in("items/", bytes_by_file) for item in read(ItemsFile, name).item)
    activities = read(ActivitiesFile, "activities.toml").activity
    pairs = read(PairsFile, "interests.toml").pair

    references.check_levels(levels)
    references.check_skills(skills, axes, levels)
    if of is not None:
        references.check_programme(skills, of)
    references.refuse_repeated("items/", "item", [item.id for item in items])
    references.refuse_repeated("activities.toml", "activity", [activity.id for activity in activities])
    references.refuse_repeated("interests.toml", "pair", [pair.id for pair in pairs])
    return Bank(
        version=latest or read(BankFile, "bank.toml").version,
        content=content_version(counted),
        axes=axes,
        scales=levels.scale,
        limits=levels.limits,
        blocks=skills.block,
        skills=skills.skill,
        items=_calibrated(items, calibrations[latest]) if latest else items,
        activities=activities,
        pairs=pairs,
    )


def counted_files(bytes_by_file: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files that count: a calibration which nobody published changes nothing, not even the name of the content.

    Raises ProgrammeError for a calibration that is published without a name and a day.
    """
    counted = dict(bytes_by_file)
    for name in _files_in("calibrations/", bytes_by_file):
        table = decoded_file(CalibrationFile, name, bytes_by_file)
        if not table.published:
            del counted[name]
        elif not table.published_by or table.published_on is None:
            raise ProgrammeError(f"{name}: a published calibration says by whom ('published_by') and 'published_on'.")
    return counted


def _files_in(folder: str, bytes_by_file: Mapping[str, bytes]) -> Iterator[str]:
    return (name for name in sorted(bytes_by_file) if name.startswith(folder))


def _calibrated(items: tuple[Item, ...], table: CalibrationFile) -> tuple[Item, ...]:
    # A difficulty of an item withdrawn since is passed over; an item written since keeps its expert's.
    learned = {difficulty.id: difficulty for difficulty in table.difficulty}
    return tuple(
        replace(item, difficulty=learned[item.id].b, uncertainty=learned[item.id].b_sd) if item.id in learned else item
        for item in items
    )
