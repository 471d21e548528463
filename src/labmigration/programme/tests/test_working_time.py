"""Weekly hours of work: what the branch agreement says, from the day on which we read it."""

from datetime import date

import pytest

from labmigration.programme import ProgrammeError, programme

READ_ON = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("occupation", "norm", "average", "over", "peak"),
    [("dependency_carer", 40, 48, "12 semaines", 50), ("childminder", 45, 48, "4 mois", None)],
)
def test_the_limits_differ_between_the_employers_home_and_ones_own(occupation, norm, average, over, peak):
    limit = programme().weekly_limit_on(READ_ON, occupation)
    assert (limit.norm_hours, limit.average_hours, limit.peak_hours) == (norm, average, peak)
    assert limit.average_over_fr == over
    assert limit.source == "CCN"


def test_before_the_day_of_the_source_no_limit_is_claimed():
    assert programme().weekly_limit_on(date(2026, 2, 28), "dependency_carer") is None


def test_an_unknown_occupation_is_refused():
    with pytest.raises(ProgrammeError):
        programme().weekly_limit_on(READ_ON, "gardener")
