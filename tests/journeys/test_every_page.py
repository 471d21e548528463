"""What every page keeps, in the pilot, for the role that lives in it."""

import re

import pytest
from playwright.sync_api import Page

from tests.journeys import keeping
from tests.journeys.town import DESK, PHONE, Town

pytestmark = [
    pytest.mark.browser,
    pytest.mark.once,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("pilot_day"),
]

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
        ("/personnes/?etape=training&conseil=all", ".table tbody a", "main a[href*='/prescription/version/']"),
        ("/compte/",),
    ),
    "Hervé Lambert": (
        ("/personnes/?etape=prescription", ".table tbody a", ".next-step a"),
        ("/personnes/?etape=prescription", ".table tbody a", ".next-step a", "a[href*='/mon-avis/']"),
        ("/personnes/?etape=prescription", ".table tbody a", ".next-step a", "a[href*='/preparer/']"),
    ),
    "Sophie Garnier": (("/accueil/orienter/",),),
    "Nadia Ferrand": (
        ("/formation/", ".grid a[href*='/cohorte/']"),
        ("/formation/nouvelle/",),
        ("/certification/", "main .rows a"),
        ("/certification/", "main a[href*='/jurys/']"),
        ("/certification/", "main .rows a", "main a[href$='/jury/']"),
        ("/certification/", "main .rows a", "main a[href$='/preuve/']"),
    ),
    "Pauline Roche": (("/formation/", "main .rows a[href*='/feuille/']"),),
    "Jeanne Perrin": (("/certification/", "main .rows a"),),
    "Inès Caron": (
        ("/mise-en-relation/", ".table tbody a"),
        ("/mise-en-relation/foyer/nouveau/",),
        ("/mise-en-relation/", ".table tbody a", "a[href$='/besoin/']"),
        ("/tutorat/equipe/", "main a[href*='/equipe/']"),
        ("/parcours-citoyen/equipe/", "main .rows a"),
        ("/mise-en-relation/bureau/", "main a[href*='/signalement/']"),
    ),
    "Thomas Vidal": (
        ("/territoire/marseille/",),
        ("/territoire/marseille/", "main a[href*='/personnes/']"),
        ("/territoire/marseille/indicateurs/",),
        ("/territoire/marseille/indicateurs/E3/",),
        ("/territoire/marseille/prevision/",),
        ("/evaluation/marseille/",),
        ("/ouverture/marseille/fiche/",),
        ("/conventions/marseille/", "main .rows a"),
        ("/financement/marseille/", "main a[href*='/financement/marseille/']"),
        ("/comite/marseille/", "main .rows a"),
        ("/fonds-europeens/marseille/",),
        ("/essaimage/marseille/",),
    ),
    "Mathilde Carlier": (("/ouverture/lille/",), ("/ouverture/lille/preparation/",)),
    "Monique Lefèvre": (("/tutorat/", "main a[href^='/tutorat/']"),),
    "Élodie Brun": (("/comptes/", ".table tbody a"), ("/comptes/ouvrir/",)),
    "Antoine Girard": (),
    "Camille Leroux": (),
    "Philippe Masson": (),
}
PUBLIC = (
    "/",
    "/demo/",
    "/demo/messages/",
    "/galerie/",
    "/compte/connexion/",
    "/compte/connexion/mot-de-passe/",
    "/nulle-part/",
    "/orientation/metiers/",
    "/orientation/metiers/childcare_provider/",
    "/verifier/",
)
#: Pages that say the same to every role are looked at once.
SAME_FOR_ALL = ("/programme/", "/droits/", "/registre/", "/territoire/")
OWN_PAGES = ("/moi/", "/moi/consultations/", "/moi/coordonnees/")


def test_pages_of_the_team_keep_what_every_page_must(town: Town):
    found: list[str] = []
    seen: set[str] = set()
    for name, visits in STAFF.items():
        page = town.enter(name)
        watch = keeping.Watch(page)
        for visit in (*_navigation(page), *visits):
            if visit[0] in SAME_FOR_ALL:
                if visit[0] in seen:
                    continue
                seen.add(visit[0])
            if not _followed(page, visit):
                found.append(f"{name} {visit}: nothing to click")
                continue
            said = keeping.looked_at(page, watch, keeping.TOUCH, (PHONE, DESK))
            found += [f"{name} {page.url}: {line}" for line in said]
    assert not found, _readable(found)


def test_public_pages_keep_what_every_page_must(town: Town):
    page, found = town.visitor(), []
    watch = keeping.Watch(page)
    for path in PUBLIC:
        page.goto(path)
        said = keeping.looked_at(page, watch, keeping.TOUCH, (320, PHONE, DESK))
        found += [f"{path}: {line}" for line in said if not (path == "/nulle-part/" and "404" in line)]
    assert not found, _readable(found)


