"""Cohorts: formed, changed, started, finished."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused, claim
from labmigration.access.models import User
from labmigration.access.roles import Role
from labmigration.pathway.actions import set_next
from labmigration.pathway.training import states
from labmigration.pathway.training.first_aid_groups import shared_out
from labmigration.pathway.training.models import SEATS, Cohort, Enrolment, Session
from labmigration.pathway.training.queries import trainers_of_provider
from labmigration.programme import programme
from labmigration.territories.models import Organisation
from labmigration.timeline.models import Event
from labmigration.timeline.moves import move


@transaction.atomic
def form(
    *,
    actor: Actor,
    provider: Organisation,
    name: str,
    starts_on: date,
    ends_on: date,
    trainers: Collection[User] = (),
    occupation: str = "",
    target: int = SEATS,
    capacity: int = SEATS,
) -> Cohort:
    """Open a cohort of the actor's own provider; an empty `occupation` is a mixed group.

    Raises `Refused` for another provider, a trainer who is not hers, a name already taken.
    """
    own = {grant.organisation for grant in actor.grants_as(Role.TRAINING_COORDINATOR)}
    if provider.pk not in own:
        raise Refused(_("Vous ne pouvez ouvrir une cohorte que pour votre organisme de formation."))
    _refuse_strangers(provider, trainers)
    cohort = Cohort(
        territory_id=provider.territory_id,
        provider=provider,
        name=name,
        occupation=occupation,
        target=target,
        capacity=capacity,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    try:
        with transaction.atomic():
            cohort.save(force_insert=True)
    except IntegrityError:
        raise Refused(_("Une cohorte porte déjà ce nom : choisissez-en un autre.")) from None
    cohort.trainers.set(trainers)
    Event.record(cohort, "form", actor, {"cohort": name})
    return cohort


@transaction.atomic
def edit(cohort: Cohort, *, actor: Actor, version: int, trainers: Collection[User], **fields: Any) -> None:
    """Change name, occupation, target, capacity, dates and trainers, as they stood at `version`.

    Raises `Conflict` when someone changed the cohort meanwhile, `Refused` when seats, sessions or sheets would be left
    outside.
    """
    _refuse_strangers(cohort.provider, trainers)
    _refuse_leaving_out(cohort, trainers, **fields)
    rows = claim(actor, "training.edit", cohort, version=version).exclude(state=states.FINISHED)
    try:
        with transaction.atomic():
            changed = rows.update(version=F("version") + 1, **fields)
    except IntegrityError:
        raise Refused(_("Une cohorte porte déjà ce nom : choisissez-en un autre.")) from None
    if changed != 1:
        raise Conflict(_("Cette cohorte a changé pendant ce temps : relisez-la avant de la modifier."))
    cohort.trainers.set(trainers)
    cohort.refresh_from_db()
    Event.record(cohort, "edit", actor, {"cohort": cohort.name})


@transaction.atomic
def start(cohort: Cohort, *, actor: Actor) -> None:
    """Begin: share the people out into first-aid groups; each one's next step is to attend."""
    seats = list(cohort.enrolments.filter(state=states.ENROLLED).select_related("pathway"))
    if not seats:
        raise Refused(_("Personne n’a encore de place dans cette cohorte : elle ne peut pas commencer."))
    move(cohort, "start", actor=actor, facts={"cohort": cohort.name})
    groups = shared_out((seat.seat for seat in seats), at_most=programme().certifications.sst.group_max)
    # A timetable that was published has made the groups: its sessions are for those people.
    regroup = not cohort.sessions.filter(timetable__isnull=False, group__gt=0).exists()
    for seat in seats:
        if regroup:
            Enrolment.objects.filter(pk=seat.pk).update(sst_group=groups[seat.seat])
        # A pathway that was put aside as a duplicate keeps its seat; nothing is next for her.
        if seat.pathway.state == "open":
            set_next(seat.pathway, "training.attend", due_on=cohort.ends_on)
            Event.record(seat, "begin", actor)


@transaction.atomic
def finish(cohort: Cohort, *, actor: Actor) -> None:
    """End: only when it was said of everyone how the training ended."""
    left = cohort.enrolments.filter(state=states.ENROLLED).count()
    if left:
        raise Refused(
            ngettext(
                "Une personne est encore inscrite : notez d’abord sa formation terminée ou son départ.",
                "%(count)s personnes sont encore inscrites : notez d’abord leur formation terminée ou leur départ.",
                left,
            )
            % {"count": left}
        )
    move(cohort, "finish", actor=actor, facts={"cohort": cohort.name})


def _refuse_strangers(provider: Organisation, trainers: Collection[User]) -> None:
    known = {user.pk for user in trainers_of_provider(provider)}
    for trainer in trainers:
        if trainer.pk not in known:
            raise Refused(_("%(name)s n’enseigne pas pour cet organisme de formation.") % {"name": trainer.name})


def _refuse_leaving_out(cohort: Cohort, trainers: Collection[User], **fields: Any) -> None:
    taken = cohort.enrolments.exclude(state=states.WITHDRAWN).order_by("-seat").first()
    if taken is not None and taken.seat > fields.get("capacity", cohort.capacity):
        raise Refused(
            _("La place %(seat)s est prise : la cohorte ne peut pas être plus petite.") % {"seat": taken.seat}
        )
    sessions = Session.objects.filter(cohort=cohort).exclude(state=states.CANCELLED)
    first, last = fields.get("starts_on", cohort.starts_on), fields.get("ends_on", cohort.ends_on)
    if sessions.filter(Q(date__lt=first) | Q(date__gt=last)).exists():
        raise Refused(_("Des séances sont fixées hors de ces dates : annulez-les d’abord."))
    left_alone = (
        sessions.filter(state=states.PLANNED)
        .exclude(trainer__in=[trainer.pk for trainer in trainers])
        .select_related("trainer")
        .first()
    )
    if left_alone is not None:
        name = left_alone.trainer.name
        raise Refused(_("%(name)s a encore des séances prévues dans cette cohorte.") % {"name": name})
