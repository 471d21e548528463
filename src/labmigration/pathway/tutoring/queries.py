"""What others may ask of tutors and tutorships, and what each side may read of the other."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import may, visible
from labmigration.access.models import User
from labmigration.access.roles import Role
from labmigration.pathway.models import Pathway
from labmigration.pathway.positioning.results.wording import occupation_name
from labmigration.pathway.tutoring import states
from labmigration.pathway.tutoring.models import TutoringAlert, TutoringMeeting, TutorOffer, Tutorship
from labmigration.people.models import Household

#: For how long after its first day a contract is one of "beginnings", in which a tutor helps most.
BEGINNINGS = timedelta(days=120)
SHOWN = 30


def is_tutor(actor: Actor, tutorship: Tutorship) -> bool:
    """Whether the actor is the tutor of this tutorship, and not the accompanied."""
    return actor.user is not None and tutorship.tutor_id == actor.user.pk


def accepted_tutors(territory: str) -> "QuerySet[User]":
    """Accounts of a territory whose offer is accepted and whose role holds today, by name."""
    accepted = TutorOffer.objects.filter(state=states.ACCEPTED, territory=territory).values("user")
    grants = {"grants__role": Role.EMPLOYER_TUTOR, "grants__territory": territory}
    held = User.objects.filter(**grants, grants__since__lte=clock.today(), is_active=True, pk__in=accepted)
    return held.exclude(**grants, grants__until__lt=clock.today()).order_by("name").distinct()


def tutors_of(pathway: Pathway) -> set[Any]:
    """The accounts that were ever tutors of a person: never of her jury."""
    begun = Tutorship.objects.filter(pathway=pathway, began_on__isnull=False)
    return set(begun.order_by().values_list("tutor", flat=True))


def has_employed_here(household: Household) -> bool:
    """Whether somebody has worked for the household by a contract of the Lab."""
    return bool(household.contracts.filter(first_paid_on__isnull=False).exists())


def works_for(pathway: Pathway, tutor: User) -> bool:
    """Whether the person works for the tutor's household, or is being introduced to it."""
    home = Household.objects.filter(user=tutor).first()
    if home is None:
        return False
    contracts = home.contracts.filter(pathway=pathway).exclude(state="cancelled")
    met = pathway.introductions.filter(need__household=home).exclude(state="declined")
    return bool(contracts.exists() or met.exists())


def offer_of(actor: Actor, household: Household) -> TutorOffer | None:
    """The household's newest offer."""
    found: TutorOffer | None = TutorOffer.objects.filter(household=household).order_by("-agreed_on", "pk").first()
    return found if found is not None and actor.user is not None and household.user_id == actor.user.pk else None


def experience_of(tutor: User) -> str:
    """What the tutor said she can bring: read before one answers."""
    offer = TutorOffer.objects.filter(user=tutor, state=states.ACCEPTED).first()
    return str(offer.experience) if offer is not None else ""


def as_tutor(actor: Actor) -> list[Tutorship]:
    """The actor's tutorships as a tutor: open ones first, then the newest; one query."""
    rows = visible(actor, "tutoring.read").filter(tutor=actor.user).exclude(state=states.DECLINED)
    found = rows.select_related("pathway__candidate", "household").order_by("-proposed_on", "pk")
    return sorted(found, key=lambda one: one.state not in states.OPEN)


def accompanied(actor: Actor) -> list[Tutorship]:
    """The actor's tutorships in which she is accompanied, newest first; one query."""
    mine = Q(pathway__candidate__user=actor.user) | Q(household__user=actor.user)
    rows = visible(actor, "tutoring.read").filter(mine).exclude(state=states.DECLINED)
    return list(rows.select_related("tutor", "pathway__candidate", "household").order_by("-proposed_on", "pk"))


