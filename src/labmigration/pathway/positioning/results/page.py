"""What the pages of the result draw, from a `Result`."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from labmigration.pathway.positioning.results.agenda import agenda_of, papers_to_see
from labmigration.pathway.positioning.results.bars import bar_groups, drawn_assets, drawn_interests, drawn_needs
from labmigration.pathway.positioning.results.groups import ToolOpinion
from labmigration.pathway.positioning.results.models import BlockOpinion, ConstraintAction, Readiness, WhoActs
from labmigration.pathway.positioning.results.queries import Result, lifting
from labmigration.pathway.positioning.results.wording import spoken
from labmigration.pathway.positioning.sittings.checklist import LINES


@dataclass(frozen=True)
class ComparedOpinion:
    """The advisor's opinion of one group beside the tool's; earlier opinions stay."""

    code: str
    name: Any
    opinions: list[BlockOpinion]
    tool: Any
    differs: bool

    @property
    def now(self) -> BlockOpinion:
        return self.opinions[-1]

    @property
    def before(self) -> list[BlockOpinion]:
        return self.opinions[:-1]


@dataclass(frozen=True)
class ConstraintLine:
    """A constraint with the action that lifts it; who does it and by when, once that is agreed."""

    code: str
    pictogram: str
    question: Any
    answer: Any
    lifts: Any
    who: Any = ""
    by_day: date | None = None
    done_on: date | None = None


def drawn(result: Result) -> dict[str, Any]:
    """Everything of the profile: the tool's part may be shown to the advisor only once `result.revealed`."""
    agenda = agenda_of(result.profile, result.bank, result.observations)
    return {
        "groups": bar_groups(result.profile, result.bank, result.observations),
        "shown_assets": drawn_assets(result.profile, result.bank),
        "shown_needs": drawn_needs(result.profile, result.bank, result.observations),
        "interests": drawn_interests(result.profile.interests),
        "constraints": constraint_lines(result),
        "agenda": agenda,
        "still_open": sum(1 for point in agenda if not point.done),
        "papers": papers_to_see(result.profile, result.bank),
        "complete": result.profile.complete,
    }


def compared(result: Result) -> list[ComparedOpinion]:
    """Opinion and tool beside each other, group by group, for those already judged."""
    return [
        ComparedOpinion(
            group.code,
            spoken(group.name),
            opinions,
            tool_words(_tool_then(opinions)),
            _differs(opinions),
        )
        for group in result.groups
        if (opinions := result.opinions.get(group.code))
    ]


def tool_words(tool: ToolOpinion | None) -> list[Any]:
    """One word, or two where the tool hesitates; "to confirm" where it says nothing."""
    if tool is None:
        return [_("à confirmer")]
    return [Readiness(value).label for value in dict.fromkeys((tool.low, tool.high))]


def _tool_then(opinions: list[BlockOpinion]) -> ToolOpinion | None:
    first = opinions[0]
    return ToolOpinion(first.tool_low, first.tool_high) if first.tool_low is not None else None


def _differs(opinions: list[BlockOpinion]) -> bool:
    tool = _tool_then(opinions)
    return tool is not None and tool.differs_from(opinions[-1].readiness)


def constraint_lines(result: Result) -> list[ConstraintLine]:
    """The constraints that ask for an action, in the order of the checklist."""
    rows = lifting(result.positioning)
    return [
        _constraint(told.code, told.answer, rows.get(told.code))
        for told in result.profile.constraints
        if told.hindering
    ]


def _constraint(code: str, answer: str, row: ConstraintAction | None) -> ConstraintLine:
    line = LINES[code]
    told = next(choice.label for choice in line.answers if choice == answer)
    if row is None:
        return ConstraintLine(code, line.pictogram, line.question, told, line.lifts)
    who = WhoActs(row.who).label
    return ConstraintLine(code, line.pictogram, line.question, told, line.lifts, who, row.by_day, row.done_on)
