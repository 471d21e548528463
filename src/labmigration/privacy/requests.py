"""The only writer of requests: asked by the person, answered by who is named for it and never by a decider."""

import calendar
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Refused, visible
from labmigration.access.models import RoleGrant
from labmigration.access.roles import Role
from labmigration.pathway.models import Pathway
from labmigration.privacy import states
from labmigration.privacy.decisions_taken import decisions_about
from labmigration.privacy.erasing import erase
from labmigration.privacy.models import ANSWERED_BY, Kind, Outcome, RightsRequest
from labmigration.timeline.models import Event
from labmigration.timeline.moves import move


def one_month_after(day: date) -> date:
    """The same day of the next month, or its last day when it is shorter (GDPR, article 12 (3))."""
    year, month = (day.year + 1, 1) if day.month == 12 else (day.year, day.month + 1)
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


@transaction.atomic
def ask(pathway: Pathway, kind: str, *, actor: Actor, words: str = "", about: str = "") -> RightsRequest:
    """Keep a request of the person herself; the same one asked twice while it waits is kept once.

    A contest goes to the coordination, or to data protection when everybody who coordinates took part in the decision.
    """
    if not visible(actor, "privacy.ask").filter(pk=pathway.pk).exists():
        raise Refused(_("Seule la personne elle-même peut faire cette demande."))
    about = about if kind == Kind.CONTEST else ""
    waiting = RightsRequest.objects.filter(pathway=pathway, kind=kind, about=about, state__in=states.WAITING)
    if already := waiting.first():
        return already
    deciders = next((each.deciders for each in decisions_about(pathway) if each.code == about), frozenset())
    request = RightsRequest(
        territory_id=pathway.territory_id,
        pathway=pathway,
        kind=Kind(kind),
        about=about,
        words=words,
        handled_by=_who_answers(kind, pathway.territory_id, deciders),
        asked_on=clock.today(),
        due_on=one_month_after(clock.today()),
    )
    try:
        with transaction.atomic():
            request.save(force_insert=True)
    except IntegrityError:  # the other of two clicks was faster
        return waiting.get()
    request.deciders.set(deciders)
    Event.record(request, "ask", actor, {"kind": request.kind})
    return request


def _who_answers(kind: str, territory: str, deciders: frozenset[Any]) -> Role:
    role = ANSWERED_BY[kind]
    if role == Role.TERRITORY_COORDINATOR and deciders:
        grants = RoleGrant.objects.filter(role=role, territory=territory, user__is_active=True).exclude(
            user__in=deciders
        )
        if not any(grant.in_force(clock.today()) for grant in grants):
            return Role.DPO
    return role


@transaction.atomic
def withdraw(request: RightsRequest, *, actor: Actor) -> None:
    """The person takes her request back."""
    move(request, "withdraw", actor=actor)


@transaction.atomic
def answer(request: RightsRequest, *, actor: Actor, outcome: str, words: str) -> None:
    """Answer in words that the person reads. An erasure that is granted goes through `agree_to_erase` instead."""
    if request.kind == Kind.ERASE and outcome == Outcome.ACCEPTED:
        raise Refused(_("Un effacement se propose : une seconde personne le relit."))
    move(
        request,
        "answer",
        actor=actor,
        facts={"kind": request.kind, "outcome": outcome},
        outcome=Outcome(outcome),
        answer=words,
        answered_by=actor.user,
        answered_on=clock.today(),
    )


@transaction.atomic
def agree_to_erase(request: RightsRequest, *, actor: Actor) -> None:
    """Data protection has read what goes and what stays, and proposes the erasure to a second person."""
    if request.kind != Kind.ERASE:
        raise Refused(_("Cette demande n’est pas un effacement."))
    move(request, "agree_to_erase", actor=actor, agreed_by=actor.user)


@transaction.atomic
def send_back(request: RightsRequest, *, actor: Actor) -> None:
    """The second person does not confirm: the request is data protection's again."""
    move(request, "send_back", actor=actor, agreed_by=None)


@transaction.atomic
def confirm_erasure(request: RightsRequest, *, actor: Actor) -> None:
    """The second person confirms: everything that can go goes now, or nothing does."""
    move(
        request,
        "erase",
        actor=actor,
        outcome=Outcome.ACCEPTED,
        answered_by=actor.user,
        answered_on=clock.today(),
    )
    erase(request.pathway.candidate)
