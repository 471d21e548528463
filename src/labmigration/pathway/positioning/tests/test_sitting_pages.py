"""The screens of the questions: the same on a phone and beside an advisor, kind when something is off."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from labmigration.access.actor import Actor
from labmigration.pathway.positioning.sittings import parts
from labmigration.pathway.positioning.sittings.course import Course, Place
from labmigration.pathway.positioning.sittings.models import Answer, Frequency, Part, Questionnaire
from labmigration.programme.positioning_bank import bank

from .test_sittings import Table, good_answer

QUESTION = reverse("positioning:own_question")
SITTINGS = reverse("positioning:own_sittings")


@pytest.fixture
def table(world, on_a_tuesday) -> Table:
    return Table(world)


@pytest.fixture
def phone(table) -> Client:
    return phone_of(table)


def phone_of(table: Table, **cookies: str) -> Client:
    client = Client()
    client.force_login(table.person.user)
    for name, value in cookies.items():
        client.cookies[name] = value
    return client


def asked(page: str) -> dict[str, str]:
    """What the present form would send, without an answer."""
    return {name: re.search(rf'name="{name}" value="([^"]*)"', page)[1] for name in ("part", "code")}


def text(client: Client, address: str = QUESTION) -> str:
    return client.get(address).content.decode()


def test_the_whole_way_is_walked_with_plain_forms(world, on_a_tuesday):
    pathway = world.person("positioning", "positioning.do", with_account=True)
    client, person = Client(), Actor.of(pathway.candidate.user)
    client.force_login(pathway.candidate.user)
    assert "Ce n’est pas un examen" in text(client, SITTINGS)
    assert client.post(reverse("positioning:own_sit")).url == QUESTION
    with person.at_work():
        questionnaire = Questionnaire.objects.get(pathway=pathway)
    looked_at: list[str] = []
    while True:
        with person.at_work():
            present = Course.of(questionnaire).present
        if present is None:
            break
        sent = {"part": present.part, "code": present.code}
        if present.part not in looked_at:
            looked_at.append(present.part)
            assert asked(text(client)) == sent
        answer = client.post(QUESTION, {**sent, **_as_sent(present)})
        # A look at the way after each part, and otherwise straight on.
        with person.at_work():
            after = Course.of(questionnaire).present
        assert answer.url == (QUESTION if after and after.part == present.part else SITTINGS)
    assert looked_at == [part for sitting in parts.SITTINGS for part in sitting]
    assert "C’est fini. Merci" in text(client, SITTINGS)
    assert client.get(QUESTION).url == SITTINGS


def _as_sent(place: Place) -> dict[str, str]:
    answer = good_answer(place)
    return {"written": answer["written"]} if "written" in answer else {"choice": answer["value"]}


def test_a_next_step_leads_to_the_questions(table, phone):
    assert f'href="{SITTINGS}"' in text(phone, reverse("desk:me"))


def test_each_question_has_two_languages_an_ear_a_way_out_and_no_clock(table):
    page = text(phone_of(table, django_language="ar"))
    activity = bank().activity(table.course.present.code)
    assert activity.words.ar in page and activity.words.fr in page
    assert 'dir="rtl"' in page and page.count('data-hear="ar"') and page.count('data-hear="fr"')
    assert "Je ne sais pas" in page and "Faire une pause" in page
    assert 'aria-current="step"' in page
    assert "timer" not in page and "countdown" not in page


def test_what_is_heard_is_not_shown(table, phone):
    table.go_on(until=Part.FRENCH)
    page = text(phone)
    item = bank().item(table.course.present.code)
    while item.heard is None:
        table.give(table.course.present, **good_answer(table.course.present))
        page, item = text(phone), bank().item(table.course.present.code)
    seen = re.sub(r"<[^>]*>", " ", page)
    assert item.heard.fr.split("\n")[0][:30] not in seen
    assert "Je n’entends pas" in seen
    assert re.search(r'<button type="button" class="button listen" hidden [^>]*data-hear="fr"', page)
    assert "Ce téléphone ne peut pas lire le son ici" in seen
    answer = phone.post(QUESTION, {**asked(page), "silent": "1"}, follow=True).content.decode()
    assert "Vous écouterez avec votre conseillère" in answer


def test_an_answer_from_a_device_that_is_behind_is_told_kindly_with_the_present_question(table, phone):
    stale = asked(text(phone))
    table.give(table.course.present, value=Frequency.DAILY)
    page = phone.post(QUESTION, {**stale, "choice": "0"}, follow=True).content.decode()
    assert "peut-être sur un autre appareil" in page
    assert asked(page)["code"] == table.course.present.code


def test_the_same_answer_sent_again_is_not_remarked_upon(table, phone):
    sent = {**asked(text(phone)), "choice": Frequency.DAILY}
    phone.post(QUESTION, sent)
    page = phone.post(QUESTION, sent, follow=True).content.decode()
    assert "autre appareil" not in page
    with table.person.at_work():
        assert Answer.objects.count() == 1


def test_without_a_choice_the_question_stays_and_says_so(table, phone):
    table.go_on(until=Part.SITUATIONS)
    answer = phone.post(QUESTION, asked(text(phone)))
    assert answer.status_code == 422
    assert "Choisissez une réponse" in answer.content.decode()


@pytest.mark.parametrize("sent", [{}, {"part": "situations", "code": "home-care-toilet-cloth", "choice": "0"}])
def test_an_answer_to_another_question_leads_back_to_the_present_one(table, phone, sent):
    page = phone.post(QUESTION, sent, follow=True).content.decode()
    assert "Rien n’est perdu" in page
    assert asked(page)["code"] == table.course.present.code


def test_a_pause_says_that_everything_is_kept(table, phone):
    page = phone.post(reverse("positioning:own_pause"), follow=True).content.decode()
    assert "Tout est gardé" in page


def test_the_answer_before_is_given_anew(table, phone):
    first = asked(text(phone))
    page = phone.post(QUESTION, {**first, "choice": "0"}, follow=True).content.decode()
    assert "Changer ma réponse d’avant" in page
    page = phone.post(reverse("positioning:own_take_back"), first, follow=True).content.decode()
    assert asked(page) == first
    assert "Répondez de nouveau" in page


def test_before_anything_is_open_every_address_leads_to_the_beginning(world, on_a_tuesday):
    pathway = world.person("positioning", "positioning.do", with_account=True)
    client = Client()
    client.force_login(pathway.candidate.user)
    for name in ("own_question", "own_pause", "own_take_back"):
        answer = (
            client.get(reverse(f"positioning:{name}"))
            if name == "own_question"
            else client.post(reverse(f"positioning:{name}"))
        )
        assert (answer.status_code, answer.url) == (302, SITTINGS)


def test_an_advisor_asks_the_same_questions_in_both_languages_and_answers_are_noted_as_hers(table, world):
    client = Client()
    client.force_login(world.user("advisor"))
    address = reverse("positioning:question", args=[table.pathway.pk])
    page = text(client, address)
    activity = bank().activity(table.course.present.code)
    assert activity.words.ar in page and activity.words.fr in page
    assert '<html lang="fr"' in page
    client.post(address, {**asked(page), "choice": Frequency.OFTEN})
    home = text(client, reverse("positioning:sittings", args=[table.pathway.pk]))
    assert "1 réponse a été notée par quelqu’un d’autre" in home


def test_an_advisor_opens_the_questions_for_the_occupations_considered(world, on_a_tuesday):
    pathway = world.person("positioning", "positioning.do", with_account=True)
    client = Client()
    client.force_login(world.user("advisor"))
    home = reverse("positioning:sittings", args=[pathway.pk])
    assert "Métiers considérés" in text(client, home)
    opening = reverse("positioning:sit", args=[pathway.pk])
    assert client.post(opening, {"occupations": ["astronaut"], "language": "fr"}).status_code == 422
    sent = {"occupations": ["dependency_carer"], "language": "uk", "who": "person"}
    assert client.post(opening, sent).url == home
    with world.advisor.at_work():
        questionnaire = pathway.questionnaires.get()
    assert (questionnaire.occupations, questionnaire.language) == (["dependency_carer"], "uk")
    assert "Les questions sont ouvertes" in text(client, home)


@pytest.mark.parametrize("role", ["trainer", "training_coordinator", "territory_coordinator", "placement_officer"])
def test_nobody_else_reaches_the_interview(table, world, role):
    client = Client()
    client.force_login(world.user(role))
    for name in ("sittings", "question"):
        assert client.get(reverse(f"positioning:{name}", args=[table.pathway.pk])).status_code == 404


def test_a_question_costs_few_queries_however_much_was_answered(table, phone, django_assert_max_num_queries):
    table.go_on(until=Part.SETTING)
    with django_assert_max_num_queries(12):
        phone.get(QUESTION)


def test_a_page_weighs_little(table):
    client = phone_of(table, django_language="ar")
    table.go_on(until=Part.SITUATIONS)
    assert len(client.get(QUESTION).content) < 25_000
    assert len(client.get(SITTINGS).content) < 25_000


def test_an_old_bank_that_nobody_published_gives_way_to_the_present_one(table, phone):
    with table.person.at_work():
        table.questionnaire.bank_content = "never-kept"
        table.questionnaire.save(update_fields=["bank_content"])
        Answer.objects.create(
            territory_id="marseille", questionnaire=table.questionnaire, part="situations", code="question-withdrawn",
            value="0", outcome="right", position=0, answered_at=table.questionnaire.begun_at,
            answered_by=table.person.user,
        )  # fmt: skip
        assert Course.of(table.questionnaire).bank.content == bank().content
    assert asked(text(phone))["part"] == Part.FREQUENCY
