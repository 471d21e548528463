"""A candidate's own space: in Arabic without JavaScript, in Ukrainian with the keyboard alone, and left quickly."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from labmigration import clock
from tests.journeys.candidates import at_home, photograph, somebody
from tests.journeys.town import PHONE, Town
from tests.journeys.walking import walk_into, walk_to

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("pilot_day"),
]
NO_SCRIPT = {"java_script_enabled": False}
#: The first texts of the consents are in force.
WHEN_CHOICES_ARE_ASKED = date(2026, 11, 24)


def in_arabic(town: Town, **where: object) -> Page:
    return at_home(town, somebody(candidate__user__language="ar", **where), **NO_SCRIPT)


def link(page: Page, words: str) -> None:
    """Follow a link of the page by the words that stand in it, in French beside the person's language."""
    page.get_by_role("main").get_by_role("link", name=words).first.click()


def press(page: Page, words: str) -> None:
    page.get_by_role("main").get_by_role("button", name=words).first.click()


def reads(page: Page, french: str, other: str) -> None:
    """A sentence in her language, with the French beside."""
    for words in (other, french):
        expect(page.get_by_role("main").get_by_text(words).first).to_be_visible()


def test_she_chooses_an_hour_in_arabic_without_javascript_and_says_that_she_comes(town):
    page = in_arabic(town, next_step="orientation.plan")
    reads(page, "Choisissez votre rendez-vous", "اختيار موعدك")
    link(page, "J’y vais")
    hours = page.locator("button[name=slot]")
    chosen = hours.first.inner_text().splitlines()[-1]
    hours.first.click()
    expect(page.locator(".big-step .big-words")).to_contain_text(chosen)
    press(page, "Oui, je viens")
    reads(page, "Vous avez dit oui. Nous vous attendons.", "في انتظارك")
    page.goto("/moi/")
    expect(page.locator(".big-step")).to_contain_text("Vous avez un rendez-vous avec votre conseillère.")


def test_she_photographs_a_paper_in_arabic_and_sees_that_it_is_being_looked_at(town):
    page = in_arabic(town, stage="positioning")
    link(page, "Mes papiers")
    others = page.locator("main > details.unfold > summary")
    if others.count():
        others.click()
    paper = page.locator("article.paper").filter(has=page.locator("input[type=file]:visible")).first
    sent = page.locator(f"#{paper.get_attribute('id')}")
    paper.locator("input[type=file]").set_input_files(photograph())
    paper.get_by_role("button", name="Envoyer la photo").click()
    reads(page, "La photo est bien arrivée. Merci.", "وصلت الصورة")
    expect(sent).to_contain_text("Nous le regardons. Vous n’avez rien à faire.")


def test_she_downloads_what_is_kept_about_her_and_asks_for_another_advisor(town):
    page = in_arabic(town, stage="positioning")
    link(page, "Voir, télécharger, demander, effacer")
    link(page, "Mes données : voir, télécharger")
    with page.expect_download() as paper:
        link(page, "Tout télécharger (PDF)")
    with page.expect_download() as data:
        link(page, "Pour un ordinateur (JSON)")
    assert Path(paper.value.path()).read_bytes().startswith(b"%PDF")
    assert len(json.loads(Path(data.value.path()).read_bytes())["data"]) > 3
    page.goto("/moi/droits/")
    link(page, "Changer de conseillère ou de conseil")
    page.locator("textarea").fill("أفضّل أن تتابعني امرأة.")
    press(page, "Envoyer ma demande")
    reads(page, "La coordination lit votre demande.", "طلبك")
    expect(page.get_by_text("أفضّل أن تتابعني امرأة.")).to_be_visible()
    page.goto("/moi/droits/")
    expect(page.get_by_role("main").get_by_role("listitem").first).to_contain_text("Changer de conseillère")


def test_she_says_yes_to_one_thing_and_no_to_another_in_arabic(town):
    with clock.at(WHEN_CHOICES_ARE_ASKED):
        page = in_arabic(town)
        for row, (words, state) in enumerate((("Oui", "oui"), ("Non", "non"))):
            page.goto("/moi/")
            link(page, "Mes choix : oui ou non")
            choice = page.locator(".ways > li").nth(row)
            choice.get_by_role("link").click()
            reads(page, "Dire non ne change rien à votre accompagnement.", "لا")
            page.get_by_role("main").get_by_role("button", name=re.compile(rf"\b{words}$")).click()
            reads(page, "C’est noté. Vous pouvez changer d’avis quand vous voulez.", "تم")
            expect(page.locator(".ways > li").nth(row).locator(".badge")).to_contain_text(state)


