"""What others may ask of households, needs and introductions, and what each side may read of the other."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import may, visible
from labmigration.pathway.certification.queries import acquired_blocks, addresses_to_check
from labmigration.pathway.matching import states
from labmigration.pathway.matching.models import HouseholdNeed, Introduction
from labmigration.pathway.matching.need_words import home_asks, languages, tasks_chosen, work_town
from labmigration.pathway.models import Pathway
from labmigration.pathway.positioning.results.wording import occupation_name
from labmigration.people.consents import allows
from labmigration.people.models import Household
from labmigration.people.names import searchable
from labmigration.programme import programme
from labmigration.timeline.models import Event

#: Households of one name that are listed: whoever finds more says more.
NAMED_AT_MOST = 1_000
#: From how many declined introductions on somebody looks at a household more closely.
WATCH_FROM = 3
#: What has been reached: 0 card, 1 both said yes, 2 meeting agreed, 3 agreement. A declined one shows its trade only.
#: The state in which both sides agreed, for the stage that draws up contracts.
AGREED = states.AGREED
STEPS = {states.PROPOSED: 0, states.MUTUAL: 1, states.INTERVIEW: 2, states.AGREED: 3}
TO_HOUSEHOLD, TO_CANDIDATE = "household", "candidate"


def households(actor: Actor) -> "QuerySet[Household]":
    """Households that the actor may see, by name."""
    found: QuerySet[Household] = visible(actor, "matching.read_households").order_by("name")
    return found


def households_named(actor: Actor, words: str) -> "QuerySet[Household]":
    """The same, with every one of the words in their name or town, whatever the accents; one query where words are."""
    found, wanted = households(actor).order_by("name", "pk"), searchable(words).split()
    if not wanted:
        return found
    named = [
        key
        for key, name, town in found.values_list("pk", "name", "town")
        if all(word in searchable(name, town) for word in wanted)
    ]
    return found.filter(pk__in=named[:NAMED_AT_MOST])


def households_to_watch(actor: Actor, among: Iterable[Household] | None = None) -> dict[object, int]:
    """Households with three or more introductions that one side or the officer ended, and how many."""
    homes = visible(actor, "matching.read_households") if among is None else among
    ended = Introduction.objects.filter(
        need__household__in=homes,
        state=states.DECLINED,
        declined_by__in=(states.BY_CANDIDATE, states.BY_HOUSEHOLD, states.BY_OFFICER),
    )
    counted = ended.values_list("need__household").annotate(ended=Count("id")).filter(ended__gte=WATCH_FROM)
    return dict(counted.order_by())


def vetting_of(household: Household) -> Event | None:
    """The last time the household was vetted or suspended: day, who, and how (`facts["how"]`)."""
    events = Event.objects.filter(subject_model="people.household", subject_id=str(household.pk))
    return events.filter(verb__in=("people.vet", "people.suspend")).select_related("actor").first()


def needs_of(actor: Actor, household: Household) -> "QuerySet[HouseholdNeed]":
    """The household's needs, open ones first, then the newest."""
    found: QuerySet[HouseholdNeed] = visible(actor, "matching.read_needs").filter(household=household)
    return found.annotate(under_way=_under_way("introductions")).order_by("-state", "-starts_on")


def open_need_counts(actor: Actor, among: Iterable[Household]) -> dict[object, int]:
    """How many open needs each of some households has."""
    if not may(actor, "matching.read_needs"):
        return {}
    # From the few households to their needs: the other way round reads every open need of the territory.
    rows = visible(actor, "matching.read_households").filter(pk__in=[one.pk for one in among]).order_by()
    return dict(rows.annotate(open=Count("needs", filter=Q(needs__state=states.OPEN))).values_list("pk", "open"))


def _under_way(path: str) -> Count:
    return Count(path, filter=Q(**{f"{path}__state__in": states.UNDER_WAY}))


def introductions_of(actor: Actor, pathway: Pathway) -> "QuerySet[Introduction]":
    """The person's introductions that the actor may see, newest first."""
    return _introductions(actor).filter(pathway=pathway)


def introductions_of_household(actor: Actor, household: Household) -> "QuerySet[Introduction]":
    """The household's introductions that the actor may see, newest first."""
    return _introductions(actor).filter(need__household=household)


def _introductions(actor: Actor) -> "QuerySet[Introduction]":
    found: QuerySet[Introduction] = visible(actor, "matching.read")
    related = ("pathway__candidate", "need__household", "exchange")
    return found.select_related(*related).order_by("-proposed_on", "-interview_at", "pk")


