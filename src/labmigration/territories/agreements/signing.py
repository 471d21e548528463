"""The only writer of signatures, and of a party that withdraws."""

from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused, claim, visible
from labmigration.territories.agreements import states
from labmigration.territories.agreements.models import Agreement, Party, Signature
from labmigration.territories.agreements.queries import parties_to_sign
from labmigration.timeline.models import Event
from labmigration.timeline.moves import move


@transaction.atomic
def sign_on_screen(party: Party, *, actor: Actor, fingerprint: str) -> None:
    """Sign for one's own organisation the very words that were shown, known by their fingerprint."""
    if actor.user is None or not visible(actor, "agreements.sign").filter(pk=party.pk).exists():
        raise Refused(_("Vous ne signez pas pour cette partie."))
    _sign(party, actor, fingerprint, clock.today(), actor.user.name, Signature.Way.SCREEN)
    Event.record(party, "sign", actor, {"name": actor.user.name})
    _conclude(party.agreement, actor)


@transaction.atomic
def record_paper_signature(
    party: Party, *, actor: Actor, fingerprint: str, signed_on: date, signed_by: str, kept_at: str
) -> None:
    """Note a signature given on paper: when, by whom, and where the paper is kept."""
    if not visible(actor, "agreements.record_signature").filter(pk=party.pk).exists():
        raise Refused(_("Vous ne notez pas les signatures de ce texte."))
    if signed_on > clock.today():
        raise Refused(_("Cette signature est datée d’un jour à venir."))
    if party.agreement.proposed_on and signed_on < party.agreement.proposed_on:
        raise Refused(_("Cette signature est datée d’avant la proposition du texte."))
    _sign(party, actor, fingerprint, signed_on, signed_by, Signature.Way.PAPER, kept_at)
    Event.record(party, "record_signature", actor, {"day": signed_on.isoformat()})
    _conclude(party.agreement, actor)


def _sign(
    party: Party, actor: Actor, fingerprint: str, signed_on: date, signed_by: str, way: str, kept_at: str = ""
) -> None:
    # The row of the text first: two parties that sign at once come one after the other, and the second concludes.
    rows = Agreement.objects.filter(pk=party.agreement_id, state=states.PROPOSED, fingerprint=fingerprint)
    if not fingerprint or party.withdrawn_on is not None or rows.update(version=F("version") + 1) != 1:
        raise Conflict(_("Ce texte a changé depuis que vous l’avez ouvert, ou il n’est plus à signer. Relisez-le."))
    signature = Signature(
        territory_id=party.territory_id,
        party=party,
        fingerprint=fingerprint,
        signed_on=signed_on,
        signed_by=signed_by,
        way=way,
        kept_at=kept_at,
        entered_by=actor.user,
    )
    try:
        with transaction.atomic():
            signature.save(force_insert=True)
    except IntegrityError:
        raise Conflict(_("Cette partie a déjà signé ce texte.")) from None


def _conclude(agreement: Agreement, actor: Actor) -> None:
    agreement.refresh_from_db()
    if parties_to_sign(agreement).exists():
        return
    last = Signature.objects.filter(party__agreement=agreement, fingerprint=agreement.fingerprint)
    signed_on = last.order_by("-signed_on").values_list("signed_on", flat=True)[0]
    move(agreement, "conclude", actor=actor, signed_on=signed_on)


@transaction.atomic
def withdraw_party(party: Party, *, actor: Actor, reason: str) -> None:
    """A party leaves a text that is signed: its open commitments are released with it; the others stay bound."""
    if not reason.strip():
        raise Refused(_("Écrivez pourquoi."))
    if party.agreement.state not in (states.SIGNED, states.IN_FORCE):
        raise Refused(_("Avant la signature de tous, reprenez plutôt le texte et ses parties."))
    rows = claim(actor, "agreements.withdraw_party", party, withdrawn_on__isnull=True)
    if rows.update(withdrawn_on=clock.today(), withdrawal_reason=reason.strip()) != 1:
        raise Conflict(_("Cette partie s’est déjà retirée."))
    Event.record(party, "withdraw_party", actor)
    says = _("Partie retirée : %(reason)s") % {"reason": reason.strip()}
    for each in party.commitments.filter(state=states.OPEN):
        move(each, "release", actor=actor, closed_on=clock.today(), proof=says[:300])
    party.refresh_from_db()
