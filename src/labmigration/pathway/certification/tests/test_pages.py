"""Pages of certification: the jury's list and dossier, the coordinator's forms, the person's results."""

import pytest
from django.test import Client
from django.urls import reverse

from labmigration.access.actor import Actor
from labmigration.pathway.certification import actions
from labmigration.pathway.certification.models import CertificationFile
from labmigration.pathway.certification.tests.conftest import JURY_DAY
from labmigration.timeline.models import FileOpening


def page(client: Client, user, name, *args, data=None, **kwargs):
    client.force_login(user)
    address = reverse(f"certification:{name}", args=args)
    return client.post(address, data, **kwargs) if data is not None else client.get(address, **kwargs)


def test_the_file_is_opened_with_known_and_typed_blocks(exam, client: Client):
    pathway = exam.trained()
    html = page(client, exam.coordinator.user, "open", pathway.pk).content.decode()
    assert "à confirmer" in html
    told = {"certification": "advd", "blocks": ["advd/BC01"], "typed": "Accompagner le repas\n"}
    assert page(client, exam.coordinator.user, "open", pathway.pk, data=told).status_code == 302
    assert [block["name"] for block in CertificationFile.objects.get().blocks][1] == "Accompagner le repas"


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"certification": "advd", "typed": " "}, "au moins un bloc"),
        ({"certification": "ef", "blocks": ["advd/BC01"]}, "autre titre"),
    ],
)
def test_a_file_wrongly_filled_in_says_what_is_wrong(exam, client: Client, told, says):
    answer = page(client, exam.coordinator.user, "open", exam.trained().pk, data=told)
    assert (answer.status_code, says in answer.content.decode()) == (422, True)


def test_a_jury_of_one_is_refused_beside_the_field(exam, client: Client):
    file = exam.file()
    told = {"version": "0", "jury_on": JURY_DAY.isoformat(), "jurors": [str(exam.jurors[0].pk)]}
    answer = page(client, exam.coordinator.user, "present", file.pathway_id, data=told)
    assert (answer.status_code, "au moins deux" in answer.content.decode()) == (422, True)


def test_the_jury_reads_judges_and_decides(exam, client: Client):
    file = exam.file()
    told = {"version": "0", "jury_on": JURY_DAY.isoformat(), "jurors": [str(juror.pk) for juror in exam.jurors]}
    page(client, exam.coordinator.user, "present", file.pathway_id, data=told)
    name = file.pathway.candidate.full_name
    assert name in page(client, exam.jurors[0], "files").content.decode()
    said = {f"block_{place}": "acquired" for place in range(3)}
    said |= {f"seen_block_{place}": "A su dire les gestes de sécurité." for place in range(3)}
    for juror in exam.jurors:
        assert name in page(client, juror, "dossier", file.pk).content.decode()
        assert page(client, juror, "dossier", file.pk, data=said).status_code == 302
    html = page(client, exam.jurors[0], "decide", file.pk, data={}, follow=True).content.decode()
    assert "La décision du jury est écrite" in html
    assert set(FileOpening.objects.filter(page="certification.give_opinion").values_list("reader", flat=True)) == {
        juror.pk for juror in exam.jurors
    }


def test_an_opinion_that_leaves_a_block_out_keeps_the_others(exam, client: Client):
    file = exam.presented()
    answer = page(client, exam.jurors[0], "dossier", file.pk, data={"block_0": "retake"})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert html.count("checked") == 1


def test_a_juror_of_no_file_finds_nothing(exam, client: Client):
    file = exam.presented()
    stranger = exam.world.user("jury", another=True)
    assert "Aucun dossier en cours" in page(client, stranger, "files").content.decode()
    assert page(client, stranger, "dossier", file.pk).status_code == 404
    assert page(client, stranger, "of_pathway", file.pathway_id).status_code == 404


def test_another_territory_finds_nothing(exam, elsewhere, client: Client):
    file = exam.presented()
    for role, name, key in [
        ("jury", "dossier", file.pk),
        ("training_coordinator", "present", file.pathway_id),
        ("advisor", "of_pathway", file.pathway_id),
    ]:
        assert page(client, elsewhere.user(role), name, key).status_code == 404


@pytest.mark.parametrize("role", ["household", "referrer", "trainer", "researcher"])
def test_other_roles_read_no_file(exam, client: Client, role):
    file = exam.presented()
    assert page(client, exam.world.user(role), "of_pathway", file.pathway_id).status_code == 404


def test_the_person_reads_what_she_obtained_in_plain_words(exam, client: Client):
    pathway = exam.trained(with_account=True)
    user = pathway.candidate.user
    assert "Pas encore de résultat" in page(client, user, "own").content.decode()
    file = exam.presented(pathway)
    for juror in (0, 1):
        exam.says(juror, file, BC02=True)
    actions.decide(file, actor=Actor.of(exam.jurors[0]))
    actions.record_sst(pathway, actor=exam.coordinator, obtained_on=JURY_DAY)
    html = page(client, user, "own").content.decode()
    assert (html.count("Vous l’avez obtenu."), html.count("Vous pouvez le repasser.")) == (2, 1)
    assert "10\xa0mars 2028" in html
    assert page(client, user, "of_pathway", pathway.pk).status_code == 302


def test_a_certificate_not_backed_by_signed_hours_is_questioned(exam, client: Client):
    pathway = exam.trained()
    assert "vérifiez les feuilles" in page(client, exam.coordinator.user, "record_sst", pathway.pk).content.decode()
    page(client, exam.coordinator.user, "record_sst", pathway.pk, data={"obtained_on": JURY_DAY.isoformat()})
    assert "SST valable" in page(client, exam.coordinator.user, "of_pathway", pathway.pk).content.decode()


def test_the_thread_s_panel_shows_blocks_to_the_advisor(exam):
    from labmigration.pathway.certification.panel import panel
    from labmigration.pathway.written import written_of

    file = exam.presented()
    written = written_of(file.pathway)
    shown = panel(exam.world.advisor, file.pathway, written)
    assert len(shown.context["files"][0][2]) == 3
    assert panel(Actor.of(exam.world.user("household")), file.pathway, written) is None
