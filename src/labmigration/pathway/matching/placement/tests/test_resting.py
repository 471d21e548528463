"""Windows of work: parts of the day, what is held, and the long rest that the branch agreement asks for."""

import pytest

from labmigration.pathway.matching.placement.resting import rested, windows_of, without

WHOLE_WEEK = tuple((day, 0, 1440) for day in range(7))


def test_neighbouring_parts_of_a_day_are_one_window_and_a_night_ends_at_midnight():
    assert windows_of(["0-morning", "0-afternoon"]) == ((0, 360, 1140),)
    assert windows_of(["5-evening", "6-night"]) == ((5, 1140, 1440), (6, 0, 360))


def test_what_is_held_is_taken_out_with_its_journeys_also_across_midnight():
    assert without([(0, 360, 1140)], [((0, 480, 720), 30.0)]) == ((0, 360, 450), (0, 750, 1140))
    assert without([(0, 1140, 1440), (1, 0, 600)], [((0, 1200, 1440), 20.0)]) == ((0, 1140, 1180), (1, 20, 600))


@pytest.mark.parametrize(
    ("windows", "held", "kept"),
    [
        # Monday to Friday leaves the weekend: nothing is taken away.
        (WHOLE_WEEK[:5], (), WHOLE_WEEK[:5]),
        # Every hour of every day: 35 hours go, the whole Sunday among them.
        (WHOLE_WEEK, (), (*WHOLE_WEEK[:5], (5, 0, 780))),
        # Who works on Sundays already rests on another day.
        (WHOLE_WEEK, ((6, 480, 1200),), None),
    ],
)
def test_thirty_five_hours_on_end_stay_free(windows, held, kept):
    found = rested(windows, held, 35)
    free = 10_080 - sum(to - start for _day, start, to in found)
    if kept is None:
        assert free == 35 * 60
        assert any(day == 6 for day, _start, _to in found)
    else:
        assert found == kept


def test_a_week_held_every_day_leaves_no_rest_and_says_so():
    assert rested(WHOLE_WEEK, tuple((day, 480, 1200) for day in range(7)), 35) is None