def disclosed(tutorship: Tutorship) -> dict[str, str]:
    """What the tutor may read of the accompanied, and nothing more.

    Before both said yes: the trade, or that it is a household. Then the first name (of a household, who is to be
    contacted) and what she chose to share. Never a surname, status, nationality, contract or note; after the end the
    first name alone.
    """
    trade = occupation_name(tutorship.pathway.occupation) if tutorship.pathway else ""
    shown = {"trade": str(trade), "name": "", "shared": ""}
    if tutorship.began_on is None:
        return shown
    if tutorship.pathway is not None:
        shown["name"] = tutorship.pathway.candidate.first_name
    elif tutorship.household is not None:
        shown["name"] = tutorship.household.contact_name
    if tutorship.state == states.UNDER_WAY:
        shown["shared"] = str(tutorship.shared)
    return shown


@dataclass(frozen=True)
class Month:
    """The confirmed hours of one month."""

    first: date
    meetings: int
    hours: Decimal


def confirmed_hours(tutor: User) -> list[Month]:
    """The tutor's hours by month, of meetings that both sides have confirmed, oldest first; one query."""
    rows = TutoringMeeting.objects.filter(
        tutorship__tutor=tutor, tutor_confirmed_at__isnull=False, other_confirmed_at__isnull=False
    )
    return by_month(rows.values_list("day", "minutes"))


def by_month(meetings: Iterable[tuple[date, int]]) -> list[Month]:
    """(day, minutes) → months in order; hours exact to the minute."""
    found: dict[date, list[int]] = {}
    for day, minutes in meetings:
        found.setdefault(day.replace(day=1), []).append(minutes)
    return [Month(first, len(each), Decimal(sum(each)) / 60) for first, each in sorted(found.items())]


def offers_to_read(actor: Actor) -> "QuerySet[TutorOffer]":
    """Offers that wait for a decision, oldest first."""
    rows: QuerySet[TutorOffer] = visible(actor, "tutoring.read_offers").filter(state=states.WAITING)
    return rows.select_related("household", "user")


def alerts_to_handle(actor: Actor) -> list[TutoringAlert]:
    """Alerts that wait for the placement officer, dangers first, then the oldest; one query, none for other roles."""
    if not may(actor, "tutoring.alerts"):
        return []
    rows = visible(actor, "tutoring.alerts").filter(state=states.RAISED)
    related = ("tutorship__tutor", "tutorship__pathway__candidate", "tutorship__household")
    return sorted(rows.select_related(*related), key=lambda one: (one.kind != TutoringAlert.Kind.DANGER, one.raised_on))


def of_team(actor: Actor) -> list[Tutorship]:
    """The tutorships of the territory that are open, then the last ones that ended; one query."""
    rows = visible(actor, "tutoring.team").select_related("tutor", "pathway__candidate", "household")
    return sorted(rows.order_by("-proposed_on", "pk")[: 4 * SHOWN], key=lambda one: one.state not in states.OPEN)


def beginnings_without_tutor(actor: Actor) -> list[tuple[Pathway | Household, str]]:
    """People and households whose contract is new, and whom no tutor accompanies: with a name; newest contract first.

    Three queries at most.
    """
    if not may(actor, "tutoring.propose"):
        return []
    since = clock.today() - BEGINNINGS
    contracts = visible(actor, "employment.read").filter(starts_on__gte=since, ended_on__isnull=True)
    related = contracts.exclude(state="cancelled").select_related("pathway__candidate", "household")
    has_tutor = Tutorship.objects.filter(state__in=states.OPEN).values_list("pathway", "household")
    taken = {key for pair in has_tutor for key in pair if key is not None}
    found: dict[Any, tuple[Pathway | Household, str]] = {}
    for contract in related.order_by("-starts_on", "pk")[:SHOWN]:
        sides = (
            (contract.pathway, contract.pathway.candidate.full_name),
            (contract.household, contract.household.name),
        )
        for who, name in sides:
            if who.pk not in taken:
                found.setdefault(who.pk, (who, name))
    return list(found.values())


def open_tutorships(actor: Actor, pathway: Pathway) -> list[Tutorship]:
    """The person's tutorships that are proposed or under way, each with its tutor; one query."""
    rows = visible(actor, "tutoring.see").filter(pathway=pathway.pk, state__in=states.OPEN)
    return list(rows.select_related("tutor").order_by("-proposed_on", "pk"))
