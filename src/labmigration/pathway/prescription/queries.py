"""What others may ask of prescriptions."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce, Greatest, TruncDate

from labmigration.access.actor import Actor
from labmigration.access.gate import visible
from labmigration.pathway.models import Pathway
from labmigration.pathway.positioning.results.queries import changed_after
from labmigration.pathway.prescription import states
from labmigration.pathway.prescription.answered import Answered
from labmigration.pathway.prescription.facts import Plan, plan_of
from labmigration.pathway.prescription.models import Decision, Opinion, PrescribedModule, Prescription, Proposal


def versions_of(actor: Actor, pathway_id: Any) -> "QuerySet[Prescription]":
    """The versions that the actor may read, newest first; a draft is the advisor's alone until it is proposed."""
    found: QuerySet[Prescription] = visible(actor, "prescription.read").filter(pathway=pathway_id)
    drafts = visible(actor, "prescription.edit").filter(pathway=pathway_id, state=states.DRAFT)
    readable = found.filter(~Q(state=states.DRAFT) | Q(pk__in=drafts.values("pk")))
    return readable.select_related("advisor", "pathway__candidate").order_by("-number")


def under_way(actor: Actor, pathway_id: Any) -> Prescription | None:
    """The version in preparation or waiting for the person, for the advisor who follows her."""
    found: Prescription | None = (
        visible(actor, "prescription.edit")
        .filter(pathway=pathway_id, state__in=(states.DRAFT, states.PROPOSED))
        .first()
    )
    return found


def open_opinion(actor: Actor, pathway: Pathway, occupation: str = "") -> Opinion | None:
    """The advisor's opinion on the version in preparation, the last one given; of one occupation where it is named."""
    rows = visible(actor, "prescription.ask_tool").filter(pathway=pathway, number=number_in_preparation(pathway))
    if occupation:
        rows = rows.filter(occupation=occupation)
    found: Opinion | None = rows.select_related("pathway", "by").order_by("-at").first()
    return found


def occupations_judged(actor: Actor, pathway: Pathway) -> set[str]:
    """The occupations on which the advisor has given her opinion for the version in preparation."""
    rows = visible(actor, "prescription.ask_tool").filter(pathway=pathway, number=number_in_preparation(pathway))
    return set(rows.values_list("occupation", flat=True))


def number_in_preparation(pathway: Pathway) -> int:
    """The number of the draft, else the one after the last version; one query."""
    rows = Prescription.objects.filter(pathway=pathway).order_by("-number").values_list("number", "state")
    last = rows.first()
    if last is None:
        return 1
    number, state = last
    return int(number) if state == states.DRAFT else int(number) + 1


def plan(prescription: Prescription) -> Plan:
    """Its modules and hours; one query."""
    return plan_of(prescription)


def proposal_of(actor: Actor, prescription: Prescription) -> Proposal | None:
    """The tool's proposal beside which a version was written, with the opinion, for who follows the person."""
    if prescription.proposal_id is None:
        return None
    opinions = visible(actor, "prescription.ask_tool").filter(pathway=prescription.pathway_id)
    rows = Proposal.objects.filter(pk=prescription.proposal_id, opinion__in=opinions.values("pk"))
    return rows.select_related("opinion", "opinion__by").first()


def first_answer(opinion: Opinion) -> Answered:
    """What the tool proposed first, without any demand."""
    return Answered(opinion.proposals.get(rank=1))


def signed(pathway: Pathway) -> Prescription | None:
    """The version that both have signed and that stands today: training and certification follow it."""
    return Prescription.objects.filter(pathway=pathway, state=states.SIGNED).first()


def signed_hours(pathway_ids: Iterable[UUID]) -> dict[UUID, dict[str, Decimal]]:
    """Hours by code of module by pathway, as both have signed them; who has signed nothing is left out.

    One query, and no right is checked here.
    """
    hours: dict[UUID, dict[str, Decimal]] = {}
    rows = PrescribedModule.objects.filter(
        prescription__pathway__in=list(pathway_ids), prescription__state=states.SIGNED
    )
    for pathway_id, module, agreed in rows.values_list("prescription__pathway", "module", "hours"):
        hours.setdefault(pathway_id, {})[module] = agreed
    return hours


def overtaken(actor: Actor) -> "QuerySet[Prescription]":
    """Signed versions of the people whom the actor follows whose profile changed since, and which nobody rewrites.

    One query: for the advisor's day.
    """
    signed_ones: QuerySet[Prescription] = visible(actor, "prescription.reread").filter(
        state=states.SIGNED, pathway__state="open"
    )
    since = Greatest("advisor_signed_at", Coalesce("reread_at", "advisor_signed_at"))
    under_way = Prescription.objects.filter(pathway=OuterRef("pathway"), state__in=(states.DRAFT, states.PROPOSED))
    # Judged on the day of the plan itself is before the plan.
    last_day = Greatest("written_on", Coalesce(TruncDate("reread_at"), "written_on"))
    return (
        signed_ones.annotate(seen_at=since, seen_on=last_day)
        .filter(changed_after(OuterRef("pathway"), OuterRef("seen_at"), OuterRef("seen_on")), ~Exists(under_way))
        .select_related("pathway__candidate")
        .order_by("candidate_signed_at")
    )


@dataclass(frozen=True)
class PlansCompared:
    """How often the advisor's own choice, the tool's first proposal and what was signed by her differ.

    people, people_differing: those of whom both spoke, and of whom they chose other modules. decided: versions that an
    advisor signed beside a proposal; kept, changed, by_hand: what she made of it.
    """

    people: int = 0
    people_differing: int = 0
    decided: int = 0
    kept: int = 0
    changed: int = 0
    by_hand: int = 0


def plans_compared() -> PlansCompared:
    """Over the open territories; two queries."""
    spoken = Opinion.objects.filter(tool__isnull=False).values_list("pathway", "modules", "tool")
    differing: dict[Any, bool] = {}
    for pathway, modules, tool in spoken:
        differing[pathway] = differing.get(pathway, False) or set(modules) != set(tool)
    signed_by_advisor = Prescription.objects.filter(advisor_signed_at__isnull=False).exclude(decision="")
    decided = Counter(signed_by_advisor.values_list("decision", flat=True))
    return PlansCompared(
        people=len(differing),
        people_differing=sum(differing.values()),
        decided=sum(decided.values()),
        kept=decided[Decision.KEPT],
        changed=decided[Decision.CHANGED],
        by_hand=decided[Decision.BY_HAND],
    )


def own(actor: Actor) -> Prescription | None:
    """The person's own plan: the one to sign, else the one signed, else the one that she refused."""
    rows = visible(actor, "prescription.sign").filter(state__in=(states.PROPOSED, states.SIGNED, states.REFUSED))
    found = list(rows.select_related("advisor", "pathway").order_by("-written_on", "-number"))
    order = [states.PROPOSED, states.SIGNED, states.REFUSED]
    return min(found, key=lambda row: order.index(row.state), default=None)
