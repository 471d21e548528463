"""Certificates: issued with the decision, checked from a code, forged, withdrawn."""

import contextlib
import re
import threading
import zlib
from datetime import date

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused
from labmigration.pathway.certification import actions, certificate_paper, queries
from labmigration.pathway.certification.codes import draw_code, spoken_code, without_dashes
from labmigration.pathway.certification.models import BlockResult, Certificate, PublicProof
from labmigration.pathway.certification.queries.certificates import bears_name


@pytest.fixture
def certificate(exam):
    """The certificate of someone with an account, for two blocks of three."""
    cache.clear()
    file = exam.decided(exam.trained(with_account=True), BC02=True)
    return Certificate.objects.get(file=file)


def check_page(client, code, **told):
    address = reverse("verify:certificate", args=[spoken_code(code)])
    return client.post(address, told) if told else client.get(address)


def withdrawn(exam, certificate):
    actions.ask_revocation(certificate, actor=exam.coordinator, why="Délivré par erreur")
    actions.revoke_certificate(certificate, actor=exam.world.territory_coordinator)


def test_the_decision_issues_a_certificate_of_what_was_acquired(certificate):
    assert [block["code"] for block in certificate.proof.blocks] == ["BC01", "BC04.01"]
    assert certificate.proof.rncp == 37780
    assert certificate.holder == certificate.pathway.candidate.full_name


def test_a_decision_that_grants_nothing_issues_nothing(exam):
    file = exam.decided(BC01=True, BC02=True, **{"BC04.01": True})
    assert not Certificate.objects.filter(file=file).exists()


def test_a_code_is_read_however_it_is_typed():
    code = draw_code()
    assert without_dashes(spoken_code(code).lower().replace("-", " ")) == code
    assert without_dashes("oli1-OLI1") == "01110111"
    assert len({draw_code() for _number in range(200)}) == 200


def test_anybody_checks_it_and_learns_nothing_of_the_person(certificate, client: Client):
    html = check_page(client, certificate.code).content.decode()
    assert "Ce certificat est valable" in html
    assert "BC01" in html
    assert "BC02" not in html
    person = certificate.pathway.candidate
    for secret in (person.surname, person.first_name, str(certificate.pathway_id), "Marseille"):
        assert secret not in html


def test_a_forged_code_gets_a_clear_answer(certificate, client: Client):
    forged = certificate.code[:-1] + ("0" if certificate.code[-1] != "0" else "1")
    answer = check_page(client, forged)
    assert (answer.status_code, "Aucun certificat ne porte ce code" in answer.content.decode()) == (404, True)


def test_a_withdrawn_certificate_says_so(exam, certificate, client: Client):
    withdrawn(exam, certificate)
    html = check_page(client, certificate.code).content.decode()
    assert "Ce certificat a été retiré" in html
    assert "10\xa0mars 2026" in html
    assert "Délivré par erreur" not in html


def test_the_name_on_the_paper_is_compared_and_never_shown(certificate, client: Client):
    person = certificate.pathway.candidate
    told = f"{person.surname.upper()} {person.first_name}"
    assert "C’est le nom" in check_page(client, certificate.code, name=told).content.decode()
    other = check_page(client, certificate.code, name="Fatou Diop").content.decode()
    assert "Ce n’est pas le nom" in other
    assert person.surname not in other
    assert not bears_name(draw_code(), person.full_name)


def test_names_can_not_be_tried_one_after_another(certificate, client: Client):
    codes = [check_page(client, certificate.code, name=f"Nom {number}").status_code for number in range(6)]
    assert codes == [200] * 5 + [429]


def test_codes_can_not_be_tried_one_after_another(db, client: Client):
    cache.clear()
    codes = [check_page(client, draw_code()).status_code for _number in range(31)]
    assert codes == [404] * 30 + [429]


def test_the_form_leads_to_the_answer(certificate, client: Client):
    page = reverse("verify:ask")
    assert client.post(page, {"code": "trop court"}).status_code == 422
    answer = client.post(page, {"code": spoken_code(certificate.code).lower()})
    assert answer["Location"] == reverse("verify:certificate", args=[spoken_code(certificate.code)])


def test_neither_code_nor_name_stands_readable_in_the_public_table(certificate):
    kept = repr(PublicProof.objects.values_list()[0])
    for secret in (certificate.code, certificate.pathway.candidate.surname):
        assert secret not in kept


def test_a_changed_name_leaves_what_was_issued_as_it_was(certificate):
    person = certificate.pathway.candidate
    issued = person.full_name
    person.surname = "Nouveau"
    person.save()
    certificate.refresh_from_db()
    assert certificate.holder == issued
    assert bears_name(certificate.code, issued)


