"""What pages and others may ask of the result of a positioning."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Exists, F

from labmigration.access.actor import Actor
from labmigration.access.gate import visible
from labmigration.pathway.positioning import states
from labmigration.pathway.positioning.facts import Findings
from labmigration.pathway.positioning.models import Positioning
from labmigration.pathway.positioning.profile_facts import Profile
from labmigration.pathway.positioning.results.elsewhere import joined, seen_elsewhere
from labmigration.pathway.positioning.results.groups import Group, ToolOpinion, groups_of
from labmigration.pathway.positioning.results.models import BlockOpinion, ConstraintAction, Observation
from labmigration.pathway.positioning.results.proposal import proposed
from labmigration.pathway.positioning.results.settled import as_far_as_asked
from labmigration.pathway.positioning.sittings.profile import profile_of
from labmigration.programme import ProgrammeError
from labmigration.programme.positioning_bank import Bank, bank


@dataclass(frozen=True)
class Result:
    """Everything known of one positioning: the tool's profile and what people added to it.

    opinions: by group, the first (before the tool) first. observations: the last of each skill, the advisor's or what
    was seen in training since.
    """

    positioning: Positioning
    profile: Profile
    bank: Bank
    opinions: dict[str, list[BlockOpinion]] = field(default_factory=dict)
    observations: dict[str, Observation] = field(default_factory=dict)

    @cached_property
    def groups(self) -> list[Group]:
        """The groups of skills that the profile holds."""
        return groups_of(self.profile, self.bank)

    @property
    def unjudged(self) -> list[Group]:
        """The groups on which the advisor has not given her own opinion yet: the tool's is not shown before."""
        return [group for group in self.groups if group.code not in self.opinions]

    @property
    def revealed(self) -> bool:
        """Whether the tool's profile may be shown to the advisor."""
        return bool(self.groups) and not self.unjudged

    def proposed(self) -> Findings:
        """The findings from which the advisor starts."""
        return proposed(self.profile, self.bank, self.observations)


def result_of(positioning: Positioning) -> Result:
    """The result of a positioning that was fetched through the gate."""
    profile = profile_of(positioning)
    known = _bank_of(profile)
    opinions: dict[str, list[BlockOpinion]] = {}
    for opinion in BlockOpinion.objects.filter(positioning=positioning).select_related("by"):
        opinions.setdefault(opinion.group, []).append(opinion)
    observations = Observation.objects.filter(positioning=positioning).select_related("by")
    observed = joined({seen.skill: seen for seen in observations}, seen_elsewhere(positioning))
    return Result(positioning, as_far_as_asked(profile, known), known, opinions, observed)


def _bank_of(profile: Profile) -> Bank:
    try:
        return bank(profile.bank_version or None, content=profile.bank_content or None)
    except ProgrammeError:  # never published and rewritten since: the sittings go on with the present one, and so do we
        return bank()


def presented(actor: Actor, action: str, pathway_id: Any) -> Result | None:
    """The result that an advisor works on: of the positioning under way, else of the one in force; None without any."""
    rows = visible(actor, action).filter(pathway=pathway_id, state__in=(states.DRAFT, states.DONE))
    results = (result_of(row) for row in rows.select_related("advisor", "pathway__candidate__user").order_by("-state"))
    return next((result for result in results if result.groups), None)


def lifting(positioning: Positioning) -> dict[str, ConstraintAction]:
    """Who does what about each constraint, by constraint."""
    return {row.constraint: row for row in ConstraintAction.objects.filter(positioning=positioning)}


def changed_after(pathway: Any, moment: Any, day: Any) -> Exists:
    """For a sub-query: whether the profile of `pathway` was observed after `moment`, or judged anew after `day`."""
    observed = Observation.objects.filter(positioning__pathway=pathway, at__gt=moment)
    judged = Positioning.objects.filter(pathway=pathway, state=states.DONE, done_on__gt=day)
    return Exists(observed) | Exists(judged)  # type: ignore[return-value]  # joined conditions are no Exists for mypy


@dataclass(frozen=True)
class OpinionsCompared:
    """How often the advisor's first opinion lies outside what the tool holds possible.

    compared, differing: groups of skills, over those on which the tool excludes at least one of the three opinions;
    people, people_differing: people with at least one such group, and with at least one difference. changed: groups on
    which an advisor changed her opinion after reading the tool's; towards_tool: of these, how many came within it.
    """

    compared: int = 0
    differing: int = 0
    changed: int = 0
    towards_tool: int = 0
    people: int = 0
    people_differing: int = 0


def opinions_compared() -> OpinionsCompared:
    """Over the open territories; two queries."""
    spoken = BlockOpinion.objects.filter(tool_low__isnull=False)
    first = [
        row for row in spoken.filter(rank=1).annotate(pathway=F("positioning__pathway")) if _tool(row).says_something
    ]
    last = {(row.positioning_id, row.group): row for row in spoken.filter(rank__gt=1).order_by("rank")}
    differing = [row for row in first if _differs(row)]
    changed = [
        (row, now)
        for row in first
        if (now := last.get((row.positioning_id, row.group))) is not None and now.readiness != row.readiness
    ]
    return OpinionsCompared(
        compared=len(first),
        differing=len(differing),
        changed=len(changed),
        towards_tool=sum(1 for row, now in changed if _differs(row) and not _differs(now)),
        people=len({row.pathway for row in first}),
        people_differing=len({row.pathway for row in differing}),
    )


def _tool(opinion: BlockOpinion) -> ToolOpinion:
    return ToolOpinion(opinion.tool_low, opinion.tool_high)


def _differs(opinion: BlockOpinion) -> bool:
    return _tool(opinion).differs_from(opinion.readiness)
