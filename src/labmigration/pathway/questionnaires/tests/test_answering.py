"""Her answers: one question a screen, kept as they are given, sent once, corrected by versions, refused freely."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Refused
from labmigration.access.second_factor import DEMO_SIGN_IN
from labmigration.notices.models import OutboxMessage
from labmigration.pathway.questionnaires import actions, queries, states
from labmigration.pathway.questionnaires.models import AnonymousAnswer, AskedWave, FilledQuestionnaire, read_given
from labmigration.pathway.questionnaires.planning import plan
from labmigration.pathway.questionnaires.sweeping import ask_in
from labmigration.pathway.questionnaires.tests.conftest import BEGAN, LEFT
from labmigration.pathway.training import states as training
from labmigration.pathway.training.models import Enrolment

ANSWERS = {
    "birth_year": "1990",
    "gender": "woman",
    "nationality": "third_country",
    "foreign_background": "yes",
    "situation_before": "job_seeker",
    "seeking_since": "over_12",
    "education": "tertiary",
    "housing": "prefer_not",
    "disability": "no",
}


def signed_in(user):
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session[DEMO_SIGN_IN] = True
    session.save()
    return client


def one_by_one(client, address, answers):
    """Follow the page's own next question until nothing is left."""
    page = client.get(address, follow=True)
    codes = []
    for _each in range(20):
        page = client.get(f"{address}?q={page.context['next'] if 'next' in page.context else code_of(page)}")
        question = page.context.get("question")
        if question is None:
            return codes, page
        codes.append(question.code)
        sent = {"question": question.code, question.code: answers[question.code], "decision": "keep"}
        page = client.post(address, sent, follow=True)
        if page.context.get("question") is None:
            return codes, page
    raise AssertionError("the questions never end")


def code_of(page):
    return page.context["question"].code


def versions(row):
    return [
        (each.number, each.channel, read_given(each.given))
        for each in FilledQuestionnaire.objects.filter(questionnaire=row)
    ]


def test_on_her_telephone_she_answers_stops_goes_on_and_sends(world, entry):
    client, address = signed_in(entry.pathway.candidate.user), reverse("questionnaires:answer", args=[entry.pk])
    with clock.at(BEGAN), world.advisor.at_work():
        home = client.get(reverse("desk:me")).content.decode()
        assert "Quelques questions pour vous" in home
        # What her file knows is proposed, not asked again.
        first = client.get(f"{address}?q=birth_year").content.decode()
        assert 'value="1990"' in first and "Nous avons déjà cette réponse" in first
        wrong = client.post(address, {"question": "birth_year", "birth_year": "19", "decision": "keep"})
        assert wrong.status_code == 422
        client.post(address, {"question": "birth_year", "birth_year": "1990", "decision": "keep"})
        entry.refresh_from_db()
        assert read_given(entry.draft) == {"birth_year": ("1990",)} and entry.state == states.WAITING
        assert "Continuer" in client.get(address).content.decode()
        codes, page = one_by_one(client, address, ANSWERS)
        assert codes == [code for code in ANSWERS if code != "birth_year"]
        assert "Vos réponses" in page.content.decode()
        # A condition that no longer holds takes its question away.
        client.post(address, {"question": "situation_before", "situation_before": "employed", "decision": "keep"})
        client.post(address, {"decision": "send"})
        assert client.get(address).context["why"] == states.ANSWERED
        [(number, channel, given)] = versions(entry)
        assert (number, channel, given["situation_before"]) == (1, "own", ("employed",))
        assert "seeking_since" not in given
        # Sent twice by two clicks: nothing more is written.
        assert client.post(address, {"decision": "send"}).status_code == 302 and len(versions(entry)) == 1
        # A correction is a new version; the first one stays.
        client.post(reverse("questionnaires:change", args=[entry.pk]))
        client.post(address, {"question": "education", "education": "primary", "decision": "keep"})
        client.post(address, {"decision": "send"})
        assert [(number, given["education"]) for number, _channel, given in versions(entry)] == [
            (1, ("tertiary",)),
            (2, ("primary",)),
        ]


def test_a_question_passed_over_stays_without_an_answer_and_staff_see_that_it_is_missing(world, entry):
    client, address = signed_in(entry.pathway.candidate.user), reverse("questionnaires:answer", args=[entry.pk])
    with clock.at(BEGAN), world.advisor.at_work():
        empty = client.post(address, {"decision": "send"})
        assert empty.status_code == 403 and "au moins à une question" in empty.content.decode()
        client.post(address, {"question": "gender", "gender": "woman", "decision": "keep"})
        client.post(address, {"question": "education", "decision": "skip"})
        client.post(address, {"decision": "send"})
        [standing] = [each for each in queries.of_person(world.advisor, entry.pathway_id) if each.row.wave == "entry"]
        assert standing.row.state == states.ANSWERED and standing.missing == 6
        # Optional ones are never counted as missing; the advisor completes with her, without reading the rest.
        staff = signed_in(world.user("advisor"))
        page = staff.get(reverse("questionnaires:of_pathway", args=[entry.pathway_id])).content.decode()
        assert "6 réponses manquent" in page
        form = reverse("questionnaires:with_her", args=[entry.pk])
        staff.post(form, {**ANSWERS, "housing": "no_home"})
        again = staff.get(form).content.decode()
        assert "2 questions déjà répondues" in again and 'value="no_home" id="id_housing_4" checked' not in again
        staff.post(
            form, {**{code: value for code, value in ANSWERS.items() if code != "housing"}, "education": "primary"}
        )
        last = versions(entry)[-1]
        assert (last[0], last[1], last[2]["housing"], last[2]["education"]) == (3, "staff", ("no_home",), ("primary",))


