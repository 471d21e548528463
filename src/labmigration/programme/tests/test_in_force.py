"""What holds on a day."""

from datetime import date

import pytest

from labmigration.programme import ProgrammeError, in_force
from labmigration.programme.eligibility import Eligibility, Ground, MinimumAge, MinimumFrench

FIRST, SECOND = date(2022, 3, 11), date(2024, 1, 1)


def age(value: int, since: date, until: date | None = None) -> MinimumAge:
    return MinimumAge(value=value, since=since, until=until, source="S1")


def ground(code: str, since: date, covered: bool = True) -> Ground:
    return Ground(
        code=code,
        covered=covered,
        since=since,
        source="S1",
        name_fr="…",
        name_en="…",
        plain_fr="…",
        plain_en="…",
        proof_fr="…",
        right_to_work_fr="…",
    )


@pytest.mark.parametrize(
    ("day", "expected"),
    [(date(2022, 3, 10), []), (FIRST, [18]), (date(2023, 12, 31), [18]), (SECOND, [17]), (date(2030, 1, 1), [17])],
)
def test_a_later_value_replaces_the_earlier_one_from_its_first_day(day: date, expected: list[int]) -> None:
    history = [age(17, SECOND), age(18, FIRST)]
    assert [rule.value for rule in in_force(history, day)] == expected


@pytest.mark.parametrize(("day", "holds"), [(date(2023, 6, 30), True), (date(2023, 7, 1), False)])
def test_the_last_day_is_included(day: date, holds: bool) -> None:
    assert bool(in_force([age(18, FIRST, until=date(2023, 6, 30))], day)) is holds


def test_values_of_different_keys_hold_together_in_the_order_given() -> None:
    oral = MinimumFrench(skill="oral", value="A2", since=SECOND, source="S1")
    written = MinimumFrench(skill="written", value="A1", since=FIRST, source="S1")
    assert in_force([oral, written], SECOND) == (oral, written)


def rules(**changes: object) -> Eligibility:
    content: dict[str, object] = {
        "minimum_age": (age(18, FIRST),),
        "minimum_french": (
            MinimumFrench(skill="oral", value="A2", since=FIRST, source="S1"),
            MinimumFrench(skill="written", value="A2", since=FIRST, source="S5"),
            MinimumFrench(skill="written", value="A1", since=SECOND, source="S4"),
        ),
        "ground": (ground("refugee", FIRST), ground("cai_signatory", FIRST), ground("cai_signatory", SECOND, False)),
        "document": (),
        "french_proof": (),
        "recheck": (),
    }
    return Eligibility(**(content | changes))  # type: ignore[arg-type]


def test_the_rules_of_a_day_follow_each_history() -> None:
    early, late = rules().rules_on(FIRST), rules().rules_on(SECOND)
    assert (early.minimum_oral, early.minimum_written, early.source) == ("A2", "A2", "S1, S5")
    assert (late.minimum_oral, late.minimum_written, late.source) == ("A2", "A1", "S1, S4")
    assert early.covered_grounds == {"refugee", "cai_signatory"}
    assert late.covered_grounds == {"refugee"}


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"minimum_age": (age(18, FIRST, until=FIRST),)}, "key 'minimum_age': nothing is in force on 2024-01-01"),
        ({"minimum_age": ()}, "key 'minimum_age': nothing is in force"),
        (
            {"minimum_french": (MinimumFrench(skill="oral", value="A2", since=FIRST, source="S1"),)},
            "no written level is in force",
        ),
    ],
)
def test_a_rule_without_value_on_the_day_is_an_error_not_a_free_pass(changes: dict[str, object], sentence: str) -> None:
    with pytest.raises(ProgrammeError, match=sentence):
        rules(**changes).rules_on(SECOND)