def test_the_same_steps_in_ukrainian_with_the_keyboard_alone(town):
    page = at_home(town, somebody(candidate__user__language="uk", next_step="orientation.plan"))
    walk_to(page, "J’y vais", part=True)
    page.keyboard.press("Enter")
    page.wait_for_url("**/mes-rendez-vous/")
    walk_into(page, "button[name=slot]")
    page.keyboard.press("Enter")
    page.locator(".big-step").wait_for()
    walk_to(page, "Oui, je viens", part=True)
    page.keyboard.press("Enter")
    reads(page, "Vous avez dit oui. Nous vous attendons.", "Чекаємо")
    page.goto("/accueil/mes-papiers/")
    if page.locator("main > details.unfold").count():
        walk_to(page, "Envoyer un autre papier", part=True)
        page.keyboard.press("Enter")
    walk_into(page, "input[type=file]")
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Space")
    chooser.value.set_files(photograph())
    walk_to(page, "Envoyer la photo", part=True)
    page.keyboard.press("Enter")
    reads(page, "La photo est bien arrivée. Merci.", "Фото")
    page.goto("/moi/demander/other_advisor/")
    walk_into(page, "textarea")
    page.keyboard.type("Хочу іншу консультантку.")
    walk_to(page, "Envoyer ma demande", part=True)
    page.keyboard.press("Enter")
    reads(page, "La coordination lit votre demande.", "запит")


def test_she_signs_her_plan_and_asks_to_be_forgotten_with_the_keyboard_alone(town):
    page = at_home(town, somebody(candidate__user__language="fr", next_step="prescription.sign"))
    walk_to(page, "J’y vais", part=True)
    page.keyboard.press("Enter")
    page.wait_for_url("**/ma-formation/")
    walk_to(page, "Je suis d’accord, je signe", part=True)
    page.keyboard.press("Enter")
    expect(page.get_by_text("signée par vous")).to_be_visible()
    page.goto("/moi/demander/erase/")
    walk_to(page, "Envoyer ma demande", part=True)
    page.keyboard.press("Enter")
    expect(page.get_by_role("main").get_by_text("effac").first).to_be_visible()
    with clock.at(WHEN_CHOICES_ARE_ASKED):
        page.goto("/moi/choix/")
        walk_into(page, ".ways a")
        page.keyboard.press("Enter")
        page.wait_for_url("**/choix/*/")
        walk_to(page, "Non", part=True)
        page.keyboard.press("Enter")
        expect(page.locator(".ways > li").first.locator(".badge")).to_contain_text("non")


@pytest.mark.parametrize("context", [{}, NO_SCRIPT], ids=["with keyboard", "without JavaScript"])
def test_a_visitor_chooses_her_language_before_anything_else(town, context):
    page = town.visitor(PHONE, **context)
    page.goto("/")
    if context:
        page.get_by_role("button", name="Українська").first.click()
    else:
        walk_to(page, "Українська", part=True)
        page.keyboard.press("Enter")
    expect(page.locator("html")).to_have_attribute("lang", "uk")


@pytest.mark.parametrize("context", [{}, NO_SCRIPT], ids=["with JavaScript", "without JavaScript"])
def test_leaving_quickly_shows_a_page_that_says_nothing_of_us_and_the_way_back_is_closed(town, context):
    person = somebody(stage="training")
    page = at_home(town, person, **context)
    name = person.candidate.first_name
    page.route("https://meteofrance.com/**", lambda route: route.fulfill(body="<h1>Le temps</h1>"))
    expect(page.locator("h1")).to_contain_text(name)
    page.get_by_role("button", name="Quitter vite").click()
    expect(page.get_by_role("heading", name="Le temps")).to_be_visible()
    page.go_back()
    expect(page.locator("body")).not_to_contain_text(name)
    page.goto("/moi/")
    expect(page).to_have_url(re.compile("/compte/connexion/"))


def test_escape_twice_leaves_quickly(town):
    page = at_home(town, somebody(stage="training"))
    page.route("https://meteofrance.com/**", lambda route: route.fulfill(body="<h1>Le temps</h1>"))
    for _time in range(2):
        page.keyboard.press("Escape")
    expect(page.get_by_role("heading", name="Le temps")).to_be_visible()
