"""The rule of filling: who is ready, who nearly, for whom another cohort is, and in which order."""

from datetime import date

import pytest

from labmigration.pathway.training.filling.calls import Asked, call_due_on, may_be_taken_back
from labmigration.pathway.training.filling.rule import Group, Reason, Waiting, ranked, shares

WEEK = frozenset((day, half) for day in range(5) for half in ("am", "pm"))
GROUP = Group("childminder", date(2026, 4, 1), frozenset({"core_safety", "sst"}), WEEK)


def person(key="a", since=date(2026, 3, 1), **told):
    given = {"occupation": "childminder", "modules": frozenset({"core_safety"})}
    return Waiting(key, since, **{**given, **told})


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ({"modules": frozenset()}, Reason.NO_SIGNED_PLAN),
        ({"occupation": "dependency_carer"}, Reason.OTHER_OCCUPATION),
        ({"modules": frozenset({"option_digital"})}, Reason.NOTHING_TO_LEARN),
        ({"may_work": False}, Reason.RIGHT_TO_WORK),
        ({"away": frozenset({(0, "am"), (2, "pm")})}, Reason.HALF_DAYS),
        ({"answer": "declined"}, Reason.SAID_NO),
        ({"asked_elsewhere": True}, Reason.ASKED_ELSEWHERE),
    ],
)
def test_each_thing_in_the_way_is_told_by_itself(told, reason):
    (place,) = ranked(GROUP, [person(**told)])
    assert (place.ready, place.reasons) == (False, (reason,))


def test_one_half_day_in_ten_missed_is_no_hindrance():
    (place,) = ranked(GROUP, [person(away=frozenset({(2, "pm")}))])
    assert (place.ready, place.missed) == (True, 1)


def test_a_half_day_on_which_the_cohort_never_sits_is_no_hindrance():
    (place,) = ranked(GROUP, [person(away=frozenset({(5, "am"), (6, "am"), (6, "pm")}))])
    assert place.ready


def test_who_has_waited_longest_comes_first_among_those_who_are_ready():
    people = [person("new", date(2026, 3, 9)), person("old", date(2026, 1, 5)), person("mid", date(2026, 2, 2))]
    assert [place.person.key for place in ranked(GROUP, people)] == ["old", "mid", "new"]


def test_ready_comes_before_nearly_and_nearly_before_elsewhere_however_long_they_wait():
    people = [
        person("elsewhere", date(2025, 1, 1), occupation="dependency_carer"),
        person("nearly", date(2025, 6, 1), may_work=False),
        person("ready", date(2026, 3, 1)),
    ]
    assert [place.person.key for place in ranked(GROUP, people)] == ["ready", "nearly", "elsewhere"]


def test_a_yes_comes_before_a_longer_wait():
    people = [person("longer", date(2025, 1, 1)), person("yes", answer="accepted")]
    assert [place.person.key for place in ranked(GROUP, people)] == ["yes", "longer"]


def test_a_mixed_cohort_takes_every_occupation():
    mixed = Group("", GROUP.starts_on, GROUP.teaches, WEEK)
    (place,) = ranked(mixed, [person(occupation="dependency_carer")])
    assert place.ready


def test_the_common_hours_and_the_options_are_told_apart():
    common, apart = shares([frozenset({"sst", "a"}), frozenset({"sst", "b"}), frozenset({"sst", "b"})])
    assert (common, apart) == (["sst"], [("a", 1), ("b", 2)])


def test_nobody_has_nothing_in_common():
    assert shares([]) == ([], [])


DAY = date(2026, 3, 10)


@pytest.mark.parametrize(
    ("asked", "due", "may_end"),
    [
        (Asked(DAY), date(2026, 3, 15), False),
        (Asked(DAY, written=False), DAY, True),
        (Asked(DAY, call_asked_on=date(2026, 3, 11)), date(2026, 3, 11), False),
        (Asked(DAY, called_on=date(2026, 3, 15)), date(2026, 3, 17), True),
        (Asked(DAY, call_asked_on=date(2026, 3, 11), called_on=date(2026, 3, 12)), date(2026, 3, 14), True),
        (Asked(DAY, call_asked_on=date(2026, 3, 16), called_on=date(2026, 3, 15)), date(2026, 3, 16), True),
    ],
    ids=["silence", "no message reached her", "she asked", "called in vain", "called as she asked", "asked again"],
)
def test_a_silence_puts_a_call_on_the_list_and_is_never_a_no(asked, due, may_end):
    assert (call_due_on(asked), may_be_taken_back(asked)) == (due, may_end)