def test_one_person_asks_and_another_withdraws(exam, certificate):
    coordinator = exam.world.territory_coordinator
    with pytest.raises(Refused, match="pourquoi"):
        actions.ask_revocation(certificate, actor=coordinator, why=" ")
    actions.ask_revocation(certificate, actor=coordinator, why="Doute sur une preuve")
    with pytest.raises(Conflict):
        actions.revoke_certificate(certificate, actor=coordinator)
    assert queries.check(certificate.code).revoked_on is None
    second = exam.world.actor("territory_coordinator", another=True)
    actions.revoke_certificate(certificate, actor=second)
    assert queries.check(certificate.code).revoked_on == date(2026, 3, 10)
    with pytest.raises(Conflict):
        actions.ask_revocation(certificate, actor=coordinator, why="Encore")


def test_a_withdrawal_set_aside_leaves_it_valid_and_forgets_the_reason(exam, certificate):
    actions.ask_revocation(certificate, actor=exam.coordinator, why="Doute")
    actions.keep_certificate(certificate, actor=exam.world.territory_coordinator)
    certificate.refresh_from_db()
    assert (certificate.state, certificate.why) == ("valid", "")


def test_the_pages_of_withdrawal_take_two_people(exam, certificate, client: Client):
    client.force_login(exam.coordinator.user)
    page = reverse("certification:ask_revocation", args=[certificate.pk])
    assert client.post(page, {"why": "Erreur de titre"}).status_code == 302
    assert client.post(reverse("certification:revoke_certificate", args=[certificate.pk])).status_code == 404
    client.force_login(exam.world.territory_coordinator.user)
    assert "Erreur de titre" in client.get(reverse("certification:files")).content.decode()
    assert client.post(reverse("certification:revoke_certificate", args=[certificate.pk])).status_code == 302
    assert Certificate.objects.get(pk=certificate.pk).state == "revoked"


@pytest.mark.parametrize("role", ["household", "trainer", "referrer", "jury", "placement_officer", "researcher"])
def test_other_roles_print_no_certificate(exam, certificate, client: Client, role):
    client.force_login(exam.world.user(role))
    for name in ("certificate_paper", "certificate_badge"):
        assert client.get(reverse(f"certification:{name}", args=[certificate.pk])).status_code == 404


def test_she_downloads_her_certificate_and_her_badge(certificate, client: Client):
    client.force_login(certificate.pathway.candidate.user)
    html = client.get(reverse("certification:own")).content.decode()
    for name, kind, start in (
        ("certificate_paper", "application/pdf", b"%PDF-"),
        ("certificate_badge", "application/vc+jwt", b"ey"),
    ):
        page = reverse(f"certification:{name}", args=[certificate.pk])
        assert page in html
        answer = client.get(page)
        assert (answer["Content-Type"], answer.content[: len(start)]) == (kind, start)


def test_the_paper_is_tagged_in_french_with_its_title_and_its_square_described(certificate):
    content = certificate_paper.pdf(certificate)
    for part in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL):
        with contextlib.suppress(zlib.error):
            content += zlib.decompress(part)
    content = content.replace(b" ", b"")
    for mark in (b"/MarkInfo", b"/StructTreeRoot", b"/Lang(fr", b"/Alt", b"pdfuaid:part", b"/S/H1", b"/S/Figure"):
        assert mark in content, mark


def test_the_square_holds_the_address_whole(certificate):
    from labmigration.pathway.certification.queries.certificates import address_of

    address = address_of(certificate.code)
    assert address.endswith(f"/verifier/{spoken_code(certificate.code)}/")
    assert certificate_paper.square(address).startswith("<svg")
    told = queries.addresses_to_check([certificate.pathway_id])
    assert told == {certificate.pathway_id: [address]}


@pytest.mark.django_db(transaction=True)
def test_two_jurors_who_decide_at_the_same_moment_issue_one_certificate(exam):
    from django.db import connection

    file = exam.presented()
    for juror in (0, 1):
        exam.says(juror, file)
    begin, lost = threading.Barrier(2), []

    def decide(juror):
        actor = Actor.of(exam.jurors[juror])
        begin.wait()
        try:
            with actor.at_work():
                actions.decide(type(file).objects.get(pk=file.pk), actor=actor)
        except Exception as error:  # the loser may be told so in several ways
            lost.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=decide, args=(juror,)) for juror in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(lost) == 1
    assert (Certificate.objects.count(), BlockResult.objects.count()) == (1, 3)