def agreements_of(pathway: Pathway) -> "QuerySet[Introduction]":
    """The person's introductions on which both sides agreed."""
    agreed = Introduction.objects.filter(pathway=pathway, state=states.AGREED)
    return agreed.select_related("need__household").order_by("-proposed_on")


def leading_step(pathway: Pathway) -> tuple[str, date | None]:
    """The next step that the most advanced introduction asks for, and its day when it has one of its own."""
    under_way = list(Introduction.objects.filter(pathway=pathway, state__in=states.UNDER_WAY))
    meetings = [one for one in under_way if one.state == states.INTERVIEW]
    if meetings:
        first = min(meetings, key=lambda one: one.interview_at)
        if all(one.candidate_agreed_at for one in meetings):
            return "matching.await_agreement", None
        met_on = timezone.localtime(first.interview_at).date()
        return "matching.confirm", met_on + timedelta(days=1) if met_on >= clock.today() else None
    if any(one.state == states.MUTUAL for one in under_way):
        return "matching.plan_interview", None
    if any(one.candidate_says_yes is None for one in under_way):
        return "matching.answer", None
    return ("matching.await_answer" if under_way else "matching.introduce"), None


def disclosed(introduction: Introduction, *, to: str) -> dict[str, Any]:
    """What one side (`TO_HOUSEHOLD` or `TO_CANDIDATE`) may read of the other at the step reached, and nothing more.

    To the household: 0 trade, and with her consent (`household_card`, or her yes to this one) area, availability,
    certified blocks; 1 first name; 2 surname, telephone, where her certificates are checked; 3 the identity that a
    contract needs. To the person: 0 trade, town, tasks, week, what the home asks; 2 name of the household, contact,
    telephone, place of the meeting; 3 its address. Never status, nationality, income or notes. A household that is
    suspended reads nothing, and an introduction that came to nothing shows its trade alone. A protected person's
    address and postcode are told at no step.
    """
    step = STEPS.get(introduction.state, -1)
    need = introduction.need
    shown: dict[str, Any] = {"trade": programme().occupation(need.occupation).name_feminine_fr}
    if to == TO_CANDIDATE:
        shown = {"trade": occupation_name(need.occupation)}  # in her own language too
    if step < 0:
        return shown
    if to == TO_HOUSEHOLD:
        return shown | (_of_person(introduction, step) if need.household.state == Household.Vetting.VETTED else {})
    return shown | _of_household(introduction, step)


def _of_person(introduction: Introduction, step: int) -> dict[str, Any]:
    person = introduction.pathway.candidate
    if step == 0 and not introduction.candidate_says_yes and not allows(person, "household_card"):
        # She agreed neither to cards for households in general nor to this one: the trade is all that is told.
        return {}
    blocks = acquired_blocks([introduction.pathway_id]).get(introduction.pathway_id, [])
    shown: dict[str, Any] = {
        # The postcode and not the town: a small town may name its only newcomer.
        "area": (not person.safe_contact and person.postcode) or introduction.territory.name,
        "availability": introduction.availability,
        "blocks": [block.label for block in blocks],
    }
    if step >= 1:
        shown |= {"first_name": person.first_name}
    if step >= 2:
        shown |= {"surname": person.surname, "phone": person.phone, "place": introduction.interview_place}
        # Not before the surname is told: the page of a certificate confirms a name that somebody types.
        shown |= {"certificates": addresses_to_check([introduction.pathway_id]).get(introduction.pathway_id, [])}
    if step >= 3:
        # A protected person's address is on no screen of a household; she gives it herself if she wants to.
        address = "" if person.safe_contact else _address(person)
        shown |= {"birth_date": person.birth_date, "email": person.email, "address": address}
    return shown


def _of_household(introduction: Introduction, step: int) -> dict[str, Any]:
    need, household = introduction.need, introduction.need.household
    shown: dict[str, Any] = {
        "town": work_town(need) or introduction.territory.name,
        "task_list": tasks_chosen(need),
        "tasks": need.tasks,
        "home_asks": home_asks(need),
        "languages": languages(need),
        "wishes": need.wishes,
        "live_in": need.live_in,
        "slots": need.slots,
        "weekly_hours": need.weekly_hours,
        "starts_on": need.starts_on,
    }
    if step >= 2:
        shown |= {
            "name": household.name,
            "contact_name": household.contact_name,
            "phone": household.phone,
            "place": introduction.interview_place,
        }
    if step >= 3:
        shown |= {"email": household.email, "address": _address(household)}
    return shown


def _address(someone: Any) -> str:
    return ", ".join(part for part in (someone.address, f"{someone.postcode} {someone.town}".strip()) if part)
