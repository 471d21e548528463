"""The right to work, looked at again: planned by what happens on the way, done by a person, told as yes or no."""

from datetime import date, timedelta

import pytest

from labmigration import clock
from labmigration.access.gate import Conflict, Refused
from labmigration.decisions.eligibility import Ground, RightToWork
from labmigration.pathway.reception import actions, queries, right_to_work_queries
from labmigration.pathway.reception import right_to_work_actions as checks
from labmigration.pathway.reception.models import RightToWorkCheck
from labmigration.timeline.models import Event

pytestmark = pytest.mark.usefixtures("on_a_tuesday")
TODAY, END = date(2026, 3, 10), date(2027, 12, 31)


def verified(pathway, day):
    return pathway.pk in right_to_work_queries.verified_for([pathway.pk], day)


@pytest.fixture
def admitted(world, received):
    """`admitted(**facts)`: the pathway of somebody who was let in today."""

    def let_in(**changes):
        referral = received(**changes)
        actions.admit(referral, actor=world.advisor, reason="")
        return referral.pathway

    return let_in


def told(pathway, verb, subject, **facts):
    """An event of a later stage, as that stage writes it."""
    event = Event.about(pathway, "told", _nobody(pathway), facts)
    event.verb, event.subject_id = verb, subject
    event.save(force_insert=True)
    return event


def _nobody(pathway):
    from labmigration.access.actor import Actor

    return Actor.system(pathway.territory_id)


def planned(pathway, state="due"):
    rows = RightToWorkCheck.objects.filter(pathway=pathway, state=state).order_by("due_on")
    return [(row.reason, row.for_day, row.due_on) for row in rows]


def the_check(pathway, reason):
    return RightToWorkCheck.objects.get(pathway=pathway, reason=reason, state="due")


def test_an_admission_plans_the_look_at_intake_and_the_one_before_the_end(admitted):
    pathway = admitted()
    assert planned(pathway) == [
        ("intake", TODAY, TODAY + timedelta(days=7)),
        ("expiry", END, END - timedelta(days=60)),
    ]


def test_an_end_that_is_near_is_due_today(admitted):
    pathway = admitted(right_to_work=RightToWork("APS", True, TODAY + timedelta(days=20), False))
    assert ("expiry", TODAY + timedelta(days=20), TODAY) in planned(pathway)


def test_a_european_citizen_is_asked_once(admitted):
    pathway = admitted(grounds=(Ground("european_citizen", True),), right_to_work=None)
    told(pathway, "training.enrol", "seat", starts_on="2026-05-04")
    assert [reason for reason, *_ in planned(pathway)] == ["intake"]


def test_a_seat_plans_a_look_before_the_first_day_once(admitted):
    pathway = admitted()
    for _ in range(2):
        told(pathway, "training.enrol", "seat 1", starts_on="2026-05-04")
    assert planned(pathway)[1] == ("cohort_entry", date(2026, 5, 4), date(2026, 4, 20))
    assert len(planned(pathway)) == 3
    told(pathway, "training.withdraw", "seat 1")
    assert [reason for reason, *_ in planned(pathway)] == ["intake", "expiry"]
    assert [reason for reason, *_ in planned(pathway, "dropped")] == ["cohort_entry"]


def test_each_contract_plans_a_look_and_another_first_day_another_one(admitted):
    pathway = admitted()
    told(pathway, "employment.draft", "c1", starts_on="2026-06-01")
    told(pathway, "employment.draft", "c2", starts_on="2026-06-15")
    told(pathway, "employment.correct", "c1", starts_on="2026-07-01")
    contracts = [day for reason, day, _due in planned(pathway) if reason == "contract"]
    assert contracts == [date(2026, 6, 15), date(2026, 7, 1)]
    told(pathway, "employment.cancel", "c2")
    assert [day for reason, day, _due in planned(pathway) if reason == "contract"] == [date(2026, 7, 1)]


def test_the_check_made_on_the_contract_s_own_page_counts(world, admitted):
    pathway = admitted()
    told(pathway, "employment.draft", "c1", starts_on="2026-06-01")
    told(pathway, "employment.check_right_to_work", "c1", **{"for": "2026-06-01"})
    done = RightToWorkCheck.objects.get(pathway=pathway, reason="contract")
    assert (done.state, done.outcome, done.valid_until) == ("done", "valid", END)


def test_what_is_found_is_kept_and_the_next_end_planned(world, admitted):
    pathway = admitted()
    check, end = the_check(pathway, "intake"), date(2028, 5, 1)
    checks.record(check, actor=world.advisor, outcome="valid", kind="residence", valid_until=end)
    check.refresh_from_db()
    assert (check.state, check.done_by, check.outcome, check.kind, check.valid_until) == (
        *("done", world.user("advisor"), "valid", "residence"),
        end,
    )
    referral = queries.latest_referral(pathway)
    assert (referral.valid_until, referral.allows_work, referral.renewal_receipt) == (end, True, False)
    assert planned(pathway) == [("expiry", end, end - timedelta(days=60))]
    assert planned(pathway, "dropped") == [("expiry", END, END - timedelta(days=60))]
    assert Event.objects.get(verb="reception.check_right_to_work").facts == {"reason": "intake"}


