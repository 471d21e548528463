"""What people are told of their jury and certificates: each once, neutral; a whole title is said in honest words."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from labmigration.access.actor import Actor
from labmigration.notices.letters import fits, in_gsm7
from labmigration.notices.models import OutboxMessage
from labmigration.pathway.certification import actions, minutes, queries
from labmigration.pathway.certification.models import Certificate
from labmigration.pathway.certification.tests.conftest import JURY_DAY
from labmigration.pathway.certification.words import TEXTS
from labmigration.ui import spoken

LATER = JURY_DAY + timedelta(days=7)


def told(pathway):
    """The bodies of what was written to her, the oldest first."""
    return [each.body for each in OutboxMessage.objects.filter(pathway_id=pathway.pk).order_by("written_at", "key")]


def present(exam, file, day, place, *others):
    jurors = [*exam.jurors, *others]
    actions.present(file, actor=exam.coordinator, jury_on=day, jurors=jurors, place=place)


def test_a_jury_that_is_fixed_or_moved_is_told_and_nothing_else(exam):
    first, second = exam.file(), exam.file()
    present(exam, first, JURY_DAY, "")
    present(exam, second, JURY_DAY, "Salle 1")
    assert [len(told(each.pathway)) for each in (first, second)] == [1, 1]
    assert "est fixé" in told(first.pathway)[0] and "mardi 10 mars" in told(first.pathway)[0]
    assert "Salle" not in told(first.pathway)[0]
    present(exam, first, JURY_DAY, "", exam.world.user("jury", another=True))
    assert len(told(first.pathway)) == 1
    present(exam, first, JURY_DAY, "Salle 2")
    assert [len(told(each.pathway)) for each in (first, second)] == [2, 2]
    present(exam, second, LATER, "Salle 2")
    assert "change" in told(second.pathway)[2] and "mardi 17 mars" in told(second.pathway)[2]


def test_the_decision_its_certificate_and_a_withdrawal_are_told_without_a_result(exam):
    file = exam.decided()
    certificate = Certificate.objects.get(file=file)
    bodies = told(file.pathway)
    assert any("Une réponse vous attend" in body for body in bodies)
    assert any("certificat est pret" in body and "/verifier/" in body for body in bodies)
    assert not any("acquis" in body for body in bodies)
    actions.ask_revocation(certificate, actor=exam.coordinator, why="Erreur de nom")
    certificate.refresh_from_db()
    actions.revoke_certificate(certificate, actor=exam.world.territory_coordinator)
    assert any("ne vaut plus" in body for body in told(file.pathway))


def test_the_answer_to_an_appeal_is_told_as_such(exam):
    person = exam.trained(with_account=True)
    contested = exam.decided(person, BC02=True)
    asked = actions.appeal(contested, actor=Actor.of(person.candidate.user))
    others = [exam.world.user("jury", another=True) for _ in range(2)]
    actions.present(asked.heard_in, actor=exam.coordinator, jury_on=JURY_DAY, jurors=others)
    for juror in others:
        seen = {"BC02": "A montré les gestes."}
        actions.give_opinion(asked.heard_in, actor=Actor.of(juror), outcomes={"BC02": "acquired"}, seen=seen)
    actions.decide(asked.heard_in, actor=Actor.of(others[0]))
    assert any("La réponse à votre demande" in body for body in told(person))


def test_who_must_be_reached_with_care_is_asked_to_call_back_and_reads_no_place(exam, client: Client):
    person = exam.trained(candidate=exam.world.candidate(user=True, safe_contact=True))
    file = exam.file(person)
    present(exam, file, LATER, "Salle Calanque")
    assert all("rappeler" in body and "mars" not in body for body in told(person))
    client.force_login(person.candidate.user)
    page = client.get(reverse("certification:own")).content.decode()
    assert "Apportez une pièce d’identité" in page and "Salle Calanque" not in page


def test_place_and_what_to_bring_stand_on_her_page(exam, client: Client):
    person = exam.trained(with_account=True)
    present(exam, exam.file(person), LATER, "Salle Calanque")
    client.force_login(person.candidate.user)
    page = client.get(reverse("certification:own")).content.decode()
    assert "Salle Calanque" in page and "Apportez une pièce d’identité" in page


@pytest.mark.parametrize("confirmed", [False, True])
def test_all_blocks_held_is_said_in_ledger_minutes_and_on_her_page_and_the_title_is_the_certifier_s(
    exam, client: Client, monkeypatch, confirmed
):
    monkeypatch.setattr("labmigration.pathway.certification.queries.ledger.TitleLedger.complete", confirmed)
    person = exam.trained(with_account=True)
    part = exam.decided(person, BC02=True)
    assert queries.ledger_of(person)[0].says_whole is None
    assert "Titre entier" not in _facts(part)
    asked = exam.file(person)
    actions.present(asked, actor=exam.coordinator, jury_on=JURY_DAY, jurors=exam.jurors)
    for juror in (0, 1):
        exam.says(juror, asked)
    actions.decide(asked, actor=Actor.of(exam.jurors[0]))
    says = "Tous les blocs du titre sont acquis" if confirmed else "Tous les blocs connus ici sont acquis"
    assert says in _facts(asked)["Titre entier"] and "certificateur" in _facts(asked)["Titre entier"]
    client.force_login(exam.coordinator.user)
    assert says in client.get(reverse("certification:of_pathway", args=[person.pk])).content.decode()
    client.force_login(person.candidate.user)
    page = client.get(reverse("certification:own")).content.decode()
    assert "vous avez tous les blocs" in page and "donné par le certificateur" in page


def _facts(file):
    file.refresh_from_db()
    return dict(minutes.told_of(file)["facts"])


@pytest.mark.parametrize("language", ["fr", "en", "ar", "uk"])
@pytest.mark.parametrize("text", TEXTS)
def test_what_is_written_fits_and_names_no_programme_and_no_job(text, language):
    address = "https://rendez-vous.un-exemple.gouv.fr"
    with override(language):
        day = spoken.day(date(2026, 9, 23), with_year=False)
    body = in_gsm7(
        TEXTS[text][language].format(day=day, link=address, check=f"{address}/verifier/ABCD-EFGH-JKMN-PQRS/")
    )
    assert fits(body), (len(body), body)
    assert not any(word in body.casefold() for word in (" lab", "emploi", "travail", "formation", "training", "job"))
