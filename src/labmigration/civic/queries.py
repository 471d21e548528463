"""What others may ask of the civic track."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import visible
from labmigration.access.models import RoleGrant, User
from labmigration.access.roles import Role
from labmigration.civic import states
from labmigration.civic.content import HOUSEHOLD, SIDES, WORKER, Step, steps_of
from labmigration.civic.learner import Learner
from labmigration.civic.models import JointSession, Question, SessionPlace, StepTaken
from labmigration.people.models import Candidate, Household

FACILITATORS = (Role.PLACEMENT_OFFICER, Role.TERRITORY_COORDINATOR)


@dataclass(frozen=True)
class Progress:
    """How many steps of `total` are done."""

    done: int
    total: int


@dataclass(frozen=True)
class StepLine:
    """One step of a learner's list. `taken`: None while nothing of it is found."""

    step: Step
    taken: StepTaken | None

    @property
    def done(self) -> bool:
        return self.taken is not None and self.taken.done_on is not None

    @property
    def begun(self) -> bool:
        return self.taken is not None and not self.done


def lines_of(learner: Learner) -> list[StepLine]:
    """The learner's steps, in order; one query."""
    taken = {row.step: row for row in StepTaken.objects.filter(**learner.rows)}
    return [StepLine(step, taken.get(step.code)) for step in steps_of(learner.side)]


def progress_of(people: Iterable[Candidate | Household]) -> dict[UUID, Progress]:
    """Key of a person or household → how far it is; one query."""
    keys = {one.pk: WORKER if isinstance(one, Candidate) else HOUSEHOLD for one in people}
    rows = StepTaken.objects.filter(Q(candidate__in=keys) | Q(household__in=keys), done_on__isnull=False)
    done: dict[UUID, set[str]] = {}
    for candidate, household, step in rows.values_list("candidate", "household", "step"):
        done.setdefault(candidate or household, set()).add(step)
    current = {side: {step.code for step in steps_of(side)} for side in SIDES}
    return {key: Progress(len(done.get(key, set()) & current[side]), len(current[side])) for key, side in keys.items()}


def facilitators(territory: str) -> list[User]:
    """Who may lead a meeting there: those who plan them, by name."""
    grants = RoleGrant.objects.filter(role__in=FACILITATORS, territory=territory, user__is_active=True)
    found = {grant.user for grant in grants.select_related("user") if grant.in_force(clock.today())}
    return sorted(found, key=lambda user: (user.name, str(user.pk)))


def sessions_ahead(actor: Actor, learner: Learner) -> list[tuple[JointSession, SessionPlace | None]]:
    """Meetings that one may still come to, and those one meant to come to that were called off; two queries.

    Nothing for somebody whose contact is protected, as whoever reads the list would learn where she is; nor for a
    household that is not vetted.
    """
    if not learner.comes_to_meetings:
        return []
    places = {row.session_id: row for row in SessionPlace.objects.filter(came__isnull=True, **learner.rows)}
    ahead = visible(actor, "civic.choose_session").filter(starts_at__gt=clock.now())
    open_or_mine = ahead.filter(Q(state=states.PLANNED) | Q(pk__in=places, state=states.CANCELLED))
    counted = open_or_mine.annotate(taken=Count("places")).order_by("starts_at", "pk")
    return [(session, places.get(session.pk)) for session in counted]


def questions_shown(session: JointSession) -> "QuerySet[Question]":
    """What whoever comes to the meeting reads, without names."""
    return Question.objects.filter(session=session, state=states.SHOWN)


def own_questions(actor: Actor) -> "QuerySet[Question]":
    """What the actor asked, newest first."""
    found: QuerySet[Question] = visible(actor, "civic.ask")
    return found.order_by("-asked_on", "pk")


def staff_sessions(actor: Actor) -> tuple[list[Any], list[Any]]:
    """Meetings to come or to be noted, and those of the last months; two queries."""
    rows = visible(actor, "civic.sessions").select_related("facilitator").annotate(taken=Count("places"))
    return (
        list(rows.filter(state=states.PLANNED).order_by("starts_at", "pk")),
        list(rows.exclude(state=states.PLANNED).order_by("-starts_at", "pk")[:12]),
    )


def questions_to_read(actor: Actor) -> "QuerySet[Question]":
    """Questions that nobody has read yet, oldest first."""
    found: QuerySet[Question] = visible(actor, "civic.show").filter(state=states.ASKED)
    return found.select_related("candidate", "household").order_by("asked_on", "pk")


@dataclass(frozen=True)
class StepCount:
    """One step: done by how many of the `concerned`."""

    step: Step
    done: int
    concerned: int


@dataclass(frozen=True)
class SideCount:
    """One side of the territory: how many are concerned, how many have begun, have done all, and each step."""

    side: str
    concerned: int
    begun: int
    whole: int
    steps: tuple[StepCount, ...]


def counts(concerned: dict[str, set[UUID]]) -> list[SideCount]:
    """Of the people and households `concerned`, by side; one query in the open territories."""
    rows = StepTaken.objects.values_list("candidate", "household", "step", "done_on")
    begun: dict[str, set[UUID]] = {side: set() for side in SIDES}
    done: dict[str, set[UUID]] = {}
    for candidate, household, step, done_on in rows:
        side, key = (WORKER, candidate) if candidate else (HOUSEHOLD, household)
        if key in concerned[side]:
            begun[side].add(key)
            if done_on is not None:
                done.setdefault(step, set()).add(key)
    found = []
    for side in SIDES:
        steps, number = steps_of(side), len(concerned[side])
        of_each = [done.get(step.code, set()) for step in steps]
        whole = set.intersection(*of_each) if of_each else set()
        lines = tuple(StepCount(step, len(who), number) for step, who in zip(steps, of_each, strict=True))
        found.append(SideCount(side, number, len(begun[side]), len(whole), lines))
    return found
