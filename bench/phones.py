"""Pages of candidates on a weak telephone: what they weigh, and how long until they can be used.

Chromium with 400 kbit/s each way, 400 ms for every request and a processor six times slower. "Usable": the page is
drawn with its words and every script that serves them has run. First visit: nothing kept; after: styles, fonts and
scripts are kept. Each page in the four languages, French beside.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from playwright.sync_api import Browser, Page, sync_playwright

from bench.figures import Figure, percentile, say
from bench.installations import COMMAND, sqlite_home
from bench.server import FIRST_PLAY_SECONDS, serving

LANGUAGES: Final = ("fr", "en", "ar", "uk")
PEOPLE: Final = 3  # at the beginning, in the middle and at the end of the way
FIRST_TARGET, AFTER_TARGET, USABLE_TARGET = 100, 25, 6  # kB, kB, s
SLOW: Final = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
SLOWER_PROCESSOR: Final = 6
FLAGS: Final = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"]
#: Milliseconds until the words are drawn and the scripts have run.
USABLE: Final = """() => Math.max(
  performance.getEntriesByType("navigation")[0].domContentLoadedEventEnd,
  performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Infinity)"""


def figures() -> list[Figure]:
    """Every page of the candidates of the demonstration."""
    with sqlite_home(demo=True) as environment:
        say("phones: the pilot’s first play …")
        served = serving([COMMAND, "serve", "--demo"], environment, patience=FIRST_PLAY_SECONDS)
        with served as (_server, address, _waited), sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
            return list(_measured(browser, address))


def _measured(browser: Browser, address: str) -> Iterator[Figure]:
    for language in LANGUAGES:
        first: dict[str, float] = {}
        after: dict[str, float] = {}
        usable: dict[str, float] = {}
        for person in _candidates(browser, address):
            for path in _pages_of(browser, address, person):
                say(f"phones: {language} {path} …")
                with _phone(browser, address, person, language) as page:
                    first[path], usable[path] = _visit(page, path)
                    after[path], _again = _visit(page, path)
        worst = max(usable, key=usable.__getitem__)
        yield _heaviest(f"{language}: heaviest first visit", first, FIRST_TARGET)
        yield _heaviest(f"{language}: heaviest page after", after, AFTER_TARGET)
        told = f"{len(usable)} pages, half within {percentile(list(usable.values()), 0.5):.1f} s; slowest {worst}"
        yield Figure(f"{language}: until usable, slowest page", usable[worst], "s", at_most=USABLE_TARGET, remark=told)


def _heaviest(name: str, weights: dict[str, float], target: float) -> Figure:
    path = max(weights, key=weights.__getitem__)
    return Figure(name, weights[path], "kB", at_most=target, remark=path)


def _candidates(browser: Browser, address: str) -> list[str]:
    page = browser.new_page(locale="fr-FR")
    page.goto(f"{address}/demo/")
    doors = page.locator(".door").filter(has_text="Candidate ou candidat").locator(".enter-name").all_inner_texts()
    page.close()
    names = [name.removeprefix("Entrer comme").strip() for name in doors]
    return [names[0], names[len(names) // 2], names[-1]][:PEOPLE]


def _pages_of(browser: Browser, address: str, person: str) -> list[str]:
    """Her first page and those to which it leads."""
    with _phone(browser, address, person, "fr", slow=False) as page:
        page.goto(f"{address}/moi/")
        links = page.locator("nav a, .big-links a, .big-step a").evaluate_all("all => all.map(one => one.pathname)")
    return ["/moi/", *sorted({path for path in links if path not in ("/moi/", "")})]


@contextmanager
def _phone(browser: Browser, address: str, person: str, language: str, *, slow: bool = True) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="fr-FR", reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{address}/demo/")
    page.get_by_role("button", name=f"Entrer comme {person}").first.click()
    page.wait_for_url(lambda url: "/demo/" not in url)
    context.add_cookies([{"name": "django_language", "value": language, "url": address}])
    page.goto("about:blank")
    if slow:
        wire = context.new_cdp_session(page)
        wire.send("Network.enable")
        wire.send("Network.clearBrowserCache")
        wire.send("Network.emulateNetworkConditions", SLOW)
        wire.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER_PROCESSOR})
    page.address = address  # type: ignore[attr-defined]
    yield page
    context.close()


def _visit(page: Any, path: str) -> tuple[float, float]:
    """Kilobytes on the wire, and seconds until the page can be used."""
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    sizes: list[float] = []
    wire.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    answer = page.goto(f"{page.address}{path}", wait_until="networkidle", timeout=60_000)
    if answer is None or answer.status != 200:
        raise SystemExit(f"{path} answers {answer and answer.status}: nothing to measure")
    wire.detach()
    return sum(sizes) / 1000, page.evaluate(USABLE) / 1000