def test_a_receipt_holds_until_its_own_last_day(world, admitted):
    pathway = admitted()
    with pytest.raises(Refused, match="dernier jour"):
        checks.record(the_check(pathway, "intake"), actor=world.advisor, outcome="receipt", kind="receipt")
    end = TODAY + timedelta(days=90)
    checks.record(the_check(pathway, "intake"), actor=world.advisor, outcome="receipt", kind="receipt", valid_until=end)
    assert queries.right_to_work_on(pathway, end)
    assert not queries.right_to_work_on(pathway, end + timedelta(days=1))
    assert verified(pathway, end)
    assert not verified(pathway, end + timedelta(days=1))


def test_a_paper_found_out_of_date_closes_the_way_and_is_looked_at_again(world, admitted):
    pathway = admitted()
    checks.record(the_check(pathway, "intake"), actor=world.advisor, outcome="expired", kind="residence")
    assert not queries.right_to_work_on(pathway, TODAY)
    assert not verified(pathway, TODAY)
    again = the_check(pathway, "expiry")
    assert again.due_on == TODAY + timedelta(days=7)
    with clock.at(TODAY + timedelta(days=5)):
        end = date(2027, 1, 1)
        checks.record(again, actor=world.advisor, outcome="valid", kind="residence", valid_until=end)
    assert verified(pathway, end)


def test_somebody_free_to_work_is_verified_for_every_day(world, admitted):
    pathway = admitted(grounds=(Ground("european_citizen", True),), right_to_work=None)
    checks.record(the_check(pathway, "intake"), actor=world.advisor, outcome="exempt")
    assert verified(pathway, date(2040, 1, 1))


def test_nothing_checked_is_no(admitted):
    assert not verified(admitted(), TODAY)


def test_an_end_gone_by_is_not_valid(world, admitted):
    pathway = admitted()
    with pytest.raises(Refused, match="passé"):
        checks.record(
            the_check(pathway, "intake"),
            actor=world.advisor,
            outcome="valid",
            kind="residence",
            valid_until=TODAY - timedelta(days=1),
        )


def test_of_two_who_record_the_same_check_the_second_is_told(world, admitted):
    pathway = admitted()
    mine, hers = the_check(pathway, "intake"), the_check(pathway, "intake")
    checks.record(mine, actor=world.advisor, outcome="valid", kind="residence", valid_until=END)
    with pytest.raises(Conflict):
        checks.record(hers, actor=world.advisor, outcome="expired")


def test_another_advisor_and_the_coordination_record_nothing(world, admitted):
    pathway = admitted()
    for actor in (world.actor("advisor", another=True), world.territory_coordinator, world.placement_officer):
        with pytest.raises(Conflict):
            checks.record(the_check(pathway, "intake"), actor=actor, outcome="exempt")


def test_the_advisor_s_day_shows_what_is_due_and_no_more(world, admitted):
    pathway = admitted()
    assert list(queries.right_to_work_due(world.advisor)) == []
    with clock.at(TODAY + timedelta(days=7)):
        assert [check.reason for check in queries.right_to_work_due(world.advisor)] == ["intake"]
        assert list(queries.right_to_work_due(world.actor("advisor", another=True))) == []
        pathway.state = "closed"
        pathway.save()
        assert list(queries.right_to_work_due(world.advisor)) == []


def test_a_contract_whose_check_is_the_next_step_is_not_shown_twice(world, admitted):
    pathway = admitted()
    told(pathway, "employment.draft", "c1", starts_on="2026-03-12")
    assert [check.reason for check in queries.right_to_work_due(world.advisor)] == ["contract"]
    pathway.next_step = "employment.check_right_to_work"
    pathway.save()
    assert list(queries.right_to_work_due(world.advisor)) == []


def test_lead_times_are_programme_data_and_said_to_be_ours():
    from labmigration.programme import programme

    rules = {rule.code: rule for rule in programme().eligibility.recheck}
    assert set(rules) == {"intake", "cohort_entry", "contract", "expiry", "again"}
    assert all(rule.source == "NOUS" and not rule.confirmed for rule in rules.values())


def test_the_last_check_decides_for_a_day(world, admitted):
    pathway = admitted()
    checks.record(the_check(pathway, "intake"), actor=world.advisor, outcome="valid", kind="residence", valid_until=END)
    assert verified(pathway, END)
    told(pathway, "training.enrol", "seat", starts_on="2026-05-04")
    with clock.at(TODAY + timedelta(days=30)):
        checks.record(the_check(pathway, "cohort_entry"), actor=world.advisor, outcome="expired")
    assert not verified(pathway, TODAY + timedelta(days=31))
