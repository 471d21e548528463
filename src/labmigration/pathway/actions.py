"""The only writer of pathways: opened, confided to an advisor, moved on to the next step, closed."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused, claim, visible
from labmigration.access.models import User
from labmigration.access.roles import Role
from labmigration.pathway import states
from labmigration.pathway.models import Pathway, Stage
from labmigration.pathway.next_steps import NEXT_STEPS
from labmigration.people.models import Candidate
from labmigration.programme import programme
from labmigration.territories.models import Organisation
from labmigration.timeline.models import Event
from labmigration.timeline.moves import move


def new_pathway(
    candidate: Candidate, *, referrer: Organisation | None, occupation: str, next_step: str, opened_on: date
) -> Pathway:
    """An unsaved pathway at reception, so that an import can write thousands at once."""
    step = NEXT_STEPS[next_step]
    return Pathway(
        territory_id=candidate.territory_id,
        candidate=candidate,
        referrer=referrer,
        occupation=occupation,
        opened_on=opened_on,
        stage_since=opened_on,
        next_step=step.code,
        next_role=step.role,
        due_on=step.due(opened_on),
    )


def open_pathway(candidate: Candidate, actor: Actor, **fields: Any) -> Pathway:
    """Open one pathway for a candidate who was just registered."""
    pathway = new_pathway(candidate, opened_on=clock.today(), **fields)
    pathway.save(force_insert=True)
    Event.record(pathway, "open", actor)
    return pathway


def set_next(pathway: Pathway, code: str, *, due_on: date | None = None, stage: str | None = None) -> None:
    """Say what is next on an open pathway, as part of the action that makes it so (inside its transaction).

    Only an open pathway moves on; entering a stage is recorded by the action's own event. Raises `Conflict` when the
    pathway was closed or merged meanwhile.
    """
    step = NEXT_STEPS[code]
    changes: dict[str, Any] = {
        "next_step": step.code,
        "next_role": step.role,
        "due_on": due_on or step.due(clock.today()),
        "last_contact_on": clock.today(),
    }
    if stage is not None and stage != pathway.stage:
        changes |= {"stage": Stage(stage).value, "stage_since": clock.today()}
    if Pathway.objects.filter(pk=pathway.pk, state=states.OPEN).update(**changes) != 1:
        raise Conflict(_("Ce parcours est terminé ou réuni à un autre : rien n’a été changé."))
    for name, value in changes.items():
        setattr(pathway, name, value)


def set_occupation(pathway: Pathway, occupation: str) -> None:
    """Keep the occupation that the person wants, as part of the action in which she says it; open pathways only."""
    programme().occupation(occupation)
    if Pathway.objects.filter(pk=pathway.pk, state=states.OPEN).update(occupation=occupation) != 1:
        raise Conflict(_("Ce parcours est terminé ou réuni à un autre : rien n’a été changé."))
    pathway.occupation = occupation


@transaction.atomic
def assign(pathway: Pathway, advisor: User, *, actor: Actor, instead_of: User | None) -> None:
    """Confide the person to an advisor of the territory, `instead_of` whoever had her when the page was shown."""
    grants = advisor.grants.filter(role=Role.ADVISOR, territory=pathway.territory_id)
    if not any(grant.in_force(clock.today()) for grant in grants):
        raise Refused(_("%(name)s n’est pas conseil sur ce territoire."), name=advisor.name)
    rows = claim(actor, "pathway.assign", pathway, lead_advisor=instead_of)
    if rows.update(lead_advisor=advisor) != 1:
        raise Conflict(_("Quelqu’un vient de prendre cette personne en charge : rien n’a été changé."))
    pathway.lead_advisor = advisor
    if pathway.next_step == "reception.assign":
        set_next(pathway, "reception.decide")
    Event.record(pathway, "assign", actor, {"advisor": advisor.name})


@transaction.atomic
def correct_contact(pathway: Pathway, candidate: Candidate, *, actor: Actor, version: int) -> None:
    """Save corrected names and contact details, unless someone saved others since `version` was shown."""
    if not visible(actor, "pathway.correct").filter(pk=pathway.pk).exists():
        raise Refused(_("Vous ne pouvez pas corriger ce dossier."))
    if Candidate.objects.filter(pk=candidate.pk, version=version).update(version=F("version") + 1) != 1:
        raise Conflict(_("Quelqu’un a corrigé ce dossier pendant ce temps. Voici ce qu’il contient maintenant."))
    candidate.version = version + 1
    candidate.save(force_update=True)
    Event.record(pathway, "correct", actor)


@transaction.atomic
def note_contact(pathway: Pathway, *, actor: Actor, channel: str) -> None:
    """Write that the person was reached today (call, message, visit)."""
    if claim(actor, "pathway.note_contact", pathway).update(last_contact_on=clock.today()) != 1:
        raise Refused(_("Vous ne suivez pas cette personne."))
    Event.record(pathway, "note_contact", actor, {"channel": channel})


def set_closed(pathway: Pathway, reason: str) -> None:
    """End an open pathway as part of a stage's own action (a confirmed refusal, a declined project)."""
    _change_state(pathway, states.OPEN, states.CLOSED, closing_reason=reason, **_nothing_next())


def set_merged(pathway: Pathway) -> None:
    """Put a pathway aside because its person is already followed; what it held stays as it was."""
    _change_state(pathway, states.OPEN, states.MERGED)


def set_unmerged(pathway: Pathway) -> None:
    """Take a pathway back that was put aside."""
    _change_state(pathway, states.MERGED, states.OPEN)


def _nothing_next() -> dict[str, Any]:
    return {"closed_on": clock.today(), "next_step": "", "next_role": "", "due_on": None}


def _change_state(pathway: Pathway, source: str, target: str, **changes: Any) -> None:
    if Pathway.objects.filter(pk=pathway.pk, state=source).update(state=target, **changes) != 1:
        raise Conflict(_("Ce parcours a changé d’état pendant ce temps : rien n’a été changé."))
    for name, value in {"state": target, **changes}.items():
        setattr(pathway, name, value)


@transaction.atomic
def close(pathway: Pathway, reason: str, *, actor: Actor) -> None:
    """End the pathway, with one of the reasons of `states.CLOSING_REASONS`."""
    if reason not in dict(states.CLOSING_REASONS):
        raise ValueError(reason)
    move(pathway, "close", actor=actor, facts={"reason": reason}, closing_reason=reason, **_nothing_next())


@transaction.atomic
def reopen(pathway: Pathway, *, actor: Actor, next_step: str, stage: str) -> None:
    """Take up a closed pathway again for a new need."""
    move(pathway, "reopen", actor=actor, closed_on=None, closing_reason="")
    set_next(pathway, next_step, stage=stage)
