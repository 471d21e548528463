"""Walking through a page with the keyboard alone: each stop is on the screen, outlined, and under no bar."""

from playwright.sync_api import Page

MOST_STOPS = 60
#: The outline of what has the focus (or of the row, or of the choice, over which it is spread), and nothing over it.
SEEN = """() => {
  const drawn = (each) => {
    const style = each && getComputedStyle(each);
    return style && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  };
  const here = document.activeElement, whole = here.closest(".opens, label") || here;
  const box = here.getBoundingClientRect();
  if (!(drawn(here) || drawn(whole)) || box.bottom <= 0 || box.top >= innerHeight) return false;
  const top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
  const over = document.elementFromPoint(box.left + box.width / 2, (top + bottom) / 2);
  return !over || !over.closest(".bottom-bar, .top-bar") || over.contains(here) || whole.contains(over);
}"""
#: Its words with plain spaces, as tests write them.
FOCUSED = """() => document.activeElement.innerText?.trim().replaceAll("\\u00a0", " ")
  || document.activeElement.tagName"""


def walk_to(page: Page, words: str, *, part: bool = False) -> None:
    """Tab by Tab, until what says these words has the focus; `part`: it may say more, in another language too."""
    words = words.replace("\u00a0", " ")
    for _stop in range(MOST_STOPS):
        page.keyboard.press("Tab")
        here = page.evaluate(FOCUSED)
        assert page.evaluate(SEEN), f"the focus on « {here} » cannot be seen"
        if here == words or (part and words in here):
            return
    raise AssertionError(f"« {words} » is not reached within {MOST_STOPS} stops")


def walk_into(page: Page, selector: str) -> None:
    """The same, to what a selector describes: a field has no words of its own."""
    for _stop in range(MOST_STOPS):
        page.keyboard.press("Tab")
        assert page.evaluate(SEEN), f"the focus on « {page.evaluate(FOCUSED)} » cannot be seen"
        if page.evaluate("(wanted) => document.activeElement.matches(wanted)", selector):
            return
    raise AssertionError(f"{selector} is not reached within {MOST_STOPS} stops")
