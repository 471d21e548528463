"""A second look: asked within its delay, answered by others."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused
from labmigration.pathway.certification import actions, queries
from labmigration.pathway.certification.models import Appeal
from labmigration.pathway.certification.tests.conftest import JURY_DAY


@pytest.fixture
def contested(exam):
    """A decision that leaves one block to be retaken, of someone with an account."""
    return exam.decided(exam.trained(with_account=True), BC02=True)


def herself(file):
    return Actor.of(file.pathway.candidate.user)


def others(exam):
    return [exam.world.user("jury", another=True) for _number in range(2)]


def test_another_jury_looks_at_the_contested_blocks_alone(exam, contested):
    asked = actions.appeal(contested, actor=herself(contested), words="Je n’ai pas compris la question.")
    assert [block["code"] for block in asked.heard_in.blocks] == ["BC02"]
    assert asked.answer_by == date(2026, 5, 10)
    assert contested.pathway.next_step == "certification.present"
    with pytest.raises(Refused, match="déjà jugé"):
        actions.present(asked.heard_in, actor=exam.coordinator, jury_on=JURY_DAY, jurors=exam.jurors)


def test_what_the_other_jury_grants_is_acquired_and_leads_on(exam, contested):
    asked = actions.appeal(contested, actor=herself(contested))
    jurors = others(exam)
    actions.present(asked.heard_in, actor=exam.coordinator, jury_on=JURY_DAY, jurors=jurors)
    for juror in jurors:
        # What was seen by the first jury still stands.
        actions.give_opinion(asked.heard_in, actor=Actor.of(juror), outcomes={"BC02": "acquired"})
    actions.decide(asked.heard_in, actor=Actor.of(jurors[0]))
    assert queries.blocks_outstanding(contested.pathway) == []
    assert asked.heard_in.pathway.next_step == "matching.introduce"
    assert queries.certificates_of(exam.world.advisor, contested.pathway).count() == 2


def test_when_the_other_jury_says_the_same_the_block_is_retaken(exam, contested):
    asked = actions.appeal(contested, actor=herself(contested))
    jurors = others(exam)
    actions.present(asked.heard_in, actor=exam.coordinator, jury_on=JURY_DAY, jurors=jurors)
    for juror in jurors:
        actions.give_opinion(asked.heard_in, actor=Actor.of(juror), outcomes={"BC02": "retake"})
    actions.decide(asked.heard_in, actor=Actor.of(jurors[0]))
    assert asked.heard_in.pathway.next_step == "certification.open"
    with pytest.raises(Refused, match="déjà examiné"):
        actions.appeal(asked.heard_in, actor=herself(contested))


@pytest.mark.parametrize(("day", "late"), [(date(2026, 5, 10), False), (date(2026, 5, 11), True)])
def test_the_delay_ends_with_its_last_day(contested, day, late):
    with clock.at(day):
        assert bool(queries.appeals_open_to(herself(contested), contested.pathway)) is not late
        if late:
            with pytest.raises(Refused, match="délai.*10\xa0mai"):
                actions.appeal(contested, actor=herself(contested))
        else:
            actions.appeal(contested, actor=herself(contested))


def test_the_delay_ends_at_the_end_of_a_shorter_month(exam):
    with clock.at(date(2026, 12, 31)):
        file = exam.presented_on(date(2026, 12, 31), exam.trained(with_account=True))
        for juror in (0, 1):
            exam.says(juror, file, BC01=True)
        actions.decide(file, actor=Actor.of(exam.jurors[0]))
        [(_file, until)] = queries.appeals_open_to(herself(file), file.pathway)
    assert until == date(2027, 2, 28)


def test_nothing_is_contested_when_all_is_acquired(exam):
    file = exam.decided(exam.trained(with_account=True))
    with pytest.raises(Refused, match="rien à examiner"):
        actions.appeal(file, actor=herself(file))


def test_it_is_asked_once_and_by_nobody_else(exam, contested):
    for actor in (exam.coordinator, exam.world.advisor, Actor.of(exam.jurors[0])):
        with pytest.raises(Conflict):
            actions.appeal(contested, actor=actor)
    actions.appeal(contested, actor=herself(contested))
    with pytest.raises(Conflict, match="déjà demandé"):
        actions.appeal(contested, actor=herself(contested))
    assert Appeal.objects.count() == 1


def test_while_it_runs_no_other_file_is_opened(exam, contested):
    actions.appeal(contested, actor=herself(contested))
    type(contested.pathway).objects.filter(pk=contested.pathway_id).update(next_step="certification.open")
    with pytest.raises(Refused, match="nouvel examen est en cours"):
        exam.file(contested.pathway)


def test_the_answer_is_a_task_of_the_coordination(exam, contested):
    actions.appeal(contested, actor=herself(contested))
    [task] = queries.deadlines(exam.coordinator)
    assert (task.due_on, task.pathway) == (date(2026, 5, 10), contested.pathway)


def test_she_asks_on_her_own_page_and_reads_that_it_is_asked(contested, client: Client):
    client.force_login(contested.pathway.candidate.user)
    own, page = reverse("certification:own"), reverse("certification:appeal", args=[contested.pk])
    assert page in client.get(own).content.decode()
    assert "10\xa0mai 2026" in client.get(page).content.decode()
    assert client.post(page, {"words": ""}).status_code == 302
    html = client.get(own).content.decode()
    assert page not in html
    assert "Un autre jury va regarder" in html


def test_the_page_of_a_decision_too_old_leads_back(contested, client: Client):
    client.force_login(contested.pathway.candidate.user)
    with clock.at(JURY_DAY + timedelta(days=90)):
        client.force_login(contested.pathway.candidate.user)
        assert client.get(reverse("certification:appeal", args=[contested.pk])).status_code == 302


def test_the_new_jury_reads_what_she_wrote(exam, contested, client: Client):
    asked = actions.appeal(contested, actor=herself(contested), words="La question était trop rapide.")
    jurors = others(exam)
    actions.present(asked.heard_in, actor=exam.coordinator, jury_on=JURY_DAY, jurors=jurors)
    client.force_login(jurors[0])
    html = client.get(reverse("certification:dossier", args=[asked.heard_in.pk])).content.decode()
    assert "La question était trop rapide." in html
