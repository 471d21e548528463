"""Contracts: drawn up after an agreement, checked, signed by both, begun, ended; and the week over all of them."""

from datetime import date
from decimal import Decimal

import pytest

from labmigration import clock
from labmigration.access.gate import Conflict, Refused
from labmigration.pathway.actions import set_next
from labmigration.pathway.employment import actions, queries
from labmigration.pathway.employment.models import Contract
from labmigration.pathway.employment.tests.scenes import START, TERMS, agree, drafted, licensed, signed
from labmigration.pathway.matching.actions import introduce
from labmigration.pathway.matching.tests.scenes import a_pair, both
from labmigration.timeline.models import Event
from labmigration.timeline.sentences import sentence


@pytest.fixture
def agreement(world, on_a_tuesday):
    with world.placement_officer.at_work():
        yield agree(world)


def test_the_hours_come_from_the_needs_slots(world, agreement):
    contract = drafted(world, agreement)
    assert contract.weekly_hours == Decimal("12")
    assert contract.pathway.next_step == "employment.check_right_to_work"


def test_no_contract_without_an_agreement(world, on_a_tuesday):
    with world.placement_officer.at_work():
        pathway, need = a_pair(world)
        introduction = introduce(pathway, need, actor=world.placement_officer)
        with pytest.raises(Refused, match="accord des deux"):
            drafted(world, introduction)


def test_one_agreement_has_one_contract(world, agreement):
    drafted(world, agreement)
    with pytest.raises(Conflict, match="déjà préparé"):
        drafted(world, agreement)


def test_both_sign_the_advisor_checks_and_it_is_signed_whatever_the_order(world, agreement):
    contract = drafted(world, agreement)
    person, household = both(agreement)
    actions.sign(contract, actor=household)
    assert contract.pathway.next_step == "employment.check_right_to_work"
    with world.advisor.at_work():
        actions.check_right_to_work(contract, actor=world.advisor)
    assert (contract.state, contract.pathway.next_step) == ("draft", "employment.sign")
    actions.sign(contract, actor=person)
    assert (contract.state, contract.pathway.next_step) == ("signed", "employment.start")


def test_the_household_is_waited_for_when_the_person_has_signed(world, agreement):
    contract = drafted(world, agreement)
    actions.sign(contract, actor=both(agreement)[0])
    actions.check_right_to_work(contract, actor=world.advisor)
    assert contract.pathway.next_step == "employment.await_signature"


def test_two_signatures_without_the_check_do_not_make_it_signed(world, agreement):
    contract = drafted(world, agreement)
    for actor in both(agreement):
        actions.sign(contract, actor=actor)
    contract.refresh_from_db()
    assert contract.state == "draft"


def test_a_side_signs_once(world, agreement):
    contract = drafted(world, agreement)
    actions.sign(contract, actor=both(agreement)[0])
    with pytest.raises(Conflict, match="déjà signé"):
        actions.sign(contract, actor=both(agreement)[0])


@pytest.mark.parametrize(
    ("papers", "allowed"),
    [
        ({"valid_until": START}, True),
        ({"valid_until": date(2026, 3, 31)}, False),
        ({"valid_until": date(2026, 3, 31), "renewal_receipt": True}, True),
        ({"valid_until": None}, True),
        ({"allows_work": False}, False),
        ({"allows_work": None}, False),
        ({"state": "received"}, False),
        ({"allows_work": None, "grounds": [{"code": "european_citizen", "proof": True}]}, True),
    ],
)
def test_the_right_to_work_is_checked_for_the_first_day(world, on_a_tuesday, papers, allowed):
    with world.placement_officer.at_work():
        contract = drafted(world, agree(world, papers=papers))
        if allowed:
            actions.check_right_to_work(contract, actor=world.advisor)
            assert contract.right_to_work_checked
        else:
            with pytest.raises(Refused, match="ne couvre pas"):
                actions.check_right_to_work(contract, actor=world.advisor)


def test_only_the_persons_own_advisor_checks(world, agreement):
    contract = drafted(world, agreement)
    for actor in (world.placement_officer, world.actor("advisor", another=True), *both(agreement)):
        with pytest.raises(Refused):
            actions.check_right_to_work(contract, actor=actor)


def test_a_correction_takes_back_signatures_and_another_first_day_the_check(world, agreement):
    contract = drafted(world, agreement)
    actions.sign(contract, actor=both(agreement)[0])
    actions.check_right_to_work(contract, actor=world.advisor)
    terms = {**TERMS, "weekly_hours": Decimal(10), "starts_on": date(2026, 4, 6)}
    actions.correct(contract, actor=world.placement_officer, version=1, **terms)
    assert contract.worker_signed_at is None
    assert not contract.right_to_work_checked
    assert contract.pathway.next_step == "employment.check_right_to_work"
    with pytest.raises(Conflict, match="changé pendant ce temps"):
        actions.correct(contract, actor=world.placement_officer, version=1, **terms)


