"""What outsiders read of figures: no small number, none that a subtraction gives, no share of too few."""

from dataclasses import replace

import pytest

from labmigration.programme.indicators import catalogue
from labmigration.steering.indicators.hiding import Hiding
from labmigration.steering.indicators.measure import IndicatorValue, Part
from labmigration.steering.indicators.queries import broken_down, figures_of, series
from labmigration.steering.indicators.tests.invented_facts import HIRED_ON, People

RULE = catalogue().small_numbers


def share(successes: int, population: int, who: str = "starters", **told: object) -> IndicatorValue:
    part = Part.of_counts(who, successes, population)
    return IndicatorValue("C1", 1, HIRED_ON, value=part.rate, low=part.low, high=part.high, parts=(part,), **told)


@pytest.mark.parametrize(
    ("successes", "population", "shown"),
    [(10, 40, False), (11, 40, True), (30, 40, False), (29, 40, True), (0, 40, True), (8, 12, False), (12, 19, False)],
    ids=["few yes", "enough", "few no", "enough no", "nobody is no secret", "few people", "no share under twenty"],
)
def test_a_share_is_shown_where_neither_side_is_small(successes, population, shown):
    one = Hiding(RULE).figure(share(successes, population))
    assert one.hidden is not shown and (one.value is not None) is shown
    if not shown and population != 19:
        assert one.parts[0].hidden and one.parts[0].numerator == 0 and one.low is None


def test_a_count_that_differs_by_a_few_from_one_already_shown_is_hidden():
    first, second, third = Hiding(RULE).figures([share(20, 40), share(20, 45), share(20, 60)])
    assert (first.hidden, second.hidden, third.hidden) == (False, True, False)


def test_a_few_blocks_or_follow_ups_speak_of_a_few_people_too():
    made = replace(Part.of_counts("population", 60, 63), people=40)
    one = IndicatorValue("Q2", 1, HIRED_ON, value=made.rate, parts=(made,))
    assert Hiding(RULE).figure(one).hidden
    assert not Hiding(RULE).figure(replace(one, parts=(replace(made, numerator=50),))).hidden


def test_of_groups_no_single_one_is_hidden_alone():
    groups = [share(20, 40, group="F", breakdown="sex"), share(3, 5, group="M", breakdown="sex")]
    assert [each.hidden for each in Hiding(RULE).groups(groups)] == [True, True]


@pytest.fixture(scope="module")
def small_cohort():
    people = People()
    for number in range(13):
        people.hired(HIRED_ON, sex="F" if number else "M")
    return people.facts()


def test_outsiders_read_nothing_of_a_dozen_and_the_same_whichever_figures_they_ask_for(small_cohort):
    everything = figures_of(small_cohort, masked=True)
    assert all(each.value is None for each in everything if each.unit == "share" and each.code not in ("T1", "T2"))
    assert figures_of(small_cohort, codes=["E3"], masked=True) == [each for each in everything if each.code == "E3"]
    exact = figures_of(small_cohort, codes=["E3"], masked=False)
    assert exact[0].value == 1
    groups = broken_down(small_cohort, "C1", "sex", masked=True)
    assert all(each.hidden and not each.details for each in groups)
    for moment in series(small_cohort, catalogue().indicator("C1"), masked=True):
        assert all(each.value is None for each in moment.values)


def test_a_hidden_figure_leads_to_nobody(small_cohort):
    for each in figures_of(small_cohort, masked=True):
        assert all(part.members is None for part in each.parts if part.hidden)
