"""People decide: admit, refuse by two, complete, reopen; and one person typed on the screen."""

from datetime import date

import pytest
from django.urls import reverse

from labmigration import clock
from labmigration.access.gate import Conflict, Refused
from labmigration.decisions.eligibility import French, Ground, RightToWork
from labmigration.pathway.reception import actions
from labmigration.pathway.reception.models import PossibleDuplicate, Referral
from labmigration.pathway.reception.reading import ReferralFacts
from labmigration.timeline.models import Event, FileOpening

TODAY = date(2026, 3, 10)
pytestmark = pytest.mark.usefixtures("on_a_tuesday")


def facts(**changes) -> ReferralFacts:
    """Someone eligible until the end of 2027."""
    french = French("B1", "A2", "DELF")
    person = ReferralFacts(
        surname="Traoré",
        first_name="Awa",
        birth_date=date(1995, 4, 6),
        sex="F",
        phone="+33639981234",
        email="awa@example.org",
        commune="Marseille",
        postcode="13001",
        grounds=(Ground("refugee", True),),
        either_grounds=(),
        right_to_work=RightToWork("carte de résident", True, date(2027, 12, 31), False),
        french_oral=french.oral,
        french_written=french.written,
        french_proof=french.proof,
        contact_language="fr",
        occupation="dependency_carer",
        occupation_label="aide à domicile",
        referrer="Mission locale",
        referred_on=TODAY,
    )
    return person._replace(**changes)


@pytest.fixture
def received(world):
    """`received(**changes)`: a referral of our advisor's own."""

    def receive(**changes) -> Referral:
        return actions.receive(
            facts(**changes), actor=world.advisor, territory="marseille", lead_advisor=world.user("advisor")
        )

    with world.advisor.at_work():
        yield receive


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


def test_the_page_says_why_and_what_would_change_it(world, received, client):
    referral = received(birth_date=date(2010, 5, 3), french_written="A1")
    client.force_login(world.user("advisor"))
    page = client.get(reverse("reception:of_pathway", args=[referral.pathway_id])).content.decode()
    assert "La personne n’a pas encore l’âge demandé." in page
    assert "À partir du 3 mai 2028" in page
    assert "Le niveau A2, attesté (aujourd’hui : A1)." in page
    assert FileOpening.objects.filter(pathway_id=referral.pathway_id, page="reception.of_pathway").count() == 1


def test_every_reason_has_its_sentences(received):
    from typing import get_args

    from labmigration.decisions.eligibility import Change, IncompleteReason, RefusingReason
    from labmigration.pathway.reception.explaining import reason, what_changes

    for code in (*get_args(RefusingReason), *get_args(IncompleteReason)):
        needed = ("oral",) if code == "french_level_missing" else ("refugee",)
        assert reason(code).endswith(".")
        assert what_changes(Change(code, had=("A1",), needed=needed, day=TODAY)).endswith(".")


def test_every_resemblance_has_its_words():
    from typing import get_args

    from labmigration.decisions.same_person import Reason
    from labmigration.pathway.reception.explaining import RESEMBLANCES

    assert set(get_args(Reason)) == set(RESEMBLANCES)


def test_the_person_reads_her_own_file_in_plain_words(world, received, client):
    user = world.user("candidate", another=True)
    referral = received(french_written="A1")
    candidate = referral.pathway.candidate
    candidate.user = user
    candidate.save()
    client.force_login(user)
    page = client.get(reverse("reception:of_pathway", args=[referral.pathway_id])).content.decode()
    assert "Votre dossier est lu par une personne du Lab." in page
    assert "Ce que dit l’orientation" not in page


@pytest.mark.parametrize("role", ["trainer", "training_coordinator", "referrer", "placement_officer", "household"])
def test_the_file_does_not_exist_for_other_roles(world, received, client, role):
    referral = received()
    client.force_login(world.user(role))
    assert client.get(reverse("reception:of_pathway", args=[referral.pathway_id])).status_code == 404


def test_nothing_of_it_exists_in_another_territory(world, elsewhere, received, client):
    referral = received()
    for role in ("advisor", "territory_coordinator"):
        client.force_login(elsewhere.user(role))
        for name in ("of_pathway", "correct", "admit", "propose_refusal"):
            assert client.get(reverse(f"reception:{name}", args=[referral.pathway_id])).status_code == 404
        assert "Traoré" not in client.get(reverse("reception:list")).content.decode()


def test_deciding_through_the_pages(world, received, client):
    referral = received(french_written="A1")
    address = reverse("reception:admit", args=[referral.pathway_id])
    client.force_login(world.user("advisor"))
    empty = client.post(address, {"reason": ""})
    assert empty.status_code == 422
    assert client.post(reverse("reception:propose_refusal", args=[referral.pathway_id]), {"reason": "Trop tôt."})
    client.force_login(world.user("territory_coordinator"))
    page = client.get(reverse("reception:of_pathway", args=[referral.pathway_id])).content.decode()
    assert "Confirmer le refus" in page
    assert "Trop tôt." in page
    client.post(reverse("reception:confirm_refusal", args=[referral.pathway_id]))
    referral.refresh_from_db()
    assert referral.state == "refused"


def test_completing_through_the_page_keeps_what_was_typed_when_it_is_wrong(world, received, client):
    referral = received(french_proof=None)
    client.force_login(world.user("advisor"))
    address = reverse("reception:correct", args=[referral.pathway_id])
    sent = {
        "version": 1,
        "birth_date_day": "6",
        "birth_date_month": "4",
        "birth_date_year": "2030",
        "grounds": ["refugee"],
        "grounds_proven": "on",
        "document": "carte de résident",
        "allows_work": "yes",
        "french_oral": "B1",
        "french_written": "A2",
        "french_proof": "DELF B1",
    }
    wrong = client.post(address, sent)
    assert wrong.status_code == 422
    assert "DELF B1" in wrong.content.decode()
    assert client.post(address, sent | {"birth_date_year": "1995"}).status_code == 302
    referral.refresh_from_db()
    assert (referral.verdict, referral.french_proof) == ("eligible", "DELF B1")
