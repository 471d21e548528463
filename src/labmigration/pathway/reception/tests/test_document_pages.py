"""The pages of papers: what each person reads, to whom they exist, without JavaScript."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from labmigration.pathway.reception import document_actions, photograph
from labmigration.pathway.reception.kept_files import PHOTOGRAPHS
from labmigration.pathway.reception.models import Document
from labmigration.pathway.reception.refusals import PHOTOGRAPH_REFUSED
from labmigration.pathway.reception.tests.hostile_photographs import REFUSED
from labmigration.pathway.reception.tests.papers_sent import checked, photo, sent
from labmigration.timeline.models import FileOpening

pytestmark = pytest.mark.usefixtures("on_a_tuesday")
OWN = "reception:own_documents"
WORK = {"valid_until": date(2027, 3, 3), "allows_work": True}


@pytest.fixture
def person(world, received):
    """Someone referred, with an account of her own, whom our advisor follows; nothing of her is proven."""
    referral = received(grounds=(), right_to_work=None, french_proof=None)
    referral.grounds = [{"code": "refugee", "proof": False}, {"code": "cir_signatory", "proof": False}]
    referral.save()
    candidate = referral.pathway.candidate
    candidate.user = world.user("candidate", another=True)
    candidate.save()
    return referral


def send(client, content, *, kind="residence", name="carte.jpg", claimed="image/jpeg"):
    return client.post(reverse(OWN), {"kind": kind, "photo": SimpleUploadedFile(name, content, claimed)})


def test_she_reads_which_papers_are_asked_and_sends_one(person, client):
    client.force_login(person.pathway.candidate.user)
    page = client.get(reverse(OWN)).content.decode()
    assert "Ma carte de séjour" in page
    assert "Mon contrat d’intégration" in page
    assert "Mon diplôme de français" in page
    assert 'accept="image/*"' in page
    answer = send(client, photo())
    assert answer.status_code == 302
    assert answer["Location"].endswith("#papier-residence")
    page = client.get(answer["Location"]).content.decode()
    assert "La photo est bien arrivée" in page
    assert "Nous le regardons" in page


@pytest.mark.parametrize("name", ["nothing at all", "a text", "a PDF", "half a JPEG", "one pixel that spies", "HEIC"])
def test_what_is_refused_is_said_in_plain_words_and_nothing_is_kept(person, client, name):
    make, reasons = REFUSED[name]
    client.force_login(person.pathway.candidate.user)
    answer = send(client, make())
    assert answer.status_code == 422
    assert str(PHOTOGRAPH_REFUSED[reasons[0]]) in answer.content.decode()
    assert Document.objects.count() == 0
    assert list(PHOTOGRAPHS.ids()) == []


def test_a_photograph_beyond_fifteen_megabytes_is_refused_before_it_is_read(person, client):
    client.force_login(person.pathway.candidate.user)
    answer = send(client, photo() + b"\0" * photograph.MAX_BYTES)
    assert answer.status_code == 422
    assert "trop lourde" in answer.content.decode()


def test_no_photograph_chosen_is_said(person, client):
    client.force_login(person.pathway.candidate.user)
    answer = client.post(reverse(OWN), {"kind": "residence"})
    assert answer.status_code == 422
    assert "Choisissez d’abord une photo" in answer.content.decode()


def test_the_folded_papers_open_where_one_of_them_is_refused(person, client):
    client.force_login(person.pathway.candidate.user)
    assert '<details class="unfold" open>' not in client.get(reverse(OWN)).content.decode()
    assert '<details class="unfold" open>' in send(client, b"<html>", kind="job_seeker").content.decode()


def test_an_unknown_kind_of_paper_is_refused(person, client):
    client.force_login(person.pathway.candidate.user)
    assert send(client, photo(), kind="../../etc/passwd").status_code == 422
    assert Document.objects.count() == 0


@pytest.mark.parametrize(
    "name",
    [
        "../../../etc/passwd",
        "..\\..\\windows\\system32\\carte.jpg",
        "/dev/null",
        "carte.jpg\0.php",
        "carte.php",
        "\u202egpj.exe",
        "بطاقة الإقامة.jpg",
        "посвідка.jpg",
        "a" * 400 + ".jpg",
        "<script>alert(1)</script>.jpg",
        "=cmd|'/c calc'!A1.jpg",
        "CON",
        ".htaccess",
    ],
)
def test_the_name_of_the_file_is_never_used(person, client, name):
    client.force_login(person.pathway.candidate.user)
    assert send(client, photo(), name=name).status_code == 302
    document = Document.objects.get()
    assert [PHOTOGRAPHS.path(one).name for one in PHOTOGRAPHS.ids()] == [str(document.pk)]
    page = client.get(reverse(OWN)).content.decode()
    assert "alert(1)" not in page
    assert "etc/passwd" not in page


@pytest.mark.parametrize("claimed", ["text/html", "application/x-php", "image/svg+xml", "image/png", ""])
def test_the_type_that_came_with_it_is_not_believed(person, client, claimed):
    client.force_login(person.pathway.candidate.user)
    assert send(client, photo(), claimed=claimed).status_code == 302
    assert send(client, b"<html>", kind="french", claimed="image/jpeg").status_code == 422


def test_a_refused_paper_says_why_and_what_to_do(world, person, client):
    checked(world, sent(world, person.pathway), "illegible")
    client.force_login(person.pathway.candidate.user)
    page = client.get(reverse(OWN)).content.decode()
    assert "On ne peut pas bien lire cette photo." in page
    assert "près d’une fenêtre" in page
    assert send(client, photo()).status_code == 302


def test_a_checked_paper_says_so_with_its_end(world, person, client):
    checked(world, sent(world, person.pathway), **WORK)
    client.force_login(person.pathway.candidate.user)
    page = client.get(reverse(OWN)).content.decode()
    assert "C’est vérifié. Valable jusqu’au mercredi 3\u00a0mars 2027." in page


def test_both_people_check_through_their_pages_without_seeing_each_other_s_answer(
    world, person, client, django_capture_on_commit_callbacks
):
    document = sent(world, person.pathway)
    address = reverse("reception:check_document", args=[document.pk])
    told = {
        "finding": "good",
        "valid_until_day": "3",
        "valid_until_month": "3",
        "valid_until_year": "2027",
        "allows_work": "yes",
    }
    client.force_login(world.user("advisor"))
    assert person.pathway.candidate.full_name in client.get(reverse("reception:documents")).content.decode()
    assert client.post(address, told).status_code == 302
    assert "Vous avez déjà lu ce papier" in client.get(address).content.decode()
    client.force_login(world.user("territory_coordinator"))
    page = client.get(address).content.decode()
    assert reverse("reception:photograph", args=[document.pk]) in page
    assert world.user("advisor").name not in page
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address, told)
    document.refresh_from_db()
    assert (document.state, document.valid_until) == ("checked", date(2027, 3, 3))
    assert client.get(reverse("reception:photograph", args=[document.pk])).status_code == 404
    assert world.user("advisor").name in client.get(address).content.decode()


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({}, "obligatoire"),
        ({"finding": "good", "allows_work": "yes"}, "Recopiez la date de fin"),
        ({"finding": "good", "no_end": "on"}, "autorise à travailler"),
        (
            {
                "finding": "good",
                "allows_work": "yes",
                "valid_until_day": "1",
                "valid_until_month": "1",
                "valid_until_year": "2020",
            },
            "Ce jour est passé",
        ),
    ],
)
def test_an_answer_that_is_not_whole_is_told_beside_its_field(world, person, client, told, sentence):
    document = sent(world, person.pathway)
    client.force_login(world.user("advisor"))
    answer = client.post(reverse("reception:check_document", args=[document.pk]), told)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_each_look_at_the_photograph_is_written_down_and_nothing_keeps_a_copy(world, person, client):
    document = sent(world, person.pathway)
    client.force_login(world.user("advisor"))
    answer = client.get(reverse("reception:photograph", args=[document.pk]))
    assert answer.content.startswith(b"\xff\xd8\xff")
    assert answer["Content-Type"] == "image/jpeg"
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert FileOpening.objects.filter(page="reception.photograph").count() == 1


@pytest.mark.parametrize("role", ["referrer", "trainer", "placement_officer", "household", "candidate", "dpo"])
def test_the_photograph_exists_for_nobody_else(world, person, client, role):
    document = sent(world, person.pathway)
    for user in (world.user(role), person.pathway.candidate.user):
        client.force_login(user)
        for name in ("photograph", "check_document"):
            assert client.get(reverse(f"reception:{name}", args=[document.pk])).status_code == 404


def test_nor_in_another_territory_nor_for_another_advisor(world, elsewhere, person, client):
    document = sent(world, person.pathway)
    strangers = [
        elsewhere.user("advisor"),
        elsewhere.user("territory_coordinator"),
        world.user("advisor", another=True),
    ]
    for user in strangers:
        client.force_login(user)
        assert client.get(reverse("reception:photograph", args=[document.pk])).status_code == 404


def test_what_papers_prove_is_shown_and_recorded_in_one_click(world, person, client):
    checked(world, sent(world, person.pathway), **WORK)
    checked(world, sent(world, person.pathway, kind="french", number=1))
    client.force_login(world.user("advisor"))
    page = client.get(reverse("reception:of_pathway", args=[person.pathway_id])).content.decode()
    assert "Ce que prouvent les papiers contrôlés" in page
    person.refresh_from_db()
    answer = client.post(
        reverse("reception:record_proofs", args=[person.pathway_id]), {"version": person.version}, follow=True
    )
    person.refresh_from_db()
    assert person.grounds == [{"code": "refugee", "proof": True}, {"code": "cir_signatory", "proof": False}]
    assert (person.allows_work, person.valid_until, person.verdict) == (True, date(2027, 3, 3), "eligible")
    assert person.french_proof
    assert "Ce que prouvent" not in answer.content.decode()


def test_of_two_who_record_at_once_the_second_is_told(world, person, client):
    checked(world, sent(world, person.pathway), **WORK)
    client.force_login(world.user("advisor"))
    address = reverse("reception:record_proofs", args=[person.pathway_id])
    assert client.post(address, {"version": 999}).status_code == 409
    assert client.post(address, {"version": "x"}).status_code == 409


def test_a_referrer_sees_only_what_she_sent_herself(world, person, client):
    person.pathway.referrer = world.organisation("referrer")
    person.pathway.save()
    checked(world, sent(world, person.pathway), **WORK)
    client.force_login(world.user("referrer"))
    address = reverse("reception:send_document", args=[person.pathway_id])
    page = client.get(address).content.decode()
    assert "C’est vérifié" not in page
    assert "3\u00a0mars 2027" not in page
    assert client.post(address, {"kind": "french", "photo": SimpleUploadedFile("x", photo())}).status_code == 302
    assert "Nous le regardons" in client.get(address).content.decode()


def test_a_check_of_the_right_to_work_is_done_on_one_small_page(world, received, client):
    from labmigration.pathway.reception import actions
    from labmigration.pathway.reception.models import RightToWorkCheck

    referral = received()
    actions.admit(referral, actor=world.advisor)
    check = RightToWorkCheck.objects.get(reason="intake")
    checked(world, sent(world, referral.pathway), **WORK)
    client.force_login(world.user("advisor"))
    address = reverse("reception:check_right_to_work", args=[check.pk])
    page = client.get(address).content.decode()
    assert 'value="2027"' in page
    assert "une proposition du Lab" in page
    wrong = client.post(address, {"outcome": "receipt", "kind": "receipt", "no_end": "on"})
    assert wrong.status_code == 422
    assert "Un récépissé a une date de fin" in wrong.content.decode()
    told = {"valid_until_day": "3", "valid_until_month": "3", "valid_until_year": "2027"}
    assert client.post(address, {"outcome": "valid", "kind": "residence", **told}).status_code == 302
    check.refresh_from_db()
    assert (check.state, check.outcome, check.valid_until) == ("done", "valid", date(2027, 3, 3))
    thread = client.get(reverse("pathway:thread", args=[referral.pathway_id])).content.decode()
    assert "Droit au travail vérifié" in thread


def test_papers_that_wait_are_in_the_advisor_s_day(world, person, client):
    document = sent(world, person.pathway)
    client.force_login(world.user("advisor"))
    page = client.get(reverse("desk:day")).content.decode()
    assert reverse("reception:check_document", args=[document.pk]) in page
    document_actions.check(document, actor=world.advisor, finding="illegible")
    assert (
        reverse("reception:check_document", args=[document.pk]) not in client.get(reverse("desk:day")).content.decode()
    )
