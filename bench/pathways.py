"""How long the pages that people live in take at a million pathways on PostgreSQL, and how many queries they run.

The time is that of the whole request inside the process: middleware, session, rights, queries, template. The advisor's
list is asked with the filters that its form offers, by several advisors, light and heavy; the coordinator's list shows
a whole territory. Run by `run`, on a database that is set up and empty: `python -m bench.pathways [--people N]`.
"""

import argparse
import itertools
import os
import random
import re
import time
from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Any, Final

from bench.figures import Figure, percentile, say

PEOPLE: Final = 1_000_000
ADVISORS: Final = 12  # measured, spread from the most loaded to the least
ROUNDS: Final = 4
THREADS_EACH: Final = 20
LIST_TARGET, THREAD_TARGET = 60, 40  # ms, 95 in 100

#: What the form of the list can ask. `…` stands for a name as people type it, drawn as often as people bear it.
ASKED: Final = {
    "own people": {"conseil": "me"},
    "own, late": {"conseil": "me", "retard": "on"},
    "own, one stage": {"conseil": "me", "etape": "training"},
    "own, closed": {"conseil": "me", "etat": "closed"},
    "own, a name": {"conseil": "me", "texte": "…"},
    "all": {"conseil": "all"},
    "all, late": {"conseil": "all", "retard": "on"},
    "all, one stage": {"conseil": "all", "etape": "reception"},
    "all, another stage": {"conseil": "all", "etape": "matching"},
    "all, who acts": {"conseil": "all", "role": "advisor"},
    "all, a name": {"conseil": "all", "texte": "…"},
    "all, first and last name": {"conseil": "all", "texte": "… …"},
    "followed by nobody": {"conseil": "nobody"},
    "second page": {"conseil": "all", "apres": "…"},
}
_NOT_THE_PAGE: Final = ("SAVEPOINT", "RELEASE", 'UPDATE "django_session"')


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=PEOPLE)
    parser.add_argument("--filled", action="store_true", help="the people are already in the database")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "labmigration.settings")
    import django

    django.setup()
    from bench.crowd import fill

    if not options.filled:
        say(f"writing {options.people} pathways …")
        fill(options.people)
    for figure in (*_lists("advisor"), *_lists("territory_coordinator"), *_threads()):
        figure.hand_over()


class Visitor:
    """An account signed in as a browser would be, second factor included; times each page and counts its queries."""

    def __init__(self, user: Any) -> None:
        from allauth.mfa.models import Authenticator
        from django.test import Client

        self.user = user
        self.client = Client(SERVER_NAME="127.0.0.1")
        Authenticator.objects.get_or_create(user=user, type=Authenticator.Type.TOTP, defaults={"data": {}})
        self.client.force_login(user)

    def get(self, address: str, asked: dict[str, str] | None = None) -> tuple[float, int, Any]:
        """Milliseconds, queries, and the response, which must be a page."""
        from django.db import connection

        queries = itertools.count()

        def counted(execute: Any, sql: str, *arguments: Any) -> Any:
            # Once a minute the session notes that its account is at work: no part of the page.
            if not sql.startswith(_NOT_THE_PAGE):
                next(queries)
            return execute(sql, *arguments)

        with connection.execute_wrapper(counted):
            started = time.perf_counter()
            response = self.client.get(address, asked)
            milliseconds = 1000 * (time.perf_counter() - started)
        if response.status_code != 200:
            raise SystemExit(f"{address} {asked} answered {response.status_code} to {self.user}: nothing to measure")
        return milliseconds, next(queries), response


