"""Pages of contracts: who sees what, what is refused beside the field, what the household learns of the papers."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from labmigration import clock
from labmigration.pathway.employment import actions
from labmigration.pathway.employment.models import Contract
from labmigration.pathway.employment.tests.scenes import START, agree, drafted, licensed, signed
from labmigration.pathway.matching.tests.scenes import both


@pytest.fixture
def agreement(world, on_a_tuesday):
    with world.placement_officer.at_work():
        yield agree(world)


SENT = {"kind": "cdi", "weekly_hours": "12", "level": "III", "gross_hourly": "13.20"}
SENT |= {"route": "cesu", "starts_on": "2026-04-01"}


def test_the_officer_draws_up_a_contract(world, agreement, client: Client):
    client.force_login(world.user("placement_officer"))
    page = client.get(reverse("employment:of_pathway", args=[agreement.pathway_id])).content.decode()
    assert "Préparer le contrat" in page
    path = reverse("employment:draft", args=[agreement.pk])
    assert 'value="12' in client.get(path).content.decode()
    wrong = client.post(path, {**SENT, "gross_hourly": ""})
    assert wrong.status_code == 422
    assert client.post(path, SENT).status_code == 302
    page = client.get(reverse("employment:of_pathway", args=[agreement.pathway_id])).content.decode()
    assert "686,40\u00a0€" in page, "12 h × 52 / 12 × 13,20 €"
    assert "estimation" in page


def test_too_long_a_week_is_a_sentence_and_not_a_contract(world, agreement, client: Client):
    client.force_login(world.user("placement_officer"))
    answer = client.post(reverse("employment:draft", args=[agreement.pk]), {**SENT, "weekly_hours": "51"})
    assert answer.status_code == 403
    assert "art. 134" in answer.content.decode()
    assert not Contract.objects.exists()


def test_a_childminders_contract_says_that_she_works_at_home(world, on_a_tuesday, client: Client):
    with world.placement_officer.at_work():
        agreement = agree(world, occupation="childminder")
    client.force_login(world.user("placement_officer"))
    page = client.get(reverse("employment:draft", args=[agreement.pk])).content.decode()
    assert "logement agréé" in page
    assert "Un contrat de travail par enfant" in page


def test_a_licence_withdrawn_is_noted_on_its_page_and_says_what_it_ended(world, on_a_tuesday, client: Client):
    with world.placement_officer.at_work():
        agreement = agree(world, occupation="childminder")
        licence = licensed(world, agreement.pathway)
        drafted(world, agreement)
    client.force_login(world.user("placement_officer"))
    path = reverse("employment:withdraw_licence", args=[licence.pk])
    early = client.post(path, {"withdrawn_on": "2026-03-11"})
    assert early.status_code == 422 and "pas encore venu" in early.content.decode()
    page = client.post(path, {"withdrawn_on": "2026-03-10"}, follow=True).content.decode()
    assert "Contrats arrêtés : 1" in page and "sans eux, pas de contrat" in page
    assert client.get(path).status_code == 404


def test_both_sign_on_their_telephones_after_ticking_that_they_read_it(world, agreement, client: Client):
    contract = drafted(world, agreement)
    path = reverse("employment:sign", args=[contract.pk])
    for actor, page in zip(both(agreement), ("employment:own", "matching:own_household"), strict=True):
        client.force_login(actor.user)
        assert "J’ai lu ce contrat" in client.get(reverse(page)).content.decode()
        assert client.post(path, {"version": "1"}).status_code == 403
        assert client.post(path, {"version": "2", "read": "yes"}).status_code == 403
        assert client.post(path, {"version": "1", "read": "yes"}).url == reverse(page)
        assert "Vous avez signé" in client.get(reverse(page)).content.decode()
    contract.refresh_from_db()
    assert contract.worker_signed_at
    assert contract.household_signed_at


def test_the_household_learns_that_the_right_to_work_is_checked_and_nothing_else(world, on_a_tuesday, client: Client):
    with world.placement_officer.at_work():
        papers = {"document": "Récépissé Canary", "grounds": [{"code": "refugee", "proof": True}]}
        agreement = agree(world, papers={**papers, "valid_until": date(2027, 2, 3)})
        contract = signed(world, agreement)
    client.force_login(both(agreement)[1].user)
    for path in (
        reverse("matching:own_household"),
        reverse("employment:own_household"),
        reverse("employment:paper", args=[contract.pk]),
    ):
        page = client.get(path).content.decode()
        assert "érifié pour ce début" in page
        for canary in ("Canary", "refugee", "réfugié", "2027", "valable"):
            assert canary not in page


def test_the_advisor_checks_and_the_officer_has_no_such_button(world, agreement, client: Client):
    contract = drafted(world, agreement)
    path = reverse("employment:of_pathway", args=[agreement.pathway_id])
    client.force_login(world.user("placement_officer"))
    assert "J’ai vérifié" not in client.get(path).content.decode()
    check = reverse("employment:check_right_to_work", args=[contract.pk])
    assert client.post(check).status_code == 404
    client.force_login(world.user("advisor"))
    assert "J’ai vérifié" in client.get(path).content.decode()
    client.post(check)
    contract.refresh_from_db()
    assert contract.right_to_work_checked


def test_the_household_notes_the_first_paid_day(world, agreement, client: Client):
    contract = signed(world, agreement)
    client.force_login(both(agreement)[1].user)
    with clock.at(date(2026, 4, 2)):
        assert "Notez le premier jour payé" in client.get(reverse("matching:own_household")).content.decode()
        path = reverse("employment:start", args=[contract.pk])
        assert client.get(path).status_code == 200
        assert client.post(path, {"first_paid_on": "2026-04-01"}).url == reverse("matching:own_household")
    contract.refresh_from_db()
    assert contract.first_paid_on == START


def test_a_contract_given_up_is_closed_to_the_household(world, agreement, client: Client):
    contract = drafted(world, agreement)
    actions.cancel(contract, actor=world.placement_officer)
    client.force_login(both(agreement)[1].user)
    assert client.get(reverse("employment:paper", args=[contract.pk])).status_code == 404
    surname = agreement.pathway.candidate.surname
    assert surname not in client.get(reverse("employment:own_household")).content.decode()
    assert surname not in client.get(reverse("matching:own_household")).content.decode()


def test_a_tutor_reads_no_contract(world, agreement, client: Client):
    contract = drafted(world, agreement)
    client.force_login(world.user("employer_tutor"))
    assert client.get(reverse("employment:paper", args=[contract.pk])).status_code == 404


def test_contracts_do_not_exist_elsewhere_or_for_strangers(world, elsewhere, agreement, client: Client):
    contract = drafted(world, agreement)
    stranger = world.household(user=True)
    paper, page = (
        reverse("employment:paper", args=[contract.pk]),
        reverse("employment:of_pathway", args=[agreement.pathway_id]),
    )
    for user in (elsewhere.user("placement_officer"), stranger.user, world.user("advisor", another=True)):
        client.force_login(user)
        assert [client.get(path).status_code for path in (paper, page)] == [404, 404]


def test_an_end_is_noted_with_its_cause(world, agreement, client: Client):
    contract = signed(world, agreement)
    client.force_login(world.user("advisor"))
    path = reverse("employment:end", args=[contract.pk])
    with clock.at(date(2026, 9, 1)):
        actions.start(contract, actor=world.placement_officer, first_paid_on=START)
        assert client.post(path, {"ended_on": "2026-12-01", "cause": "trial"}).status_code == 422
        assert client.post(path, {"ended_on": "2026-08-31", "cause": "resigned"}).status_code == 302
    contract.refresh_from_db()
    assert (contract.state, contract.end_cause) == ("ended", "resigned")
