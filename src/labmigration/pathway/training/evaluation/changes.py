"""What training shows and the prescription does not know yet: proposals for the advisor, who decides.

Two cases, from what trainers observed alone: a skill still under its target although its module is over or was never
prescribed; a module still to come of which every skill is observed at its target.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import visible
from labmigration.pathway.models import Pathway
from labmigration.pathway.prescription.queries import signed_hours
from labmigration.pathway.training import states
from labmigration.pathway.training.evaluation.models import ChangeConsidered, SkillJudgement
from labmigration.pathway.training.evaluation.queries import findings_of
from labmigration.pathway.training.evaluation.skills import every_skill, skills_of_module
from labmigration.pathway.training.models import AttendanceSignature, Enrolment, Session
from labmigration.pathway.training.queries.modules import module_name

#: Older observations no longer ring; ours.
RECENT = timedelta(days=60)


@dataclass(frozen=True)
class ChangeProposed:
    """One person, with each reason in words."""

    pathway: Pathway
    seat_id: UUID
    reasons: tuple[str, ...]


def changes_to_propose(actor: Actor, pathway_id: Any = None) -> list[ChangeProposed]:
    """For the people in training whom the actor follows (or one of them); five queries at most, however many people.

    Left out: what was observed before the advisor last decided to keep the prescription.
    """
    people = visible(actor, "training.consider_change").filter(state="open", stage="training")
    if pathway_id is not None:
        people = people.filter(pk=pathway_id)
    seats = list(
        Enrolment.objects.filter(pathway__in=people.order_by().values("pk"), state=states.ENROLLED).select_related(
            "pathway__candidate"
        )
    )
    if not seats:
        return []
    rows = SkillJudgement.objects.filter(
        enrolment__in=[seat.pk for seat in seats],
        given_as=AttendanceSignature.SignedAs.TRAINER,
        given_at__gte=clock.now() - RECENT,
    )
    by_seat: dict[UUID, list[SkillJudgement]] = defaultdict(list)
    for row in rows:
        by_seat[row.enrolment_id].append(row)
    seats = [seat for seat in seats if seat.pk in by_seat]
    if not seats:
        return []
    keys = [seat.pathway_id for seat in seats]
    kept = {row.pathway_id: row.at for row in ChangeConsidered.objects.filter(pathway__in=keys).order_by("at")}
    prescribed, ahead = signed_hours(keys), _planned(seats)
    found = []
    for seat in seats:
        since = kept.get(seat.pathway_id)
        fresh = [row for row in by_seat[seat.pk] if since is None or row.given_at > since]
        coming = set().union(*(ahead[seat.cohort_id, group] for group in seat.groups))
        levels = {finding.skill: finding.low for finding in findings_of(fresh)}
        reasons = _reasons(levels, seat.pathway.occupation, set(prescribed.get(seat.pathway_id, ())), coming)
        if reasons:
            found.append(ChangeProposed(seat.pathway, seat.pk, tuple(reasons)))
    return found


def _reasons(levels: dict[str, int], occupation: str, prescribed: set[str], coming: set[str]) -> list[str]:
    reasons = []
    for code, level in levels.items():
        skill = every_skill().get(code)
        if skill is None or level >= skill.target or skill.module in coming:
            continue
        says = (
            _("« %(skill)s » : sous le niveau visé, et le module est fini.")
            if skill.module in prescribed
            else _("« %(skill)s » : sous le niveau visé, et aucun module prescrit n’y mène.")
        )
        reasons.append(says % {"skill": skill.name.fr})
    for module in sorted(coming & prescribed):
        taught = skills_of_module(module, occupation)
        if taught and all(levels.get(skill.code, 0) >= skill.target for skill in taught):
            reasons.append(
                _("« %(module)s » : déjà atteint, alors que le module est encore à venir.")
                % {"module": module_name(module)}
            )
    return reasons


def _planned(seats: Iterable[Enrolment]) -> dict[tuple[UUID, int], set[str]]:
    rows = Session.objects.filter(cohort__in={seat.cohort_id for seat in seats}, state=states.PLANNED).order_by()
    found: dict[tuple[UUID, int], set[str]] = defaultdict(set)
    for cohort, group, module in rows.values_list("cohort", "group", "module").distinct():
        found[cohort, group].add(module)
    return found


def considered(pathway: Pathway) -> list[ChangeConsidered]:
    """What the advisor decided so far, newest first."""
    return list(ChangeConsidered.objects.filter(pathway=pathway).select_related("by").order_by("-at"))
