"""Who becomes a tutor: the charter agreed to word for word, two conditions, a named decision."""

import pytest
from django.urls import reverse

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused
from labmigration.pathway.certification.conflicts import _tutors
from labmigration.pathway.employment import actions as employment
from labmigration.pathway.employment.tests.scenes import START, agree, signed
from labmigration.pathway.tutoring import accompanying, queries, volunteering
from labmigration.pathway.tutoring.charter import in_force, versions
from labmigration.pathway.tutoring.models import TutorOffer
from labmigration.pathway.tutoring.tests.scenes import accepted, begun, offered

pytestmark = pytest.mark.usefixtures("on_a_tuesday")


def test_the_charter_says_the_same_in_four_languages_and_claims_no_reader():
    for charter in versions():
        assert 6 <= len(charter.line) <= 10 and not charter.reviewed
        digests = {charter.digest(language) for language in ("fr", "en", "ar", "uk")}
        assert len(digests) == 4
        for line in charter.line:
            assert "'" not in line.fr and all(len(part.split()) <= 20 for part in line.fr.split("."))


def test_a_household_reads_the_charter_agrees_and_is_decided_on_with_a_reason(world, client):
    household = world.household(user=True)
    client.force_login(household.user)
    address = reverse("tutoring:volunteer")
    assert "Je partage mon expérience" in client.get(address).content.decode()
    told = {"charter_version": in_force().version, "experience": "Quinze ans"}
    assert client.post(address, told).status_code == 422  # not agreed
    assert client.post(address, {**told, "agreed": "on", "charter_version": "1999"}).status_code == 403
    assert client.post(address, {**told, "agreed": "on"}).status_code == 302
    with world.placement_officer.at_work():
        offer = TutorOffer.objects.get()
        assert offer.charter_digest == in_force().digest("fr") and offer.agreed_on == clock.today()
        with pytest.raises(Conflict):
            volunteering.volunteer(
                household, actor=Actor.of(household.user), charter_version=in_force().version, experience="Encore"
            )
    client.force_login(world.user("placement_officer"))
    page = reverse("tutoring:offer", args=[offer.pk])
    assert client.post(page, {"decision": "accept", "reason": "Bien"}).status_code == 422  # has never employed
    assert "employer_tutor" not in Actor.of(household.user).roles
    accepts = {"decision": "accept", "reason": "Bien", "declarations_seen": "on"}
    assert client.post(page, accepts).status_code == 302
    household.user.refresh_from_db()
    assert "employer_tutor" in Actor.of(type(household.user).objects.get(pk=household.user.pk)).roles
    with world.placement_officer.at_work():
        offer.refresh_from_db()
        assert (offer.state, offer.employed, offer.reason) == ("accepted", "seen", "Bien")
        assert offer.decided_by == world.user("placement_officer")
    client.force_login(household.user)
    client.post(reverse("tutoring:withdraw", args=[offer.pk]))
    assert "employer_tutor" not in Actor.of(type(household.user).objects.get(pk=household.user.pk)).roles


def test_conditions_are_a_vetted_household_that_has_employed(world):
    waiting = world.household(user=True, state="waiting")
    with world.placement_officer.at_work():
        with pytest.raises(Refused, match="vérifié"):
            volunteering.volunteer(
                waiting, actor=Actor.of(waiting.user), charter_version=in_force().version, experience="x"
            )
        agreement = agree(world)
        contract = signed(world, agreement)
        with clock.at(START):
            employment.start(contract, actor=world.placement_officer, first_paid_on=START)
        home = contract.household
        offer = volunteering.volunteer(
            home, actor=Actor.of(home.user), charter_version=in_force().version, experience="Un an"
        )
        with pytest.raises(Refused):
            volunteering.accept(offer, actor=world.placement_officer, reason=" ")
        volunteering.accept(offer, actor=world.placement_officer, reason="Un contrat suivi")
        assert offer.employed == "here"
        with pytest.raises(Refused, match="emploie"):
            accompanying.propose(
                home.user, agreement.pathway, actor=world.placement_officer, because="Son propre employeur"
            )
        other = offered(world)
        volunteering.turn_down(other, actor=world.placement_officer, reason="Pas assez de temps")
        assert other.user not in queries.accepted_tutors("marseille")


def test_a_tutor_never_sits_on_the_jury_of_whom_she_accompanied(world):
    tutor = accepted(world)
    pathway = world.person("matching", "matching.introduce", with_account=True)
    assert not _found(world, pathway)
    begun(world, tutor, pathway, Actor.of(pathway.candidate.user))
    assert _found(world, pathway) == {tutor.user.pk}


def _found(world, pathway):
    with world.placement_officer.at_work():
        return _tutors(pathway)
