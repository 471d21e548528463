"""The writer of childminders' licences: seen, and withdrawn, which ends every contract that rests on it."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused, visible
from labmigration.pathway.employment import actions, states
from labmigration.pathway.employment.models import Contract, Licence
from labmigration.pathway.models import Pathway
from labmigration.programme import programme
from labmigration.timeline.models import Event
from labmigration.timeline.moves import move


@transaction.atomic
def note_licence(pathway: Pathway, *, actor: Actor, valid_until: date) -> Licence:
    """Note that the licence and the insurance were seen today; no number is kept.

    Raises `Refused` for a licence that is over, and `Conflict` when a valid one is noted already. One that has run out
    makes room for its renewal.
    """
    if actor.user is None or not visible(actor, "employment.note_licence").filter(pk=pathway.pk).exists():
        raise Refused(_("Vous ne suivez pas cette personne."))
    if valid_until < clock.today():
        raise Refused(_("Cet agrément est déjà fini."))
    today = clock.today()
    held = Licence.objects.filter(pathway=pathway, state=states.HELD)
    if held.filter(valid_until__gte=valid_until).exists():
        raise Conflict(_("Un agrément au moins aussi long est déjà noté."))
    held.update(valid_until=valid_until, seen_on=today, insurance_seen_on=today, by=actor.user)
    licence = held.first()
    if licence is None:
        licence = Licence(
            pathway=pathway, seen_on=today, insurance_seen_on=today, valid_until=valid_until, by=actor.user
        )
        try:
            with transaction.atomic():
                licence.save(force_insert=True)
        except IntegrityError:
            raise Conflict(_("Un agrément vient d’être noté.")) from None
    Event.record(licence, "note_licence", actor)
    return licence


@transaction.atomic
def withdraw_licence(licence: Licence, *, actor: Actor, withdrawn_on: date) -> int:
    """Note that the licence was withdrawn: her running contracts end on that day, those not begun are given up.

    Returns how many contracts it touched. The agreement says so: the contract ends when the licence is withdrawn.
    """
    if withdrawn_on > clock.today():
        raise Refused(_("Ce jour n’est pas encore venu : notez le retrait le jour même."))
    move(licence, "withdraw_licence", actor=actor, withdrawn_on=withdrawn_on)
    system = Actor.system(licence.territory_id)
    touched = 0
    hers = Contract.objects.filter(pathway_id=licence.pathway_id, state__in=states.COUNTING)
    for contract in hers.select_related("pathway", "introduction__need", "introduction__pathway"):
        if programme().occupation(contract.occupation).workplace != "own_home":
            continue
        touched += 1
        if contract.state == states.ACTIVE:
            last = max(withdrawn_on, contract.first_paid_on or withdrawn_on)
            actions.end(contract, actor=system, ended_on=last, cause="licence_withdrawn")
        else:
            actions.cancel(contract, actor=system)
    return touched
