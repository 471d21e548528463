"""Figures of people written by hand, recounted on paper; empty territories, one person, days that cannot be true."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from labmigration.decisions.outcomes import rate
from labmigration.programme.indicators import Settings, catalogue
from labmigration.steering.indicators.facts import Facts
from labmigration.steering.indicators.measure import MEASURES, IndicatorValue, Measured
from labmigration.steering.indicators.measure.poisson import exact_interval
from labmigration.steering.indicators.tests.invented_facts import ENDED, HIRED_ON, ON, STARTED, People


def figures(facts: Facts, code: str) -> dict[str, IndicatorValue]:
    return {each.measure or each.unit: each for each in Measured(facts).figures(catalogue().indicator(code))}


def counts(value: IndicatorValue) -> dict[str, tuple[float, float, int]]:
    return {part.who: (part.numerator, part.denominator, part.lost) for part in value.parts}


@pytest.fixture(scope="module")
def cohort() -> Facts:
    """Twelve who started: two left (childcare, job), ten completed, eight with the title, one with a block, one who
    waits for a jury. Of the nine certified seven were hired on 1 September 2025, one on 15 January, one not. Of these
    eight one left after three months, one could not be reached at six, one said then that she had left.
    """
    people = People()
    people.trained(left=date(2025, 4, 3), cause="childcare", sex="M")
    people.trained(left=date(2025, 5, 5), cause="job")
    people.trained()
    people.certified(blocks=1)
    people.hired(HIRED_ON, date(2025, 11, 30))
    lost = people.hired(HIRED_ON)
    people.asked(lost, date(2026, 3, 1), "lost")
    gone = people.hired(HIRED_ON)
    people.asked(gone, date(2026, 3, 1), "done", in_sector=False)
    for _each in range(3):
        stays = people.hired(HIRED_ON)
        people.asked(stays, date(2026, 3, 1), "done", in_sector=True)
    moved = people.hired(HIRED_ON, date(2026, 1, 31))
    people.contract(moved, date(2026, 2, 20))
    people.hired(date(2026, 1, 15))
    people.add(verdict="refused", decision="refused", reasons="under_age french_oral_too_low")
    people.add(verdict="incomplete", decision="received")
    return people.facts()


def test_every_indicator_of_the_catalogue_is_measured():
    assert set(MEASURES) == set(catalogue().codes) and len(MEASURES) == 28


def test_a_share_stands_on_starters_completers_and_observed(cohort):
    title = figures(cohort, "C1")["title"]
    assert counts(title) == {"starters": (8, 12, 1), "completers": (8, 10, 1), "observed": (8, 9, 0)}
    expected = rate(8, 12, 1)
    assert (title.value, title.low, title.worst, title.best) == (expected.rate, expected.low, 8 / 12, 9 / 12)
    assert counts(figures(cohort, "C1")["block"])["observed"] == (9, 9, 0)


def test_departures_are_told_by_cause_beside_those_who_completed(cohort):
    left = figures(cohort, "P2")["share"]
    assert counts(left)["starters"] == (2, 12, 0) and left.value == pytest.approx(2 / 12)
    assert {each.name: (each.count, each.share) for each in left.details} == {
        "childcare": (1, pytest.approx(1 / 12)),
        "job": (1, pytest.approx(1 / 12)),
    }


def test_retention_counts_spells_not_contracts_and_keeps_the_lost_in_sight(cohort):
    six = figures(cohort, "E3")["month_6"]
    # Of eight, six months on: three answered, one changed household within 31 days, one was hired later: all there.
    # One left after three months, one had left when she was called at six, one was lost.
    assert counts(six)["population"] == (5, 8, 1)
    assert counts(six)["observed"] == (5, 7, 0)
    assert counts(six)["starters"] == (5, 12, 1), "two who left, one who waits for a jury and one not hired count too"
    assert six.value == pytest.approx(6 / 7 * 5 / 6), "one of seven at three months, one of six at six"
    assert six.note == ("uncertain_dates",)
    assert six.worst < six.value < six.best
    assert figures(cohort, "E3")["month_18"].cannot == "not_due"


def test_the_two_clocks_of_six_months_are_kept_apart(cohort):
    leaving, job = figures(cohort, "E2")["month_6"], figures(cohort, "E3")["month_6"]
    # Six months after leaving: 4 January 2026 for those who completed; the one hired on 15 January is not there yet.
    assert counts(leaving)["starters"] == (6, 12, 6)
    assert counts(leaving)["completers"] == (6, 10, 4)
    assert job.value != leaving.value


def test_shares_by_the_other_measures(cohort):
    assert counts(figures(cohort, "A2")["share"]) == {"assessed": (12, 14, 1)}
    assert [each.name for each in figures(cohort, "A2")["share"].details] == ["french_oral_too_low", "under_age"]
    assert figures(cohort, "A3")["days"].value == (STARTED - date(2025, 1, 6)).days
    hours = figures(cohort, "P1")["share"]
    assert counts(hours)["starters"] == (1200, 1440, 0) and hours.low is None
    assert counts(figures(cohort, "C2")["share"])["blocks"] == (17, 18, 0)
    assert counts(figures(cohort, "M2")["month_3"])["certified"] == (7, 9, 0)
    assert figures(cohort, "M2")["month_6"].value == pytest.approx(8 / 9), "the last one was hired six months later"
    assert counts(figures(cohort, "E6")["month_6"])["population"] == (5, 8, 1)
    changes = figures(cohort, "E4")["per_year"]
    assert changes.parts[0].numerator == 2
    assert changes.low == pytest.approx(exact_interval(2)[0] / changes.parts[0].denominator)
    assert counts(figures(cohort, "Q2")["share"])["population"] == (4, 5, 0)


def test_net_pay_is_what_people_said_and_nothing_is_made_of_silence():
    people = People()
    for amount in ("1200", "1000", ""):
        person = people.hired(HIRED_ON)
        if amount:
            people.line("answers", person, "work_6", "net_pay", amount, date(2026, 3, 3))
    said = {each.measure: each for each in Measured(people.facts()).figures(catalogue().indicator("E5"))}
    assert said["net_6"].value == 1100 and counts(said["net_6"]) == {"answered": (2, 3, 0)}
    assert said["net_18"].cannot == "not_due"
    assert {each.unit: each.value for each in Measured(people.facts()).figures(catalogue().indicator("E5"))
            if each.measure == "month_6"} == {"hours": 20, "euros": 240}  # fmt: skip


def test_an_empty_territory_says_so_everywhere_and_never_zero():
    facts = People().facts()
    for each in catalogue().indicators:
        for value in Measured(facts).figures(each):
            if value.code in ("A1", "A4"):
                assert value.value == 0, "nobody came: that is a count, and it is known"
            else:
                assert value.value is None and value.cannot, value


def test_a_cohort_of_one_has_a_wide_interval():
    people = People()
    people.hired(HIRED_ON)
    six = figures(people.facts(), "E6")["month_6"]
    assert six.value == 1 and six.low == pytest.approx(0.2065, abs=1e-4) and six.high == 1


def test_what_came_after_the_day_is_not_known_on_it(cohort):
    before = cohort.at(date(2025, 6, 1))
    assert figures(before, "C1")["title"].parts[0].denominator == 2, "only those who had left by then"
    assert figures(before, "E3")["month_6"].cannot == "nobody"
    assert figures(before, "P2")["share"].parts[0].numerator == 2
    with pytest.raises(ValueError, match="after"):
        before.at(ON)


def test_people_of_whom_a_day_cannot_be_true_are_counted_out_and_told(cohort):
    people = People()
    people.hired(HIRED_ON)
    wrong = people.hired(HIRED_ON)
    people.line("errors", wrong, "before_birth", HIRED_ON)
    six = figures(people.facts(), "E6")["month_6"]
    assert six.excluded == 1 and six.parts[0].denominator == 1


def test_groups_add_up_to_everybody(cohort):
    whole, groups = Measured(cohort), Measured(cohort).by(catalogue().indicator("P2"), "sex")
    assert {each.group: each.parts[0].denominator for each in groups} == {"F": 11, "M": 1}
    assert sum(each.parts[0].numerator for each in groups) == 2
    with pytest.raises(ValueError, match="not broken down"):
        whole.by(catalogue().indicator("P2"), "referrer")


def test_a_figure_leads_to_its_people(cohort):
    part = figures(cohort, "C1")["title"].part("completers")
    assert [len(part.members.who(outcome)) for outcome in ("yes", "no", "lost")] == [8, 1, 1]
    assert part.members.who("lost") == [2] and part.members.who("no") == [3]


def test_another_version_computes_with_its_own_numbers(cohort):
    durable = catalogue().indicator("E6")
    people = People()
    people.hired(HIRED_ON, kind="cdd")
    later = replace(durable.version[0], number=2, settings=Settings(months=(6,), at_least=12))
    measured = Measured(people.facts())
    assert measured.figures(durable)[0].value == 1
    [stricter] = measured.figures(durable, later)
    assert (stricter.value, stricter.version) == (0, 2)


def test_facts_survive_being_written_down_and_read_again(cohort):
    written = cohort.tables()
    again = Facts.from_tables({name: [list(line) for line in lines] for name, lines in written.items()})
    assert again.tables() == written
    known = catalogue().indicators
    assert [Measured(again).figures(each) for each in known] == [Measured(cohort).figures(each) for each in known]
    with pytest.raises(ValueError, match="tables are missing: seats"):
        Facts.from_tables({name: lines for name, lines in written.items() if name != "seats"})
    with pytest.raises(KeyError):
        Facts.from_tables({**written, "plans": [("nobody", "3")]})


@pytest.mark.parametrize("events", [0, 1, 2, 7, 40, 1000])
def test_the_interval_of_a_count_is_the_exact_one(events):
    from scipy.stats import chi2

    low, high = exact_interval(events)
    assert low == pytest.approx(chi2.ppf(0.025, 2 * events) / 2 if events else 0, rel=1e-8)
    assert high == pytest.approx(chi2.ppf(0.975, 2 * events + 2) / 2, rel=1e-8)


def test_a_contract_that_runs_on_after_contact_was_lost_is_not_counted_as_worked():
    people = People()
    lost = people.hired(HIRED_ON)
    people.asked(lost, date(2026, 3, 1), "lost")
    facts = people.facts()
    assert figures(facts, "E4")["per_year"].parts[0].denominator == pytest.approx(1 / 365.25)
    assert facts.on - HIRED_ON > timedelta(days=365) and ENDED < HIRED_ON
