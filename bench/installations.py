"""Homes and databases to measure in: fresh, apart from everybody's, and thrown away."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.figures import say
from tests.postgres import private_cluster

ROOT = Path(__file__).parent.parent
COMMAND = Path(sys.executable).with_name("labmigration")
Environment = dict[str, str]


@contextmanager
def sqlite_home(*, demo: bool = False) -> Iterator[Environment]:
    """The environment of an installation on SQLite that `labmigration setup` has just prepared."""
    with _home(demo) as environment:
        yield _prepared(environment)


@contextmanager
def postgres_homes() -> Iterator["Postgres"]:
    """A PostgreSQL cluster of its own, as Debian installs it but for its port, that flushes every commit to disk."""
    with private_cluster(durable=True) as url:
        yield Postgres(url)


class Postgres:
    """Databases of one cluster."""

    def __init__(self, url: str) -> None:
        self._url = url

    @contextmanager
    def home(self, name: str) -> Iterator[Environment]:
        """The environment of an installation on a new database, dropped at the end."""
        self._tell(f"CREATE DATABASE {name}")
        try:
            with _home(demo=False) as environment:
                address = f"{self._url.rpartition('/')[0]}/{name}"
                yield _prepared({**environment, "LABMIGRATION_DATABASE_URL": address})
        finally:
            self._tell(f"DROP DATABASE {name} WITH (FORCE)")

    def version(self) -> str:
        return self._tell("SHOW server_version").split()[0]

    def _tell(self, statement: str) -> str:
        import psycopg

        with psycopg.connect(self._url, autocommit=True) as connection:
            answer = connection.execute(statement)
            return str(answer.fetchone()[0]) if answer.description else ""


@contextmanager
def _home(demo: bool) -> Iterator[Environment]:
    folder = tempfile.mkdtemp(prefix="labmigration-bench-")
    # As in a plain shell, where Python keeps what it compiled; kept here beside the data rather than in the checkout.
    set_aside = ("LABMIGRATION_", "PYTHONDONTWRITEBYTECODE", "DJANGO_")
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(set_aside)}
    inherited["PYTHONPYCACHEPREFIX"] = str(Path(folder, "compiled"))
    try:
        yield {**inherited, "LABMIGRATION_HOME": folder, "LABMIGRATION_DEMO": "1" if demo else "0"}
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _prepared(environment: Environment) -> Environment:
    subprocess.run([COMMAND, "setup"], env=environment, check=True, stdout=subprocess.DEVNULL)
    return environment


def measured(module: str, *arguments: str, environment: Environment) -> list[str]:
    """Run a measure in a process of its own; the lines that it handed over. What it says goes to the terminal."""
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(command, env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode != 0:
        say(f"{module} {' '.join(arguments)} failed")
        raise SystemExit(2)
    return done.stdout.splitlines()
