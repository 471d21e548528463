"""People decide: admit, refuse by two, complete, reopen; and one person typed on the screen."""

from datetime import date

import pytest

from labmigration import clock
from labmigration.access.gate import Conflict, Refused
from labmigration.decisions.eligibility import RightToWork
from labmigration.pathway.reception import actions
from labmigration.pathway.reception.models import PossibleDuplicate
from labmigration.pathway.reception.tests.referred import facts
from labmigration.timeline.models import Event

pytestmark = pytest.mark.usefixtures("on_a_tuesday")


@pytest.fixture
def refused_once(world, received):
    referral = received(french_written="A1")
    actions.propose_refusal(referral, actor=world.advisor, reason="Français écrit à reprendre.")
    return referral


@pytest.mark.parametrize(
    ("changes", "verdict", "reasons", "next_step"),
    [
        ({}, "eligible", [], "reception.decide"),
        ({"grounds": ()}, "refused", ["ground_not_covered"], "reception.decide"),
        ({"french_proof": None}, "incomplete", ["french_proof_missing"], "reception.complete"),
        ({"birth_date": date(2010, 1, 1)}, "refused", ["under_age"], "reception.decide"),
    ],
)
def test_a_typed_person_is_judged_by_the_same_rules(received, changes, verdict, reasons, next_step):
    referral = received(**changes)
    assert (referral.verdict, referral.reasons, referral.state) == (verdict, reasons, "received")
    assert referral.pathway.next_step == next_step
    assert referral.pathway.lead_advisor is not None


def test_a_typed_person_who_is_known_is_a_suspicion(received):
    first = received()
    again = received(surname="TRAORE", first_name="awa", phone="+33639985678", email="")
    assert again.state == "suspected"
    assert again.pathway.next_step == "reception.judge_duplicate"
    assert again.suspicions.get().known == first.pathway.candidate


def test_a_father_and_a_son_who_share_name_and_telephone_are_two_people(received):
    received()
    son = received(birth_date=date(2004, 9, 1), email="")
    assert son.state == "received"
    assert not PossibleDuplicate.objects.filter(strength="strong").exists()


def test_a_trainer_refers_nobody(world):
    with world.trainer.at_work(), pytest.raises(Refused):
        actions.receive(facts(), actor=world.trainer, territory="marseille")


def test_a_referrer_refers_nobody_in_another_territory(world):
    with world.referrer.at_work(), pytest.raises(Refused):
        actions.receive(facts(), actor=world.referrer, territory="lille")


def test_an_eligible_file_is_admitted_and_goes_to_orientation(world, received):
    referral = received()
    actions.admit(referral, actor=world.advisor)
    assert (referral.state, referral.pathway.stage, referral.pathway.next_step) == (
        "admitted",
        "orientation",
        "orientation.plan",
    )
    told = Event.objects.get(verb="reception.admit")
    assert told.facts == {"verdict": "eligible", "on": "2026-03-10"}


def test_a_file_that_is_not_eligible_is_admitted_with_a_written_reason_only(world, received):
    referral = received(french_written="A1")
    with pytest.raises(Refused, match="écrivez pourquoi"):
        actions.admit(referral, actor=world.advisor)
    referral.refresh_from_db()
    assert referral.state == "received"
    actions.admit(referral, actor=world.advisor, reason="Suit déjà un cours, niveau attesté en avril.")
    referral.refresh_from_db()
    assert (referral.state, referral.decision_reason) == ("admitted", "Suit déjà un cours, niveau attesté en avril.")


def test_a_document_that_ended_since_is_noticed_at_the_admission(world, received):
    referral = received(right_to_work=RightToWork("APS", True, date(2026, 4, 1), False))
    with clock.at(date(2026, 4, 2)), pytest.raises(Refused, match="À ce jour"):
        actions.admit(referral, actor=world.advisor)
    with clock.at(date(2026, 4, 1)):
        actions.admit(referral, actor=world.advisor)


