"""A half-day of twelve on the trainer's tablet, in Chromium: every person touches her row, the trainer every row again.

The journey is the one of the tests, run once more by pytest on a database of its own, which writes down its taps and
the seconds that the product took. The time that people take is an assumption of ours, said with the figure: nobody has
been timed in a room.
"""

from typing import Final

from bench.figures import Figure, say
from bench.walked import walked

JOURNEY: Final = (
    "tests/journeys/test_attendance_tablet.py::test_a_half_day_of_twelve_is_signed_by_everybody_and_by_the_trainer"
)
TARGET: Final = 120  # s, issue 4
#: The tablet passes from hand to hand, one finds one's row, one touches it.
SECONDS_A_TAP: Final = 4


def figures() -> list[Figure]:
    """The whole half-day with the people's own time, and the product's part of it."""
    say("attendance: a half-day of twelve on a tablet …")
    told = walked(JOURNEY)
    taps, seconds = told["taps"], told["seconds"]
    remark = f"{taps:.0f} taps at {SECONDS_A_TAP} s each, which we suppose; the rest is the product’s"
    title = "attendance, a half-day of twelve on one tablet"
    return [
        Figure(f"{title}: all signed", taps * SECONDS_A_TAP + seconds, "s", at_most=TARGET, remark=remark),
        Figure(f"{title}: the product’s part", seconds, "s", remark="with a browser that finds each row by itself"),
    ]
