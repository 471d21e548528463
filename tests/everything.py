"""``make test``: every test, on SQLite and on PostgreSQL, in Chromium; then the checks of the code itself.

Says plainly what it could not run. Exits 1 when anything failed, or when CI lacks something.
"""

import os
import subprocess
import sys
import time

from tests.postgres import private_cluster, server_programs


def main() -> int:
    started = time.monotonic()
    left_out: list[str] = []
    codes = [_run("Le code lui-même", [sys.executable, "-m", "tests.check"])]
    codes += _suites("SQLite", {})
    if server_programs() is None:
        left_out.append("PostgreSQL : programmes du serveur introuvables (paquet « postgresql »)")
    else:
        with private_cluster() as url:
            codes += _suites("PostgreSQL", {"LABMIGRATION_DATABASE_URL": url})
    for line in left_out:
        print(f"NON EXÉCUTÉ : {line}", flush=True)
    print(f"Durée : {time.monotonic() - started:.0f} s", flush=True)
    if left_out and os.environ.get("CI") == "true":
        return 1
    return max(codes)


def _suites(database: str, environment: dict[str, str]) -> list[int]:
    """The tests without a browser on two processes, then those with one, which share the processors badly."""
    pytest = [sys.executable, "-m", "pytest", "-q"]
    return [
        _run(f"Tests sur {database}", [*pytest, "-m", "not browser", "-n", "2", "--dist", "loadscope"], environment),
        _run(f"Navigateur, {database}", [*pytest, "-m", "browser"], environment),
    ]


def _run(title: str, command: list[str], environment: dict[str, str] | None = None) -> int:
    print(f"\n== {title}", flush=True)
    return subprocess.run(command, env={**os.environ, **(environment or {})}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
