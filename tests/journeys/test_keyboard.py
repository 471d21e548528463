"""With the keyboard alone: every stop is seen, and the day leads to a person and back to her next step."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("pilot_day"),
]
MOST_STOPS = 60
#: The outline of what has the focus, or of the row over which its link is spread.
OUTLINE = """() => {
  const drawn = (each) => {
    const style = each && getComputedStyle(each);
    return style && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  };
  const here = document.activeElement, box = here.getBoundingClientRect();
  return (drawn(here) || drawn(here.closest(".opens"))) && box.bottom > 0 && box.top < innerHeight;
}"""
FOCUSED = "() => document.activeElement.innerText?.trim() || document.activeElement.tagName"


def test_an_advisor_opens_a_person_from_her_day_and_acts_with_the_keyboard_alone(town):
    page = town.enter("Claire Morel")
    name = page.locator(".task-name").first.inner_text()
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED) == "Aller au contenu"
    page.keyboard.press("Enter")
    _walk_to(page, name)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    card = page.get_by_role("region", name="Prochaine étape").get_by_role("link")
    _walk_to(page, card.inner_text())
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).not_to_have_text(name)


def test_arrows_walk_through_the_people_and_escape_closes_the_menu(town):
    page = town.enter("Claire Morel")
    page.goto("/personnes/?conseil=all")
    names = page.locator(".table tbody th a").all_inner_texts()
    page.locator(".table tbody th a").first.focus()
    page.keyboard.press("ArrowDown")
    assert page.evaluate(FOCUSED) == names[1] and page.evaluate(OUTLINE)
    page.set_viewport_size({"width": 390, "height": 844})
    menu = page.locator("details.menu")
    menu.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(menu).to_have_attribute("open", "")
    page.keyboard.press("Escape")
    expect(menu).not_to_have_attribute("open", "")


def _walk_to(page: Page, words: str) -> None:
    """Tab by Tab; whatever has the focus on the way is on the screen and outlined."""
    for _stop in range(MOST_STOPS):
        page.keyboard.press("Tab")
        here = page.evaluate(FOCUSED)
        assert page.evaluate(OUTLINE), f"the focus on « {here} » cannot be seen"
        if here == words:
            return
    raise AssertionError(f"« {words} » is not reached within {MOST_STOPS} stops")