def _visitors(role: str, count: int) -> list[Visitor]:
    """Accounts of the first territory, evenly from the most loaded to the least."""
    from bench.crowd import TERRITORIES
    from labmigration.access.models import User

    everybody = list(User.objects.filter(grants__role=role, grants__territory=TERRITORIES[0]).order_by("email"))
    return [Visitor(user) for user in everybody[:: max(1, len(everybody) // count)]]


def _lists(role: str) -> list[Figure]:
    from django.urls import reverse

    address = reverse("pathway:list")
    visitors = _visitors(role, ADVISORS)
    mine = role == "advisor"
    asked = {name: fields for name, fields in ASKED.items() if mine or fields["conseil"] != "me"}
    draw = random.Random(1)
    times: defaultdict[str, list[float]] = defaultdict(list)
    queries: defaultdict[str, Counter[int]] = defaultdict(Counter)
    visitors[0].get(address)  # templates are read from disk once in the life of a process
    for _ in range(ROUNDS):
        for visitor in visitors:
            for name, fields in asked.items():
                filled = {field: _filled_in(text, field, draw, visitor, address) for field, text in fields.items()}
                milliseconds, count, _ = visitor.get(address, filled)
                times[name].append(milliseconds)
                queries[name][count] += 1
    for name, found in times.items():
        half, nearly_all = percentile(found, 0.5), percentile(found, 0.95)
        say(f"  {role}, {name}: p50 {half:.0f} ms, p95 {nearly_all:.0f} ms, {_said(queries[name])}")
    every = [milliseconds for found in times.values() for milliseconds in found]
    most = max(count for counts in queries.values() for count in counts)
    worst = max(times, key=lambda name: percentile(times[name], 0.95))
    slowest = f"slowest filter “{worst}”: {percentile(times[worst], 0.95):.0f} ms"
    remark = f"{len(every)} requests, at most {most} queries; {slowest}"
    title = "advisor’s list" if mine else "coordinator’s list"
    return [
        Figure(f"{title}, 1 in 2 requests", percentile(every, 0.5), "ms"),
        Figure(f"{title}, 95 in 100 requests", percentile(every, 0.95), "ms", at_most=LIST_TARGET, remark=remark),
        _varying(f"{title}: filters whose number of queries varies", queries),
    ]


def _filled_in(text: str, field: str, draw: random.Random, visitor: Visitor, address: str) -> str:
    """The field's text, with a name that somebody bears, or the place where the first page ended."""
    if "…" not in text:
        return text
    if field == "apres":
        _, _, response = visitor.get(address, {"conseil": "all"})
        place = re.search(r'[?&;]apres=([^"&]+)', response.content.decode())
        return place[1] if place else ""
    first_name, surname = _somebody(draw)
    return surname if text == "…" else f"{first_name} {surname}"


def _somebody(draw: random.Random) -> tuple[str, str]:
    """First name and surname of a random person, so that common names are asked for more often."""
    from bench.invented_names import SURNAMES, WOMEN

    return WOMEN[int(len(WOMEN) * draw.random() ** 1.2)], SURNAMES[int(len(SURNAMES) * draw.random() ** 2)]


def _threads() -> list[Figure]:
    from django.urls import reverse

    times: list[float] = []
    queries: defaultdict[str, Counter[int]] = defaultdict(Counter)
    warm = False
    for visitor in _visitors("advisor", ADVISORS):
        for pathway in _own_people(visitor):
            address = reverse("pathway:thread", args=[pathway.pk])
            if not warm:
                visitor.get(address)
                warm = True
            milliseconds, count, _ = visitor.get(address)
            times.append(milliseconds)
            queries[pathway.stage][count] += 1
    for stage, counts in queries.items():
        say(f"  thread at {stage}: {_said(counts)}")
    fewest, most = (choose(count for counts in queries.values() for count in counts) for choose in (min, max))
    remark = f"{len(times)} people at {len(queries)} stages; {fewest} to {most} queries by stage"
    return [
        Figure("person’s thread, 1 in 2 requests", percentile(times, 0.5), "ms"),
        Figure(
            "person’s thread, 95 in 100 requests", percentile(times, 0.95), "ms", at_most=THREAD_TARGET, remark=remark
        ),
        _varying("thread: stages whose number of queries varies", queries),
    ]


def _varying(name: str, queries: Mapping[str, Counter[int]]) -> Figure:
    """How many pages run more queries for some readers or people than for others: none should."""
    varying = [f"{page}: {_said(counts)}" for page, counts in queries.items() if len(counts) > 1]
    return Figure(name, len(varying), "", at_most=0, remark="; ".join(varying))


def _own_people(visitor: Visitor) -> list[Any]:
    """The visitor's people who have a history, with a sealed telephone to open as in real life."""
    from bench.crowd import with_history
    from labmigration.access.actor import Actor
    from labmigration.pathway.models import Pathway

    with Actor.of(visitor.user).at_work():
        found = with_history(Pathway.objects.filter(lead_advisor=visitor.user).select_related("candidate"))[
            :THREADS_EACH
        ]
        for pathway in found:
            pathway.candidate.phone = "+33639980000"
            pathway.candidate.save()
        return list(found)


def _said(queries: Counter[int]) -> str:
    return "always " * (len(queries) == 1) + " or ".join(str(count) for count in sorted(queries)) + " queries"


if __name__ == "__main__":
    main()
