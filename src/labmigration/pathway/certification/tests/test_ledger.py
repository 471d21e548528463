"""The ledger of blocks: what is held, on which proof, for which version of a title."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused
from labmigration.pathway.certification import actions, queries
from labmigration.pathway.certification.blocks import known_blocks
from labmigration.pathway.certification.models import BlockEvidence, PriorCertificate
from labmigration.pathway.certification.tests.conftest import JURY_DAY


def statuses(pathway):
    [title] = queries.ledger_of(pathway)
    return {line.block.code: line.status for line in title.rows}


def test_a_block_granted_without_evidence_is_refused(exam):
    file = exam.presented()
    outcomes = dict.fromkeys([block["code"] for block in file.blocks], "acquired")
    with pytest.raises(Refused, match="sans preuve.*BC01.*BC02"):
        actions.give_opinion(file, actor=Actor.of(exam.jurors[0]), outcomes=outcomes)
    assert not BlockEvidence.objects.exists()


def test_a_part_of_a_block_is_not_granted_without_evidence_either(exam):
    file = exam.presented()
    outcomes = {"BC01": "partial", "BC02": "retake", "BC04.01": "retake"}
    with pytest.raises(Refused, match="BC01"):
        actions.give_opinion(file, actor=Actor.of(exam.jurors[0]), outcomes=outcomes)


def test_a_block_to_be_retaken_needs_no_evidence(exam):
    file = exam.presented()
    outcomes = dict.fromkeys([block["code"] for block in file.blocks], "retake")
    assert actions.give_opinion(file, actor=Actor.of(exam.jurors[0]), outcomes=outcomes)


def test_what_the_training_noted_is_enough_for_the_jury(exam):
    file = exam.file()
    for code in ("BC01", "BC02", "BC04.01"):
        actions.add_evidence(
            file, actor=exam.coordinator, block=code, kind="situation", seen_on=JURY_DAY, words="Repas préparé"
        )
    actions.present(file, actor=exam.coordinator, jury_on=JURY_DAY, jurors=exam.jurors)
    outcomes = dict.fromkeys(["BC01", "BC02", "BC04.01"], "acquired")
    assert actions.give_opinion(file, actor=Actor.of(exam.jurors[0]), outcomes=outcomes)


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"block": "BC99"}, "pas dans le dossier"),
        ({"words": "  "}, "en quelques mots"),
        ({"kind": "rumour"}, "en quelques mots"),
        ({"seen_on": JURY_DAY + timedelta(days=1)}, "pas encore passé"),
    ],
)
def test_evidence_that_proves_nothing_is_refused(exam, told, says):
    given = {"block": "BC01", "kind": "situation", "seen_on": JURY_DAY, "words": "Vu"} | told
    with pytest.raises(Refused, match=says):
        actions.add_evidence(exam.file(), actor=exam.coordinator, **given)


def test_no_evidence_is_added_after_the_decision(exam):
    file = exam.decided()
    with pytest.raises(Conflict):
        actions.add_evidence(
            file, actor=exam.coordinator, block="BC01", kind="written", seen_on=JURY_DAY, words="Trop tard"
        )


def test_every_line_says_where_it_stands_and_on_what_it_rests(exam):
    pathway = exam.trained()
    file = exam.presented(pathway)
    outcomes = {"BC01": "acquired", "BC02": "partial", "BC04.01": "retake"}
    for juror in exam.jurors:
        actions.give_opinion(file, actor=Actor.of(juror), outcomes=outcomes, seen={"BC01": "Vu", "BC02": "Vu"})
    assert set(statuses(pathway).values()) == {"in_hand"}
    actions.decide(file, actor=Actor.of(exam.jurors[0]))
    assert statuses(pathway) == outcomes
    [title] = queries.ledger_of(pathway)
    assert (title.rncp, title.held, title.complete) == (37780, 1, False)
    [first] = [line for line in title.rows if line.block.code == "BC01"]
    assert [proof.words for proof in first.proofs] == ["Vu", "Vu"]


def test_a_block_acquired_in_part_is_presented_again(exam):
    file = exam.presented()
    for juror in exam.jurors:
        outcomes = {"BC01": "acquired", "BC02": "partial", "BC04.01": "acquired"}
        actions.give_opinion(file, actor=Actor.of(juror), outcomes=outcomes, seen=dict.fromkeys(outcomes, "Vu"))
    actions.decide(file, actor=Actor.of(exam.jurors[0]))
    assert [block.code for block in queries.blocks_outstanding(file.pathway)] == ["BC02"]
    assert file.pathway.next_step == "certification.open"


def prior(exam, pathway, **told):
    given = {
        "certification": "advd",
        "block": known_blocks("advd")[1],
        "obtained_on": date(2024, 5, 2),
        "read": "Notification de jury, IPERIA",
    } | told
    return actions.record_prior(pathway, actor=exam.world.advisor, **given)


def test_a_prior_certificate_needs_not_be_retaken(exam):
    pathway = exam.trained()
    exam.decided(pathway, BC02=True)
    assert [block.code for block in queries.blocks_outstanding(pathway)] == ["BC02"]
    prior(exam, pathway)
    assert queries.blocks_outstanding(pathway) == []
    assert statuses(pathway)["BC02"] == "prior"


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"read": " "}, "sans preuve"),
        ({"obtained_on": JURY_DAY + timedelta(days=1)}, "pas encore passé"),
    ],
)
def test_a_prior_certificate_without_a_document_is_refused(exam, told, says):
    with pytest.raises(Refused, match=says):
        prior(exam, exam.trained(), **told)
    assert not PriorCertificate.objects.exists()


def test_a_prior_certificate_is_noted_once_and_struck_with_its_reason(exam):
    pathway = exam.trained()
    first = prior(exam, pathway)
    with pytest.raises(Refused, match="déjà noté"):
        prior(exam, pathway)
    with pytest.raises(Refused, match="pourquoi"):
        actions.strike_prior(first, actor=exam.world.advisor, why=" ")
    actions.strike_prior(first, actor=exam.world.advisor, why="C’était une attestation de présence")
    with pytest.raises(Conflict):
        actions.strike_prior(first, actor=exam.world.advisor, why="Encore")
    assert queries.ledger_of(pathway) == []
    first.refresh_from_db()
    assert first.struck_why.startswith("C’était")


def test_two_versions_of_a_title_stand_apart(exam):
    pathway = exam.trained()
    prior(exam, pathway, obtained_on=date(2023, 1, 10))
    exam.decided(pathway, BC01=True)
    assert {title.rncp: title.held for title in queries.ledger_of(pathway)} == {34690: 1, 37780: 2}


def test_the_dossier_says_what_it_holds_and_what_is_missing(exam):
    file = exam.presented()
    dossier = queries.dossier_of(file)
    assert (dossier.missing, dossier.by) == (len(dossier.pieces), JURY_DAY)
    exam.says(0, file)
    actions.record_sst(file.pathway, actor=exam.coordinator, obtained_on=JURY_DAY)
    assert [piece.name for piece in queries.dossier_of(file).pieces if not piece.held] == [
        "Évaluations de la formation"
    ]


def test_a_refresher_prolongs_a_certificate_that_still_holds(exam):
    pathway = exam.trained()
    with pytest.raises(Refused, match="encore valable"):
        actions.record_sst(pathway, actor=exam.coordinator, obtained_on=JURY_DAY, refresher=True)
    actions.record_sst(pathway, actor=exam.coordinator, obtained_on=JURY_DAY)
    with clock.at(date(2028, 3, 11)), pytest.raises(Refused, match="encore valable"):
        actions.record_sst(pathway, actor=exam.coordinator, obtained_on=date(2028, 3, 11), refresher=True)
    with clock.at(date(2028, 3, 10)):
        again = actions.record_sst(pathway, actor=exam.coordinator, obtained_on=date(2028, 3, 10), refresher=True)
    assert again.valid_until == date(2030, 3, 10)


@pytest.mark.parametrize(("day", "due"), [(date(2027, 12, 9), 0), (date(2027, 12, 10), 1), (date(2028, 3, 11), 0)])
def test_the_refresher_is_a_task_three_months_ahead(exam, day, due):
    pathway = exam.trained()
    actions.record_sst(pathway, actor=exam.coordinator, obtained_on=JURY_DAY)
    with clock.at(day):
        found = queries.deadlines(exam.world.advisor)
    assert [each.due_on for each in found] == [date(2028, 3, 10)] * due


def test_staff_read_the_ledger_with_its_proofs(exam, client: Client):
    file = exam.decided(BC02=True)
    prior(exam, file.pathway, block=known_blocks("advd")[0], certification="ef", read="Parchemin")
    client.force_login(exam.world.advisor.user)
    html = client.get(reverse("certification:of_pathway", args=[file.pathway_id])).content.decode()
    for words in ("RNCP37780", "A préparé un repas", "Parchemin", "certificat antérieur", "n’est pas confirmée"):
        assert words in html


def test_the_forms_note_evidence_and_a_prior_certificate(exam, client: Client):
    file = exam.file()
    client.force_login(exam.coordinator.user)
    told = {"block": "BC01", "kind": "situation", "seen_on": "2026-03-10", "words": "Repas préparé"}
    page = reverse("certification:add_evidence", args=[file.pk])
    assert client.post(page, told).status_code == 302
    assert "Repas préparé" in client.get(page).content.decode()
    page = reverse("certification:record_prior", args=[file.pathway_id])
    told = {"certification": "advd", "block": "advd/BC02", "obtained_on": "2024-05-02", "read": ""}
    refused = client.post(page, told)
    assert (refused.status_code, "sans preuve" in refused.content.decode()) == (422, True)
    assert client.post(page, told | {"read": "Parchemin"}).status_code == 302
    line = PriorCertificate.objects.get()
    assert client.post(reverse("certification:strike_prior", args=[line.pk]), {"why": "Erreur"}).status_code == 302
