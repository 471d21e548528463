"""Lines of people: each resembles enough others, and what was done to that end is told."""

import numpy as np
import pytest

from labmigration.decisions.disclosure import anonymous


def ladder(codes, *coarser):
    return [np.array(codes), *(np.array(each) for each in coarser), np.zeros(len(codes), dtype=np.int64)]


def test_enough_alike_people_are_left_as_they_are():
    found = anonymous({"sex": ladder([0] * 6 + [1] * 6)}, 12, 5, 0.0)
    assert found.levels == {"sex": 0} and found.kept.all() and not found.steps and found.smallest == 6


def test_the_characteristic_that_helps_most_becomes_coarser_and_the_step_says_how_many():
    sex, age = [0] * 10 + [1] * 10, list(range(20))
    found = anonymous({"sex": ladder(sex), "age": ladder(age)}, 20, 5, 0.0)
    assert found.levels == {"sex": 0, "age": 1} and found.kept.all()
    [step] = found.steps
    assert (step.column, step.level, step.small_before, step.small_after) == ("age", 1, 20, 0)


def test_a_few_rare_people_are_left_out_rather_than_everybody_made_coarser():
    found = anonymous({"sex": ladder([0] * 97 + [1] * 3)}, 100, 5, 0.05)
    assert found.levels == {"sex": 0} and found.left_out == 3 and int(found.kept.sum()) == 97


def test_fewer_people_than_k_are_all_left_out():
    found = anonymous({"sex": ladder([0, 0, 1])}, 3, 5, 0.05)
    assert found.left_out == 3 and found.smallest == 0


def test_in_random_crowds_no_class_that_leaves_is_small():
    rng = np.random.default_rng(1)
    for people in (5, 48, 200, 1000):
        ladders = {
            name: ladder(rng.integers(0, size, people), rng.integers(0, 2, people))
            for name, size in (("a", 9), ("b", 4))
        }
        found = anonymous(ladders, people, 5, 0.05)
        lines = np.stack([ladders[name][level] for name, level in found.levels.items()], axis=1)[found.kept]
        if len(lines):
            assert np.unique(lines, axis=0, return_counts=True)[1].min() == found.smallest >= 5
        assert found.left_out <= max(0.05 * people, people if people < 5 else 0)


def test_a_k_of_one_protects_nobody_and_is_refused():
    with pytest.raises(ValueError, match="at least 2"):
        anonymous({}, 3, 1, 0.0)
