"""The writer of households' needs: described at once or in steps, changed, approved, withdrawn, filled."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused, claim, visible
from labmigration.pathway.matching import slots as weekly
from labmigration.pathway.matching import states
from labmigration.pathway.matching.actions import release
from labmigration.pathway.matching.contact_words import refuse_contact
from labmigration.pathway.matching.models import HiringTick, HouseholdNeed
from labmigration.pathway.matching.need_words import REQUIRED, missing
from labmigration.people.models import Household
from labmigration.programme import programme
from labmigration.programme.home_employment import employing
from labmigration.programme.occupation_leaflets import leaflets
from labmigration.timeline.models import Event
from labmigration.timeline.moves import move

#: What a description may hold; the words of `described`.
FIELDS = (
    "occupation",
    "task_codes",
    "tasks",
    "slots",
    "starts_on",
    "postcode",
    "town",
    "cared_for",
    "languages",
    "home_asks",
    "wishes",
    "live_in",
)


@transaction.atomic
def begin_need(household: Household, *, actor: Actor, occupation: str) -> HouseholdNeed:
    """Begin to describe a need: a draft that is saved step by step and that nobody else sees."""
    need = _of_household(household, actor, occupation=occupation)
    need.state = states.DRAFT
    need.save(force_insert=True)
    Event.record(need, "begin_need", actor)
    return need


@transaction.atomic
def describe(household: Household, *, actor: Actor, occupation: str, **described: Any) -> HouseholdNeed:
    """Write down a whole need at once; `described`: values of `FIELDS`. Raises `Refused` for what is missing."""
    need = _of_household(household, actor, occupation=occupation, **described)
    _refuse_missing(need)
    need.save(force_insert=True)
    Event.record(need, "describe", actor, {"weekly_hours": need.weekly_hours})
    return need


def _of_household(household: Household, actor: Actor, **described: Any) -> HouseholdNeed:
    allowed = visible(actor, "matching.describe").filter(pk=household.pk)
    if not allowed.exclude(state=Household.Vetting.SUSPENDED).exists():
        raise Refused(_("Vous ne pouvez pas décrire un besoin pour ce foyer."))
    need = HouseholdNeed(territory_id=household.territory_id, household=household)
    _tell(need, described)
    return need


@transaction.atomic
def edit_need(need: HouseholdNeed, *, actor: Actor, version: int, **described: Any) -> None:
    """Change some values of `FIELDS` of a draft or an open need, unless someone changed it since `version` was shown.

    An open need stays whole. Introductions under way keep the version on which both sides were asked, so that the
    change is seen; housing that was approved is looked at again.
    """
    if not visible(actor, "matching.edit_need").filter(pk=need.pk).exists():
        raise Refused(_("Vous ne pouvez pas modifier ce besoin."))
    _tell(need, described)
    if need.state == states.OPEN:
        _refuse_missing(need)
    same = HouseholdNeed.objects.filter(pk=need.pk, version=version, state__in=(states.DRAFT, states.OPEN))
    changed = {name: getattr(need, name) for name in described}
    unapproved = {"live_in_approved_by": None, "live_in_approved_on": None}
    if same.update(version=F("version") + 1, **changed, **unapproved) != 1:
        raise Conflict(_("Ce besoin a changé pendant ce temps, ou n’est plus à pourvoir. Rien n’a été remplacé."))
    need.refresh_from_db()
    if need.state == states.OPEN:
        Event.record(need, "edit_need", actor, {"version": need.version, "weekly_hours": need.weekly_hours})


@transaction.atomic
def publish_need(need: HouseholdNeed, *, actor: Actor) -> None:
    """End the description of a draft: from now on people may be proposed, once the household is vetted."""
    _refuse_missing(need)
    if need.household.state == Household.Vetting.SUSPENDED:
        raise Refused(_("Vous ne pouvez pas décrire un besoin pour ce foyer."))
    move(need, "publish_need", actor=actor, facts={"weekly_hours": need.weekly_hours})


@transaction.atomic
def approve_live_in(need: HouseholdNeed, *, actor: Actor) -> None:
    """A second person agrees to an offer that houses the worker; not the one who vetted the household.

    Raises `Refused` for that one, and `Conflict` when the need changed since it was read or is approved already.
    """
    if actor.user is None or not visible(actor, "matching.approve_live_in").filter(pk=need.pk).exists():
        raise Refused(_("Vous ne pouvez pas approuver ce logement sur place."))
    vetted = Event.objects.filter(
        subject_model="people.household", subject_id=str(need.household_id), verb="people.vet"
    ).first()
    if vetted is not None and vetted.actor_id == actor.user.pk:
        raise Refused(_("Vous avez vérifié ce foyer : une deuxième personne regarde le logement sur place."))
    same = claim(
        actor, "matching.approve_live_in", need, version=need.version, live_in=True, live_in_approved_on__isnull=True
    )
    if same.update(live_in_approved_by=actor.user, live_in_approved_on=clock.today()) != 1:
        raise Conflict(_("Ce besoin a changé pendant ce temps, ou il est déjà approuvé."))
    Event.record(need, "approve_live_in", actor, {"version": need.version})


@transaction.atomic
def withdraw_need(need: HouseholdNeed, *, actor: Actor) -> None:
    """Take back a draft or an open need; introductions to it end."""
    move(need, "withdraw_need", actor=actor)
    release(need)


@transaction.atomic
def fill(need: HouseholdNeed, *, actor: Actor) -> None:
    """Note that an open need was met otherwise; introductions to it end."""
    move(need, "fill", actor=actor)
    release(need)


@transaction.atomic
def tick(need: HouseholdNeed, *, actor: Actor, code: str, done: bool) -> None:
    """The household says that a step before hiring is done, or that it is not; saying it twice changes nothing."""
    if not visible(actor, "matching.tick").filter(pk=need.pk).exists():
        raise Refused(_("Vous ne pouvez pas cocher cette liste."))
    if code not in {step.code for step in employing().steps_on(clock.today(), need.occupation)}:
        raise Refused(_("Ce point n’est pas dans la liste."))
    if done:
        defaults = {"territory_id": need.territory_id, "done_on": clock.today()}
        HiringTick.objects.get_or_create(need=need, code=code, defaults=defaults)
    else:
        HiringTick.objects.filter(need=need, code=code).delete()


def _tell(need: HouseholdNeed, described: dict[str, Any]) -> None:
    """Set what was described on the row, or raise `Refused` with the sentence of what is wrong."""
    if unknown := described.keys() - set(FIELDS):
        raise TypeError(f"a need has no {', '.join(sorted(unknown))}")
    if "slots" in described:
        described["slots"] = _week(described["slots"])
    for name in ("tasks", "wishes", "town"):
        if sentence := refuse_contact(described.get(name, "")):
            raise Refused(sentence)
    for name, value in described.items():
        setattr(need, name, list(value) if isinstance(value, tuple) else value)
    programme().occupation(need.occupation)
    homes = employing().homes
    for given, known in (
        (need.task_codes, leaflets().leaflet(need.occupation).tasks),
        (need.cared_for, [one.code for one in homes.cared_for]),
        (need.languages, [one.code for one in homes.language]),
        (need.home_asks, [one.code for one in homes.home_asks]),
    ):
        if wrong := set(given) - set(known):
            raise Refused(_("Ce choix n’est pas dans la liste : %(code)s.") % {"code": ", ".join(sorted(wrong))})


def _week(slots: Sequence[Sequence[int]]) -> list[list[int]]:
    if not slots or len(slots) > weekly.MOST:
        raise Refused(_("Donnez de un à vingt et un créneaux par semaine."))
    for _place, sentence in weekly.faults(slots):
        raise Refused(sentence)
    return sorted(list(slot) for slot in slots)


def _refuse_missing(need: HouseholdNeed) -> None:
    if lacks := missing(need):
        told = ", ".join(str(REQUIRED[name][1]) for name in lacks)
        raise Refused(_("Il manque encore : %(told)s.") % {"told": told})
