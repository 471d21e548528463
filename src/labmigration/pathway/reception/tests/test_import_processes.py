"""Real processes on a real database: one killed with SIGKILL, two at the same time."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection

from labmigration.pathway.reception.tests.conftest import SAMPLE

HEADER, FIRST, *_ = SAMPLE.read_text("utf-8-sig").splitlines()
COMMAND = [sys.executable, "-m", "labmigration.cli"]
pytestmark = pytest.mark.django_db(transaction=True)


def invented(count: int, referrer: str = "Mission locale") -> str:
    """A file of `count` people, no two alike, all sent by `referrer`."""
    letters = "abcdefghijklmnopqrstuvwxyz"

    def surname(number: int) -> str:
        spelled = "".join(letters[number // 26**place % 26] * 3 for place in range(3))
        return f"Karo{spelled}"

    lines = [
        FIRST.replace("SILVA", surname(number)).replace("06.04.1997", f"{1 + number % 28:02}.04.{1960 + number % 40}")
        for number in range(count)
    ]
    return "\n".join([HEADER, *(line.replace("Mission locale", referrer) for line in lines)])


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """An installation for the processes: the test database on PostgreSQL, a file of its own on SQLite."""
    found = {**os.environ, "LABMIGRATION_HOME": str(tmp_path / "home")}
    if connection.vendor == "postgresql":
        at = connection.settings_dict
        found["LABMIGRATION_DATABASE_URL"] = f"postgresql://{at['USER']}@{at['HOST']}:{at['PORT']}/{at['NAME']}"
    else:
        found["LABMIGRATION_DATABASE_URL"] = ""
        subprocess.run([*COMMAND, "setup"], env=found, check=True, stdout=subprocess.DEVNULL)
    return found


@pytest.fixture
def start(environment: dict[str, str]) -> Callable[[Path], "subprocess.Popen[str]"]:
    """`start(path)`: the import of a file, in a process of its own."""

    def run(path: Path) -> "subprocess.Popen[str]":
        said = ["referrals", "import", str(path), "--territory", "marseille", "--on", "2022-10-18", "--json"]
        return subprocess.Popen([*COMMAND, *said], env=environment, stdout=subprocess.PIPE, text=True)

    return run


def outcomes(process: "subprocess.Popen[str]") -> list[str]:
    told, _ = process.communicate(timeout=120)
    assert process.returncode == 0
    return [row["outcome"] for row in json.loads(told)["rows"]]


def counted(environment: dict[str, str], table: str) -> int:
    """Rows of a table, as another connection sees them."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM {table}")
            return cursor.fetchone()[0]
    import sqlite3

    with sqlite3.connect(Path(environment["LABMIGRATION_HOME"]) / "labmigration.sqlite3") as opened:
        return opened.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


def test_a_command_killed_with_sigkill_loses_nothing_and_doubles_nothing(start, environment, tmp_path):
    path = tmp_path / "long.csv"
    path.write_text(invented(6_000), encoding="utf-8")
    killed = start(path)
    deadline = time.monotonic() + 60
    while counted(environment, "people_candidate") == 0 and time.monotonic() < deadline:
        time.sleep(0.01)
    os.kill(killed.pid, signal.SIGKILL)
    killed.communicate()
    half = counted(environment, "people_candidate")
    assert 0 < half < 6_000, "the kill came too late to show anything"
    assert half == counted(environment, "reception_referral") == counted(environment, "pathway_pathway")
    again = outcomes(start(path))
    assert (again.count("already_imported"), again.count("created")) == (half, 6_000 - half)
    assert counted(environment, "people_candidate") == counted(environment, "reception_referral") == 6_000


def test_two_imports_of_one_file_at_once_create_each_person_once(start, environment, tmp_path):
    path = tmp_path / "same.csv"
    path.write_text(invented(2_500), encoding="utf-8")
    both = [start(path), start(path)]
    told = [outcome for process in both for outcome in outcomes(process)]
    assert (told.count("created"), told.count("already_imported")) == (2_500, 2_500)
    assert counted(environment, "people_candidate") == counted(environment, "reception_referral") == 2_500


def test_two_files_about_the_same_people_at_once_see_each_other(start, environment, tmp_path):
    """From two agencies at the same moment: whichever comes second is a suspicion, and nobody is missed."""
    both = []
    for referrer in ("Mission locale", "OFII Marseille"):
        path = tmp_path / f"{referrer}.csv"
        path.write_text(invented(2_500, referrer), encoding="utf-8")
        both.append(start(path))
    told = [outcome for process in both for outcome in outcomes(process)]
    assert (told.count("created"), told.count("duplicate")) == (2_500, 2_500)
