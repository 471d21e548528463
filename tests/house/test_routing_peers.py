"""What `make bench` asks of routing solvers: the loads say every clash and nothing else; what comes back is a plan."""

import numpy as np
import pytest

from bench.one_to_one import problem_of
from bench.placement import checked
from bench.placement_routing import HOW_TO_INSTALL, PYTHON, SOLVERS, composed_by, groups_of, question_of, takes_one
from labmigration.decisions.placement import Territory, solve
from labmigration.decisions.placement.case import Case, case_of
from labmigration.decisions.placement.clashes import Clashes
from labmigration.decisions.tests.invented_placements import crowded, territory


def laid_out(question: dict) -> tuple[Territory, Case]:
    found = Territory(problem_of(question))
    return found, case_of(found, Clashes(found), {})


@pytest.mark.parametrize("question", [crowded(6, 30, 1), territory(30, 90, 2)], ids=["crowded", "town"])
def test_the_groups_that_bind_a_worker_tell_each_of_her_clashes_and_no_other(question):
    found, case = laid_out(question)
    groups = groups_of(found, case)
    for worker in case.workers:
        told = np.zeros_like(worker.clash)
        for group in (group for group in groups if takes_one(worker, group)):
            own = np.flatnonzero(np.isin(worker.rows, group))
            told[np.ix_(own, own)] = True
        np.fill_diagonal(told, False)
        assert (told == worker.clash).all()
    assert {worker.travel.kmh for worker in found.workers} == {13, 20}  # some clashes bind slow people alone


@pytest.mark.skipif(not PYTHON.exists(), reason=HOW_TO_INSTALL)
@pytest.mark.parametrize("solver", SOLVERS)
def test_the_plan_of_a_routing_solver_passes_the_checker_as_it_is(solver):
    found, case = laid_out(crowded(4, 14, 1))
    owners, _ = composed_by(solver, question_of(found, case, 0.3))
    best = solve(found.problem)
    assert best.status == "optimal"
    assert 0.9 * best.value <= checked(found, owners) <= best.value
