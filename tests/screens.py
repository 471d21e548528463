"""``make screens``: pictures of the pages people live in, in `docs/screens/`, from a freshly played pilot.

    python -m tests.screens [--whole] [name …]     # only the pages whose name begins so

Each page is taken at 390 and 1280 px, light and dark, as the role that lives in it, signed in through `/demo/`: what
one sees without scrolling, or with `--whole` the whole page.
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
WIDTHS = {390: 844, 1280: 900}
CHROMIUM = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@dataclass(frozen=True)
class Shot:
    """A page: who looks (a name of the demonstration), where, and what to click on the way."""

    name: str
    person: str
    path: str
    click: tuple[str, ...] = ()


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
    Shot("candidate", "Aminata Kravchenko", "/moi/"),
    Shot("candidate-training", "Aminata Kravchenko", "/formation/ma-formation/"),
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
    """Enter the demonstration as one of its people."""
    page.goto(f"{ADDRESS}/demo/")
    page.get_by_role("button", name=person).first.click()


def take(browser: Browser, shot: Shot, *, whole: bool) -> None:
    """One page at each width in each theme."""
    for scheme in ("light", "dark"):
        context = browser.new_context(color_scheme=scheme, locale="fr-FR", reduced_motion="reduce")
        page = context.new_page()
        if shot.person:
            sign_in(page, shot.person)
        for width, height in WIDTHS.items():
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