def test_nobody_signs_terms_that_were_corrected_while_she_read_them(world, agreement):
    contract = drafted(world, agreement)
    read_before = Contract.objects.get(pk=contract.pk)
    actions.correct(contract, actor=world.placement_officer, version=1, **{**TERMS, "weekly_hours": Decimal("20")})
    with pytest.raises(Conflict, match="relisez"):
        actions.sign(read_before, actor=both(agreement)[0])


@pytest.mark.parametrize(
    ("today", "first_paid_on", "says"),
    [
        (date(2026, 4, 2), date(2026, 3, 31), "avant le jour prévu"),
        (date(2026, 4, 2), date(2026, 4, 3), "pas encore venu"),
    ],
)
def test_a_contract_starts_neither_early_nor_in_the_future(world, agreement, today, first_paid_on, says):
    contract = signed(world, agreement)
    with clock.at(today), pytest.raises(Refused, match=says):
        actions.start(contract, actor=world.placement_officer, first_paid_on=first_paid_on)


def test_a_start_needs_the_check_to_hold_on_that_day(world, on_a_tuesday):
    with world.placement_officer.at_work():
        contract = signed(world, agree(world, papers={"valid_until": date(2026, 4, 5)}))
        with clock.at(date(2026, 4, 20)), pytest.raises(Refused, match="vérification"):
            actions.start(contract, actor=world.placement_officer, first_paid_on=date(2026, 4, 6))


def test_the_first_paid_day_starts_the_contract(world, agreement):
    contract = signed(world, agreement)
    with clock.at(date(2026, 4, 2)):
        actions.start(contract, actor=world.placement_officer, first_paid_on=START)
    contract.refresh_from_db()
    assert (contract.state, contract.first_paid_on) == ("active", START)
    assert "1er\u00a0avril 2026" in sentence(Event.objects.get(verb="employment.start"))


def test_the_end_keeps_its_cause_out_of_the_journal(world, agreement):
    contract = signed(world, agreement)
    with clock.at(date(2026, 9, 1)):
        actions.start(contract, actor=world.placement_officer, first_paid_on=START)
        with pytest.raises(Refused, match="avant son premier jour"):
            actions.end(contract, actor=world.advisor, ended_on=date(2026, 3, 1), cause="trial")
        actions.end(contract, actor=world.advisor, ended_on=date(2026, 8, 31), cause="right_to_work_ended")
    assert contract.state == "ended"
    assert "right_to_work" not in str(Event.objects.get(verb="employment.end").facts)


def test_a_contract_given_up_opens_the_need_again_and_closes_what_each_knew(world, agreement):
    contract = drafted(world, agreement)
    actions.cancel(contract, actor=world.placement_officer)
    agreement.refresh_from_db()
    agreement.need.refresh_from_db()
    assert (agreement.state, agreement.need.state) == ("declined", "open")
    assert contract.pathway.next_step == "matching.introduce"


def test_a_second_job_does_not_take_the_follow_up_back(world, agreement):
    contract = signed(world, agreement)
    with clock.at(date(2026, 4, 2)):
        actions.start(contract, actor=world.placement_officer, first_paid_on=START)
        set_next(contract.pathway, "follow_up.answer", stage="follow_up")
        second = agree(world, pathway=contract.pathway)
        other = drafted(world, second, starts_on=date(2026, 5, 1))
        signed(world, second, contract=other)
        assert (other.pathway.stage, other.pathway.next_step) == ("follow_up", "follow_up.answer")


def test_an_agreement_reached_while_another_contract_is_signed_is_not_forgotten(world, agreement):
    contract = drafted(world, agreement)
    agree(world, pathway=contract.pathway)
    for actor in both(agreement):
        actions.sign(contract, actor=actor)
    actions.check_right_to_work(contract, actor=world.advisor)
    assert contract.pathway.next_step == "employment.start"
    assert queries.agreements_without_contract(contract.pathway).count() == 1


@pytest.mark.parametrize(
    ("first", "second", "warned", "refused"),
    [("20", "28", False, False), ("20", "28.5", True, False), ("20", "30", True, False), ("20", "30.25", True, True)],
)
def test_the_week_over_all_contracts_is_warned_above_48_and_refused_above_50(
    world, agreement, first, second, warned, refused
):
    contract = drafted(world, agreement, weekly_hours=Decimal(first))
    other = agree(world, pathway=contract.pathway)
    if refused:
        with pytest.raises(Refused, match="art. 134"):
            drafted(world, other, weekly_hours=Decimal(second))
        return
    drafted(world, other, weekly_hours=Decimal(second))
    week = queries.week_with(contract.pathway, occupation="childcare_provider", on=START)
    assert bool(week.says) is warned
    if warned:
        assert "12 semaines" in week.says


def test_a_childminders_week_is_warned_but_has_no_limit_of_one_week(world, on_a_tuesday):
    with world.placement_officer.at_work():
        agreement = agree(world, occupation="childminder")
        licensed(world, agreement.pathway)
        contract = drafted(world, agreement, weekly_hours=Decimal("52"))
        week = queries.week_with(contract.pathway, occupation="childminder", on=START)
        assert week.over_average
        assert "4 mois" in week.says
