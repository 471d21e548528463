"""What every page must keep, looked at from inside the browser. Each finding is one readable line."""

from collections.abc import Iterator
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import ConsoleMessage, Page

from tests.journeys.town import HEIGHTS, PHONE

WCAG_22_AA = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
}
#: Smallest side of what is touched, in CSS pixels: WCAG 2.2 AA for staff, AAA for candidates.
TOUCH, THUMB = 24, 44
#: What a first visit may weigh on the wire.
FIRST_VISIT_BYTES = 100_000

SHAPE = r"""() => {
  const said = [], root = document.documentElement, words = document.body.innerText;
  const headings = document.querySelectorAll("h1").length;
  if (headings !== 1) said.push(`${headings} h1`);
  if (!document.title.trim() || document.title.trim().startsWith("·")) said.push("no title");
  if (!root.lang) said.push("no lang");
  if (!root.dir) said.push("no dir");
  for (const raw of [/\{\{/, /\{%/, /%\(/, /\bNone\b/, /\bundefined\b/])
    if (raw.test(words)) said.push(`raw text ${raw}: ${words.match(raw)}`);
  for (const box of document.querySelectorAll("[placeholder]")) said.push(`placeholder ${box.placeholder}`);
  return said;
}"""
SIZES = r"""(least) => {
  const said = [];
  const touched = "a[href], button, summary, select, textarea, input:not([type=hidden])";
  for (const each of document.querySelectorAll(touched)) {
    if (!each.checkVisibility({visibilityProperty: true}) || each.matches(".skip-link")) continue;
    // What is touched: the whole label of a box to tick, the whole row or card over which a link is spread.
    const spread = getComputedStyle(each, "::after").position === "absolute" && each.offsetParent;
    const label = each.matches("[type=checkbox], [type=radio]") && each.closest("label");
    const box = (label || spread || each).getBoundingClientRect();
    if (box.width <= 1) continue;
    // WCAG 2.5.8 leaves out a link inside a sentence: it is as high as its line.
    const words = (node) => node !== each && node.textContent.trim() !== "" && node.nodeName !== "svg";
    const in_line = each.matches("a") && getComputedStyle(each).display === "inline";
    if (in_line && [...each.parentElement.childNodes].some(words)) continue;
    if (box.height < least - 0.5 || box.width < least - 0.5)
      said.push(`${Math.round(box.width)} × ${Math.round(box.height)} px: ${each.outerHTML.slice(0, 110)}`);
  }
  return said;
}"""
WIDEST = """() => [...document.body.querySelectorAll("*")]
  .filter((each) => each.getBoundingClientRect().right > innerWidth + 1 && !each.closest(".table-frame, .week"))
  .slice(0, 3).map((each) => each.outerHTML.slice(0, 90))"""


class Watch:
    """Listens to a page: errors of the console, refusals of the content security policy, failed requests."""

    def __init__(self, page: Page) -> None:
        self.heard: list[str] = []
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.heard.append(f"script: {error}"))

    def _console(self, message: ConsoleMessage) -> None:
        # A form that was not filled in right comes back with 422: the browser's word for what the page says.
        if "status of 422" in message.text:
            return
        if message.type == "error" or "Content Security Policy" in message.text:
            self.heard.append(f"console: {message.text[:200]}")

    def taken(self) -> list[str]:
        """What was heard since the last time."""
        heard, self.heard = self.heard, []
        return heard


def looked_at(page: Page, watch: Watch, least: int, widths: tuple[int, ...]) -> Iterator[str]:
    """Everything that a page must keep; it is looked at from the narrowest width to the widest."""
    page.wait_for_load_state()
    yield from shape(page)
    for width in widths:
        yield from overflow(page, width)
        if width != 320:
            yield from too_small(page, least)
            yield from barriers(page)
    yield from watch.taken()


def made_for_a_thumb(page: Page, watch: Watch) -> None:
    """A page of a candidate keeps all of it, on a telephone and on the smallest; the focus stays where it was."""
    found = list(looked_at(page, watch, THUMB, (320, PHONE)))
    assert not found, "\n".join([page.url, *found])


def shape(page: Page) -> list[str]:
    """One h1, a title, a language, a direction, no raw placeholder."""
    return page.evaluate(SHAPE)


def too_small(page: Page, least: int) -> list[str]:
    """What can be touched and is smaller than `least` pixels."""
    return page.evaluate(SIZES, least)


def overflow(page: Page, width: int) -> list[str]:
    """Whether the page scrolls sideways at a width, and what sticks out; leaves the page at this width."""
    page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
    wide = page.evaluate("() => document.scrollingElement.scrollWidth - innerWidth")
    return [f"{wide} px too wide at {width} px: {page.evaluate(WIDEST)}"] if wide > 0 else []


def barriers(page: Page) -> list[str]:
    """Violations that axe finds at the present width and in the present theme.

    The window is made as high as the page, because what stands under the sticky bar now can be scrolled up from it.
    """
    width = page.viewport_size["width"]
    page.set_viewport_size({"width": width, "height": page.evaluate("document.scrollingElement.scrollHeight")})
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found: list[dict[str, Any]] = page.evaluate("(options) => axe.run(options)", WCAG_22_AA)["violations"]
    page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
    return [
        f"axe {each['id']}: {node['target']} {node['html'][:120]} {[check['message'] for check in node['any'][:1]]}"
        for each in found
        for node in each["nodes"][:3]
    ]


def weight(page: Page, path: str) -> int:
    """Bytes on the wire for a page and all that it needs; meant for a browser that has nothing yet."""
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    sizes: list[float] = []
    wire.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(path, wait_until="networkidle")
    wire.detach()
    return round(sum(sizes))
