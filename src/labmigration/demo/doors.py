"""Who can be visited in the demonstration: roles in the order of the pathway, and the invented people who hold them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django_scopes import scope

from labmigration import clock
from labmigration.access.models import RoleGrant, User
from labmigration.access.roles import Role
from labmigration.pathway.models import Pathway, Stage
from labmigration.territories.models import Territory

PEOPLE_PER_ROLE = 4
CANDIDATES = 6


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
    if role == Role.CANDIDATE:
        people = _candidates([grant.user for grant in grants])
    else:
        people = (Person(str(g.user_id), g.user.name, _beside(g)) for g in grants[:PEOPLE_PER_ROLE])
    return Door(role.value, str(role.label), str(does), icon, tuple(people))


def _beside(grant: RoleGrant) -> str:
    place = grant.organisation or grant.territory
    return place.name if place else ""


def _candidates(users: list[User]) -> Iterable[Person]:
    """At most one person a stage, in the order of the way, as many as fit."""
    rows = Pathway.objects.filter(candidate__user__in=users, state="open").order_by("candidate__user__name", "pk")
    by_stage: dict[str, Person] = {}
    for user_id, name, stage in rows.values_list("candidate__user_id", "candidate__user__name", "stage"):
        by_stage.setdefault(stage, Person(str(user_id), name, str(Stage(stage).label)))
    stages = [stage for stage in Stage.values if stage in by_stage]
    if len(stages) > CANDIDATES:
        # Evenly along the way, first and last included.
        last = len(stages) - 1
        stages = [stages[round(at * last / (CANDIDATES - 1))] for at in range(CANDIDATES)]
    return [by_stage[stage] for stage in stages]
