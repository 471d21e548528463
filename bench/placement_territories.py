"""Twelve invented territories placed as jobs of the product’s own job table on PostgreSQL: by one worker process, then
by four. `python -m bench.run placement_territories` prints how much faster four are.

Plans are asked for in the table directly, and foreign keys are not looked at: the people and needs of these territories
stand nowhere but in the questions. The worker takes, computes, checks and keeps them as `labmigration serve` does.
"""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

from bench.figures import Figure, say
from bench.installations import ROOT, Environment, Postgres, measured

TERRITORIES: Final = 12
WORKERS, HOUSEHOLDS = 60, 240  # of each territory
MANY: Final = 4
TIMES_FASTER: Final = 1.8  # on two cores
LONGEST: Final = 120  # seconds a search may take


def figures(cluster: Postgres) -> list[Figure]:
    """Wall time of all twelve, from the moment at which the processes are ready. One, four, four, one: what a machine
    gains or loses of its speed meanwhile falls on both alike.
    """
    took: dict[int, list[float]] = {1: [], MANY: []}
    with cluster.home("placement_territories") as environment:
        for count in (1, MANY, MANY, 1):
            took[count].append(_placed_by(count, environment))
    title = f"{TERRITORIES} territories of {WORKERS} × {HOUSEHOLDS} as jobs, PostgreSQL"
    cores = f"on {os.cpu_count()} cores"
    one, many = sum(took[1]) / 2, sum(took[MANY]) / 2
    twice = "{:.1f} s and {:.1f} s".format
    return [
        Figure(f"{title}: one worker process", one, "s", remark=twice(*took[1])),
        Figure(f"{title}: {MANY} worker processes", many, "s", remark=f"{twice(*took[MANY])}, {cores}"),
        Figure(f"{title}: {MANY} against one", one / many, "×", at_least=TIMES_FASTER, remark=cores),
    ]


def _placed_by(count: int, environment: Environment) -> float:
    say(f"{TERRITORIES} territories, {count} worker process(es) …")
    measured("bench.placement_territories", "ask", str(count), environment=environment)
    command = [sys.executable, "-m", "bench.placement_territories", "work"]
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "bufsize": 1}
    workers = [subprocess.Popen(command, env=environment, cwd=ROOT, **pipes) for _ in range(count)]
    for worker in workers:
        assert worker.stdout is not None
        worker.stdout.readline()  # ready
    began = time.monotonic()
    for worker in workers:
        assert worker.stdin is not None
        worker.stdin.write("go\n")
    if any(worker.wait() for worker in workers):
        raise SystemExit("a worker process failed")
    took = time.monotonic() - began
    measured("bench.placement_territories", "look", environment=environment)
    return took


def main(task: str, arguments: Sequence[str]) -> None:
    """`ask` for all plans anew, `work` until no job is left, `look` whether every plan is there and proven."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "labmigration.settings")
    import django

    django.setup()
    from django.db.backends.signals import connection_created
    from django_scopes import scopes_disabled

    connection_created.connect(_look_at_no_foreign_key)
    with scopes_disabled():
        {"ask": lambda: _ask(*arguments), "work": _work, "look": _look}[task]()


def _look_at_no_foreign_key(connection: Any, **_signal: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")


def _ask(turn: str) -> None:
    from labmigration import clock
    from labmigration.access.models import User
    from labmigration.decisions.tests.invented_placements import territory
    from labmigration.jobs.queue import enqueue
    from labmigration.pathway.matching.placement.models import PlacementPlan, PlanRecord
    from labmigration.territories.models import Territory

    asking, _made = User.objects.get_or_create(email="mesure@example.org", defaults={"name": "Mesure"})
    for number in range(TERRITORIES):
        code = f"territoire-{number:02}"
        Territory.objects.get_or_create(code=code, defaults={"name": code})
        question = _with_keys(territory(WORKERS, HOUSEHOLDS, number + 1), code)
        names = [one["id"] for one in (*question["workers"], *question["households"])]
        plan = PlacementPlan.objects.create(territory_id=code, seconds=LONGEST, asked_at=clock.now(), asked_by=asking)
        PlanRecord.objects.create(territory_id=code, plan=plan, question=question, versions=dict.fromkeys(names, 1))
        enqueue("compose_weeks", key=f"{turn}:{plan.pk}", plan_id=str(plan.pk), territory=code)


def _with_keys(question: dict[str, Any], code: str) -> dict[str, Any]:
    """Names made keys, as those of pathways and needs are."""

    def key(name: str) -> str:
        return str(uuid5(NAMESPACE_URL, f"{code}/{name}"))

    for one in (*question["workers"], *question["households"]):
        one["id"] = key(one["id"])
    for wish in question["preferences"]:
        wish |= {"worker": key(wish["worker"]), "household": key(wish["household"])}
    return question


def _work() -> None:
    from labmigration.jobs.queue import run_one
    from labmigration.pathway.matching.placement import composing  # read before the clock starts

    assert composing
    print("ready", flush=True)
    sys.stdin.readline()
    while run_one():
        pass


def _look() -> None:
    from labmigration.pathway.matching.placement.models import PlacementPlan

    found = PlacementPlan.objects.values_list("state", flat=True).order_by("-asked_at")[:TERRITORIES]
    if set(found) != {"ready"}:
        raise SystemExit(f"not every plan is ready: {list(found)}")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
