"""Same person or two people: a person says, and can take it back."""

from datetime import date

import pytest
from django.urls import reverse

from labmigration.access.gate import Conflict
from labmigration.pathway.models import Pathway
from labmigration.pathway.reception import actions, duplicate_actions
from labmigration.pathway.reception.models import PossibleDuplicate, Referral
from labmigration.pathway.reception.tests.referred import facts
from labmigration.people.models import Candidate

pytestmark = pytest.mark.usefixtures("on_a_tuesday")


@pytest.fixture
def suspicion(world):
    """Awa Traoré is followed; TRAORE Awa comes again with another telephone."""
    with world.advisor.at_work():
        actions.receive(facts(), actor=world.advisor, territory="marseille", lead_advisor=world.user("advisor"))
        again = actions.receive(
            facts(surname="TRAORE", phone="+33639987777", email=""), actor=world.referrer, territory="marseille"
        )
        yield again.suspicions.get()


@pytest.fixture
def weak(world):
    """Same name, day and month of birth swapped, nothing else in common: only possible."""
    with world.advisor.at_work():
        actions.receive(facts(email=""), actor=world.advisor, territory="marseille")
        other = actions.receive(
            facts(birth_date=date(1995, 6, 4), phone="", email=""), actor=world.advisor, territory="marseille"
        )
        found = other.suspicions.get()
        assert (found.strength, other.state) == ("possible", "received")
        yield found


def snapshot() -> list[list[dict]]:
    return [list(model.objects.order_by("pk").values()) for model in (Candidate, Pathway, Referral, PossibleDuplicate)]


def fresh(suspicion: PossibleDuplicate) -> PossibleDuplicate:
    return PossibleDuplicate.objects.get(pk=suspicion.pk)


@pytest.mark.parametrize("which", ["suspicion", "weak"])
def test_a_merge_taken_back_leaves_everything_as_it_was(world, request, which):
    found = request.getfixturevalue(which)
    before = snapshot()
    duplicate_actions.merge(fresh(found), actor=world.advisor)
    assert snapshot() != before
    duplicate_actions.unmerge(fresh(found), actor=world.advisor)
    assert snapshot() == before


def test_merged_the_newcomer_points_to_the_one_who_is_followed(world, suspicion):
    duplicate_actions.merge(fresh(suspicion), actor=world.advisor)
    referral = fresh(suspicion).referral
    assert (referral.state, referral.pathway.state) == ("merged", "merged")
    assert referral.pathway.candidate.merged_into == suspicion.known


def test_a_third_file_of_a_merged_person_is_suspected_to_be_the_followed_one(world, suspicion):
    duplicate_actions.merge(fresh(suspicion), actor=world.advisor)
    third = actions.receive(facts(surname="Traore", phone="", email=""), actor=world.advisor, territory="marseille")
    assert third.suspicions.get().known == suspicion.known


def test_kept_apart_the_file_goes_its_own_way(world, suspicion):
    duplicate_actions.keep_apart(fresh(suspicion), actor=world.territory_coordinator)
    found = fresh(suspicion)
    assert (found.answer, found.referral.state) == ("different", "received")
    assert found.referral.pathway.next_step == "reception.assign"


def test_of_two_answers_the_first_stands(world, suspicion):
    seen_by_both = fresh(suspicion)
    duplicate_actions.keep_apart(fresh(suspicion), actor=world.advisor)
    with pytest.raises(Conflict, match="déjà répondu"):
        duplicate_actions.merge(seen_by_both, actor=world.territory_coordinator)
    assert fresh(suspicion).answer == "different"
    assert not Candidate.objects.filter(merged_into__isnull=False).exists()


def test_a_referrer_answers_nothing(world, suspicion, client):
    with pytest.raises(Conflict):
        duplicate_actions.merge(fresh(suspicion), actor=world.referrer)
    client.force_login(world.user("referrer"))
    for name in ("compare", "merge", "keep_apart", "unmerge"):
        assert client.post(reverse(f"reception:{name}", args=[suspicion.pk])).status_code == 404


def test_the_question_does_not_exist_in_another_territory(suspicion, elsewhere, client):
    client.force_login(elsewhere.user("advisor"))
    assert client.get(reverse("reception:compare", args=[suspicion.pk])).status_code == 404
    assert client.post(reverse("reception:merge", args=[suspicion.pk])).status_code == 404


def test_two_people_stand_side_by_side_without_their_telephones(world, suspicion, client):
    client.force_login(world.user("advisor"))
    page = client.get(reverse("reception:compare", args=[suspicion.pk])).content.decode()
    assert "Même personne" in page
    assert "Deux personnes" in page
    assert "un autre téléphone" in page
    assert "39987777" not in page.replace(" ", "").replace("\u00a0", "")
    client.post(reverse("reception:merge", args=[suspicion.pk]))
    assert "Annuler la réunion" in client.get(reverse("reception:compare", args=[suspicion.pk])).content.decode()
    client.post(reverse("reception:unmerge", args=[suspicion.pk]))
    assert fresh(suspicion).answer == "open"


def test_the_list_shows_what_waits_by_what_is_to_be_decided(world, suspicion, client):
    client.force_login(world.user("advisor"))
    address = reverse("reception:list")
    assert "À décider (1)" in client.get(address).content.decode()
    duplicates = client.get(address, {"vue": "doublons"}).content.decode()
    assert "Doublons possibles (1)" in duplicates
    assert "très ressemblante" in duplicates
    assert client.get(address, {"vue": "n’importe quoi"}).status_code == 200
