"""Skills of one block inform each other, and never more than the share they are said to have in common."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labmigration.decisions.positioning import Grid, Item, ItemTable, Prior, Running
from labmigration.decisions.positioning.estimate import density_of, estimate_from
from labmigration.decisions.positioning.items import Floats
from labmigration.decisions.positioning.pooling import Belief, chance_above, pooled

GRID = Grid()
TABLE = ItemTable([Item(str(place), b=float(b), b_sd=0.8) for place, b in enumerate(np.linspace(-2, 2, 9))], GRID)
NOTHING = np.zeros(GRID.points)


def evidence(answers: dict[str, int]) -> Floats:
    """Log likelihood of answers, without any prior."""
    return Running.after(TABLE, answers).log_weights - Prior().log_weights(GRID)


def means(**answers: dict[str, int]) -> dict[str, float]:
    found = pooled({skill: evidence(given) for skill, given in answers.items()}, {}, Belief(), GRID)
    return {skill: estimate_from(density, GRID).theta for skill, density in found.items()}


RIGHT, WRONG = {"2": 1, "4": 1, "6": 1}, {"2": 0, "4": 0, "6": 0}


def test_with_nothing_in_common_each_skill_is_estimated_by_itself() -> None:
    found = pooled({"a": evidence(RIGHT), "b": evidence(WRONG)}, {}, Belief(shared=0.0), GRID)
    for skill, answers in (("a", RIGHT), ("b", WRONG)):
        alone = Running.after(TABLE, answers).estimate
        assert estimate_from(found[skill], GRID).theta == pytest.approx(alone.theta, abs=0.02)
        assert estimate_from(found[skill], GRID).sd == pytest.approx(alone.sd, abs=0.02)


def test_before_any_answer_every_skill_stands_where_it_is_believed_to_be() -> None:
    found = pooled({"a": NOTHING, "b": NOTHING}, {"b": 0.8}, Belief(sd=1.0), GRID)
    assert estimate_from(found["a"], GRID).theta == pytest.approx(0.0, abs=1e-6)
    assert estimate_from(found["b"], GRID).theta == pytest.approx(0.8, abs=0.01)
    assert estimate_from(found["a"], GRID).sd == pytest.approx(1.0, abs=0.01)


def test_a_skill_without_answers_follows_the_others_part_of_the_way() -> None:
    told = means(asked=RIGHT, silent={})
    assert 0.1 < told["silent"] < told["asked"]


def test_a_neighbour_who_fails_lowers_and_one_who_succeeds_raises() -> None:
    beside_failure, beside_success = means(a=RIGHT, b=WRONG)["a"], means(a=RIGHT, b=RIGHT)["a"]
    assert beside_failure < means(a=RIGHT, b={})["a"] < beside_success


def test_the_order_of_skills_changes_nothing() -> None:
    one, other = means(a=RIGHT, b=WRONG, c={"4": 1}), means(c={"4": 1}, b=WRONG, a=RIGHT)
    assert one == pytest.approx(other, abs=1e-12)


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(st.sampled_from([item.id for item in TABLE.items]), st.integers(0, 1), max_size=8),
    st.sampled_from([item.id for item in TABLE.items]),
)
def test_a_right_answer_never_lowers_any_skill_of_the_block(answers: dict[str, int], item: str) -> None:
    wrong, right = means(a={**answers, item: 0}, b=RIGHT), means(a={**answers, item: 1}, b=RIGHT)
    assert right["a"] > wrong["a"]
    assert right["b"] >= wrong["b"] - 1e-12


def test_the_chance_above_a_cut_falls_as_the_cut_rises() -> None:
    density = density_of(Running.after(TABLE, RIGHT).log_weights)
    chances = [chance_above(density, cut, GRID) for cut in (-6.0, -1.0, 0.0, 1.0, 6.0)]
    assert chances == sorted(chances, reverse=True)
    assert chances[0] == pytest.approx(1.0)


@pytest.mark.parametrize(("sd", "shared"), [(0.0, 0.5), (1.0, -0.1), (1.0, 1.1)])
def test_an_impossible_belief_is_refused(sd: float, shared: float) -> None:
    with pytest.raises(ValueError):
        Belief(sd, shared)
