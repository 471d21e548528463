"""A fresh installation by its own commands, in a home of its own."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

LABMIGRATION = Path(sys.executable).parent / "labmigration"
PRAGMAS = """
import django; django.setup()
from django.db import connection
from labmigration.territories.models import Territory
with connection.cursor() as cursor:
    for name in ("journal_mode", "synchronous", "foreign_keys"):
        cursor.execute(f"PRAGMA {name}")
        print(cursor.fetchone()[0])
print(*sorted(Territory.objects.values_list("code", flat=True)))
"""


@pytest.fixture
def environment(tmp_path):
    kept = {name: value for name, value in os.environ.items() if not name.startswith("LABMIGRATION_")}
    return {**kept, "LABMIGRATION_HOME": str(tmp_path / "home"), "DJANGO_SETTINGS_MODULE": "labmigration.settings"}


def run(environment: dict[str, str], *command: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_setup_is_safe_to_repeat_and_commits_survive_a_power_cut(environment):
    for _time in range(2):
        done = run(environment, LABMIGRATION, "setup")
        assert done.returncode == 0, done.stderr
    told = run(environment, sys.executable, "-c", PRAGMAS).stdout.split("\n")
    # 2 is FULL: with NORMAL a power cut lost acknowledged commits.
    assert told[:3] == ["wal", "2", "1"]
    assert told[3] == "ile-de-france le-havre lille marseille"


def test_a_port_that_is_already_answered_is_said_so(environment):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = run(environment, LABMIGRATION, "serve", "--port", str(taken.getsockname()[1]))
    assert done.returncode == 1
    assert "déjà pris" in done.stderr


def test_keys_and_database_are_readable_by_their_owner_only(environment):
    run(environment, LABMIGRATION, "setup")
    home = Path(environment["LABMIGRATION_HOME"])
    assert home.stat().st_mode & 0o077 == 0
    for key in (home / "keys").iterdir():
        assert key.stat().st_mode & 0o077 == 0
