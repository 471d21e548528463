"""The only writer of follow-up: milestones planned once, answered or lost; new needs raised and met."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Refused, visible
from labmigration.links.actions import use
from labmigration.links.models import SignedLink
from labmigration.pathway.actions import reopen, set_next, set_occupation
from labmigration.pathway.follow_up import states
from labmigration.pathway.follow_up.milestones import milestones, optional_after
from labmigration.pathway.follow_up.models import ContactTry, FollowUp, NewNeed
from labmigration.pathway.models import Pathway, Stage
from labmigration.pathway.next_steps import NEXT_STEPS
from labmigration.programme import programme
from labmigration.programme.records import FollowUp as Contact
from labmigration.timeline.models import Event
from labmigration.timeline.moves import move
from labmigration.ui.spoken import day as spoken_day

#: Our proposal: no source says how often one tries, and how, before a person counts as lost.
DAYS_BEFORE_LOST, CHANNELS_BEFORE_LOST = 3, 2


@transaction.atomic
def plan_milestones(pathway: Pathway, *, first_paid_on: date, actor: Actor) -> list[FollowUp]:
    """Plan the contacts that the programme requires, from the person's first paid day; her first contract plans, later
    ones plan nothing new. Follow-up becomes the stage, the soonest milestone still to be done the next step.

    Called by `listening`, whoever noted the first paid day: that right is what is checked.
    """
    planned: list[FollowUp] = []
    if not FollowUp.objects.filter(pathway=pathway).exists():
        planned = _planned_from(pathway, first_paid_on)
    if planned:
        Event.record(planned[0], "plan", actor, {"day": first_paid_on.isoformat()})
    if planned or pathway.next_step.startswith(("matching.", "employment.")):
        # Someone who trains again while she works goes on with her training.
        _set_what_is_next(pathway, stage=Stage.FOLLOW_UP)
    return planned


@transaction.atomic
def answer(
    follow_up: FollowUp,
    *,
    actor: Actor,
    in_sector: bool,
    weekly_hours: Decimal | None = None,
    households: int | None = None,
    words: str = "",
    new_needs: Iterable[str] = (),
    link: SignedLink | None = None,
) -> FollowUp:
    """Write what the person says at a milestone; each of `new_needs` (kinds of `NewNeed.Kind`) becomes an open need.

    Once its window is open, and also late; behind a link, the link is used up. Raises `Refused` before, with the day on
    which it opens; `Conflict` when it was answered meanwhile; `ValueError` for hours or households of someone who no
    longer works in private homes.
    """
    _refuse_before_window(follow_up)
    if link is not None:
        use(link)
    if not in_sector and (weekly_hours or households):
        raise ValueError("someone who left the sector has no hours and no households in it")
    move(
        follow_up,
        "answer",
        actor=actor,
        facts={"month": follow_up.month, "in_sector": in_sector, "households": households},
        answered_on=clock.today(),
        in_sector=in_sector,
        weekly_hours=weekly_hours,
        households=households,
        words=words,
    )
    pathway = follow_up.pathway
    for kind in dict.fromkeys(new_needs):
        _add_need(pathway, kind, "", actor)
    _move_on(pathway)
    return follow_up


@transaction.atomic
def lose(follow_up: FollowUp, *, actor: Actor) -> FollowUp:
    """Note that the person could not be reached at a milestone, once its window is open.

    Raises `Refused` while the tries noted are too few, on too few days, or all by one channel.
    """
    _refuse_before_window(follow_up)
    tries = list(ContactTry.objects.filter(follow_up=follow_up).values_list("channel", "tried_on"))
    days, channels = {day for _channel, day in tries}, {channel for channel, _day in tries}
    if len(days) < DAYS_BEFORE_LOST or len(channels) < CHANNELS_BEFORE_LOST:
        raise Refused(
            _("Essayez au moins %(days)s jours différents, de %(channels)s façons : ensuite seulement, notez-le."),
            days=DAYS_BEFORE_LOST,
            channels=CHANNELS_BEFORE_LOST,
        )
    move(follow_up, "lose", actor=actor, facts={"month": follow_up.month, "attempts": len(tries)})
    _move_on(follow_up.pathway)
    return follow_up


@transaction.atomic
def raise_need(pathway: Pathway, *, actor: Actor, kind: str, words: str = "", destination: str = "") -> NewNeed:
    """Note a need that came up at work; on a closed pathway the advisor takes it up again.

    `destination`: the occupation to which a bridge leads (`Kind.CAREER` only); wished twice, it stands once. Raises
    `Refused` when the actor may not, or the person has not begun to work yet.
    """
    if not visible(actor, "follow_up.raise").filter(pk=pathway.pk).exists():
        raise Refused(_("Vous ne pouvez pas noter de besoin pour cette personne."))
    if not FollowUp.objects.filter(pathway=pathway).exists():
        raise Refused(_("Les nouveaux besoins se notent après le premier jour payé."))
    if pathway.state != "open" and not visible(actor, "pathway.reopen").filter(pk=pathway.pk).exists():
        raise Refused(_("Votre parcours est terminé. Appelez votre conseillère : elle peut le reprendre."))
    if pathway.state != "open":
        reopen(pathway, actor=actor, next_step="follow_up.meet_need", stage=Stage.FOLLOW_UP)
    need = _add_need(pathway, kind, words, actor, destination)
    _move_on(pathway)
    return need


@transaction.atomic
def meet(need: NewNeed, *, actor: Actor, by_training: bool = False) -> NewNeed:
    """Note that a need was answered; `by_training` leads to a new prescription.

    Only a training need, or the wish for another occupation, which then becomes the one that the pathway prepares.
    """
    if by_training and not need.may_be_trained_for:
        raise ValueError(f"{need.kind} is not met by training")
    move(need, "meet", actor=actor, facts={"kind": need.kind, "by_training": by_training})
    if by_training:
        if need.destination:
            set_occupation(need.pathway, need.destination)
        set_next(need.pathway, "prescription.write")
    else:
        _move_on(need.pathway)
    return need


@transaction.atomic
def plan_more(pathway: Pathway, *, actor: Actor) -> FollowUp:
    """Plan the next contact that the programme leaves optional (36 months), counted from the same first paid day.

    Raises `Refused` when the actor may not, nothing was planned yet, or nothing optional is left.
    """
    if not visible(actor, "follow_up.plan_more").filter(pk=pathway.pk).exists():
        raise Refused(_("Vous ne pouvez pas prévoir de suivi pour cette personne."))
    known = list(FollowUp.objects.filter(pathway=pathway))
    more = optional_after(known)
    if more is None:
        raise Refused(_("Il n’y a pas d’autre suivi à prévoir."))
    [planned] = _planned_from(pathway, known[0].counted_from, [more]) or [None]
    if planned is None:
        raise Refused(_("Il n’y a pas d’autre suivi à prévoir."))
    Event.record(planned, "plan_more", actor, {"month": planned.month})
    _move_on(pathway)
    return planned


def _planned_from(pathway: Pathway, first_paid_on: date, contacts: Iterable[Contact] | None = None) -> list[FollowUp]:
    required = [contact for contact in programme().follow_ups_on(first_paid_on) if contact.required]
    planned = [
        FollowUp(
            pathway=pathway,
            month=milestone.month,
            counted_from=first_paid_on,
            due_on=milestone.due_on,
            opens_on=milestone.opens_on,
            closes_on=milestone.closes_on,
        )
        for milestone in milestones(first_paid_on, required if contacts is None else contacts)
    ]
    try:
        with transaction.atomic():
            for follow_up in planned:
                follow_up.save(force_insert=True)
    except IntegrityError:
        # Another contract of hers started at the same moment and has planned them.
        return []
    return planned


def _add_need(pathway: Pathway, kind: str, words: str, actor: Actor, destination: str = "") -> NewNeed:
    if kind not in NewNeed.Kind.values:
        raise ValueError(f"{kind!r} is none of {NewNeed.Kind.values}")
    if destination:
        programme().occupation(destination)
        if kind != NewNeed.Kind.CAREER:
            raise ValueError(f"{kind!r} leads to no other occupation")
    need = NewNeed(pathway=pathway, kind=kind, words=words, destination=destination, raised_on=clock.today())
    try:
        with transaction.atomic():
            need.save(force_insert=True)
    except IntegrityError:
        return NewNeed.objects.get(pathway=pathway, destination=destination, state=states.OPEN)
    Event.record(need, "raise", actor, {"kind": kind})
    return need


def _refuse_before_window(follow_up: FollowUp) -> None:
    if clock.today() < follow_up.opens_on:
        raise Refused(_("Ce suivi s’ouvre le %(day)s."), day=lazy(spoken_day, str)(follow_up.opens_on))


def _move_on(pathway: Pathway) -> None:
    """Say what is next, unless the person is back on an earlier part of the way (a new training, another household)."""
    if pathway.next_step in ("follow_up.answer", "follow_up.meet_need", "pathway.close"):
        _set_what_is_next(pathway)


def _set_what_is_next(pathway: Pathway, stage: Stage | None = None) -> None:
    """The soonest of: the oldest open need, the next milestone; when nothing is left, the pathway may be closed."""
    due = []
    need = NewNeed.objects.filter(pathway=pathway, state=states.OPEN).order_by("raised_on").first()
    if need is not None:
        due.append((NEXT_STEPS["follow_up.meet_need"].due(need.raised_on), "follow_up.meet_need"))
    milestone = FollowUp.objects.filter(pathway=pathway, state=states.PLANNED).order_by("due_on").first()
    if milestone is not None:
        due.append((milestone.due_on, "follow_up.answer"))
    if due:
        due_on, code = min(due)
        set_next(pathway, code, due_on=due_on, stage=stage)
    else:
        set_next(pathway, "pathway.close", stage=stage)
