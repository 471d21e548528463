"""Krippendorff's alpha and Cohen's kappa: published values, cases by hand, and the definition spelled out."""

import itertools
import random

import pytest

from labmigration.decisions.outcomes import alpha, kappa
from labmigration.decisions.outcomes.agreement import MOST_RATIO_VALUES

# Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), example C: four coders, twelve units.
CODERS = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
]
PUBLISHED = {"nominal": 0.743, "ordinal": 0.815, "interval": 0.849, "ratio": 0.797}
DIFFERENCES = {
    "nominal": lambda a, b, counts: float(a != b),
    "ordinal": lambda a, b, counts: (
        (sum(n for value, n in counts.items() if min(a, b) <= value <= max(a, b)) - (counts[a] + counts[b]) / 2) ** 2
    ),
    "interval": lambda a, b, counts: (a - b) ** 2,
    "ratio": lambda a, b, counts: ((a - b) / (a + b)) ** 2 if a + b else 0.0,
}


def by_definition(ratings, level):
    """Over every pair of ratings, as the definition says it; None where nothing is expected to differ."""
    units = [[value for value in column if value is not None] for column in zip(*ratings, strict=True)]
    units = [unit for unit in units if len(unit) > 1]
    values = [value for unit in units for value in unit]
    counts = {value: values.count(value) for value in values}
    differs = DIFFERENCES[level]
    observed = sum(
        differs(a, b, counts) / (len(unit) - 1) for unit in units for a, b in itertools.permutations(unit, 2)
    )
    expected = sum(differs(a, b, counts) for a, b in itertools.permutations(values, 2))
    return 1 - (len(values) - 1) * observed / expected if expected else None


@pytest.mark.parametrize("level", PUBLISHED)
def test_alpha_is_as_published(level):
    assert alpha(CODERS, level) == pytest.approx(PUBLISHED[level], abs=5e-4)


@pytest.mark.parametrize("level", PUBLISHED)
@pytest.mark.parametrize("seed", range(25))
def test_alpha_is_its_definition(level, seed):
    chance = random.Random(seed)
    coders, units, top = chance.randint(2, 5), chance.randint(1, 12), chance.randint(0, 5)
    values = [None, *range(top + 1), 0.5]
    ratings = [[chance.choice(values) for _ in range(units)] for _ in range(coders)]
    expected = by_definition(ratings, level)
    assert alpha(ratings, level) == (None if expected is None else pytest.approx(expected, abs=1e-12))


@pytest.mark.parametrize("level", PUBLISHED)
def test_the_order_of_coders_and_units_does_not_matter(level):
    turned = [row[::-1] for row in CODERS[::-1]]
    assert alpha(turned, level) == pytest.approx(alpha(CODERS, level), abs=1e-12)


def test_full_agreement_is_one_and_systematic_disagreement_below_zero():
    for level in PUBLISHED:
        assert alpha([[0.1, 2, 7], [0.1, 2, 7], [0.1, None, 7]], level) == 1
        assert alpha([[1, 2, 1, 2], [2, 1, 2, 1]], level) < 0


def test_codes_may_be_words_and_a_word_is_not_a_number():
    words = [["yes" if value == 1 else f"code {value}" if value else None for value in row] for row in CODERS]
    assert alpha(words, "nominal") == pytest.approx(0.743, abs=5e-4)
    assert alpha([[1, "1"], ["1", 1]], "nominal") < 0
    assert alpha([[1, 2], [1.0, 2.0]], "nominal") == 1


def test_what_can_not_be_told_is_none_never_one():
    assert alpha([[1, 1, 1], [1, 1, None]], "nominal") is None
    assert alpha([[1, None], [None, 2]], "interval") is None
    assert alpha([[None], [None]], "ratio") is None
    assert kappa(["a", "a"], ["a", "a"]) is None
    assert kappa([None, "a"], ["b", None]) is None
    assert kappa([], []) is None


def test_kappa_of_the_textbook_table():
    """20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no: 0.400."""
    table = [("yes", "yes")] * 20 + [("yes", "no")] * 5 + [("no", "yes")] * 10 + [("no", "no")] * 15
    assert kappa(*zip(*table, strict=True)) == 0.4


def test_kappa_looks_only_at_what_both_coded():
    assert kappa([1, 2, 1, None, 2], [1, 2, 2, 1, None]) == kappa([1, 2, 1], [1, 2, 2]) == pytest.approx(0.4)


def test_kappa_is_0_where_agreement_is_that_of_chance():
    assert kappa([1, 1, 2, 2], [1, 2, 1, 2]) == 0


@pytest.mark.parametrize(
    ("ratings", "level"),
    [
        ([[1, 2], [1]], "nominal"),
        ([[1, "a"], [1, 2]], "ordinal"),
        ([[1, -2], [1, 2]], "ratio"),
        ([list(range(MOST_RATIO_VALUES + 1))] * 2, "ratio"),
    ],
)
def test_what_has_no_place_on_the_scale_is_refused(ratings, level):
    with pytest.raises(ValueError):
        alpha(ratings, level)
