"""The only writer of commitments: written in a draft; kept, with what shows it, or released, once the text binds."""

from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused, claim, visible
from labmigration.territories.agreements import states
from labmigration.territories.agreements.models import Agreement, Commitment, Party
from labmigration.territories.agreements.text_actions import CHANGED
from labmigration.timeline.models import Event
from labmigration.timeline.moves import move


@transaction.atomic
def promise(
    party: Party,
    *,
    actor: Actor,
    text: str,
    axis: int = 0,
    indicator: str = "",
    target: str = "",
    due_on: date | None = None,
) -> Commitment:
    """Write a commitment of one party into a draft."""
    _touch_draft(party.agreement, actor)
    commitment = Commitment(
        territory_id=party.territory_id,
        party=party,
        axis=axis,
        text=text,
        indicator=indicator,
        target=target,
        due_on=due_on,
    )
    commitment.save(force_insert=True)
    Event.record(party.agreement, "edit", actor)
    return commitment


@transaction.atomic
def rewrite(
    commitment: Commitment,
    *,
    actor: Actor,
    version: int,
    party: Party,
    text: str,
    axis: int = 0,
    indicator: str = "",
    target: str = "",
    due_on: date | None = None,
) -> None:
    """Change a commitment of a draft, unless somebody did since `version` was shown."""
    if party.agreement_id != commitment.party.agreement_id:
        raise Refused(_("Cette partie n’est pas de ce texte."))
    _touch_draft(commitment.party.agreement, actor)
    told = {"party": party, "axis": axis, "text": text, "indicator": indicator, "target": target, "due_on": due_on}
    rows = claim(actor, "agreements.edit_commitment", commitment, version=version)
    if rows.update(version=F("version") + 1, **told) != 1:
        raise Conflict(CHANGED)
    Event.record(commitment.party.agreement, "edit", actor)


@transaction.atomic
def strike(commitment: Commitment, *, actor: Actor) -> None:
    """Take a commitment out of a draft."""
    _touch_draft(commitment.party.agreement, actor)
    if claim(actor, "agreements.edit_commitment", commitment).delete()[0] != 1:
        raise Conflict(CHANGED)
    Event.record(commitment.party.agreement, "edit", actor)


@transaction.atomic
def keep(commitment: Commitment, *, actor: Actor, proof: str) -> None:
    """The commitment was kept, and this shows it."""
    _close(commitment, "keep", actor, proof)


@transaction.atomic
def release(commitment: Commitment, *, actor: Actor, reason: str) -> None:
    """The commitment no longer binds, for a reason."""
    _close(commitment, "release", actor, reason)


def _close(commitment: Commitment, verb: str, actor: Actor, words: str) -> None:
    if not words.strip():
        raise Refused(_("Écrivez ce qui le montre, ou pourquoi."))
    if commitment.party.agreement.state != states.IN_FORCE:
        raise Refused(_("Cet engagement se suit quand son texte est en vigueur."))
    move(commitment, verb, actor=actor, closed_on=clock.today(), proof=words.strip())


def _touch_draft(agreement: Agreement, actor: Actor) -> None:
    """The draft is claimed with every change of what it says: nobody changes words that are being proposed."""
    if not visible(actor, "agreements.edit").filter(pk=agreement.pk).exists():
        raise Refused(_("Vous ne tenez pas ce texte."))
    if Agreement.objects.filter(pk=agreement.pk, state=states.DRAFT).update(version=F("version") + 1) != 1:
        raise Conflict(_("Ce texte n’est plus un brouillon : il ne se change plus ainsi."))