def test_pages_of_households_are_made_for_a_thumb(town: Town):
    found: list[str] = []
    for household in _with_telephones(town, "Particulier employeur")[:1]:
        page = town.enter(household, PHONE)
        watch = keeping.Watch(page)
        for path in _own_pages(page):
            page.goto(path)
            found += [f"{path}: {line}" for line in keeping.looked_at(page, watch, _least(page), (320, PHONE, DESK))]
    assert not found, _readable(found)


@pytest.mark.parametrize("language", ["fr", "en", "ar", "uk"])
def test_pages_of_candidates_are_made_for_a_thumb_in_every_language(town: Town, language: str):
    found: list[str] = []
    seen: set[str] = set()
    candidates = _with_telephones(town, "Candidate ou candidat")
    for person in (candidates[0], *candidates[-2:]):
        page = town.enter(person, PHONE)
        page.context.add_cookies([{"name": "django_language", "value": language, "url": town.address}])
        watch = keeping.Watch(page)
        for path in [path for path in _own_pages(page) if path not in seen or path == "/moi/"]:
            seen.add(path)
            page.goto(path)
            if page.locator("html").get_attribute("lang") != language:
                found.append(f"{path}: not in {language}")
            found += [f"{path}: {line}" for line in keeping.looked_at(page, watch, _least(page), (320, PHONE, DESK))]
    assert len(seen) > 8
    assert not found, _readable(found)


def test_a_first_visit_weighs_little(town: Town):
    weights = {"/compte/connexion/": keeping.weight(town.visitor(PHONE), "/compte/connexion/")}
    page = town.enter(_with_telephones(town, "Candidate ou candidat")[-1], PHONE)
    for path in ("/moi/", "/formation/ma-formation/", "/mise-en-relation/mes-foyers/"):
        page.context.new_cdp_session(page).send("Network.clearBrowserCache")
        weights[path] = keeping.weight(page, path)
    # The longest page, in the language whose letters weigh most.
    leaflet = "/orientation/metiers/dependency_carer/"
    weights[leaflet] = keeping.weight(town.visitor(PHONE, language="ar"), leaflet)
    assert {path: taken for path, taken in weights.items() if taken > keeping.FIRST_VISIT_BYTES} == {}
    assert min(weights.values()) > 10_000, "what was taken is counted"


def test_the_dark_theme_is_as_readable_as_the_light_one(town: Town):
    found = []
    for name, path in (
        ("Claire Morel", "/ma-journee/"),
        ("Thomas Vidal", "/territoire/marseille/"),
        ("Nadia Ferrand", "/formation/"),
        (_with_telephones(town, "Candidate ou candidat")[0], "/moi/"),
    ):
        page = town.enter(name, PHONE, color_scheme="dark")
        page.goto(path)
        found += [f"{path}: {line}" for line in keeping.barriers(page)]
    assert not found, _readable(found)


def test_a_page_of_the_team_can_be_read_in_english(town: Town):
    page = town.enter("Claire Morel")
    html = page.locator("html")
    assert html.get_attribute("lang") == "fr"
    page.get_by_role("button", name="English").click()
    page.wait_for_load_state()
    assert html.get_attribute("lang") == "en" and "/ma-journee/" in page.url


def _with_telephones(town: Town, role: str) -> list[str]:
    """The people of the demonstration in a role, in the order of the way."""
    page = town.visitor()
    page.goto("/demo/")
    names = page.locator(".door").filter(has_text=role).locator(".enter-name").all_inner_texts()
    page.context.close()
    return [name.removeprefix("Entrer comme").strip() for name in names]


def _own_pages(page: Page) -> list[str]:
    """The pages that lead from the one on which the person stands after she has signed in."""
    own = OWN_PAGES if "/moi/" in page.url else ()
    links = [*own, *_addresses(page, "nav a"), *_addresses(page, ".big-links a"), *_addresses(page, ".big-step a")]
    return [path for path in dict.fromkeys(links) if path != "/programme/"]


def _least(page: Page) -> int:
    return keeping.THUMB if page.locator("body.phone").count() else keeping.TOUCH


def _navigation(page: Page) -> list[tuple[str]]:
    return [(path,) for path in _addresses(page, "nav a")]


def _addresses(page: Page, links: str) -> list[str]:
    found = [link.get_attribute("href") or "" for link in page.locator(links).all()]
    return list(dict.fromkeys(path for path in found if path.startswith("/")))


def _followed(page: Page, visit: tuple[str, ...]) -> bool:
    path, *clicks = visit
    page.goto(path)
    for selector in clicks:
        links = page.locator(selector)
        if not links.count():
            return False
        page.goto(links.first.get_attribute("href") or "")
    return True


def _readable(found: list[str]) -> str:
    told = dict.fromkeys(re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "…", line) for line in found)
    return f"{len(told)} findings\n" + "\n".join(told)
