"""The pages of one person's file: what they say, to whom they exist."""

from datetime import date

import pytest
from django.urls import reverse

from labmigration.pathway.reception.tests.referred import TODAY
from labmigration.timeline.models import FileOpening

pytestmark = pytest.mark.usefixtures("on_a_tuesday")


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
        "grounds_proven": ["refugee"],
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
