"""Invented people of known ability: the simulator finds what the published tables say, and tells the truth."""

from dataclasses import replace

import pytest

from labmigration.decisions.positioning import StopAt
from labmigration.decisions.positioning.simulation import Conditions, simulate, synthetic_bank

BANK, AREAS = synthetic_bank()
FEW = Conditions(people=120, lengths=(5, 15))


def test_the_error_is_that_of_the_reference():
    """Rasch, best of five, no areas: .712 after 5 items and .476 after 15 (2,000 people; here 120, hence the room)."""
    found = simulate(BANK, AREAS, replace(FEW, people=400, balanced=False, top=5))
    assert [judged.rmse for judged in found.by_length] == pytest.approx([0.712, 0.476], rel=0.12)


def test_doubtful_difficulties_cost_precision():
    sure = simulate(BANK, AREAS, replace(FEW, people=300))
    doubtful = simulate(BANK, AREAS, replace(FEW, people=300, difficulty_error=0.8))
    assert doubtful.by_length[1].rmse > sure.by_length[1].rmse
    assert doubtful.by_length[1].undecided > sure.by_length[1].undecided


def test_experts_who_are_far_off_cost_much_more_than_the_engines_caution():
    sure, far = (simulate(BANK, AREAS, replace(FEW, people=300, difficulty_error=error)) for error in (0.0, 2.0))
    assert far.by_length[1].rmse > 1.25 * sure.by_length[1].rmse


def test_shares_are_of_everyone_and_the_range_is_honest():
    found = simulate(BANK, AREAS, replace(FEW, people=300))
    for judged in (*found.by_length, found.by_rule):
        assert judged.right + judged.undecided + judged.wrong == pytest.approx(1)
        assert 1 <= judged.range_levels <= 4
        assert judged.range_right > 0.8


def test_the_rule_stops_between_one_answer_and_its_limit():
    found = simulate(BANK, AREAS, replace(FEW, stop_at=StopAt(0.5, 12)))
    assert 1 <= found.by_rule.items < 12
    assert found.by_rule.undecided < found.by_length[0].undecided


def test_the_same_seed_simulates_the_same_and_another_otherwise():
    assert simulate(BANK, AREAS, FEW) == simulate(BANK, AREAS, FEW)
    assert simulate(BANK, AREAS, FEW).by_length != simulate(BANK, AREAS, replace(FEW, seed=1)).by_length


def test_a_bank_that_is_too_small_is_judged_at_its_end():
    found = simulate(BANK[:7], AREAS, replace(FEW, people=20))
    assert [judged.items for judged in found.by_length] == [5, 7]


def test_progress_is_told_after_each_chunk():
    told = []
    simulate(BANK[:20], {}, replace(FEW, lengths=(1,)), progress=lambda done, total: told.append((done, total)))
    assert told == [(50, 120), (100, 120), (120, 120)]


def test_the_share_of_right_among_the_decided_is_none_where_nothing_was():
    found = simulate(BANK, AREAS, replace(FEW, people=20, lengths=(1,)))
    assert found.by_length[0].undecided == 1
    assert found.by_length[0].right_where_decided is None


def test_against_a_target_a_person_is_decided_once_all_levels_told_lie_on_one_side():
    items, areas = synthetic_bank(items=60)
    whole = simulate(items, areas, Conditions(people=100, lengths=(6,), difficulty_error=0.8))
    aimed = simulate(items, areas, Conditions(people=100, lengths=(6,), difficulty_error=0.8, target=3))
    assert aimed.by_length[0].rmse == whole.by_length[0].rmse
    assert aimed.by_length[0].undecided < whole.by_length[0].undecided
    assert aimed.by_length[0].wrong < 0.2
