"""When two people agree on a paper: a table."""

from datetime import date

import pytest

from labmigration.pathway.reception.agreement import Reading, agreed

END, OTHER = date(2027, 3, 3), date(2027, 3, 8)
A_GOOD = Reading("a", "good", END, True)
B_GOOD = Reading("b", "good", END, True)


@pytest.mark.parametrize(
    ("readings", "expected"),
    [
        ([], None),
        ([A_GOOD], None),
        ([A_GOOD, A_GOOD], None),
        ([A_GOOD, B_GOOD], A_GOOD),
        ([A_GOOD, Reading("b", "good", OTHER, True)], None),
        ([A_GOOD, Reading("b", "good", END, False)], None),
        ([A_GOOD, Reading("b", "good", None, True)], None),
        ([A_GOOD, Reading("b", "illegible")], None),
        ([Reading("a", "expired"), Reading("b", "expired")], Reading("a", "expired")),
        ([Reading("a", "expired"), Reading("b", "illegible")], Reading("b", "illegible")),
        # A third person settles it, for one or the other.
        ([A_GOOD, Reading("b", "illegible"), Reading("c", "good", END, True)], A_GOOD),
        ([A_GOOD, Reading("b", "illegible"), Reading("c", "other_paper")], Reading("b", "illegible")),
        # Three who read three ends agree on nothing.
        ([A_GOOD, Reading("b", "good", OTHER, True), Reading("c", "good", None, True)], None),
        # Whoever looks again takes back what she said.
        (
            [A_GOOD, Reading("b", "good", OTHER, True), Reading("a", "good", OTHER, True)],
            Reading("a", "good", OTHER, True),
        ),
        ([A_GOOD, Reading("b", "illegible"), Reading("a", "illegible")], Reading("a", "illegible")),
    ],
)
def test_two_different_people_who_read_the_same_settle_a_paper(readings, expected):
    assert agreed(readings) == expected
