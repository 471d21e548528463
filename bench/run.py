"""`make bench`: every measure, then one table with targets; exit 1 when a target is missed, 2 when nothing could be
measured. `python -m bench.run [import|prescription|server …] [--rows N] [--people N]` runs some, or smaller."""

import argparse
import json
import os
import platform
import sqlite3
import sys
import tempfile
import time
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Final

from bench import (
    attendance,
    certification,
    documents,
    evaluation,
    extracts,
    forecast,
    household,
    outcomes,
    phones,
    placement,
    placement_territories,
    positioning,
    prescription,
    server,
    timetable,
)
from bench.figures import Figure, say, table
from bench.installations import Environment, Postgres, measured, postgres_homes, sqlite_home
from bench.pathways import PEOPLE
from bench.referral_file import referral_file
from tests.postgres import server_programs

_LOAD: Final = os.getloadavg()[0]  # processes that wanted a processor in the last minute, before ours
ROWS: Final = 100_000
SLOW_ROWS: Final = 10_000  # for the peer's slower ways, to bound the run; rates fall with length, so it flatters them
TIMES_FASTER: Final = 5
INDICATORS: Final = (10_000, 1_000_000)  # people
ON_POSTGRES: Final = ("import", "indicators", "ledger", "pathways", "placement_desk", "placement_territories")
ENGINES: Final = {  # a module with `figures()` each
    "positioning": positioning,
    "prescription": prescription,
    "placement": placement,
    "timetable": timetable,
    "outcomes": outcomes,
    "forecast": forecast,
    "evaluation": evaluation,
    "extracts": extracts,
    "certification": certification,
    "documents": documents,
}
BROWSERS: Final = {"phones": phones, "attendance": attendance, "household": household}  # the same, in Chromium
WAYS: Final = {
    "peer-all-bulk": "everything in bulk, by hand around its bulk_create",
    "peer-bulk": "use_bulk, hooks save row by row",
    "peer": "row by row",
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.run")
    parser.add_argument(
        "names",
        nargs="*",
        choices=[*ON_POSTGRES, *BROWSERS, *ENGINES, "server", []],
        default=[],
    )
    parser.add_argument("--rows", type=int, default=ROWS, help="rows of the referral file")
    parser.add_argument("--people", type=int, default=PEOPLE, help="pathways in the database of the pages")
    options = parser.parse_args()
    names = options.names or ["server", *ENGINES, *BROWSERS, *ON_POSTGRES]
    started = time.monotonic()
    figures: list[Figure] = []
    left_out, version = [], "not found"
    if "server" in names:
        figures += server.figures()
    for browser in BROWSERS:
        if browser in names:
            figures += BROWSERS[browser].figures()
    for engine in ENGINES:
        if engine in names:
            figures += ENGINES[engine].figures()
    if "import" in names:
        figures += _imports("SQLite", options.rows, lambda way: sqlite_home())
    if set(ON_POSTGRES) & set(names):
        if server_programs() is None:
            left_out.append("PostgreSQL: no server programs here (Debian package “postgresql”)")
        else:
            with postgres_homes() as cluster:
                version = cluster.version()
                if "import" in names:
                    figures += _imports("PostgreSQL", options.rows, lambda way: cluster.home(way.replace("-", "_")))
                if "ledger" in names:
                    figures += _ledger(cluster)
                if "indicators" in names:
                    figures += _indicators(cluster)
                if "pathways" in names:
                    figures += _pathways(cluster, options.people)
                if "placement_territories" in names:
                    figures += placement_territories.figures(cluster)
                if "placement_desk" in names:
                    figures += _desk(cluster)
    print(f"\n{table(figures)}\n\n{_machine(version)} {time.monotonic() - started:.0f} s in all.")
    for line in left_out:
        print(f"NOT MEASURED: {line}")
    missed = [figure for figure in figures if figure.met is False]
    print(f"{len(missed)} target(s) missed." if missed else "Every target measured is met.")
    return 1 if missed or (left_out and os.environ.get("CI") == "true") else 0


def _imports(database: str, rows: int, home: Any) -> list[Figure]:
    """Ours and the peer's ways on the same bytes, each in a process and a database of its own."""
    found: dict[str, dict[str, float]] = {}
    with tempfile.TemporaryDirectory(prefix="labmigration-bench-") as folder:
        whole, part = Path(folder, "orientations.csv"), Path(folder, "debut.csv")
        whole.write_bytes(referral_file(rows))
        part.write_bytes(referral_file(min(rows, SLOW_ROWS)))
        for way in ("ours", *WAYS):
            file, count = (whole, rows) if way in ("ours", "peer-all-bulk") else (part, min(rows, SLOW_ROWS))
            say(f"import, {database}: {way}, {count} rows …")
            opened: AbstractContextManager[Environment] = home(way)
            with opened as environment:
                told = json.loads(measured("bench.import_referrals", way, str(file), environment=environment)[-1])
            found[way] = {**told, "rate": count / told["seconds"]}
    _same_work(found["ours"], found["peer-all-bulk"])
    ours, fastest = found["ours"], max(found[way]["rate"] for way in WAYS)
    title = f"import, {database}"
    figures = [Figure(f"{title}: ours", ours["rate"], "rows/s", remark=_took(ours))]
    for way, says in WAYS.items():
        told = found[way]
        remark = f"{_took(told)}; ours is {ours['rate'] / told['rate']:.1f} times faster"
        figures.append(Figure(f"{title}: django-import-export, {says}", told["rate"], "rows/s", remark=remark))
    figures.append(Figure(f"{title}: ours against its fastest way", ours["rate"] / fastest, "×", at_least=TIMES_FASTER))
    return figures


def _took(told: dict[str, float]) -> str:
    seconds = f"{told['seconds']:.1f} s, {told['processor_seconds']:.1f} s of them computing"
    return f"{seconds}; {told['strong']} likely duplicates found"


def _same_work(ours: dict[str, float], peer: dict[str, float]) -> None:
    for model in ("Candidate", "Pathway", "Referral"):
        if ours[model] != peer[model]:
            raise SystemExit(f"not the same work: {ours[model]} and {peer[model]} rows of {model}")


def _pathways(cluster: Postgres, people: int) -> list[Figure]:
    say(f"pages at {people} pathways …")
    with cluster.home("pathways") as environment:
        lines = measured("bench.pathways", "--people", str(people), environment=environment)
    return [Figure.handed_over(line) for line in lines]


def _indicators(cluster: Postgres) -> list[Figure]:
    figures = []
    for people in INDICATORS:
        say(f"indicators of {people} people …")
        with cluster.home(f"indicators_{people}") as environment:
            lines = measured("bench.indicators", "--people", str(people), environment=environment)
        figures += [Figure.handed_over(line) for line in lines]
    return figures


def _desk(cluster: Postgres) -> list[Figure]:
    with cluster.home("placement_desk") as environment:
        lines = measured("bench.placement_desk", environment=environment)
    return [Figure.handed_over(line) for line in lines]


def _ledger(cluster: Postgres) -> list[Figure]:
    say("ledger of hours …")
    with cluster.home("ledger") as environment:
        lines = measured("bench.ledger", environment=environment)
    return [Figure.handed_over(line) for line in lines]


def _machine(postgres: str) -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{os.cpu_count()} cores, {memory:.0f} GiB, {platform.freedesktop_os_release()['PRETTY_NAME']}; "
        f"Python {platform.python_version()}, PostgreSQL {postgres}, SQLite {sqlite3.sqlite_version}; "
        f"load of others when it began: {_LOAD:.1f}."
    )


if __name__ == "__main__":
    sys.exit(main())
