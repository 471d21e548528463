"""Where each role goes: the first entry is its first page, all of them are its navigation.

An entry whose page does not exist (a stage whose folder was deleted) is left out.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from labmigration.access.actor import Actor
from labmigration.access.roles import Role


@dataclass(frozen=True)
class Entry:
    """One line of the navigation: a page of ours by its route."""

    label: Any
    route: str
    icon: str
    #: The late people of an advisor are counted on this entry.
    counts_late: bool = False


_PEOPLE = Entry(_("Personnes"), "pathway:list", "users")
_PROGRAMME = Entry(_("Le programme"), "steering:programme", "book-open")
_RIGHTS = Entry(_("Qui peut quoi"), "access:rights", "shield-check")
_COHORTS = Entry(_("Cohortes"), "training:cohorts", "graduation-cap")
_REQUESTS = Entry(_("Demandes des personnes"), "privacy:requests", "scale")
_QUALITY = Entry(_("Qualité"), "quality:territories", "badge-check")
_COMPLAINTS = Entry(_("Réclamations"), "quality:complaints", "message-square")
_COMPLAIN = Entry(_("Dire ce qui ne va pas"), "quality:complain", "message-square")
_CIVIC = Entry(_("Parcours citoyen"), "civic:staff", "landmark")
_HOURS = Entry(_("Heures pour le financeur"), "quality:hours", "euro")
_CERTIFICATION = Entry(_("Certification"), "certification:files", "award")
_TERRITORY = Entry(_("Le territoire"), "steering:territories", "chart-column")
_INDICATORS = Entry(_("Indicateurs"), "indicators:home", "chart-column")
_EXTRACTS = Entry(_("Extractions"), "extracts:home", "folder")

BY_ROLE: dict[str, tuple[Entry, ...]] = {
    Role.CANDIDATE: (
        Entry(_("Ma page"), "desk:me", "house"),
        Entry(_("Mes rendez-vous"), "orientation:own", "calendar"),
        Entry(_("Mes papiers"), "reception:own_documents", "file-check"),
        Entry(_("Ma formation"), "training:own", "graduation-cap"),
    ),
    Role.REFERRER: (
        Entry(_("Mes personnes"), "reception:own_people", "users"),
        Entry(_("Orienter une personne"), "reception:refer", "user-plus"),
        _PROGRAMME,
    ),
    Role.ADVISOR: (
        Entry(_("Ma journée"), "desk:day", "sun", counts_late=True),
        _PEOPLE,
        Entry(_("Mes créneaux"), "orientation:slots", "calendar-clock"),
        Entry(_("Accueil"), "reception:list", "inbox"),
        _COHORTS,
        _PROGRAMME,
    ),
    Role.TRAINING_COORDINATOR: (
        _COHORTS,
        _CERTIFICATION,
        _HOURS,
        _INDICATORS,
        _PROGRAMME,
    ),
    Role.TRAINER: (_COHORTS, _COMPLAIN, _PROGRAMME),
    Role.JURY: (Entry(_("Dossiers du jury"), "certification:files", "award"), _PROGRAMME),
    Role.HOUSEHOLD: (
        Entry(_("Mon foyer"), "matching:own_household", "house"),
        Entry(_("Mes contrats"), "employment:own_household", "file-text"),
        Entry(_("Mon parcours citoyen"), "civic:own", "landmark"),
        _COMPLAIN,
        _PROGRAMME,
    ),
    Role.EMPLOYER_TUTOR: (Entry(_("Tutorat"), "tutoring:home", "hand-heart"), _COMPLAIN, _PROGRAMME),
    Role.PLACEMENT_OFFICER: (
        Entry(_("Mon bureau"), "desk:placement", "handshake"),
        Entry(_("Composer les semaines"), "matching:weeks", "calendar-days"),
        _PEOPLE,
        Entry(_("Foyers"), "matching:households", "house"),
        Entry(_("Tutorat"), "tutoring:team", "hand-heart"),
        _CIVIC,
        _PROGRAMME,
    ),
    Role.TERRITORY_COORDINATOR: (
        _TERRITORY,
        _PEOPLE,
        Entry(_("Accueil"), "reception:list", "inbox"),
        Entry(_("Foyers"), "matching:households", "house"),
        _COHORTS,
        _CERTIFICATION,
        _REQUESTS,
        _CIVIC,
        _COMPLAINTS,
        _QUALITY,
        _RIGHTS,
        _PROGRAMME,
    ),
    Role.PROGRAMME_ADMIN: (
        Entry(_("Comptes"), "access:accounts", "key-round"),
        _TERRITORY,
        _QUALITY,
        _RIGHTS,
        Entry(_("Positionnement simulé"), "steering:simulation", "target"),
        Entry(_("Registre des traitements"), "access:register", "scale"),
        _PROGRAMME,
    ),
    Role.PARTNER_OBSERVER: (_TERRITORY, _PROGRAMME),
    Role.RESEARCHER: (
        Entry(_("Recherche"), "desk:research", "search"),
        _EXTRACTS,
        Entry(_("Évaluation"), "evaluation:territories", "scale"),
        Entry(_("Entretiens"), "interviews:territories", "message-square"),
        _INDICATORS,
        _PROGRAMME,
    ),
    Role.DPO: (
        _REQUESTS,
        _EXTRACTS,
        Entry(_("Registre des traitements"), "access:register", "book-open"),
        _RIGHTS,
        _PROGRAMME,
    ),
}


#: Employer-tutors are households as well: whom they accompany comes before their own contracts.
_ORDER = sorted(Role, key=lambda role: role != Role.EMPLOYER_TUTOR)


def entries_of(actor: Actor) -> Iterator[tuple[Entry, str]]:
    """The entries of every role that the actor holds, each page once, with its address, in the order of the roles."""
    seen = set()
    held = [entry for role in _ORDER if role in actor.roles for entry in BY_ROLE.get(role, ())]
    # What is on every role's list comes last: a telephone shows the first four.
    for entry in sorted(held, key=lambda entry: entry in (_COMPLAIN, _PROGRAMME)):
        address = address_of(entry.route)
        if address and address not in seen:
            seen.add(address)
            yield entry, address


def first_page(actor: Actor) -> str:
    """The address of the actor's first page; empty for someone who holds no role."""
    return next((address for _entry, address in entries_of(actor)), "")


def address_of(route: str) -> str:
    """The address of a page of ours without arguments, or empty where the page does not exist."""
    try:
        return reverse(route)
    except NoReverseMatch:
        return ""
