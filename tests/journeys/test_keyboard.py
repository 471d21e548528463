"""With the keyboard alone: every stop is seen, and the day leads to a person and back to her next step."""

import pytest
from playwright.sync_api import expect

from tests.journeys.walking import FOCUSED, SEEN, walk_to

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
