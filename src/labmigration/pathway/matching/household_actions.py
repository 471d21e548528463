"""The writer of households and of their needs: registered, vetted, described, changed, withdrawn."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from labmigration import clock
from labmigration.access.actions import open_account
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused, may, visible
from labmigration.access.models import User
from labmigration.access.roles import Role
from labmigration.pathway.matching import slots as weekly
from labmigration.pathway.matching import states
from labmigration.pathway.matching.actions import release
from labmigration.pathway.matching.contact_words import refuse_contact
from labmigration.pathway.matching.models import HouseholdNeed
from labmigration.people.models import Household
from labmigration.programme import programme
from labmigration.timeline.models import Event
from labmigration.timeline.moves import move

Vetting = Household.Vetting


@transaction.atomic
def register(
    *,
    actor: Actor,
    territory: str,
    name: str,
    contact_name: str,
    user: User | None = None,
    invented: bool = False,
    **contact: str,
) -> Household:
    """Register a household; it sees nobody until it is vetted.

    `contact`: phone, email, address, town, postcode, each optional. Without `user`, an account is opened that signs in
    by a code sent to the telephone or e-mail, when one is given; `Refused` when another account is reached there.
    """
    if not may(actor, "matching.register") or territory not in actor.territories:
        raise Refused(_("Vous n’enregistrez pas de foyers sur ce territoire."))
    if user is None and (contact.get("phone") or contact.get("email")):
        user = open_account(
            name=contact_name,
            email=contact.get("email", ""),
            phone=contact.get("phone", ""),
            role=Role.HOUSEHOLD,
            territory=territory,
            invented=invented,
            actor=Actor.system(territory),
        )
    household = Household(
        territory_id=territory, name=name, contact_name=contact_name, user=user, invented=invented, **contact
    )
    household.save(force_insert=True)
    Event.record(household, "register", actor)
    return household


@transaction.atomic
def vet(household: Household, *, actor: Actor, identity: bool, declaring_account: bool, first_contact: str) -> None:
    """Note that a household was checked: identity seen, declaring account seen (CESU, Pajemploi), first visit or call.

    `first_contact`: "visit" or "call". All three are needed. A suspended household may be vetted anew.
    """
    if not (identity and declaring_account and first_contact in ("visit", "call")):
        raise Refused(_("Il faut les trois : l’identité, le compte de déclaration, une première visite ou un appel."))
    _set_vetting(household, (Vetting.WAITING, Vetting.SUSPENDED), Vetting.VETTED, "vet", actor, how=first_contact)


@transaction.atomic
def suspend(household: Household, *, actor: Actor) -> None:
    """Stop a household: it sees nobody any more, and nobody is introduced to it, until it is vetted anew."""
    _set_vetting(household, (Vetting.WAITING, Vetting.VETTED), Vetting.SUSPENDED, "suspend", actor)


def _set_vetting(
    household: Household, sources: Sequence[str], target: str, verb: str, actor: Actor, **facts: str
) -> None:
    if not visible(actor, f"matching.{verb}").filter(pk=household.pk).exists():
        raise Refused(_("Vous ne pouvez pas vérifier ce foyer."))
    if Household.objects.filter(pk=household.pk, state__in=sources).update(state=target) != 1:
        raise Conflict(_("L’état de ce foyer vient de changer : rien n’a été changé."))
    household.state = target
    Event.record(household, verb, actor, {"on": clock.today().isoformat(), **facts})


@transaction.atomic
def describe(
    household: Household,
    *,
    actor: Actor,
    occupation: str,
    tasks: str,
    slots: Sequence[Sequence[int]],
    starts_on: date,
) -> HouseholdNeed:
    """Write down what a household needs: by itself or by the placement officer on the telephone."""
    if not visible(actor, "matching.describe").filter(pk=household.pk).exclude(state=Vetting.SUSPENDED).exists():
        raise Refused(_("Vous ne pouvez pas décrire un besoin pour ce foyer."))
    told = _described(occupation, tasks, slots, starts_on)
    need = HouseholdNeed(territory_id=household.territory_id, household=household, **told)
    need.save(force_insert=True)
    Event.record(need, "describe", actor, {"weekly_hours": need.weekly_hours})
    return need


@transaction.atomic
def edit_need(
    need: HouseholdNeed,
    *,
    actor: Actor,
    version: int,
    occupation: str,
    tasks: str,
    slots: Sequence[Sequence[int]],
    starts_on: date,
) -> None:
    """Change an open need, unless someone changed it since `version` was shown.

    Introductions under way keep the version on which both sides were asked, so that the change is seen.
    """
    if not visible(actor, "matching.edit_need").filter(pk=need.pk).exists():
        raise Refused(_("Vous ne pouvez pas modifier ce besoin."))
    told = _described(occupation, tasks, slots, starts_on)
    same = HouseholdNeed.objects.filter(pk=need.pk, version=version, state=states.OPEN)
    if same.update(version=F("version") + 1, **told) != 1:
        raise Conflict(_("Ce besoin a changé pendant ce temps, ou n’est plus à pourvoir. Rien n’a été remplacé."))
    need.refresh_from_db()
    Event.record(need, "edit_need", actor, {"version": need.version, "weekly_hours": need.weekly_hours})


@transaction.atomic
def withdraw_need(need: HouseholdNeed, *, actor: Actor) -> None:
    """Take back an open need; introductions to it end."""
    move(need, "withdraw_need", actor=actor)
    release(need)


@transaction.atomic
def fill(need: HouseholdNeed, *, actor: Actor) -> None:
    """Note that an open need was met otherwise; introductions to it end."""
    move(need, "fill", actor=actor)
    release(need)


def _described(occupation: str, tasks: str, slots: Sequence[Sequence[int]], starts_on: date) -> dict[str, Any]:
    programme().occupation(occupation)
    if not slots or len(slots) > weekly.MOST:
        raise Refused(_("Donnez de un à dix créneaux par semaine."))
    for _place, sentence in weekly.faults(slots):
        raise Refused(sentence)
    if sentence := refuse_contact(tasks):
        raise Refused(sentence)
    ordered = sorted(list(slot) for slot in slots)
    return {"occupation": occupation, "tasks": tasks, "slots": ordered, "starts_on": starts_on}
