"""``make screens``: pictures of the pages people live in, in `docs/screens/`, from a freshly played pilot.

    python -m tests.screens [--whole] [name …]     # only the pages whose name begins so

Each page is taken at 390 and 1280 px, light and dark, as the role that lives in it, signed in through `/demo/`: what
one sees without scrolling, or with `--whole` the whole page. Pages of candidates are taken in Arabic and Ukrainian too.
"""

import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

FOLDER = Path(__file__).parents[1] / "docs" / "screens"
ADDRESS = "http://127.0.0.1:8765"
PHONE = 390
CANDIDATE = "candidate: "
TRAINEE = f"{CANDIDATE}Formation"
WIDTHS = {PHONE: 844, 1280: 900}
CHROMIUM = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@dataclass(frozen=True)
class Shot:
    """A page: who looks (a name of the demonstration, or a candidate by her place on the way), where, what to click.

    With a `language` other than French it is a page of a candidate, who reads it on a telephone: at 390 px only.
    """

    name: str
    person: str
    path: str
    click: tuple[str, ...] = ()
    language: str = "fr"

    @property
    def widths(self) -> dict[int, int]:
        """Width → height of the pictures."""
        return WIDTHS if self.language == "fr" else {PHONE: WIDTHS[PHONE]}


SHOTS = (
    Shot("public", "", "/"),
    Shot("sign-in", "", "/compte/connexion/"),
    Shot("demo", "", "/demo/"),
    Shot("advisor-day", "Claire Morel", "/ma-journee/"),
    Shot("people", "Claire Morel", "/personnes/"),
    Shot("thread", "Claire Morel", "/personnes/?etape=training", (".table tbody a",)),
    Shot("reception", "Claire Morel", "/accueil/"),
    Shot("referral", "Claire Morel", "/accueil/", ("main .table tbody a, main .rows a",)),
    Shot("import", "Claire Morel", "/accueil/fichier/"),
    Shot("positioning", "Claire Morel", "/personnes/?etape=positioning", (".table tbody a", ".next-step a")),
    Shot("prescription", "Hervé Lambert", "/personnes/?etape=prescription", (".table tbody a", ".next-step a")),
    Shot("referrer", "Sophie Garnier", "/accueil/mes-personnes/"),
    Shot("cohorts", "Nadia Ferrand", "/formation/"),
    Shot("cohort", "Nadia Ferrand", "/formation/", ("main a[href*='/formation/cohorte/']",)),
    Shot("trainer", "Pauline Roche", "/formation/"),
    Shot("jury", "Jeanne Perrin", "/certification/"),
    Shot("placement", "Inès Caron", "/mise-en-relation/bureau/"),
    Shot(
        "household",
        "Inès Caron",
        "/mise-en-relation/",
        ("main a[href*='/mise-en-relation/foyer/']:not([href*='nouveau'])",),
    ),
    Shot("candidate", TRAINEE, "/moi/"),
    Shot("candidate-training", TRAINEE, "/formation/ma-formation/"),
    *(
        Shot(f"{name}-{language}", person, path, language=language)
        for language in ("ar", "uk")
        for name, person, path in (
            ("own-sign-in", "", "/compte/connexion/"),
            ("own-page", TRAINEE, "/moi/"),
            ("own-training", TRAINEE, "/formation/ma-formation/"),
            ("own-result", f"{CANDIDATE}lit son résultat", "/positionnement/mon-resultat/"),
            ("own-choices", TRAINEE, "/moi/choix/"),
            ("own-leaflet", TRAINEE, "/orientation/metiers/childcare_provider/"),
        )
    ),
    Shot("overview", "Thomas Vidal", "/territoire/"),
    Shot("programme", "Claire Morel", "/programme/"),
    Shot("rights", "Philippe Masson", "/droits/"),
    Shot("gallery", "", "/galerie/"),
)


@contextmanager
def served() -> Iterator[None]:
    """A server on a home of its own, with the pilot."""
    with tempfile.TemporaryDirectory() as home:
        command = [
            Path(sys.executable).parent / "labmigration",
            "serve",
            "--demo",
            "--port",
            ADDRESS.rpartition(":")[2],
        ]
        server = subprocess.Popen(command, env={**os.environ, "LABMIGRATION_HOME": home})
        try:
            _wait_until_it_answers()
            yield
        finally:
            server.terminate()
            server.wait(timeout=20)


def _wait_until_it_answers() -> None:
    for _second in range(180):
        try:
            urllib.request.urlopen(f"{ADDRESS}/galerie/", timeout=2)
        except OSError:
            time.sleep(1)
        else:
            return
    raise TimeoutError(ADDRESS)


def sign_in(page: Page, person: str) -> None:
    """Enter the demonstration as one of its people, or as the first candidate of a place (her name changes by day)."""
    page.goto(f"{ADDRESS}/demo/")
    candidates = page.locator(".door").filter(has_text="Candidate ou candidat").locator("button")
    placed = candidates.filter(has_text=person.removeprefix(CANDIDATE))
    (placed if person.startswith(CANDIDATE) else page.get_by_role("button", name=person)).first.click()
    page.wait_for_url(lambda url: "/demo/" not in url)


def take(browser: Browser, shot: Shot, *, whole: bool) -> None:
    """One page at each width in each theme."""
    for scheme in ("light", "dark"):
        context = browser.new_context(color_scheme=scheme, locale="fr-FR", reduced_motion="reduce")
        page = context.new_page()
        if shot.person:
            sign_in(page, shot.person)
        context.add_cookies([{"name": "django_language", "value": shot.language, "url": ADDRESS}])
        for width, height in shot.widths.items():
            page.set_viewport_size({"width": width, "height": height})
            page.goto(f"{ADDRESS}{shot.path}")
            for selector in shot.click:
                page.locator(selector).first.click()
                page.wait_for_load_state()
            page.screenshot(path=FOLDER / f"{shot.name}-{width}-{scheme}.png", full_page=whole)
        context.close()


def main(arguments: list[str]) -> int:
    names = [name for name in arguments if name != "--whole"]
    whole = "--whole" in arguments
    FOLDER.mkdir(parents=True, exist_ok=True)
    with served(), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)
        for shot in SHOTS:
            if not names or any(shot.name.startswith(name) for name in names):
                take(browser, shot, whole=whole)
                print(shot.name, flush=True)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
