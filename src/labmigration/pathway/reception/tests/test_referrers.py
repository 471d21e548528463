"""A referrer sends people and follows her own; a page of the product takes two minutes."""

from datetime import date

import pytest
from django.urls import reverse

from labmigration import clock
from labmigration.pathway.actions import set_next
from labmigration.pathway.reception import actions
from labmigration.pathway.reception.models import Referral
from labmigration.pathway.reception.tests.referred import facts
from labmigration.people import consents

pytestmark = pytest.mark.usefixtures("on_a_tuesday")

TYPED = {
    "surname": "Traoré",
    "first_name": "Awa",
    "birth_date_day": "6",
    "birth_date_month": "4",
    "birth_date_year": "1995",
    "phone": "06 39 98 12 34",
    "grounds": ["refugee"],
    "grounds_proven": ["refugee"],
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
    assert "déjà connue" not in answer.content.decode()
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
    assert "déjà connue du Lab" in page
    assert "Awa" not in page


@pytest.mark.parametrize(
    ("surname", "first_name", "typed_again"),
    [("الخطيب", "أمينة", ("الخطيب", "أمينة")), ("Шевченко", "Оксана", ("ШЕВЧЕНКО", "оксана"))],
    ids=["Arabic", "Cyrillic"],
)
def test_a_name_in_another_script_is_kept_shown_and_recognised_as_it_was_told(
    world, client, surname, first_name, typed_again
):
    client.force_login(world.user("referrer"))
    client.post(reverse("reception:refer"), TYPED | {"surname": surname, "first_name": first_name})
    with world.advisor.at_work():
        person = Referral.objects.get().pathway.candidate
    assert (person.surname, person.first_name) == (surname, first_name)
    assert f"{first_name} {surname}" in client.get(reverse("reception:own_people")).content.decode()
    again = TYPED | {"surname": typed_again[0], "first_name": typed_again[1]}
    assert "déjà connue du Lab" in client.post(reverse("reception:known"), again).content.decode()
    assert "déjà connue du Lab" in client.post(reverse("reception:refer"), again, follow=True).content.decode()


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


WHO = {name: TYPED[name] for name in ("surname", "first_name", "birth_date_day", "birth_date_month", "birth_date_year")}


def test_while_typing_the_referrer_learns_that_a_person_is_known_and_nothing_else(world, client):
    with world.advisor.at_work():
        actions.receive(facts(), actor=world.advisor, territory="marseille")
    client.force_login(world.user("referrer"))
    page = client.post(reverse("reception:known"), WHO).content.decode()
    assert "déjà connue du Lab" in page
    assert not any(word in page for word in ("Awa", "Traoré", "Mission locale", world.user("advisor").name))


@pytest.mark.parametrize(
    "changes", [{"first_name": ""}, {"birth_date_year": ""}, {"birth_date_day": "7"}, {"surname": "Tra"}]
)
def test_half_a_name_or_another_birth_date_tells_nothing(world, client, changes):
    with world.advisor.at_work():
        actions.receive(facts(phone="", email=""), actor=world.advisor, territory="marseille")
    client.force_login(world.user("referrer"))
    assert "déjà connue" not in client.post(reverse("reception:known"), WHO | changes).content.decode()


def test_names_are_tried_at_a_pace(world, client, settings):
    with world.advisor.at_work():
        actions.receive(facts(), actor=world.advisor, territory="marseille")
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "look_for_person": "3/m/user"}
    client.force_login(world.user("referrer"))
    pages = [client.post(reverse("reception:known"), WHO).content.decode() for _ in range(5)]
    assert ["déjà connue" in page for page in pages] == [True, True, True, False, False]
    assert "reprend dans un moment" in pages[-1]


def test_somebody_of_another_territory_is_not_known_here(world, elsewhere, client):
    with elsewhere.advisor.at_work():
        actions.receive(facts(), actor=elsewhere.advisor, territory="lille")
    client.force_login(world.user("referrer"))
    assert "déjà connue" not in client.post(reverse("reception:known"), WHO).content.decode()


def test_the_look_is_not_asked_by_get(world, client):
    client.force_login(world.user("referrer"))
    assert client.get(reverse("reception:known"), WHO).status_code == 405


def test_the_end_page_says_what_comes_next_and_offers_to_photograph_a_paper(world, client):
    client.force_login(world.user("referrer"))
    page = client.post(reverse("reception:refer"), TYPED, follow=True).content.decode()
    assert "Ce qui se passe maintenant" in page
    with world.advisor.at_work():
        pathway = Referral.objects.get().pathway_id
    assert reverse("reception:send_document", args=[pathway]) in page
    assert client.get(reverse("reception:send_document", args=[pathway])).status_code == 200


def test_the_rest_is_folded_away_until_something_in_it_is_told_or_wrong(world, client):
    client.force_login(world.user("referrer"))
    assert '<details class="unfold">' in client.get(reverse("reception:refer")).content.decode()
    wrong = client.post(reverse("reception:refer"), TYPED | {"document": ""}).content.decode()
    assert '<details class="unfold" open>' in wrong


def test_how_far_a_person_is_shows_only_once_she_agreed_and_no_longer_when_she_took_it_back(world, client):
    with clock.at(date(2027, 1, 4)):  # the texts of consent hold by then
        _follow(world, client)


def _follow(world, client):
    with world.advisor.at_work():
        referral = actions.receive(
            facts(), actor=world.advisor, territory="marseille", referrer=world.organisation("referrer")
        )
        set_next(referral.pathway, "training.enrol", stage="training")
        person = referral.pathway.candidate
        asked = next(
            choice.consent for choice in consents.choices_of(person) if choice.consent.code == "partner_progress"
        )

    def page_after(yes):
        if yes is not None:
            with world.advisor.at_work():
                consents.answer(
                    person,
                    "partner_progress",
                    yes,
                    language="fr",
                    channel="screen",
                    by=world.user("advisor"),
                    version=asked.version,
                )
        return client.get(reverse("reception:own_people")).content.decode()

    client.force_login(world.user("referrer"))
    assert "reçue par le Lab" in page_after(None)
    assert "Formation" not in page_after(None)
    assert "Formation" in page_after(True)
    assert "Formation" not in page_after(False)
