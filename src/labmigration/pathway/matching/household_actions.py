"""The writer of households: registered, checked step by step, vetted, suspended. Their needs: `need_actions`."""

from collections.abc import Sequence
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from labmigration import clock
from labmigration.access.actions import open_account
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused, may, visible
from labmigration.access.models import User
from labmigration.access.roles import Role
from labmigration.pathway.matching.models import HouseholdCheck
from labmigration.people.models import Household
from labmigration.timeline.models import Event

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
def note_check(household: Household, *, actor: Actor, kind: str, how: str, seen_on: date | None = None) -> None:
    """Note one step of vetting: what was seen (`HouseholdCheck.Kind`), how (one of its `WAYS`), on which day.

    Raises `Refused` for a way that is none of that step or a day to come, and `Conflict` when the step is done already.
    """
    day = seen_on or clock.today()
    if not visible(actor, "matching.vet").filter(pk=household.pk).exists() or actor.user is None:
        raise Refused(_("Vous ne pouvez pas vérifier ce foyer."))
    if how not in HouseholdCheck.WAYS.get(kind, ()):
        raise Refused(_("Dites comment cela a été vu."))
    if day > clock.today():
        raise Refused(_("Ce jour n’est pas encore venu : notez-le quand c’est fait."))
    check = HouseholdCheck(
        territory_id=household.territory_id, household=household, kind=kind, how=how, seen_on=day, by=actor.user
    )
    try:
        with transaction.atomic():
            check.save(force_insert=True)
    except IntegrityError:
        raise Conflict(_("Cette étape est déjà notée.")) from None
    Event.record(household, "check", actor, {"what": kind, "how": how, "day": day.isoformat()})


@transaction.atomic
def vet(household: Household, *, actor: Actor) -> None:
    """Say that a household is vetted, once the three steps are noted: from then on it may see people.

    A suspended household is checked anew: what was seen before its suspension counts no more.
    """
    done = set(HouseholdCheck.objects.filter(household=household, void=False).values_list("kind", flat=True))
    if done != set(HouseholdCheck.Kind.values):
        raise Refused(_("Il faut les trois : l’identité, le compte de déclaration, une première visite ou un appel."))
    _set_vetting(household, (Vetting.WAITING, Vetting.SUSPENDED), Vetting.VETTED, "vet", actor)


@transaction.atomic
def suspend(household: Household, *, actor: Actor) -> None:
    """Stop a household: it sees nobody any more, and nobody is introduced to it, until it is vetted anew."""
    _set_vetting(household, (Vetting.WAITING, Vetting.VETTED), Vetting.SUSPENDED, "suspend", actor)
    HouseholdCheck.objects.filter(household=household).update(void=True)


def _set_vetting(household: Household, sources: Sequence[str], target: str, verb: str, actor: Actor) -> None:
    if not visible(actor, f"matching.{verb}").filter(pk=household.pk).exists():
        raise Refused(_("Vous ne pouvez pas vérifier ce foyer."))
    if Household.objects.filter(pk=household.pk, state__in=sources).update(state=target) != 1:
        raise Conflict(_("L’état de ce foyer vient de changer : rien n’a été changé."))
    household.state = target
    Event.record(household, verb, actor, {"on": clock.today().isoformat()})
