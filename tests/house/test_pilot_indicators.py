"""Figures of the pilot, recounted from rows by plain loops that share no code with the measures."""

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_scopes import scope

from labmigration import clock
from labmigration.pathway.models import Pathway
from labmigration.steering.indicators.facts import Facts
from labmigration.steering.indicators.queries import facts_of, figures, figures_of

pytestmark = pytest.mark.django_db

TERRITORY = "marseille"


def rows(model, *fields, **filters):
    return list(apps.get_model(model).objects.filter(**filters).values_list(*fields))


def six_months_after(day: date) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + 6, 12)
    while True:
        try:
            return date(year, month + 1, day.day)
        except ValueError:
            day -= timedelta(days=1)


@pytest.fixture(scope="module")
def facts(pilot):
    return facts_of(TERRITORY, clock.today())


@pytest.fixture(scope="module")
def found(facts):
    return {(each.code, each.measure): each for each in figures_of(facts, masked=False)}


@pytest.fixture
def open_territory(pilot):
    with scope(territory=[TERRITORY]):
        yield


def part(found, code, measure, who):
    one = found[code, measure].part(who)
    return one.numerator, one.denominator


def first_days() -> dict:
    corrected = {pk for (pk,) in rows("training.AttendanceSignature", "replaces", replaces__isnull=False)}
    days: dict = {}
    hours: dict = defaultdict(Decimal)
    lines = rows(
        "training.AttendanceSignature", "pk", "pathway", "session__date", "status", "hours", signed_as="trainer"
    )
    for pk, pathway, day, status, followed in lines:
        if pk not in corrected and status not in ("absent", "excused") and day <= clock.today():
            days[pathway] = min(day, days.get(pathway, day))
            hours[pathway] += followed
    return {pathway: (day, hours[pathway]) for pathway, day in days.items()}


def test_people_referred_and_hours_followed_are_those_of_the_rows(found, open_territory):
    assert found["A1", ""].value == Pathway.objects.exclude(state="merged").count()
    started = first_days()
    assert found["A4", ""].value == len(started)
    agreed: dict = defaultdict(Decimal)
    for pathway, hours in rows(
        "prescription.PrescribedModule", "prescription__pathway", "hours", prescription__state="signed"
    ):
        agreed[pathway] += hours
    planned = [pathway for pathway in started if agreed[pathway]]
    followed, plan = part(found, "P1", "", "starters")
    assert followed == float(sum(started[pathway][1] for pathway in planned))
    assert plan == float(sum(agreed[pathway] for pathway in planned))


def test_departures_and_certificates_are_those_of_the_rows(found, open_territory):
    started = set(first_days())
    left = {pathway for (pathway,) in rows("training.Enrolment", "pathway", state="withdrawn")}
    still = {pathway for (pathway,) in rows("training.Enrolment", "pathway", state="enrolled")}
    done = {pathway for (pathway,) in rows("training.Enrolment", "pathway", state="completed")}
    gone = (left - still - done) & started
    assert part(found, "P2", "", "starters") == (len(gone), len(started))
    results = rows("certification.BlockResult", "file__pathway", "outcome")
    assert part(found, "C2", "", "blocks") == (sum(outcome == "acquired" for _, outcome in results), len(results))
    certified = {pathway for pathway, outcome in results if outcome == "acquired"}
    assert part(found, "C1", "block", "starters") == (len(certified & (gone | done)), len((gone | done) & started))


def test_people_at_work_are_those_of_the_contracts(found, open_territory):
    contracts = rows(
        "employment.Contract", "pathway", "first_paid_on", "ended_on", "kind", state__in=("active", "ended")
    )
    firsts: dict = {}
    for pathway, first, _ended, _kind in contracts:
        firsts[pathway] = min(first, firsts.get(pathway, first))
    assert found["T1", ""].parts[0].numerator == len(firsts)
    due = {pathway: six_months_after(first) for pathway, first in firsts.items()}
    due = {pathway: day for pathway, day in due.items() if day <= clock.today()}
    assert part(found, "E3", "month_6", "population")[1] == len(due)
    answers = {pathway: (state, in_sector) for pathway, state, in_sector in rows(
        "follow_up.FollowUp", "pathway", "state", "in_sector", month=6
    )}  # fmt: skip
    at_work = 0
    for pathway, day in due.items():
        runs = any(
            first <= day and (ended is None or ended >= day) for who, first, ended, _kind in contracts if who == pathway
        )
        state, in_sector = answers.get(pathway, ("", None))
        at_work += runs and state != "lost" and in_sector is not False
    assert part(found, "E3", "month_6", "population")[0] == at_work
    assert 0 < at_work < len(due), "the pilot has both"


def test_follow_ups_in_time_are_those_of_the_rows(found, open_territory):
    lines = rows("follow_up.FollowUp", "state", "opens_on", "closes_on", "answered_on")
    due = [each for each in lines if each[1] <= clock.today() and (each[0] != "planned" or each[2] < clock.today())]
    made = [each for each in due if each[0] == "done" and each[1] <= each[3] <= each[2]]
    assert part(found, "Q2", "", "population") == (len(made), len(due))


def test_facts_take_a_fixed_number_of_queries_hold_no_name_and_survive_on_paper(facts, pilot):
    with CaptureQueriesContext(
        connection,
    ) as asked:
        again = facts_of(TERRITORY, clock.today())
    assert len(asked) <= 45, [each["sql"][:90] for each in asked]
    written = facts.tables()
    assert again.tables() == written
    told = "\n".join("\t".join(line) for lines in written.values() for line in lines)
    with scope(territory=[TERRITORY]):
        for surname, key in rows("people.Candidate", "surname", "pk"):
            assert f"\t{surname}\t" not in told and str(key) not in told
        assert not any(str(pk) in told for (pk,) in rows("pathway.Pathway", "pk"))
    read_back = Facts.from_tables(written)
    assert figures_of(read_back, masked=True) == figures_of(facts, masked=True)


def test_a_territory_without_anybody_says_why_it_has_no_figure(pilot):
    for each in figures("le-havre", clock.today(), masked=False):
        assert each.cannot or each.value == 0