def test_an_advisor_who_does_not_follow_the_person_cannot_decide(world, received):
    referral = received()
    other = world.actor("advisor", another=True)
    with pytest.raises(Conflict):
        actions.admit(referral, actor=other)
    with pytest.raises(Conflict):
        actions.propose_refusal(referral, actor=other, reason="non")


def test_a_refusal_needs_a_reason(world, received):
    with pytest.raises(Refused, match="motif"):
        actions.propose_refusal(received(), actor=world.advisor, reason="  ")


def test_a_refusal_is_confirmed_by_a_second_person_and_ends_the_pathway(world, refused_once):
    assert refused_once.pathway.next_step == "reception.confirm_refusal"
    actions.confirm_refusal(refused_once, actor=world.territory_coordinator)
    assert refused_once.state == "refused"
    assert (refused_once.pathway.state, refused_once.pathway.closing_reason) == ("closed", "refused")


def test_nobody_confirms_her_own_refusal_even_with_both_roles(world, refused_once):
    from labmigration.access.actor import Actor
    from labmigration.access.models import RoleGrant

    RoleGrant.objects.create(
        user=world.user("advisor"), role="territory_coordinator", territory_id="marseille", since=date(2020, 1, 1)
    )
    both = Actor.of(type(world.user("advisor")).objects.get(pk=world.user("advisor").pk))
    with pytest.raises(Refused, match="à deux"):
        actions.confirm_refusal(refused_once, actor=both)
    refused_once.refresh_from_db()
    assert refused_once.state == "refusal_proposed"
    assert refused_once.pathway.state == "open"


def test_an_advisor_confirms_no_refusal(world, refused_once):
    with pytest.raises(Conflict):
        actions.confirm_refusal(refused_once, actor=world.actor("advisor", another=True))


def test_a_refusal_sent_back_is_to_be_decided_again(world, refused_once):
    actions.send_back(refused_once, actor=world.territory_coordinator)
    assert (refused_once.state, refused_once.refusal_by) == ("received", None)
    assert refused_once.pathway.next_step == "reception.decide"


def test_a_refused_file_is_reopened_with_its_pathway(world, refused_once):
    actions.confirm_refusal(refused_once, actor=world.territory_coordinator)
    actions.reopen(refused_once, actor=world.advisor)
    assert (refused_once.state, refused_once.pathway.state) == ("received", "open")
    assert refused_once.pathway.next_step == "reception.decide"


def test_completing_a_file_judges_it_again_today(world, received):
    referral = received(french_proof=None)
    verdict = actions.correct(
        referral, actor=world.advisor, version=referral.version, changes={"french_proof": "TCF 2025"}
    )
    referral.refresh_from_db()
    assert verdict.verdict == referral.verdict == "eligible"
    assert referral.pathway.next_step == "reception.decide"
    assert referral.recheck_on == date(2027, 12, 31)


def test_a_corrected_birth_date_is_judged_too(world, received):
    referral = received(birth_date=date(2010, 1, 1))
    actions.correct(referral, actor=world.advisor, version=1, changes={}, birth_date=date(2001, 1, 1))
    assert referral.verdict == "eligible"
    referral.pathway.candidate.refresh_from_db()
    assert referral.pathway.candidate.birth_date == date(2001, 1, 1)


def test_of_two_who_complete_the_same_file_the_second_is_told(world, received):
    referral = received()
    actions.correct(referral, actor=world.advisor, version=1, changes={"french_oral": "B2"})
    with pytest.raises(Conflict, match="pendant ce temps"):
        actions.correct(referral, actor=world.advisor, version=1, changes={"french_oral": "A1"})
    referral.refresh_from_db()
    assert referral.french_oral == "B2"


def test_taking_charge_makes_the_decision_one_s_own(world, received):
    referral = actions.receive(facts(french_proof=None), actor=world.referrer, territory="marseille")
    assert referral.pathway.next_step == "reception.assign"
    actions.take_charge(referral, actor=world.advisor)
    assert (referral.pathway.lead_advisor, referral.pathway.next_step) == (
        world.user("advisor"),
        "reception.complete",
    )
