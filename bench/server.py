"""The server itself: how soon it answers when it is started, and how much memory one of its workers holds.

Started as people start it, on a free port: `labmigration serve` on a prepared home; and what `make run` does (its
set-up script, then `labmigration serve --demo`) on a home that already holds the pilot. Memory is read in ``/proc``.
"""

import os
import re
import signal
import socket
import subprocess
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from http.cookiejar import CookieJar
from pathlib import Path
from statistics import median
from typing import Final
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

from bench.figures import Figure, percentile, say
from bench.installations import COMMAND, ROOT, Environment, sqlite_home

STARTS: Final = 5
REQUESTS: Final = 200
START_TARGET, RUN_TARGET, MEMORY_TARGET = 3, 5, 200  # s, s, MB
FIRST_PLAY_SECONDS: Final = 300
FIRST_PAGE: Final = "/"
#: Addresses that end a session or change something are not followed; files are no pages.
_NOT_FOLLOWED: Final = ("/compte/", "/static/", "/langue/", "/demo/")


def figures() -> list[Figure]:
    """Starts, then memory; about a minute, plus the pilot's first play."""
    found = []
    with sqlite_home() as environment:
        say("server: cold starts …")
        cold = "server’s cold start, to its first answer"
        found.append(_start_figure(cold, [COMMAND, "serve"], environment, START_TARGET))
    with sqlite_home(demo=True) as environment:
        say("server: the pilot’s first play …")
        served = [COMMAND, "serve", "--demo"]
        with serving(served, environment, patience=FIRST_PLAY_SECONDS):
            pass
        say("server: second `make run` …")
        run = ["sh", "-c", f'tools/setup.sh runtime && exec "{COMMAND}" serve --demo "$@"', "run"]
        found.append(_start_figure("second `make run`, to its first answer", run, environment, RUN_TARGET))
        say("server: memory …")
        # One worker, so that it is the one that answers every request.
        with serving([*served, "--workers", "1"], environment) as (server, address, _):
            found += _memory_figures(server, _visit(address))
    return found


def _start_figure(name: str, command: list[object], environment: Environment, target: float) -> Figure:
    seconds = []
    for _ in range(STARTS):
        with serving(command, environment) as (_server, _address, waited):
            seconds.append(waited)
    remark = f"median of {STARTS} starts, longest {percentile(seconds, 1):.1f} s"
    return Figure(name, median(seconds), "s", at_most=target, remark=remark)


@contextmanager
def serving(
    command: list[object], environment: Environment, *, patience: float = 60
) -> Iterator[tuple[subprocess.Popen[bytes], str, float]]:
    """Start a server; gives its process, its address and the seconds to its first answer; ends it and its children."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    started = time.perf_counter()
    server = subprocess.Popen(
        [*map(str, command), "--port", str(port)],
        env=environment,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        while not _answers(address):
            if server.poll() is not None or time.perf_counter() - started > patience:
                raise SystemExit(f"{command} does not answer: nothing to measure")
            time.sleep(0.01)
        yield server, address, time.perf_counter() - started
    finally:
        server.send_signal(signal.SIGINT)
        try:
            server.wait(timeout=20)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()


def _answers(address: str) -> bool:
    try:
        with build_opener().open(f"{address}/", timeout=10) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def _visit(address: str) -> str:
    """REQUESTS pages that really open, each person of the demonstration in turn following the links that she is shown.

    Says how many people saw how many different pages; what answers 404 does not count.
    """
    walks = [_walk(_signed_in(address, person), address) for person in _people_of_the_demo(address)]
    count, seen, opened = len(walks), set(), 0
    while opened < REQUESTS and walks:
        for walk in list(walks):
            page = next(walk, None)
            if page is None:
                walks.remove(walk)
            elif opened < REQUESTS:
                opened += 1
                seen.add(page)
    if opened < REQUESTS:
        raise SystemExit(f"only {opened} pages opened: nothing to measure")
    return f"{opened} requests by {count} people of the demonstration, {len(seen)} different pages"


def _walk(browser: OpenerDirector, address: str) -> Iterator[str]:
    """Addresses that opened, from the first page along its links, nearest first."""
    ahead, known = deque([FIRST_PAGE]), {FIRST_PAGE}
    while ahead:
        page = ahead.popleft()
        answer = _get(browser, f"{address}{page}")
        if answer is None:
            continue
        yield page
        for link in map(unescape, re.findall(r'<a\b[^>]*\bhref="(/[^"#]*)', answer)):
            if link not in known and not link.startswith(_NOT_FOLLOWED):
                known.add(link)
                ahead.append(link)


def _people_of_the_demo(address: str) -> list[str]:
    doors = _get(build_opener(HTTPCookieProcessor(CookieJar())), f"{address}/demo/") or ""
    people = re.findall(r'name="person" value="([^"]+)"', doors)
    if not people:
        raise SystemExit("the demonstration shows nobody to sign in as")
    return people


def _signed_in(address: str, person: str) -> OpenerDirector:
    browser = build_opener(HTTPCookieProcessor(CookieJar()))
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', _get(browser, f"{address}/demo/") or "")
    sent = urlencode({"person": person, "csrfmiddlewaretoken": token[1] if token else ""}).encode()
    browser.open(f"{address}/demo/entrer/", sent, timeout=30).read()
    return browser


def _get(browser: OpenerDirector, address: str) -> str | None:
    """The page, or None where this person has none (404)."""
    try:
        return browser.open(address, timeout=30).read().decode(errors="replace")
    except HTTPError as answer:
        if answer.code != 404:
            raise
        return None


def _memory_figures(server: subprocess.Popen[bytes], visited: str) -> list[Figure]:
    """The page worker, and for information the process of background jobs."""
    # Python's own resource tracker is a child too, and small.
    children = [child for child in _children(server.pid) if _resident(child) > 30]
    jobs = [child for child in children if _command_line(child).rstrip().endswith(" work")]
    pages = [_resident(child) for child in children if child not in jobs]
    if not pages:
        raise SystemExit("no worker found under the server: nothing to measure")
    return [
        Figure("memory of one worker", max(pages), "MB", at_most=MEMORY_TARGET, remark=visited),
        Figure("memory of the process of background jobs, at rest", max(map(_resident, jobs), default=0), "MB"),
    ]


def _children(parent: int) -> list[int]:
    listed = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    return [int(child) for child in listed]


def _command_line(process: int) -> str:
    return Path(f"/proc/{process}/cmdline").read_text().replace("\0", " ")


def _resident(process: int) -> float:
    """Resident memory, MB, shared pages included."""
    kilobytes = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{process}/status").read_text())
    return int(kilobytes[1]) / 1024 if kilobytes else 0.0
