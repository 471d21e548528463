"""A figure of one scope is never another's: what compares, what contradicts, what is asked for its own area."""

from dataclasses import replace
from decimal import Decimal

import pytest

from labmigration.programme.areas import area, area_of
from labmigration.territories.opening.drawing import map_of
from labmigration.territories.opening.facts import (
    Fact,
    OtherScope,
    bars,
    contested,
    contradict,
    differences,
    same_number_elsewhere,
    series,
)
from labmigration.territories.opening.queries import programme_facts
from labmigration.territories.opening.scope_words import value_in_words, when_in_words


def of(place: str, subject: str, code: str) -> Fact:
    """A figure of the programme by territory, what it counts, and where."""
    return next(f for f in programme_facts(place) if f.subject == subject and f.area.code == code)


PACA = of("marseille", "jobs_to_fill", "R93")
HAUTS_DE_FRANCE = of("lille", "retirements", "R32")
BOUCHES_DU_RHONE = of("marseille", "jobs_to_fill", "D13")
NORMANDY = of("le-havre", "employers", "R28")


def test_the_58_000_of_two_regions_are_never_one_figure():
    assert PACA.value == HAUTS_DE_FRANCE.value == 58_000
    assert differences(PACA, HAUTS_DE_FRANCE) == ("subject", "area")
    assert not contradict(PACA, HAUTS_DE_FRANCE)
    with pytest.raises(OtherScope):
        bars([PACA, HAUTS_DE_FRANCE])
    assert same_number_elsewhere(HAUTS_DE_FRANCE, [PACA, BOUCHES_DU_RHONE]) == [(PACA, ("subject", "area"))]


def test_a_value_is_given_for_its_own_area_only():
    assert BOUCHES_DU_RHONE.value_in(area_of(["13"])) == 18_000
    for other in (area("R93"), area("FRA"), area_of(["59", "62"])):
        with pytest.raises(OtherScope):
            BOUCHES_DU_RHONE.value_in(other)
    with pytest.raises(OtherScope):
        replace(BOUCHES_DU_RHONE, value=None, words="beaucoup").value_in(area_of(["13"]))


@pytest.mark.parametrize(
    ("change", "differs"),
    [
        ({}, ()),
        ({"subject": "hires"}, ("subject",)),
        ({"area": area("R93")}, ("area",)),
        ({"restricted_to": "garde d’enfants"}, ("restricted_to",)),
        ({"unit": "people"}, ("unit",)),
        ({"horizon": 2035}, ("horizon",)),
        ({"kind": "fact", "horizon": None}, ("kind", "horizon")),
        ({"year": 2025}, ()),
        ({"source": "une autre"}, ()),
    ],
)
def test_two_forecasts_compare_where_all_but_year_and_source_is_equal(change, differs):
    assert differences(BOUCHES_DU_RHONE, replace(BOUCHES_DU_RHONE, **change)) == differs


def test_a_count_without_its_year_compares_with_nothing():
    other = replace(NORMANDY, ref="x", year=2023, value=Decimal(200_000))
    assert NORMANDY.year is None
    assert differences(NORMANDY, other) == ("year_unknown",)
    assert series([NORMANDY, other]) == contested([NORMANDY, other]) == []


def test_counts_of_two_years_are_a_series_and_of_one_year_a_contradiction():
    early = replace(NORMANDY, year=2019, value=Decimal(100))
    late = replace(NORMANDY, ref="b", year=2023, value=Decimal(50))
    against = replace(NORMANDY, ref="c", year=2023, value=Decimal(60))
    assert series([late, early]) == [[early, late]]
    assert contested([early, late]) == []
    assert contested([early, late, against]) == [[late, against]]
    assert [(bar.fact.ref, bar.width) for bar in bars([early, late])] == [(early.ref, "100.0%"), ("b", "50.0%")]


def test_a_denominator_of_zero_draws_an_empty_bar():
    assert bars([replace(NORMANDY, year=2020, value=Decimal(0))])[0].share == 0


def test_values_are_told_as_the_source_words_them():
    assert value_in_words(HAUTS_DE_FRANCE) == "plus de 58\u00a0000\u00a0emplois"
    assert when_in_words(HAUTS_DE_FRANCE) == "prévision pour 2030"
    assert when_in_words(NORMANDY) == "année non donnée"


def test_the_map_lights_exactly_the_scope_and_says_what_it_cannot_draw():
    drawn = map_of(["59", "62"], area("R32"))
    assert (sum(land.here for land in drawn.lands), sum(land.lit for land in drawn.lands)) == (2, 5)
    assert not drawn.unseen
    assert map_of(["13"], area("FRA")).unseen, "overseas is not drawn"
    assert sum(len(land.path) for land in map_of(["13"], area("FRA")).lands) < 30_000
