"""In which languages a page is drawn, by who asks and what was chosen on the device."""

import re
from datetime import date

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy, override

from labmigration.access.gate import Conflict, Refused
from labmigration.access.middleware import ActorMiddleware
from labmigration.ui import spoken
from labmigration.ui.languages import read_in, wordings

pytestmark = pytest.mark.django_db


def language_of(page: str) -> str:
    return page.split('<html lang="')[1][:2]


@pytest.fixture
def candidate(world, client: Client) -> Client:
    user = world.person(with_account=True).candidate.user
    user.language = "uk"
    user.save()
    client.force_login(user)
    return client


def page(client: Client, address: str = "/") -> str:
    answer = client.get(address, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_candidate_reads_her_own_language_whatever_the_device_is_set_to(candidate: Client) -> None:
    candidate.defaults["HTTP_ACCEPT_LANGUAGE"] = "de"
    assert language_of(page(candidate)) == "uk"


def test_what_she_chose_on_the_device_comes_first(candidate: Client) -> None:
    candidate.post(reverse("set_language"), {"language": "ar", "next": "/"})
    drawn = page(candidate)
    assert language_of(drawn) == "ar"
    assert 'dir="rtl"' in drawn


@pytest.mark.parametrize(("chosen", "language"), [("french", "fr"), ("own", "uk"), ("both", "uk")])
def test_either_language_can_be_hidden(candidate: Client, chosen: str, language: str) -> None:
    answer = candidate.post(reverse("choose_reading"), {"reading": chosen, "next": reverse("desk:own_contact")})
    assert answer.url == reverse("desk:own_contact")
    assert language_of(page(candidate)) == language


def test_the_choice_never_leads_to_another_site(candidate: Client) -> None:
    answer = candidate.post(reverse("choose_reading"), {"reading": "own", "next": "https://elsewhere.example/"})
    assert answer.url == "/"


def test_an_unknown_choice_changes_nothing(candidate: Client) -> None:
    candidate.post(reverse("choose_reading"), {"reading": "latin"})
    assert language_of(page(candidate)) == "uk"


def test_reading_is_chosen_by_a_form_only(candidate: Client) -> None:
    assert candidate.get(reverse("choose_reading")).status_code == 405


def test_a_candidates_sentences_have_ears_and_those_of_staff_do_not(candidate: Client, world) -> None:
    assert "data-hear" in page(candidate)
    staff = Client()
    staff.force_login(world.user("advisor"))
    session = staff.session
    session["demo_sign_in"] = True
    session.save()
    assert "data-hear" not in page(staff)


def test_staff_read_french_or_english_even_where_the_device_asks_for_arabic(world) -> None:
    staff = Client(headers={"accept-language": "ar"})
    staff.force_login(world.user("advisor"))
    assert language_of(staff.get("/", follow=True).content.decode()) == "fr"


def test_a_visitor_who_may_be_a_candidate_reads_arabic_beside_the_french() -> None:
    visitor = Client(headers={"accept-language": "ar"})
    drawn = page(visitor, reverse("account_login"))
    assert language_of(drawn) == "ar"
    assert 'lang="fr"' in drawn


def test_a_recording_that_does_not_exist_is_not_found(client: Client) -> None:
    assert client.get(reverse("recording", args=["fr", "0" * 64 + ".opus"])).status_code == 404


def test_a_refusal_is_told_in_both_languages_with_what_stands_in_it():
    refused = Refused(gettext_lazy("Ce suivi s’ouvre le %(day)s."), day=lazy(spoken.day, str)(date(2026, 3, 1)))
    with override("fr"):
        assert str(refused) == f"Ce suivi s’ouvre le dimanche 1er{spoken.NBSP}mars 2026."
    with read_in("ar", "fr"):
        told = dict(wordings(refused.sentence))
    assert "dimanche 1er" in told["fr"] and "الأحد" in told["ar"]


def test_the_page_of_a_refused_action_stands_in_two_languages(rf, world):
    request = rf.get("/")
    request.actor = world.advisor
    with read_in("uk", "fr"), request.actor.at_work():
        page = ActorMiddleware(lambda _request: HttpResponse()).process_exception(
            request, Conflict(gettext_lazy("Ce lien a déjà servi : votre réponse est enregistrée."))
        )
    content = page.content.decode()
    assert page.status_code == 409
    assert "Ce lien a déjà servi" in content and re.search(r'lang="uk"[^>]*>[^<]*посилання', content)
