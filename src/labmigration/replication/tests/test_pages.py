"""The pages, the download that is written down, and the two commands."""

import hashlib
from datetime import date

import pytest
from django.urls import reverse
from django_scopes import scope

from labmigration import clock
from labmigration.pathway.interviews.queries import outputs_of
from labmigration.pathway.interviews.tests.scenes import Study
from labmigration.replication.actions import make_copy
from labmigration.replication.command import booklet, reference_document
from labmigration.replication.models import DocumentCopy
from labmigration.timeline.models import Event

pytestmark = pytest.mark.django_db
HOME = reverse("replication:home", args=["marseille"])


def test_the_coordinator_reads_both_documents_and_takes_a_copy_that_is_written_down(world, client, on_a_tuesday):
    client.force_login(world.user("territory_coordinator"))
    assert "Aucune." in client.get(HOME).content.decode()
    page = client.get(reverse("replication:booklet", args=["marseille"]), {"langue": "en"}).content.decode()
    assert "Installation booklet" in page and 'lang="en"' in page and 'id="expansion"' in page
    page = client.get(reverse("replication:reference", args=["marseille"])).content.decode()
    assert "Document de référence" in page and page.count("<svg") >= 1
    answer = client.post(reverse("replication:booklet_pdf", args=["marseille"]), {"language": "fr"})
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert 'filename="livret-marseille-fr-2026-03-10.pdf"' in answer["Content-Disposition"]
    with scope(territory=["marseille"]):
        copy = DocumentCopy.objects.get()
        assert copy.fingerprint == hashlib.sha256(answer.content).hexdigest()
        assert copy.made_by == world.user("territory_coordinator")
        assert Event.objects.filter(verb="replication.make_copy", subject_id=str(copy.pk)).exists()
    assert copy.fingerprint[:12] in client.get(HOME).content.decode()
    assert client.post(reverse("replication:booklet_pdf", args=["marseille"]), {"language": "de"}).status_code == 404
    assert client.get(reverse("replication:booklet_pdf", args=["marseille"])).status_code == 405


def test_a_copy_with_quotes_is_written_among_the_outputs_of_interviews(world):
    with clock.at(date(2026, 12, 1)), world.advisor.at_work():
        study = Study(world)
        study.book()
        said = {2: "Transports"}
        study.coded(study.written(quote_outside=True), said, said, quotes=[2])
        for kind, exact in (("booklet", False), ("reference", False), ("reference", True)):
            make_copy("marseille", kind, "fr", actor=world.territory_coordinator, exact=exact)
        document, inside = outputs_of("marseille")[::-1]
    assert (document.sort, len(document.quotes)) == ("document", 1)
    assert (inside.sort, inside.quotes) == ("internal", [])


def test_another_territory_does_not_exist_for_a_coordinator_nor_any_document_for_others(world, client, on_a_tuesday):
    client.force_login(world.user("territory_coordinator"))
    assert client.get(reverse("replication:territories"))["Location"] == HOME
    assert client.get(reverse("replication:home", args=["lille"])).status_code == 404
    assert client.post(reverse("replication:reference_pdf", args=["lille"]), {"language": "fr"}).status_code == 404
    client.force_login(world.user("programme_admin"))
    assert "Lille" in client.get(reverse("replication:territories")).content.decode()
    assert client.get(reverse("replication:home", args=["lille"])).status_code == 200
    for role in ("advisor", "partner_observer", "candidate"):
        client.force_login(world.user(role))
        assert client.get(HOME).status_code == 404
        assert client.get(reverse("replication:reference", args=["marseille"])).status_code == 404


def test_an_exact_copy_is_for_the_coordination_only_and_says_so(world, client, on_a_tuesday):
    address, pdf = (reverse(f"replication:{name}", args=["marseille"]) for name in ("reference", "reference_pdf"))
    client.force_login(world.user("territory_coordinator"))
    page = client.get(address, {"exact": "1", "langue": "fr"}).content.decode()
    assert "Copie interne" in page and "petits nombres montrés" in page
    answer = client.post(pdf, {"language": "fr", "exact": "on"})
    assert "document-de-reference-interne-marseille" in answer["Content-Disposition"]
    with scope(territory=["marseille"]):
        assert DocumentCopy.objects.get().exact
    client.force_login(world.user("programme_admin"))
    assert client.get(address, {"exact": "1"}).status_code == 404
    assert client.post(pdf, {"language": "fr", "exact": "on"}).status_code == 404
    assert "Copie interne" not in client.get(address, {"langue": "fr"}).content.decode()


def test_both_commands_write_a_pdf_and_an_unknown_territory_is_told(world, on_a_tuesday, tmp_path, capsys):
    for command in (booklet, reference_document):
        file = tmp_path / f"{command.__name__}.pdf"
        assert command(["--territory", "lille", "--lang", "en", "-o", str(file)]) == 0
        assert file.read_bytes().startswith(b"%PDF-1.7")
    assert booklet(["--territory", "atlantis", "-o", str(tmp_path / "x.pdf")]) == 2
    assert "marseille" in capsys.readouterr().err
    assert booklet(["--territory", "lille", "-o", str(tmp_path / "nowhere" / "x.pdf")]) == 2
    assert "ne peut pas être écrit" in capsys.readouterr().err
