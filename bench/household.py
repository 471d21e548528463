"""A household describes its need on a telephone, in Chromium: the journey of the tests, its taps and its letters.

The time that people take is an assumption of ours, said with the figure: nobody has been timed.
"""

from typing import Final

from bench.figures import Figure, say
from bench.walked import walked

JOURNEY: Final = (
    "tests/journeys/test_household_need.py::test_a_need_is_described_in_short_steps_and_taken_up_on_another_telephone"
)
TARGET: Final = 600  # s, issue 5
#: One reads, looks, decides and touches; one types with a thumb.
SECONDS_A_TAP, SECONDS_A_LETTER = 8, 1


def figures() -> list[Figure]:
    """The whole form with the household's own time, and the product's part of it."""
    say("household: a need described on a telephone …")
    told = walked(JOURNEY)
    people = told["taps"] * SECONDS_A_TAP + told["letters"] * SECONDS_A_LETTER
    remark = (
        f"{told['taps']:.0f} taps at {SECONDS_A_TAP} s and {told['letters']:.0f} letters at {SECONDS_A_LETTER} s, "
        "which we suppose; the rest is the product’s"
    )
    title = "household, a need described on a telephone"
    return [
        Figure(f"{title}: sent", people + told["seconds"], "s", at_most=TARGET, remark=remark),
        Figure(f"{title}: the product’s part", told["seconds"], "s"),
    ]
