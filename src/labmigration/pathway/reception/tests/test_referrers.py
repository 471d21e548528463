"""A referrer sends people and follows her own; a page of the product takes two minutes."""

from datetime import date

import pytest
from django.urls import reverse

from labmigration.pathway.reception import actions
from labmigration.pathway.reception.models import Referral
from labmigration.pathway.reception.tests.referred import facts

pytestmark = pytest.mark.usefixtures("on_a_tuesday")

TYPED = {
    "surname": "Traoré",
    "first_name": "Awa",
    "birth_date_day": "6",
    "birth_date_month": "4",
    "birth_date_year": "1995",
    "phone": "06 39 98 12 34",
    "grounds": ["refugee"],
    "grounds_proven": "on",
    "document": "carte de résident",
    "allows_work": "yes",
    "french_oral": "B1",
    "french_written": "A2",
    "french_proof": "DELF",
    "occupation": "dependency_carer",
}


def test_a_referrer_sends_a_person_and_finds_her_among_her_own(world, client):
    client.force_login(world.user("referrer"))
    answer = client.post(reverse("reception:refer"), TYPED, follow=True)
    assert "C’est envoyé" in answer.content.decode()
    assert "ressemblante" not in answer.content.decode()
    with world.advisor.at_work():
        referral = Referral.objects.get()
        assert (referral.verdict, referral.pathway.referrer) == ("eligible", world.organisation("referrer"))
        assert referral.pathway.next_step == "reception.assign"
        assert referral.pathway.candidate.phone == "+33639981234"
    page = client.get(reverse("reception:own_people")).content.decode()
    assert "Awa Traoré" in page
    assert "39981234" not in page


def test_a_person_who_may_be_known_is_signalled_without_telling_who(world, client):
    with world.advisor.at_work():
        actions.receive(facts(), actor=world.advisor, territory="marseille")
    client.force_login(world.user("referrer"))
    page = client.post(reverse("reception:refer"), TYPED, follow=True).content.decode()
    assert "ressemblante" in page
    assert "Awa" not in page


def test_an_advisor_chooses_the_organisation_and_takes_charge(world, client):
    organisation = world.organisation("referrer")
    client.force_login(world.user("advisor"))
    sent = TYPED | {"referrer": str(organisation.pk), "follow": "on"}
    answer = client.post(reverse("reception:refer"), sent)
    with world.advisor.at_work():
        referral = Referral.objects.get()
        assert answer["Location"] == reverse("reception:of_pathway", args=[referral.pathway_id])
        assert (referral.pathway.lead_advisor, referral.pathway.referrer) == (world.user("advisor"), organisation)
        assert referral.pathway.next_step == "reception.decide"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"surname": "D1allo"}, "contient un chiffre"),
        ({"first_name": ""}, "obligatoire"),
        ({"birth_date_year": "2031"}, "pas possible"),
        ({"birth_date_month": "13"}, "date"),
        ({"document": ""}, "Nommez le titre"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_the_rest_is_kept(world, client, changes, sentence):
    client.force_login(world.user("referrer"))
    answer = client.post(reverse("reception:refer"), TYPED | changes)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert sentence in page
    assert "06 39 98 12 34" in page


def test_one_sees_only_those_whom_one_s_own_organisation_sent(world, client):
    from labmigration.territories.models import Organisation

    with world.advisor.at_work():
        other = Organisation.objects.create(territory_id="marseille", name="Autre", kind="referrer")
        actions.receive(facts(), actor=world.advisor, territory="marseille", referrer=other)
        actions.receive(
            facts(surname="Sylla", first_name="Oumar", sex="M", birth_date=date(1980, 1, 1)),
            actor=world.advisor,
            territory="marseille",
            referrer=world.organisation("referrer"),
        )
    client.force_login(world.user("referrer"))
    page = client.get(reverse("reception:own_people")).content.decode()
    assert "Sylla" in page
    assert "Traoré" not in page


def test_the_referrer_s_page_runs_a_fixed_number_of_queries(world, client, django_assert_num_queries):
    client.force_login(world.user("referrer"))

    def queries() -> int:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as seen:
            client.get(reverse("reception:own_people"))
        return len(seen)

    def send(number: int) -> None:
        name = "".join("abcdefghij"[int(digit)] for digit in f"{number:03}")
        with world.advisor.at_work():
            actions.receive(
                facts(surname=f"Karo{name}", birth_date=date(1960 + number, 1, 1)),
                actor=world.advisor,
                territory="marseille",
                referrer=world.organisation("referrer"),
            )

    send(1)
    with_one = queries()
    for number in range(2, 8):
        send(number)
    assert queries() == with_one


@pytest.mark.parametrize("role", ["advisor", "trainer", "candidate", "territory_coordinator"])
def test_the_referrer_s_page_does_not_exist_for_others(world, client, role):
    client.force_login(world.user(role))
    assert client.get(reverse("reception:own_people")).status_code == 404
