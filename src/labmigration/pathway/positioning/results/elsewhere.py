"""What later stages have seen of somebody's skills, heard of without knowing them: a trainer who watched her at work.

A source is named "module:function", called with the pathway, and gives `Seen`. Of an advisor's observation and one of
training, both "observed", the later stands (the rule and its source: `training/evaluation/evidence.py`).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from importlib import import_module
from typing import Any, Protocol

from labmigration.pathway.positioning import states
from labmigration.pathway.positioning.models import Positioning

SOURCES = ("labmigration.pathway.training.evaluation.queries:seen_in_training",)


@dataclass(frozen=True)
class Seen:
    """A level (1 to 4) of one skill, seen by somebody at some moment; `rank` is that of the advisor's own last one."""

    skill: str
    level: int
    at: datetime
    by: Any
    words: str = ""
    rank: int = 0


class Observed(Protocol):
    """What an observation has, the advisor's or another's."""

    level: int
    rank: int
    at: datetime


def seen_elsewhere(positioning: Positioning) -> list[Seen]:
    """What was seen since of the person whose positioning is in force; nothing for one replaced or under way."""
    if positioning.state != states.DONE:
        return []
    found: list[Seen] = []
    for source in SOURCES:
        module, _, function = source.partition(":")
        ask: Callable[[Any], Iterable[Seen]] = getattr(import_module(module), function)
        found += ask(positioning.pathway)
    return found


def joined(observations: Mapping[str, Any], seen: Iterable[Seen]) -> dict[str, Any]:
    """The observations by skill, each the later of the advisor's and what was seen elsewhere."""
    found: dict[str, Any] = dict(observations)
    for each in seen:
        own: Observed | None = observations.get(each.skill)
        if own is None or own.at < each.at:
            found[each.skill] = replace(each, rank=own.rank if own else 0)
    return found
