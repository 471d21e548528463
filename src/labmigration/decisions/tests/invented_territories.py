"""Territories for the tests of the forecast, from the assumptions of the reference (illustrative, not Lab data)."""

from labmigration.decisions.forecast import Advisors, Cohorts, Match, Problem, Retention

COHORTS = {"size": 12, "start_with": 12, "max_wait_months": None, "tracks": 1, "rooms": 2}


def territory(**changes):
    """20 referrals a month, one advisor, two rooms, 60 months. Besides the fields of Problem, `changes` may hold keys
    of COHORTS, `training` (months), `advisors` (their count), `hours_a_month` and `hours` (of a person).
    """
    cohorts = COHORTS | {key: changes.pop(key) for key in COHORTS.keys() & changes.keys()}
    training = changes.pop("training", 4.0)
    told = {
        "months": 60,
        "replications": 200,
        "arrivals_a_month": 20.0,
        "eligible": 0.7,
        "attends": 0.85,
        "finish": 0.9,
        "passes": 0.86,
        "match": Match(0.75, 2.0),
        "retention": Retention(0.8, 0.6),
    }
    advisors = Advisors(changes.pop("advisors", 1), changes.pop("hours_a_month", 100.0), changes.pop("hours", 5.0))
    return Problem(**told | changes, advisors=advisors, cohorts=Cohorts(**cohorts, months=training))
