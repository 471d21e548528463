"""Who can be visited in the demonstration: roles in the order of the pathway, and the invented people who hold them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice, zip_longest
from typing import Any

from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _
from django_scopes import scope

from labmigration import clock
from labmigration.access.models import RoleGrant, User
from labmigration.access.roles import Role
from labmigration.pathway.matching.models import Introduction
from labmigration.pathway.matching.states import INTERVIEW, MUTUAL, PROPOSED, UNDER_WAY
from labmigration.pathway.models import Pathway, Stage
from labmigration.pathway.positioning.sittings.models import Questionnaire
from labmigration.pathway.positioning.sittings.states import FINISHED
from labmigration.territories.models import Territory
from labmigration.ui.languages import FRENCH

PEOPLE_PER_ROLE = 4
MOST_AT_A_STAGE = 3
BEGUN = "begun"
#: Points of the way at which a candidate's telephone shows something of its own: a next step, or how far her
#: questions are.
STANDINGS: dict[str, Any] = {
    "orientation.plan": _("choisit son rendez-vous"),
    "orientation.hold": _("attend son rendez-vous"),
    "positioning.do": _("va répondre aux questions"),
    BEGUN: _("au milieu de ses questions"),
    FINISHED: _("a répondu à tout"),
    "prescription.write": _("lit son résultat"),
    "prescription.sign": _("signe son parcours"),
    "training.enrol": _("répond pour sa place"),
    "matching.answer": _("répond à un foyer"),
    "employment.sign": _("signe son contrat"),
}
ANSWERED = "answered"
HOUSEHOLD_STANDINGS: dict[str, Any] = {
    PROPOSED: _("Répond à une proposition"),
    INTERVIEW: _("Rencontre quelqu’un"),
    MUTUAL: _("Attend une rencontre"),
    ANSWERED: _("A dit oui, attend la réponse"),
}


@dataclass(frozen=True)
class Person:
    """An invented person: what is said beside the name is a stage or an organisation."""

    id: str
    name: str
    beside: str


@dataclass(frozen=True)
class Door:
    """One role: what this person does here, and who holds it."""

    role: str
    title: str
    does: str
    icon: str
    people: tuple[Person, ...]


@dataclass(frozen=True)
class Group:
    """Roles that meet at one part of the way."""

    title: str
    doors: tuple[Door, ...]


#: group → roles with what they do here, in one line.
WAY: tuple[tuple[Any, tuple[tuple[Role, Any, str], ...]], ...] = (
    (
        _("La personne"),
        ((Role.CANDIDATE, _("Voit sa prochaine étape sur son téléphone, signe, répond."), "user"),),
    ),
    (
        _("Accueil et orientation"),
        (
            (Role.REFERRER, _("Oriente des personnes vers le Lab et suit où elles en sont."), "send"),
            (Role.ADVISOR, _("Accueille, oriente, prescrit, et suit jusqu’à 18 mois."), "route"),
        ),
    ),
    (
        _("Formation et certification"),
        (
            (Role.TRAINING_COORDINATOR, _("Ouvre les cohortes, donne les places, présente au jury."), "calendar-days"),
            (Role.TRAINER, _("Tient les séances et les feuilles de présence."), "graduation-cap"),
            (Role.JURY, _("Lit les dossiers et décide, à deux au moins."), "award"),
        ),
    ),
    (
        _("Emploi à domicile"),
        (
            (Role.PLACEMENT_OFFICER, _("Vérifie les foyers et propose les mises en relation."), "handshake"),
            (Role.HOUSEHOLD, _("Décrit son besoin, rencontre, emploie."), "house"),
            (Role.EMPLOYER_TUTOR, _("Accompagne les premiers mois d’un contrat."), "hand-heart"),
        ),
    ),
    (
        _("Autour du parcours"),
        (
            (Role.TERRITORY_COORDINATOR, _("Voit le territoire en nombres, confirme les refus."), "map"),
            (Role.PROGRAMME_ADMIN, _("Ouvre les comptes et donne les rôles."), "settings"),
            (Role.PARTNER_OBSERVER, _("Lit les résultats, jamais un dossier."), "eye"),
            (Role.RESEARCHER, _("Travaille sur des données sans noms."), "chart-column"),
            (Role.DPO, _("Tient le registre et regarde qui a ouvert quoi."), "shield-check"),
        ),
    ),
)


def groups() -> list[Group]:
    """The whole page; roles that no invented person holds are left out."""
    with scope(territory=list(Territory.objects.values_list("pk", flat=True))):
        holders = _holders()
        found = [
            Group(str(title), tuple(door for door in (_door(*role, holders) for role in roles) if door.people))
            for title, roles in WAY
        ]
    return [group for group in found if group.doors]


def _holders() -> dict[str, list[RoleGrant]]:
    today = clock.today()
    grants = RoleGrant.objects.filter(user__invented=True, user__is_active=True).order_by("user__name", "user_id")
    held: dict[str, list[RoleGrant]] = {}
    for grant in grants.select_related("user", "territory", "organisation"):
        if grant.in_force(today):
            held.setdefault(grant.role, []).append(grant)
    return held


def _door(role: Role, does: Any, icon: str, holders: dict[str, list[RoleGrant]]) -> Door:
    grants = holders.get(role, [])
    people: Iterable[Person]
    if role == Role.CANDIDATE:
        people = _candidates([grant.user for grant in grants])
    elif role == Role.HOUSEHOLD:
        people = _households(grants)
    else:
        people = (Person(str(g.user_id), g.user.name, _beside(g)) for g in grants[:PEOPLE_PER_ROLE])
    return Door(role.value, str(role.label), str(does), icon, tuple(people))


def _households(grants: list[RoleGrant]) -> Iterable[Person]:
    """Households at different points of an introduction first, then others."""
    under_way = Introduction.objects.filter(state__in=UNDER_WAY, need__household__user__in=[g.user for g in grants])
    rows = under_way.values_list("need__household__user", "state", "household_says_yes").order_by("proposed_on", "pk")
    points = {user: ANSWERED if state == PROPOSED and says is not None else state for user, state, says in rows}
    at_point: dict[str, list[RoleGrant]] = {point: [] for point in (*HOUSEHOLD_STANDINGS, "")}
    for grant in grants:
        at_point[points.get(grant.user_id, "")].append(grant)
    in_turn = (grant for turn in zip_longest(*at_point.values()) for grant in turn if grant is not None)
    return [
        Person(
            str(grant.user_id), grant.user.name, str(HOUSEHOLD_STANDINGS.get(points.get(grant.user_id), _beside(grant)))
        )
        for grant in islice(in_turn, PEOPLE_PER_ROLE)
    ]


def _beside(grant: RoleGrant) -> str:
    place = grant.organisation or grant.territory
    return place.name if place else ""


def _candidates(users: list[User]) -> Iterable[Person]:
    """One person for each point of the way where something else is to be seen, in its order.

    Where several stand at one point, the one who speaks a language that nobody before her speaks.
    """
    rows = Pathway.objects.filter(candidate__user__in=users, state="open").select_related("candidate__user")
    points: dict[tuple[str, str], list[User]] = {}
    sittings = _sittings_under_way()
    for pathway in rows.order_by("candidate__user__name", "pk"):
        point = sittings.get(pathway.pk, pathway.next_step)
        points.setdefault((pathway.stage, point if point in STANDINGS else ""), []).append(pathway.candidate.user)
    heard = {FRENCH}
    shown: Counter[str] = Counter()
    for stage, point in sorted(points, key=_along_the_way):
        shown[stage] += 1
        if shown[stage] > MOST_AT_A_STAGE:
            continue
        users_there = points[stage, point]
        user = next((each for each in users_there if each.language not in heard), users_there[0])
        heard.add(user.language)
        yield Person(str(user.pk), user.name, _standing(stage, point, user.language))


def _sittings_under_way() -> dict[Any, str]:
    """Pathway → how far its questions are, where a positioning is under way."""
    rows = Questionnaire.objects.filter(positioning__state="draft").values_list("pathway_id", "state")
    return {pathway: FINISHED if state == FINISHED else BEGUN for pathway, state in rows}


def _along_the_way(place: tuple[str, str]) -> tuple[int, int]:
    stage, point = place
    return Stage.values.index(stage), [*STANDINGS, ""].index(point)


def _standing(stage: str, point: str, language: str) -> str:
    told = _("%(stage)s : %(point)s") % {"stage": Stage(stage).label, "point": STANDINGS[point]} if point else ""
    words = str(told or Stage(stage).label)
    return words if language == FRENCH else f"{words} · {get_language_info(language)['name_local']}"
