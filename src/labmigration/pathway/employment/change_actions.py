"""The writer of changes of a contract: proposed by anyone of it, agreed by both sides, applied on their day."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused, visible
from labmigration.pathway.employment import states
from labmigration.pathway.employment.models import Contract, ContractChange
from labmigration.pathway.employment.terms import faults_of_week, refuse_low_pay
from labmigration.pathway.employment.working_time import Slot, hours_of
from labmigration.pathway.matching import slots as weekly
from labmigration.timeline.models import Event
from labmigration.timeline.moves import move


@transaction.atomic
def propose_change(
    contract: Contract,
    *,
    actor: Actor,
    effective_on: date,
    weekly_hours: Decimal,
    gross_hourly: Decimal,
    words: str = "",
    slots: Sequence[Slot] | None = None,
) -> ContractChange:
    """Propose another week, hours or pay from a day on. The side that proposes agrees by doing so; the other is asked.

    `slots`: the new week, None where days and times stay; its hours are then the `weekly_hours`. Raises `Refused` for
    a day that is past, the same terms, a week over all contracts that is too long, without the weekly rest or in two
    homes at once, pay under the least of the level; `Conflict` while another change of this contract is under way.
    """
    if not visible(actor, "employment.propose_change").filter(pk=contract.pk, state=states.ACTIVE).exists():
        raise Refused(
            _("Un changement se propose pendant le contrat, par le foyer, la personne ou la mise en relation.")
        )
    if effective_on < clock.today():
        raise Refused(_("Ce jour est passé : un changement vaut à partir d’aujourd’hui ou d’un jour à venir."))
    week = contract.slots if slots is None else sorted(list(slot) for slot in slots)
    if (weekly_hours, gross_hourly, week) == (contract.weekly_hours, contract.gross_hourly, sorted(contract.slots)):
        raise Refused(_("Rien ne change : la semaine, les heures et le salaire sont les mêmes."))
    if slots is not None and sorted(contract.slots) == week:
        week = contract.slots
    if week != contract.slots:
        for _place, sentence in weekly.faults(week):
            raise Refused(sentence)
        if not week or hours_of(week) != weekly_hours:
            raise Refused(_("Ces jours font un autre nombre d’heures par semaine : corrigez l’un ou l’autre."))
    _refuse_terms(contract, weekly_hours, gross_hourly, effective_on, week)
    change = ContractChange(
        pathway=contract.pathway,
        contract=contract,
        effective_on=effective_on,
        weekly_hours=weekly_hours,
        gross_hourly=gross_hourly,
        hours_before=contract.weekly_hours,
        gross_before=contract.gross_hourly,
        slots=week,
        slots_before=contract.slots,
        words=words,
    )
    try:
        with transaction.atomic():
            change.save(force_insert=True)
    except IntegrityError:
        raise Conflict(_("Un changement de ce contrat attend déjà une réponse.")) from None
    Event.record(change, "propose_change", actor, {"day": effective_on.isoformat()})
    if _side(change, actor):
        agree_change(change, actor=actor)
    return change


@transaction.atomic
def agree_change(change: ContractChange, *, actor: Actor) -> None:
    """One side agrees, once. When both have, the change is agreed, and applied at once when its day has come."""
    side = _side(change, actor)
    if not side or not visible(actor, "employment.agree_change").filter(pk=change.pk).exists():
        raise Refused(_("Seuls la personne et le foyer donnent leur accord."))
    unanswered = ContractChange.objects.filter(
        pk=change.pk, state=states.PROPOSED, **{f"{side}_agreed_at__isnull": True}
    )
    if unanswered.update(**{f"{side}_agreed_at": clock.now()}) != 1:
        raise Conflict(_("Vous avez déjà répondu, ou ce changement n’est plus proposé."))
    change.refresh_from_db()
    Event.record(change, f"{side}_agrees", actor)
    if change.worker_agreed_at and change.household_agreed_at:
        _refuse_terms(change.contract, change.weekly_hours, change.gross_hourly, change.effective_on, change.slots)
        move(change, "agree_change", actor=actor)
        if change.effective_on <= clock.today():
            apply_change(change)


@transaction.atomic
def refuse_change(change: ContractChange, *, actor: Actor) -> None:
    """Either side, or the placement officer, says no before the change is applied; the terms stay as they are."""
    move(change, "refuse_change", actor=actor)


@transaction.atomic
def apply_change(change: ContractChange) -> None:
    """Let the terms of a running contract become those that both sides agreed on; dropped when it no longer runs."""
    system = Actor.system(change.territory_id)
    terms = {"weekly_hours": change.weekly_hours, "gross_hourly": change.gross_hourly, "slots": change.slots}
    running = Contract.objects.filter(pk=change.contract_id, state=states.ACTIVE)
    if running.update(version=F("version") + 1, **terms) != 1:
        move(change, "refuse_change", actor=system)
        return
    move(change, "apply_change", actor=system, facts={"day": change.effective_on.isoformat()})
    change.contract.refresh_from_db(fields=["version", *terms])


def drop_changes(contract: Contract) -> None:
    """End the changes under way of a contract that ends, as part of that action."""
    under_way = ContractChange.objects.filter(contract=contract, state__in=(states.PROPOSED, states.AGREED))
    for change in under_way:
        move(change, "refuse_change", actor=Actor.system(contract.territory_id))


def _refuse_terms(
    contract: Contract, weekly_hours: Decimal, gross_hourly: Decimal, on: date, slots: Sequence[Slot]
) -> None:
    if weekly_hours <= 0 or gross_hourly <= 0:
        raise Refused(_("Les heures et le salaire sont plus grands que zéro."))
    for what, sentence in faults_of_week(contract, weekly_hours, on, slots):
        # Days that stay as they are were agreed on before: only the hours are looked at anew.
        if what == "hours" or slots != contract.slots:
            raise Refused(sentence)
    refuse_low_pay(contract.occupation, contract.level, gross_hourly, on)


def _side(change: ContractChange, actor: Actor) -> str:
    """Which side the actor is, "worker" or "household"; empty for anyone else."""
    if actor.user is not None:
        if change.pathway.candidate.user_id == actor.user.pk:
            return "worker"
        if change.contract.household.user_id == actor.user.pk:
            return "household"
    return ""
