"""The questions of the positioning on a telephone, in Arabic: without JavaScript, with the keyboard alone, in little
weight; and the same questions beside an advisor."""

from typing import Any

import pytest
from django.apps import apps
from django_scopes import scope
from playwright.sync_api import Page, expect

from labmigration.access.actor import Actor
from labmigration.demo.accounts import TERRITORY
from labmigration.pathway.positioning.sittings import actions
from labmigration.pathway.positioning.sittings.course import Course
from labmigration.pathway.positioning.sittings.models import UNKNOWN, Part, Questionnaire
from tests.journeys import keeping
from tests.journeys.candidates import signed_in
from tests.journeys.town import DESK, PHONE, Town

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("pilot_day"),
]
QUESTION = "/positionnement/mes-questions/question/"
SITTINGS = "/positionnement/mes-questions/"
#: What a page may weigh once the phone has the style sheets, fonts and scripts.
NEXT_VISIT_BYTES = 25_000
MOST_STOPS = 40


@pytest.fixture
def person(played_pilot: None) -> Any:
    """Somebody of the pilot whose positioning is to be done, with nothing answered yet."""
    with scope(territory=[TERRITORY]):
        pathway = (
            apps.get_model("pathway.Pathway")
            .objects.filter(next_step="positioning.do", candidate__user__isnull=False)
            .select_related("candidate__user", "lead_advisor")
            .order_by("pk")
            .first()
        )
        Questionnaire.objects.filter(pathway=pathway).delete()
        yield pathway
        Questionnaire.objects.filter(pathway=pathway).delete()


def enter(town: Town, person: Any, width: int = PHONE, **context: Any) -> Page:
    """On her telephone, in Arabic whoever she is."""
    return signed_in(town, person, width, language="ar", **context)


def bring_to(person: Any, part: Part) -> Course:
    """Everything before a part is answered with "I don't know"."""
    actor = Actor.of(person.candidate.user)
    with actor.at_work():
        questionnaire = actions.sit(person, actor=actor, language="ar", seed=5)
        while (place := (course := Course.of(questionnaire)).present) is not None and place.part != part:
            actions.answer(questionnaire, actor=actor, part=place.part, code=place.code, value=UNKNOWN)
    return course


def given(person: Any) -> int:
    with scope(territory=[TERRITORY]):
        return apps.get_model("positioning.Answer").objects.filter(questionnaire__pathway=person).count()


def answer_one(page: Page) -> str:
    """Answer whatever question stands there by what can be touched; returns its part."""
    part = page.locator("input[name=part]").first.get_attribute("value")
    with page.expect_navigation():
        if page.locator(".picks").count():
            page.locator(".pick > .answer").first.click()
        elif page.locator("input[name=written]").count():
            page.locator("input[name=written]").fill("٠٦ ٣٩ ٩٨ ١٢ ٣٤")
            page.locator(".question .button.primary").click()
        else:
            page.locator("input[name=choice]").first.check()
            page.locator(".question .button.primary").click()
    return part


@pytest.mark.parametrize("part", [part for part in Part if part != Part.CARDS])
def test_a_few_questions_of_each_part_in_arabic_without_javascript(town, person, part):
    bring_to(person, part)
    before = given(person)
    page = enter(town, person, java_script_enabled=False)
    page.goto(SITTINGS)
    page.locator("main .actions a.button").click()
    for _question in range(3):
        expect(page.locator("html")).to_have_attribute("dir", "rtl")
        assert answer_one(page) == part
    assert given(person) == before + 3


def test_listening_without_javascript_and_without_a_recording_is_left_out_with_a_plain_sentence(town, person):
    bring_to(person, Part.FRENCH)
    page = enter(town, person, java_script_enabled=False)
    page.goto(QUESTION)
    while not page.locator(".heard").count():
        answer_one(page)
    expect(page.locator(".listen")).to_be_hidden()
    expect(page.locator(".heard")).to_contain_text("Ce téléphone ne peut pas lire le son ici")
    with page.expect_navigation():
        page.locator("button[name=silent]").click()
    expect(page.locator(".notice")).to_contain_text("Vous écouterez avec votre conseillère")
    while page.locator("input[name=part][value=french]").count():
        assert not page.locator(".heard").count()
        answer_one(page)
    assert given(person) > 0


