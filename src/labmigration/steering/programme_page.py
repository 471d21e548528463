"""The programme as a page reads it: every value beside its source in words and its date."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from labmigration.programme import Programme, Sourced
from labmigration.programme.records import Block, Disagreement, Occupation, Source, Title


@dataclass(frozen=True)
class Cited:
    """A value and the sources on which it rests, in words."""

    value: Any
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class CitedOccupation:
    """An occupation with its title's name and its other names."""

    occupation: Cited
    title: Title
    aliases: tuple[str, ...]


@dataclass(frozen=True)
class CitedTitle:
    """A title with its number in force and its blocks."""

    title: Cited
    rncp: int
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class CitedDisagreement:
    """A question on which sources differ, with every reading."""

    question: Disagreement
    readings: tuple[Cited, ...]


def programme_context(programme: Programme, on: date) -> dict[str, Any]:
    """What the template reads; values in force on the day `on`."""

    def cite(value: Sourced) -> Cited:
        codes = dict.fromkeys((value.source, *value.also_in))
        return Cited(value, tuple(programme.source(code) for code in codes))

    def cite_all(values: Iterable[Sourced]) -> list[Cited]:
        return [cite(value) for value in values]

    def occupation(one: Occupation) -> CitedOccupation:
        aliases = tuple(word for alias in one.alias for word in alias.words)
        return CitedOccupation(cite(one), programme.title(one.title), aliases)

    rules = programme.eligibility
    return {
        "version": programme.version,
        "occupations": [occupation(one) for one in programme.occupations],
        "titles": [CitedTitle(cite(one), one.rncp_on(on), one.block) for one in programme.titles],
        "core": cite(programme.training.core),
        "modules": cite_all(programme.modules),
        "ages": cite_all(rule for rule in rules.minimum_age if rule.holds_on(on)),
        "french": cite_all(rule for rule in rules.minimum_french if rule.holds_on(on)),
        "grounds": cite_all(ground for ground in rules.ground if ground.holds_on(on)),
        "follow_ups": cite_all(programme.follow_ups_on(on)),
        "bridges": cite_all(programme.bridges.bridge),
        "disagreements": [CitedDisagreement(one, tuple(cite_all(one.reading))) for one in programme.disagreements],
        "national": cite_all(programme.national.figure),
        "sources": programme.sources,
    }
