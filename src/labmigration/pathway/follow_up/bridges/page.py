"""One way as its page draws it: a strip of parts, what is in common, what is missing, where to begin."""

from dataclasses import dataclass
from typing import Any

from labmigration.decisions.bridges import PartOnWay, Way
from labmigration.pathway.certification.blocks import title_name
from labmigration.pathway.follow_up.models import NewNeed
from labmigration.pathway.positioning.results.wording import occupation_name
from labmigration.pathway.training.queries.modules import module_in_plain_words, module_name
from labmigration.programme import programme
from labmigration.programme.prescribing import prescribing
from labmigration.programme.records import WorkplaceRule

#: Of the room of one part on the strip, what stays free before the next.
GAP = 0.08


@dataclass(frozen=True)
class PartDrawn:
    """A part with its names; `working_value`: its hours are our proposal, no source gives them."""

    on_way: PartOnWay
    name: str
    plain: Any
    working_value: bool


@dataclass(frozen=True)
class WayDrawn:
    """A way with its names, the rules of its occupation, and the wish for it that is still open, if any."""

    way: Way
    name: Any
    title: str
    parts: list[PartDrawn]
    rules: tuple[WorkplaceRule, ...]
    wish: NewNeed | None

    @property
    def code(self) -> str:
        return self.way.destination.occupation

    @property
    def strip(self) -> list[tuple[PartDrawn, str, str]]:
        """Each part with its place and width, as SVG lengths."""
        step = 100 / len(self.parts)
        return [(part, f"{place * step:.2f}%", f"{step * (1 - GAP):.2f}%") for place, part in enumerate(self.parts)]

    @property
    def hours_are_ours(self) -> bool:
        """Whether some of the hours still missing are our working values."""
        return any(part.working_value and part.on_way.missing for part in self.parts)


def drawn(ways: tuple[Way, ...], wishes: dict[str, NewNeed]) -> list[WayDrawn]:
    """The ways in their order; `wishes`: open ones by occupation."""
    return [_drawn(way, wishes.get(way.destination.occupation)) for way in ways]


def _drawn(way: Way, wish: NewNeed | None) -> WayDrawn:
    occupation = programme().occupation(way.destination.occupation)
    parts = [
        PartDrawn(
            part,
            module_name(part.part.code),
            module_in_plain_words(part.part.code),
            not prescribing().is_confirmed(part.part.code),
        )
        for part in way.parts
    ]
    name = occupation_name(occupation.code)
    return WayDrawn(way, name, title_name(way.destination.title), parts, occupation.rule, wish)
