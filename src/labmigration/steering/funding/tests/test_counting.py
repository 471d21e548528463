"""An hour is paid by one line: which, over which days, and what is said when two claim it."""

from datetime import date
from decimal import Decimal

import pytest

from labmigration.steering.funding.counting import SignedHours, Taking, count, stretches

MARCH, APRIL = (date(2026, 3, 1), date(2026, 3, 31)), (date(2026, 4, 1), date(2026, 4, 30))


def taking(key: str, first: date = MARCH[0], last: date = MARCH[1], modules: str = "", occupations: str = "") -> Taking:
    return Taking(key, first, last, frozenset(modules.split()), frozenset(occupations.split()))


def test_days_are_cut_where_a_line_begins_or_ends_and_days_without_a_line_are_left_out():
    a, b = taking("a", date(2026, 3, 1), date(2026, 3, 20)), taking("b", date(2026, 3, 15), date(2026, 3, 31))
    c = taking("c", date(2026, 5, 1), date(2026, 5, 1))
    assert stretches([a, b, c]) == [
        (date(2026, 3, 1), date(2026, 3, 14), [a]),
        (date(2026, 3, 15), date(2026, 3, 20), [a, b]),
        (date(2026, 3, 21), date(2026, 3, 31), [b]),
        (date(2026, 5, 1), date(2026, 5, 1), [c]),
    ]
    assert stretches([]) == []


@pytest.mark.parametrize(
    ("lines", "paid", "disputed"),
    [
        ([taking("a")], {"a": 10}, {}),
        ([taking("a", modules="sst"), taking("b", modules="core")], {"a": 3, "b": 7}, {}),
        ([taking("a", modules="sst"), taking("b")], {"a": 0, "b": 7}, {("a", "b"): 3, ("b", "a"): 3}),
        ([taking("a", occupations="childminder"), taking("b", occupations="carer")], {"a": 10, "b": 0}, {}),
        ([taking("a", modules="other")], {"a": 0}, {}),
    ],
)
def test_an_hour_counts_on_the_one_line_that_takes_it_or_on_none(lines, paid, disputed):
    rows = [
        SignedHours("P", "sst", "childminder", Decimal(3)),
        SignedHours("P", "core", "childminder", Decimal(5)),
        SignedHours("Q", "core", "childminder", Decimal(2)),
    ]
    found = count([(lines, rows)])
    assert {each.key: found[each.key].hours for each in lines} == paid
    told = {(key, other): hours for key, each in found.items() for other, hours in each.disputed.items()}
    assert told == disputed
    if paid == {"a": 10}:
        assert found["a"].people == {"P", "Q"} and found["a"].by_module == {"sst": 3, "core": 7}
