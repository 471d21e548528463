"""Several skills in one sitting: covered in turn, kind after failures, the same for everybody who asks again."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labmigration.decisions.positioning import BandTable, Grid, Item, ItemTable, StopAt, level_bands
from labmigration.decisions.positioning.person_fit import lz, unlikely, unread
from labmigration.decisions.positioning.sitting import CLEARLY_EASIER, Asked, SkillAsked, next_of_skill, next_question

GRID = Grid()
BANDS = BandTable(level_bands((-1.0, 0.0, 1.0)), GRID)
STOP = StopAt(0.80, 6)


def table(skill: str, difficulties: tuple[float, ...] = (-2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2)) -> ItemTable:
    return ItemTable([Item(f"{skill}-{number}", b=b, b_sd=0.8) for number, b in enumerate(difficulties)], GRID)


TABLES = {code: table(code) for code in ("linge", "repas", "enfant")}


def skills(told: list[tuple[str, str, int | None]]) -> list[SkillAsked]:
    return [
        SkillAsked(code, of, told=tuple((item, score) for skill, item, score in told if skill == code))
        for code, of in TABLES.items()
    ]


def ask(told: list[tuple[str, str, int | None]], seed: int = 7, at_most: int = 36) -> Asked | None:
    return next_question(skills(told), seed=seed, bands=BANDS, stop_at=STOP, at_most=at_most)


def play(answers: list[int | None], seed: int = 7, at_most: int = 36) -> list[tuple[str, str, int | None]]:
    told: list[tuple[str, str, int | None]] = []
    for score in answers:
        asked = ask(told, seed, at_most)
        if asked is None:
            break
        told.append((asked.skill, asked.item, score))
    return told


@given(st.lists(st.sampled_from([0, 1, None]), max_size=18), st.integers(0, 50))
@settings(max_examples=30, deadline=None)
def test_skills_are_covered_in_turn_and_nothing_is_asked_twice(answers, seed):
    told = play(answers, seed)
    counts = [sum(1 for skill, _item, _score in told if skill == code) for code in TABLES]
    asked = [item for _skill, item, _score in told]
    assert len(set(asked)) == len(asked)
    assert max(counts) <= STOP.items
    # Only a skill that is done falls behind the others.
    going_on = [
        counts[place]
        for place, skill in enumerate(skills(told))
        if next_of_skill(skill, seed=seed, bands=BANDS, stop_at=STOP) is not None
    ]
    assert not going_on or max(going_on) - min(going_on) <= 1


def test_the_same_seed_and_answers_give_the_same_questions_and_another_seed_others():
    answers = [1, 0, 1, 1, 0, 0, 1, 1, 0]
    assert play(answers) == play(answers)
    assert play(answers, seed=8) != play(answers)


@pytest.mark.parametrize("told", [(0, 0), (1, 0, 0)])
def test_after_two_failures_in_a_row_the_next_question_is_clearly_easier(told):
    of = TABLES["linge"]
    names = [item.id for item in of.items]
    skill = SkillAsked("linge", of, told=tuple(zip(names[-len(told) :], told, strict=True)))
    chosen = next_of_skill(skill, seed=1, bands=BANDS, stop_at=STOP)
    assert of.items[of.row[chosen]].b <= skill.running.estimate.theta - CLEARLY_EASIER


def test_one_failure_alone_calls_for_nothing_easier():
    of = table("linge", (-2.0, 0.0, 0.2, -0.2))
    skill = SkillAsked("linge", of, told=(("linge-1", 0),))
    assert all(next_of_skill(skill, seed=seed, bands=BANDS, stop_at=STOP) for seed in range(5))
    assert not skill.stumbling


def test_where_nothing_is_easy_enough_the_easiest_left_is_asked():
    of = table("linge", (0.6, 1.0, 1.5, 2.0))
    skill = SkillAsked("linge", of, told=(("linge-2", 0), ("linge-3", 0)))
    assert next_of_skill(skill, seed=1, bands=BANDS, stop_at=STOP) == "linge-0"


def test_no_level_is_decided_by_fewer_than_two_answers():
    sharp = ItemTable([Item(f"i{number}", b=0.0, a=40.0) for number in range(3)], GRID)
    bands = BandTable(level_bands((0.0,)), GRID)
    after_one, after_two = (SkillAsked("s", sharp, told=tuple((f"i{n}", 1) for n in range(count))) for count in (1, 2))
    assert next_of_skill(after_one, seed=1, bands=bands, stop_at=STOP) is not None
    assert next_of_skill(after_two, seed=1, bands=bands, stop_at=STOP) is None


def test_a_sitting_ends_at_its_limit_and_counts_what_was_not_heard():
    told = play([1, None] * 10, at_most=5)
    assert len(told) == 5
    assert ask(told, at_most=5) is None


def test_the_standardised_fit_has_mean_zero_and_variance_one_over_all_patterns():
    chances = (0.2, 0.45, 0.7, 0.9)
    mean = spread = 0.0
    for pattern in product((0, 1), repeat=len(chances)):
        weight = 1.0
        for chance, score in zip(chances, pattern, strict=True):
            weight *= chance if score else 1 - chance
        found = lz(zip(chances, pattern, strict=True))
        mean, spread = mean + weight * found, spread + weight * found**2
    assert mean == pytest.approx(0, abs=1e-12)
    assert spread == pytest.approx(1)


def test_easy_questions_missed_and_hard_ones_right_do_not_hold_together():
    expected = [(0.9, 1), (0.9, 1), (0.85, 1), (0.8, 1), (0.2, 0), (0.15, 0), (0.1, 0), (0.1, 0)]
    upside_down = [(chance, 1 - score) for chance, score in expected]
    assert not unlikely(expected)
    assert unlikely(upside_down)
    assert not unlikely(upside_down[:4])  # too few to say so


def test_a_certain_chance_is_refused():
    with pytest.raises(ValueError, match="certain"):
        lz([(1.0, 0)])


def test_answers_that_all_come_in_an_instant_were_not_read():
    assert unread([0.8, 1.1, 1.9])
    assert not unread([0.8, 1.1, 6.0])
    assert not unread([0.5])