def test_by_the_link_she_answers_without_an_account_and_the_link_serves_once(world, system, entry):
    with clock.at(BEGAN):
        ask_in(system)
        [body] = [each.body for each in OutboxMessage.objects.filter(pathway_id=entry.pathway_id)]
        address = "/l/" + body.partition("/l/")[2].split()[0]
        phone = Client()
        phone.post(address)
        assert "Vous pouvez dire non" in phone.get(address).content.decode()
        phone.post(address, {"question": "gender", "gender": "woman", "decision": "keep"})
        # She may stop, and come back by the same link.
        assert "Continuer" in phone.get(address).content.decode()
        done = phone.post(address, {"decision": "send"})
        assert "Vos réponses sont envoyées" in done.content.decode()
        assert phone.get(address).status_code == 410
    with world.advisor.at_work():
        assert [(number, channel) for number, channel, _given in versions(entry)] == [(1, "link")]


def test_she_may_say_no_without_consequence_and_change_her_mind(world, entry):
    client, address = signed_in(entry.pathway.candidate.user), reverse("questionnaires:answer", args=[entry.pk])
    with clock.at(BEGAN), world.advisor.at_work():
        before = (entry.pathway.stage, entry.pathway.next_step)
        client.post(address, {"question": "gender", "gender": "woman", "decision": "keep"})
        client.post(address, {"decision": "refuse"})
        entry.refresh_from_db()
        assert (entry.state, entry.draft) == (states.REFUSED, "")
        assert (entry.pathway.stage, entry.pathway.next_step) == before
        client.post(reverse("questionnaires:change", args=[entry.pk]))
        entry.refresh_from_db()
        assert entry.state == states.WAITING


def test_after_the_window_she_is_told_and_her_advisor_can_still_write_it_as_late(world, entry):
    client, address = signed_in(entry.pathway.candidate.user), reverse("questionnaires:answer", args=[entry.pk])
    with clock.at(entry.closes_on + timedelta(days=1)), world.advisor.at_work():
        assert "plus possible de répondre" in client.get(address).content.decode()
        with pytest.raises(Refused, match="plus possible"):
            actions.save_draft(entry, actor=world.advisor, question="gender", answers=("woman",))
        actions.note(entry, actor=world.advisor, given={"gender": ("woman",)})
        assert FilledQuestionnaire.objects.get(questionnaire=entry).late
    with clock.at(BEGAN - timedelta(days=1)), world.advisor.at_work(), pytest.raises(Refused, match="plus tard"):
        actions.note(entry, actor=world.advisor, given={"gender": ("man",)})


@pytest.mark.parametrize(
    ("question", "answers"),
    [
        ("birth_year", ("1850",)),
        ("birth_year", ("x",)),
        ("gender", ("cat",)),
        ("gender", ("woman", "man")),
        ("useful", ("yes",)),
    ],
)
def test_an_answer_that_is_not_offered_is_refused(world, entry, question, answers):
    with clock.at(BEGAN), world.advisor.at_work(), pytest.raises(Refused):
        actions.save_draft(entry, actor=Actor.of(entry.pathway.candidate.user), question=question, answers=answers)


def test_the_question_without_a_name_stands_nowhere_near_her(world, system, seat):
    with system.at_work(), clock.at(LEFT):
        Enrolment.objects.filter(pk=seat.pk).update(state=training.COMPLETED)
        plan(system)
        row = AskedWave.objects.get(pathway=seat.pathway, wave="exit")
    client, address = signed_in(seat.pathway.candidate.user), reverse("questionnaires:answer", args=[row.pk])
    with clock.at(LEFT), world.advisor.at_work():
        client.post(address, {"question": "situation_now", "situation_now": "job_seeker", "decision": "keep"})
        client.post(address, {"decision": "send", "without_name": "a_lot"})
        [kept] = AnonymousAnswer.objects.all()
        assert (kept.answer, kept.half_year) == ("a_lot", "2026-1")
        row.refresh_from_db()
        [(_number, _channel, given)] = versions(row)
        assert row.heard and "helped" not in given
        assert {field.name for field in AnonymousAnswer._meta.fields} == {
            *("id", "territory", "wave", "question", "answer", "half_year")
        }
        # One answer is told to nobody; she is not asked twice.
        assert queries.without_name_of("marseille", "helped") is None
        with pytest.raises(Refused):
            actions.hear(row, actor=Actor.of(row.pathway.candidate.user), answer="yes")


def test_answers_of_a_territory_are_columns_without_a_name(world, entry):
    with clock.at(BEGAN), world.advisor.at_work():
        actions.note(entry, actor=world.advisor, given={"gender": ("woman",), "education": ("primary",)})
        actions.note(entry, actor=world.advisor, given={"gender": ("woman",), "education": ("tertiary",)})
        rows = queries.answers_of("marseille", BEGAN)
        assert [(row.wave, row.question, row.answer, row.answered_on) for row in rows] == [
            ("entry", "education", "tertiary", BEGAN),
            ("entry", "gender", "woman", BEGAN),
        ]
        assert {row.person for row in rows} == {queries.pseudonym(entry.pathway_id)}
        assert queries.answers_of("marseille", BEGAN - timedelta(days=1)) == []
        assert queries.asked_of("marseille", BEGAN) == {"entry": 1}
