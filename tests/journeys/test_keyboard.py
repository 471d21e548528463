"""With the keyboard alone every stop is seen: an advisor's day, a trainee who signs, judges, complains, downloads."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import keeping
from tests.journeys.candidates import asked_for_an_opinion, at_home, code_on_the_board, somebody
from tests.journeys.cast import told
from tests.journeys.town import Town
from tests.journeys.walking import FOCUSED, SEEN, walk_into, walk_to

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("pilot_day"),
]


def test_an_advisor_opens_a_person_from_her_day_and_acts_with_the_keyboard_alone(town):
    page = town.enter("Claire Morel")
    name = page.locator(".task-name").first.inner_text()
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED) == "Aller au contenu"
    page.keyboard.press("Enter")
    walk_to(page, name)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    card = page.get_by_role("region", name="Prochaine étape").get_by_role("link")
    walk_to(page, card.inner_text())
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).not_to_have_text(name)


def test_arrows_walk_through_the_people_and_escape_closes_the_menu(town):
    page = town.enter("Claire Morel")
    page.goto("/personnes/?conseil=all")
    names = page.locator(".table tbody th a").all_inner_texts()
    page.locator(".table tbody th a").first.focus()
    page.keyboard.press("ArrowDown")
    assert page.evaluate(FOCUSED) == names[1] and page.evaluate(SEEN)
    page.set_viewport_size({"width": 390, "height": 844})
    menu = page.locator("details.menu")
    menu.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(menu).to_have_attribute("open", "")
    page.keyboard.press("Escape")
    expect(menu).not_to_have_attribute("open", "")


def enter(page: Page, words: str, *, then: str) -> None:
    """Walk to a link or a button, press Enter, and wait for the page that follows."""
    walk_to(page, words, part=True)
    page.keyboard.press("Enter")
    page.wait_for_url(then)


def test_a_trainee_signs_says_what_she_thinks_and_complains_with_the_keyboard_alone(town: Town):
    page = at_home(town, asked_for_an_opinion())
    watch = keeping.Watch(page)
    enter(page, "J’y vais", then="**/ma-formation/")
    walk_into(page, "#room-code")
    page.keyboard.type(code_on_the_board(town))
    page.keyboard.press("Enter")
    told(page, "Merci. Votre présence est signée.")
    keeping.made_for_a_thumb(page, watch)
    _says_what_she_thinks(page, watch)
    _complains(page, watch)


def _says_what_she_thinks(page: Page, watch: keeping.Watch) -> None:
    enter(page, "Donner mon avis", then="**/avis/*/")
    walk_to(page, "J’envoie mon avis", part=True)
    page.keyboard.press("Enter")
    told(page, "Choisissez une réponse.")
    keeping.made_for_a_thumb(page, watch)
    for name in ("useful", "clear", "welcome", "can_do"):
        walk_into(page, f"input[name={name}]")
        page.keyboard.press("ArrowDown")
    walk_into(page, "textarea")
    page.keyboard.type("Merci pour les photos.")
    enter(page, "J’envoie mon avis", then="**/ma-formation/")
    told(page, "Merci. Votre avis est gardé sans votre nom.")


def _complains(page: Page, watch: keeping.Watch) -> None:
    page.goto("/qualite/reclamer/")
    walk_into(page, "input[name=about]")
    page.keyboard.press("Space")
    walk_into(page, "textarea")
    page.keyboard.type("La salle est fermée le matin.")
    keeping.made_for_a_thumb(page, watch)
    enter(page, "Envoyer", then="**/reclamer/*/")
    told(page, "Merci de l’avoir dit. Une personne vous répond ici.")
    keeping.made_for_a_thumb(page, watch)
    enter(page, "Dire ce qui ne va pas", then="**/reclamer/")


def test_a_trainee_downloads_her_data_with_the_keyboard_alone(town: Town):
    page = at_home(town, somebody(next_step="training.attend"))
    watch = keeping.Watch(page)
    page.goto("/moi/droits/")
    enter(page, "Mes données : voir, télécharger", then="**/moi/donnees/")
    keeping.made_for_a_thumb(page, watch)
    assert _downloaded(page, "Tout télécharger (PDF)").startswith(b"%PDF")
    assert len(json.loads(_downloaded(page, "Pour un ordinateur (JSON)"))["data"]) > 3
    page.reload()
    enter(page, "Mes droits", then="**/moi/droits/")


def _downloaded(page: Page, words: str) -> bytes:
    walk_to(page, words, part=True)
    with page.expect_download() as file:
        page.keyboard.press("Enter")
    path: Any = file.value.path()
    return Path(path).read_bytes()