def test_a_picture_and_a_situation_are_answered_with_the_keyboard_alone(town, person):
    page = enter(town, person)
    page.goto(SITTINGS)
    walk_to(page, "main form[action$='/ouvrir/'] button[type=submit]")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{QUESTION}")
    walk_to(page, ".pick:nth-child(3) > .answer")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    bring_to(person, Part.SITUATIONS)
    before = given(person)
    page.goto(QUESTION)
    walk_to(page, "input[name=choice]")
    page.keyboard.press("ArrowDown")
    walk_to(page, ".question .button.primary")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert given(person) == before + 1


def walk_to(page: Page, selector: str) -> None:
    """Tab by Tab, until what was looked for has the focus."""
    for _stop in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if page.evaluate("(wanted) => document.activeElement.matches(wanted)", selector):
            return
    raise AssertionError(f"{selector} is not reached within {MOST_STOPS} stops")


@pytest.mark.parametrize("language", ["fr", "en", "ar", "uk"])
def test_every_screen_keeps_what_every_page_must(town, person, language):
    page = enter(town, person)
    page.context.add_cookies([{"name": "django_language", "value": language, "url": town.address}])
    watch, found = keeping.Watch(page), []

    def look(where: str) -> None:
        said = [*keeping.shape(page), *keeping.barriers(page), *keeping.too_small(page, keeping.THUMB)]
        said += [*keeping.overflow(page, 320), *keeping.overflow(page, PHONE), *watch.taken()]
        found.extend(f"{where}: {line}" for line in said)

    page.goto(SITTINGS)
    look("before")
    for part in (Part.FREQUENCY, Part.INTERESTS, Part.CONSTRAINTS, Part.FRENCH, Part.DIGITAL, Part.SITUATIONS):
        bring_to(person, part)
        page.goto(QUESTION)
        look(part)
    page.goto(SITTINGS)
    look("halfway")
    assert not found, "\n".join(found)


def test_a_first_visit_and_the_next_weigh_little(town, person):
    bring_to(person, Part.SITUATIONS)
    page = enter(town, person)
    page.context.new_cdp_session(page).send("Network.clearBrowserCache")
    first = keeping.weight(page, QUESTION)
    following = keeping.weight(page, QUESTION)
    assert 10_000 < first <= keeping.FIRST_VISIT_BYTES
    assert following <= NEXT_VISIT_BYTES


def test_both_devices_show_the_same_question_and_the_one_that_is_behind_is_told(town, person):
    phone, other = enter(town, person), enter(town, person)
    phone.goto(SITTINGS)
    phone.locator("main form[action$='/ouvrir/'] button[type=submit]").click()
    phone.wait_for_url(f"**{QUESTION}")
    other.goto(QUESTION)
    asked = "input[name=code] >> nth=0"
    assert phone.locator(asked).get_attribute("value") == other.locator(asked).get_attribute("value")
    with phone.expect_navigation():
        phone.locator(".pick > .answer").nth(1).click()
    other.locator(".pick > .answer").nth(3).click()
    expect(other.locator(".notice")).to_contain_text("peut-être sur un autre appareil")
    assert given(person) == 1


def test_an_advisor_and_the_person_look_at_one_screen_in_two_languages(town, person):
    page = town.enter(person.lead_advisor.name, DESK)
    watch = keeping.Watch(page)
    page.goto(f"/positionnement/{person.pk}/questions/")
    page.get_by_label("Langue de la personne").select_option("ar")
    page.get_by_role("button", name="Commencer ensemble").click()
    heading = page.get_by_role("heading", level=1)
    expect(heading.locator("[lang=ar]").first).to_be_visible()
    expect(heading.locator("[lang=fr]").first).to_be_visible()
    assert [*keeping.shape(page), *keeping.barriers(page), *keeping.overflow(page, PHONE), *watch.taken()] == []
    page.locator(".pick > .answer").nth(2).click()
    page.get_by_role("link", name="Toutes les questions").click()
    expect(page.get_by_text("1 réponse a été notée par quelqu’un d’autre")).to_be_visible()
