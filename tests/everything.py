"""``make test``: the checks of the code itself, then every test, on SQLite and on PostgreSQL, in Chromium.

The two databases are tried side by side, each in a lane of its own, and never both with a browser for long: a browser
leaves a processor idle that the other lane takes. What asks for no database is tried once, by the lane that has
nothing left to do; what no database changes (marked `once`) is tried on SQLite only. What failed is tried again once,
when nothing else runs, and said: such a test is unsteady, which is a defect, but not the one that it looks for.

Says plainly what it could not run, and last of all what failed, since the end is what people read of a long output.
Exits 1 when anything failed, or when CI lacks something.
"""

import os
import queue
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass

from tests.postgres import private_cluster, server_programs

PYTEST = (sys.executable, "-m", "pytest", "-q", "--durations=5")
#: What pytest answers when tests failed, rather than when it could not run at all.
FAILED = 1
ENGINES = "src/labmigration/decisions"
#: How pytest names, at the end of a run, a test that failed or could not be set up.
NAMED = ("FAILED ", "ERROR ")
#: Of them, how many are named again at the very end.
NAMED_AT_THE_END = 15
_ONE_LINE_AT_A_TIME = threading.Lock()
#: What failed at its first try: (title, line of pytest).
_named: list[tuple[str, str]] = []


@dataclass(frozen=True)
class Suite:
    """Tests of one kind on one database; `kept`: where pytest writes down which of them failed; `only`: of pytest."""

    title: str
    kind: str
    environment: Mapping[str, str]
    kept: str
    only: Sequence[str] = ()

    def run(self, *options: str) -> int:
        """pytest's exit code; its lines are printed as they come, each with the suite's title."""
        command = [*PYTEST, "-m", self.kind, "-o", f"cache_dir={self.kept}", *self.only, *options]
        return _run(self.title, command, self.environment)


def main() -> int:
    started = time.monotonic()
    left_out = []
    codes = [_run("code", [sys.executable, "-m", "tests.check"])]
    if server_programs() is None:
        left_out.append("PostgreSQL : programmes du serveur introuvables (paquet « postgresql »)")
    with (
        tempfile.TemporaryDirectory(prefix="labmigration-failed-") as kept,
        private_cluster() if server_programs() else nullcontext() as url,
    ):
        lanes = [_suites("SQLite", {}, kept)]
        if url is not None:
            lanes.append(_suites("PostgreSQL", {"LABMIGRATION_DATABASE_URL": url}, kept)[::-1])
        without = _without_database(kept)
        with ThreadPoolExecutor(len(lanes)) as side_by_side:
            ended = [pair for lane in side_by_side.map(lambda lane: _in_turn(lane, without), lanes) for pair in lane]
        codes += [_again(suite) if code == FAILED else code for suite, code in ended]
    for line in left_out:
        _say("NON EXÉCUTÉ", line)
    _say("durée", f"{time.monotonic() - started:.0f} s")
    for title, line in _named[:NAMED_AT_THE_END]:
        _say(title, line)
    if left_out and os.environ.get("CI") == "true":
        return 1
    return max(codes)


def _suites(database: str, environment: Mapping[str, str], kept: str) -> list[Suite]:
    """What a database is tried with; on the second one without what no database changes."""
    again = " and not once" if environment else ""
    return [
        Suite(database, f"database and not browser{again}", environment, f"{kept}/{database}"),
        Suite(f"{database}, navigateur", f"browser{again}", environment, f"{kept}/{database}-browser"),
    ]


def _without_database(kept: str) -> "queue.SimpleQueue[Suite]":
    """In two parts of about one length, so that both lanes end together."""
    waiting: queue.SimpleQueue[Suite] = queue.SimpleQueue()
    for title, only in (("moteurs", [ENGINES]), ("sans base", [f"--ignore={ENGINES}"])):
        waiting.put(Suite(title, "not database and not browser", {}, f"{kept}/{title}", only))
    return waiting


def _in_turn(lane: Sequence[Suite], then: "queue.SimpleQueue[Suite]") -> list[tuple[Suite, int]]:
    """The lane's own suites, then what waits for a free lane."""
    ended = [(suite, suite.run()) for suite in lane]
    while True:
        try:
            suite = then.get_nowait()
        except queue.Empty:
            return ended
        ended.append((suite, suite.run()))


def _again(suite: Suite) -> int:
    _say(suite.title, "ce qui a échoué est essayé une seconde fois, seul")
    code = suite.run("--last-failed", "--last-failed-no-failures", "none", "-rA")
    if code == 0:
        _say("INSTABLE", f"{suite.title} : les tests ci-dessus ont échoué une fois, puis réussi.")
    return code


def _run(title: str, command: Sequence[str], environment: Mapping[str, str] | None = None) -> int:
    whole = {**os.environ, "PYTHONUNBUFFERED": "1", **(environment or {})}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    with subprocess.Popen(command, env=whole, text=True, errors="replace", **pipes) as process:
        assert process.stdout is not None
        for line in process.stdout:
            _say(title, line.rstrip())
            if line.startswith(NAMED):
                _named.append((title, line.rstrip()))
    if process.returncode:
        _named.append((title, f"a fini par {process.returncode}"))
    return process.returncode


def _say(title: str, line: str) -> None:
    with _ONE_LINE_AT_A_TIME:
        print(f"{title:<22} | {line}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
