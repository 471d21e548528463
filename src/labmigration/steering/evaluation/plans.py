"""Prepare a plan, sign it twice, amend it."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max, Min
from django.utils import timezone
from django.utils.translation import gettext as _

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused, claim, visible
from labmigration.pathway.counts import opened_on
from labmigration.steering.evaluation.documents import digest_of, document_of
from labmigration.steering.evaluation.models import Amendment, Plan, Registration
from labmigration.timeline.models import Event
from labmigration.timeline.moves import move

FIELDS = ("title", "questions", "outcomes", "comparison", "analysis", "missing")


@transaction.atomic
def draft(territory: str, *, actor: Actor, told: dict[str, Any]) -> Plan:
    """Begin a plan. Raises `Refused` where the actor may not."""
    if not visible(actor, "evaluation.draft").filter(pk=territory).exists():
        raise Refused(_("Vous ne préparez pas de plan d’évaluation ici."))
    plan = Plan(
        territory_id=territory,
        drafted_by=actor.user,
        drafted_at=clock.now(),
        **{name: told[name] for name in FIELDS},
    )
    plan.save(force_insert=True)
    Event.record(plan, "draft", actor)
    return plan


@transaction.atomic
def edit(plan: Plan, *, actor: Actor, told: dict[str, Any], version: int) -> None:
    """Change a plan that nobody has signed. Raises `Conflict` when somebody else changed or signed it meanwhile."""
    rows = claim(actor, "evaluation.edit", plan, state="draft", version=version)
    if rows.update(version=version + 1, **{name: told[name] for name in FIELDS}) != 1:
        raise Conflict(_("Quelqu’un a changé ou signé ce plan pendant ce temps. Rien n’a été écrasé : relisez-le."))
    Event.record(plan, "edit", actor)


@transaction.atomic
def propose(plan: Plan, *, actor: Actor, role: str) -> None:
    """Sign first: the text is written down as it stands, with the definitions in force today."""
    _held(actor, role)
    words = {name: getattr(plan, name) for name in FIELDS}
    document = document_of(words, plan.territory_id, clock.today())
    signed = {"proposed_by": actor.user, "proposed_as": role, "proposed_at": clock.now(), "document": document}
    move(plan, "propose", actor=actor, facts={"digest": digest_of(document)[:12]}, **signed)


@transaction.atomic
def send_back(plan: Plan, *, actor: Actor) -> None:
    """Not signed a second time: the plan can be changed again."""
    move(plan, "send_back", actor=actor, proposed_by=None, proposed_as="", proposed_at=None, document="")


@transaction.atomic
def confirm(plan: Plan, *, actor: Actor, role: str, seen: str) -> Registration:
    """Sign second, as another person under another role: the plan is registered.

    `seen`: the digest of the text that was read. Raises `Conflict` when it is no longer that text.
    """
    _held(actor, role)
    digest = digest_of(plan.document)
    if role == plan.proposed_as or seen != digest:
        raise Conflict(_("Ce n’est pas le texte que vous avez lu, ou il est signé sous la même fonction."))
    move(plan, "confirm", actor=actor, facts={"digest": digest[:12]})
    first_person, first_outcome = first_data()
    row = Registration(
        territory_id=plan.territory_id,
        plan=plan,
        document=plan.document,
        digest=digest,
        registered_at=clock.now(),
        first_by=plan.proposed_by,
        first_as=plan.proposed_as,
        second_by=actor.user,
        second_as=role,
        first_person_on=first_person,
        first_outcome_on=first_outcome,
    )
    row.save(force_insert=True)
    return row


@transaction.atomic
def amend(registration: Registration, *, actor: Actor, role: str, change: str, reason: str) -> Amendment:
    """Write an amendment: what was registered stays as it was."""
    if not visible(actor, "evaluation.amend").filter(pk=registration.pk).exists():
        raise Refused(_("Vous n’écrivez pas d’avenant à ce plan."))
    _held(actor, role)
    if not change.strip() or not reason.strip():
        raise Refused(_("Écrivez ce qui change, et pourquoi."))
    last = registration.amendments.order_by("-number").first()
    number = (registration.amendments.aggregate(last=Max("number"))["last"] or 0) + 1
    row = Amendment(
        territory_id=registration.territory_id,
        registration=registration,
        number=number,
        change=change.strip(),
        reason=reason.strip(),
        made_by=actor.user,
        made_as=role,
        made_at=clock.now(),
        digest=digest_of(last.digest if last else registration.digest, change.strip(), reason.strip()),
    )
    row.save(force_insert=True)
    Event.record(row, "amend", actor, {"number": number})
    return row


def first_data() -> tuple[date | None, date | None]:
    """The day of the first referral and of the first follow-up answered so far, in the open territory."""
    referred = [day for day in opened_on().values() if day <= clock.today()]
    told = Event.objects.filter(verb="follow_up.answer", at__lte=clock.now())
    answered = told.aggregate(first=Min("at"))["first"]
    return min(referred, default=None), None if answered is None else timezone.localtime(answered).date()


def _held(actor: Actor, role: str) -> None:
    if role not in actor.roles:
        raise Refused(_("Signez sous une fonction que vous tenez."))
