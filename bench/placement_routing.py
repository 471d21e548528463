"""The same weeks composed by routing solvers, VROOM and PyVRP: no visits, no clock, each household one stop.

Routing solvers know visits, not "the same person all week": cut into visits, a week comes back with households that two
people share. Said as loads, nothing is lost, so that nothing has to be repaired afterwards:

- a worker is a vehicle, a household one stop, which one vehicle takes whole or nobody takes;
- a stop weighs its weekly minutes, of which a vehicle holds the worker's hours, and one piece of each *group* it is in;
- a group is made of households of which a worker can take one at most (their visits meet, or leave no time for the
  journey between): her vehicle holds one piece of it. The groups together tell every clash of every worker;
- the way to a stop, from anywhere, costs what the pair is worth less than another worker would be, at best.

Whatever keeps to the loads is a plan that the checker accepts. PyVRP's own objective is then ours; VROOM has priorities
(0 to 100), which it fulfils before it looks at costs.
"""

import json
import subprocess
from collections.abc import Iterator
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from bench.figures import say
from bench.installations import ROOT
from labmigration.decisions.placement import Territory
from labmigration.decisions.placement.case import Case, Owners, WorkerCase

SOLVERS: Final = {"vroom": "VROOM", "pyvrp": "PyVRP"}  # as Python and as people call them
PYTHON: Final = ROOT / ".venv-peers/bin/python"
HOW_TO_INSTALL: Final = "VROOM and PyVRP are not installed; tools/peers.sh puts them beside, into .venv-peers"
_ANSWERING: Final = ROOT / "bench/routing_peers.py"

Marks = NDArray[np.bool_]
Group = list[int]  # rows of households


def composed_by(solver: str, question: dict[str, Any]) -> tuple[Owners, float] | None:
    """Who serves whom and the processor's seconds, both as the solver tells them; None, said aloud, where it failed."""
    command = [PYTHON, _ANSWERING, solver]
    done = subprocess.run(command, input=json.dumps(question), capture_output=True, text=True, check=False)
    if done.returncode != 0:
        say(f"{SOLVERS[solver]} failed: {done.stderr[-2_000:]}")
        return None
    answer = json.loads(done.stdout)
    owners = dict(answer["owners"])
    if len(owners) != len(answer["owners"]):
        raise ValueError(f"{SOLVERS[solver]} gave a household to two people")
    return owners, answer["seconds"]


def question_of(territory: Territory, case: Case, seconds: float) -> dict[str, Any]:
    """What `routing_peers.py` reads. Households by row, workers by place; `seconds` of search at most."""
    groups = groups_of(territory, case)
    return {
        "seconds": seconds,
        "minutes": territory.needs.minutes[: case.rows].tolist(),
        "groups": groups,
        "workers": [
            {
                "minutes": worker.cap,
                "rows": worker.rows.tolist(),
                "values": worker.value.tolist(),
                "one_of": [number for number, group in enumerate(groups) if takes_one(worker, group)],
            }
            for worker in case.workers
        ],
    }


def groups_of(territory: Territory, case: Case) -> list[Group]:
    """Those who travel fastest clash least: their groups come first, and hold for slower people too."""
    alike: dict[tuple[float, float], list[WorkerCase]] = {}
    for worker, open_to_her in zip(territory.workers, case.workers, strict=True):
        alike.setdefault((-worker.travel.kmh, worker.travel.fixed_min), []).append(open_to_her)
    groups: list[Group] = []
    for _, workers in sorted(alike.items()):
        clash = np.zeros((case.rows, case.rows), dtype=np.bool_)
        together = np.zeros_like(clash)
        for worker in workers:
            cells = np.ix_(worker.rows, worker.rows)
            clash[cells] |= worker.clash
            together[cells] = True
        allowed = clash | ~together  # two whom nobody could both take may stand in one group
        for group in groups:
            if _all_pairs(allowed, group):
                clash[np.ix_(group, group)] = False
        groups += _telling(clash, allowed)
    return groups


def takes_one(worker: WorkerCase, group: Group) -> bool:
    """Whether the worker can take one of the group at most."""
    return _all_pairs(worker.clash, np.flatnonzero(np.isin(worker.rows, group)).tolist())


def _telling(untold: Marks, allowed: Marks) -> Iterator[Group]:
    """Each clash not yet told grows into a group that tells as many others as it can. `untold` ends empty."""
    for one in range(len(untold)):
        while untold[one].any():
            other = int(untold[one].argmax())
            group = [one, other]
            common = allowed[one] & allowed[other]
            gains = np.where(common, untold[one].astype(np.int32) + untold[other], 0)
            while gains.any():
                best = int(gains.argmax())
                group.append(best)
                common &= allowed[best]
                common[best] = False
                gains = np.where(common, gains + untold[best], 0)
            untold[np.ix_(group, group)] = False
            yield sorted(group)


def _all_pairs(marks: Marks, among: Group) -> bool:
    return bool((marks[np.ix_(among, among)] | np.eye(len(among), dtype=np.bool_)).all())
