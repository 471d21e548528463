"""What every page keeps, in the pilot, for the role that lives in it."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.journeys import keeping
from tests.journeys.town import DESK, PHONE, Town

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("pilot_day")]

#: Who looks at what, beyond her navigation: an address, or the links to follow from it, one after the other.
STAFF = {
    "Claire Morel": (
        ("/personnes/?etape=reception&conseil=all", ".table tbody a"),
        ("/personnes/?etape=positioning&conseil=all", ".table tbody a"),
        ("/personnes/?etape=training&conseil=all", ".table tbody a"),
        ("/personnes/?etape=follow_up&conseil=all", ".table tbody a"),
        ("/personnes/?etape=follow_up&conseil=all", ".table tbody a", "a[href$='/consultations/']"),
        ("/accueil/?vue=doublons", "main .rows a"),
        ("/accueil/fichier/",),
        ("/accueil/orienter/",),
        ("/personnes/?etape=orientation&conseil=all", ".table tbody a", ".next-step a"),
        ("/personnes/?etape=positioning&conseil=all", ".table tbody a", ".next-step a"),
        ("/personnes/?etape=prescription&conseil=all", ".table tbody a", ".next-step a"),
        ("/compte/",),
    ),
    "Sophie Garnier": (("/accueil/orienter/",),),
    "Nadia Ferrand": (
        ("/formation/", ".grid a[href*='/cohorte/']"),
        ("/formation/nouvelle/",),
        ("/certification/", "main .rows a"),
    ),
    "Pauline Roche": (("/formation/", "main .rows a[href*='/feuille/']"),),
    "Jeanne Perrin": (("/certification/", "main .rows a"),),
    "Inès Caron": (
        ("/mise-en-relation/", ".table tbody a"),
        ("/mise-en-relation/foyer/nouveau/",),
        ("/mise-en-relation/", ".table tbody a", "a[href$='/besoin/']"),
    ),
    "Thomas Vidal": (("/territoire/marseille/",), ("/territoire/marseille/", "main a[href*='/personnes/']")),
    "Monique Lefèvre": (),
    "Élodie Brun": (("/comptes/", ".table tbody a"), ("/comptes/ouvrir/",)),
    "Antoine Girard": (),
    "Camille Leroux": (),
    "Philippe Masson": (),
}
PUBLIC = ("/", "/demo/", "/demo/messages/", "/galerie/", "/compte/connexion/", "/compte/connexion/mot-de-passe/", "/nulle-part/")
OWN_PAGES = ("/moi/", "/moi/consultations/", "/moi/coordonnees/")


def test_pages_of_the_team_keep_what_every_page_must(town: Town):
    found: list[str] = []
    for name, visits in STAFF.items():
        page = town.enter(name)
        watch = keeping.Watch(page)
        for visit in (*_navigation(page), *visits):
            if not _followed(page, visit):
                found.append(f"{name} {visit}: nothing to click")
                continue
            found += [f"{name} {page.url}: {line}" for line in _looked_at(page, watch, keeping.TOUCH, (PHONE, DESK))]
    assert not found, _readable(found)


def test_public_pages_keep_what_every_page_must(town: Town):
    page, found = town.visitor(), []
    watch = keeping.Watch(page)
    for path in PUBLIC:
        page.goto(path)
        said = _looked_at(page, watch, keeping.TOUCH, (320, PHONE, DESK))
        found += [f"{path}: {line}" for line in said if not (path == "/nulle-part/" and "404" in line)]
    assert not found, _readable(found)


def test_pages_of_candidates_and_households_are_made_for_a_thumb_and_a_thin_network(town: Town):
    found: list[str] = []
    for person in _people_with_telephones(town):
        page = town.enter(person, PHONE)
        watch = keeping.Watch(page)
        visits = [("/moi/",), ("/moi/consultations/",)] if "/moi/" in page.url else []
        for visit in (*visits, *_navigation(page), *_big_links(page)):
            _followed(page, visit)
            said = _looked_at(page, watch, keeping.THUMB, (320, PHONE, DESK))
            found += [f"{person} {page.url}: {line}" for line in said]
    first = town.enter("Monique Lefèvre")
    assert first.url, "the demonstration opens"
    assert not found, _readable(found)
