"""From an invitation on her telephone to a theme with her words, page by page; and who may open which."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from labmigration.access.roles import Role
from labmigration.pathway.interviews.models import Interview, Output, Paragraph, Reading
from labmigration.pathway.interviews.queries import own_waiting, published
from labmigration.pathway.interviews.tests.scenes import SAID
from labmigration.timeline.models import FileOpening

SOUND = b"OggS" + b"\0" * 40


def here(name: str, *args: object) -> str:
    return reverse(f"interviews:{name}", args=["marseille", *args])


def page(name: str, *args: object) -> str:
    return reverse(f"interviews:{name}", args=args)


def file(content: bytes) -> dict[str, SimpleUploadedFile]:
    return {"file": SimpleUploadedFile("x", content)}


@pytest.fixture
def sent(client):
    """Post as an account: the status and the words of the page that comes."""

    def post(user, url, data=(), **extra):
        client.force_login(user)
        answer = client.post(url, dict(data), follow=True, **extra)
        return answer.status_code, answer.content.decode()

    return post


def test_from_an_invitation_to_a_theme(study, world, client, sent):
    study.book()
    pathway = world.person("orientation", "orientation.hold", with_account=True)
    her, advisor = pathway.candidate.user, study.advisor.user
    assert sent(advisor, page("invite_person", pathway.pk))[0] == 200
    interview = Interview.objects.get()
    client.force_login(her)
    assert own_waiting(type(study.one).of(her)) == 1
    html = client.get(page("own")).content.decode()
    assert "Une invitation à un entretien" in html and page("choices", interview.pk) in html
    for use, answer in (("analysis", "yes"), ("quote_reports", "yes"), ("quote_outside", "no"), ("recording", "yes")):
        assert client.get(page("choice", interview.pk, use)).status_code == 200
        assert sent(her, page("choice", interview.pk, use), {"version": "2026-11", "answer": answer})[0] == 200
    assert client.get(page("choice", interview.pk, "other")).status_code == 404

    one, two = study.one.user, study.two.user
    client.force_login(one)
    html = client.get(here("home")).content.decode()
    assert "E-001" in html and pathway.candidate.surname not in html
    written = {"held_on": "2026-12-01", "text": f"{pathway.candidate.surname} a dit."}
    status, html = sent(one, here("write", interview.pk), written)
    assert status == 422 and "dit qui parle" in html and f"{pathway.candidate.surname} a dit." in html
    assert sent(one, here("write", interview.pk), {**written, "text": SAID})[0] == 200
    assert FileOpening.objects.filter(pathway_id=pathway.pk, reader=one, page="interviews.read").exists()
    assert sent(one, here("recording", interview.pk), file(b"no sound"))[0] == 403
    assert sent(one, here("recording", interview.pk), file(SOUND))[0] == 200
    heard = client.get(here("recording", interview.pk))
    assert heard.content == SOUND and heard["Content-Type"] == "audio/ogg" and heard["Cache-Control"] == "no-store"
    both = {"first": one.pk, "second": two.pk}
    assert sent(one, here("hand_out", interview.pk), {**both, "second": one.pk})[0] == 422
    assert sent(one, here("hand_out", interview.pk), both)[0] == 200

    said = {each.number: each for each in Paragraph.objects.filter(interview=interview)}
    first, second = (Reading.objects.get(interview=interview, kind=kind) for kind in ("first", "second"))
    bus, tutor = study.code("Transports"), study.code("Tutorat")
    assert sent(one, here("code", first.pk), {f"codes-{said[2].pk}": str(bus), "what": "keep"})[0] == 200
    client.force_login(two)
    html = client.get(here("code", second.pk)).content.decode()
    assert "checked" not in html, "the other reading is not seen"
    assert client.get(here("code", first.pk)).status_code == 404
    assert client.get(here("settle", interview.pk)).status_code == 404
    # The second codes in another tool: what was exported comes back with the same codes.
    assert sent(two, here("code", second.pk), {f"codes-{said[4].pk}": str(tutor), "what": "keep"})[0] == 200
    project = client.post(here("output"), {"sort": "qdpx"})
    assert project["Content-Disposition"].endswith('.qdpx"')
    assert sent(two, here("code", second.pk), {"what": "keep"})[0] == 200
    assert sent(two, here("take_in", second.pk), file(b"PK"))[0] == 403
    status, html = sent(two, here("take_in", second.pk), {"file": io.BytesIO(project.content)})
    assert status == 200 and html.count("checked") == 1
    assert sent(two, here("code", second.pk), {f"codes-{said[1].pk}": str(tutor), "what": "keep"})[0] == 200
    assert sent(two, here("code", second.pk), {f"codes-{said[4].pk}": "x", "what": "keep"})[0] == 403
    assert sent(two, here("code", second.pk), {f"codes-{said[4].pk}": str(tutor), "what": "finish"})[0] == 200
    assert sent(one, here("code", first.pk), {f"codes-{said[2].pk}": str(bus), "what": "finish"})[0] == 200

    client.force_login(one)
    html = client.get(here("settle", interview.pk)).content.decode()
    assert html.count("lu autrement") == 2 and "première lecture seule" in html
    settled = {f"codes-{said[2].pk}": str(bus), f"codes-{said[4].pk}": str(tutor), f"quote-{said[2].pk}": "yes"}
    assert sent(one, here("settle", interview.pk), settled)[0] == 200
    html = client.get(here("agreement")).content.decode()
    assert "à redéfinir ensemble" in html
    coordinator = world.user(Role.TERRITORY_COORDINATOR)
    client.force_login(coordinator)
    assert "Deux heures par jour" in client.get(here("themes")).content.decode()
    assert client.get(here("interview", interview.pk)).status_code == 404
    assert client.post(here("output"), {"sort": "report"}).status_code == 404

    client.force_login(one)
    assert "Deux heures" in client.post(here("output"), {"sort": "report"}).content.decode()
    assert "Deux heures" not in client.post(here("output"), {"sort": "outside"}).content.decode()
    # She takes her words back: asked twice, because they are erased.
    status, html = sent(her, page("choice", interview.pk, "analysis"), {"version": "2026-11", "answer": "no"})
    assert status == 200 and "Effacer vos paroles" in html and Paragraph.objects.exists()
    sent(her, page("choice", interview.pk, "analysis"), {"version": "2026-11", "answer": "no", "sure": "yes"})
    assert not Paragraph.objects.exists()
    client.force_login(one)
    assert client.get(here("home")).content.decode().count("refaites-la") == 3, "each of the three sorts held her words"
    assert client.post(here("output"), {"sort": "report"}).status_code == 403, "nothing is left to let out"
    assert Output.objects.count() == 3
    assert client.get(here("interview", interview.pk)).status_code == 404


def test_the_codebook_is_written_published_and_exchanged_on_its_pages(study, client, sent):
    one = study.one.user
    client.force_login(one)
    assert "Aucune version" in client.get(page("codebook")).content.decode()
    assert sent(one, page("begin"))[0] == 200
    code = {"theme": "Freins", "name": "Papiers", "definition": "Titres, délais."}
    assert sent(one, page("draft"), {**code, "name": ""})[0] == 422
    assert sent(one, page("draft"), code)[0] == 200
    status, html = sent(one, page("draft"), code)
    assert status == 422 and "déjà un code de ce nom" in html
    assert sent(one, page("publish"), {"note": ""})[0] == 403
    assert sent(one, page("publish"), {"note": "Première"})[0] == 200
    book = client.get(page("codebook_qdc", 1))
    assert book.status_code == 200 and b"Papiers" in book.content
    assert client.get(page("draft")).status_code == 302
    sent(one, page("begin"))
    guid = published().codes.get().guid
    assert sent(one, page("take_out", guid))[0] == 200
    assert sent(one, page("take_in_codes"), file(b"<a/>"))[0] == 403
    assert sent(one, page("take_in_codes"), file(book.content))[0] == 200
    html = client.get(page("draft") + f"?code={guid}").content.decode()
    assert "Changer « Papiers »" in html


def test_a_household_and_somebody_of_the_staff_answer_for_themselves(study, world, client, sent):
    coordinator = world.user(Role.TERRITORY_COORDINATOR)
    household, trainer = world.household(user=True), world.user(Role.TRAINER)
    assert sent(coordinator, here("invite"), {})[0] == 422
    assert sent(coordinator, here("invite"), {"household": household.pk, "staff": trainer.pk})[0] == 422
    assert sent(coordinator, here("invite"), {"household": household.pk})[0] == 200
    assert sent(coordinator, here("invite"), {"household": household.pk})[0] == 403
    assert sent(coordinator, here("invite"), {"staff": trainer.pk})[0] == 200
    theirs, hers = Interview.objects.get(kind="household"), Interview.objects.get(kind="staff")
    said = {"version": "2026-11", "answer": "yes"}
    for user, own, others in ((household.user, theirs, hers), (trainer, hers, theirs)):
        assert sent(user, page("choice", own.pk, "analysis"), said)[0] == 200
        assert client.get(page("own")).status_code == 200
        assert client.get(page("choices", others.pk)).status_code == 404
    theirs.refresh_from_db()
    assert theirs.state == "agreed"
    # Whoever invited may note what is said, and says how.
    assert sent(coordinator, page("choice", theirs.pk, "recording"), said)[0] == 422
    noted = {**said, "channel": "oral", "language": "ar"}
    assert sent(coordinator, page("choice", theirs.pk, "recording"), noted)[0] == 200
    row = theirs.answers.get(use="recording")
    assert (row.channel, row.language, row.recorded_by) == ("oral", "ar", coordinator)
    assert sent(world.user(Role.PLACEMENT_OFFICER), page("choice", theirs.pk, "recording"), noted)[0] == 404


def test_another_territory_finds_nothing(study, elsewhere, client):
    interview = study.written()
    client.force_login(elsewhere.user(Role.TERRITORY_COORDINATOR))
    for url in (here("home"), here("themes"), here("invite"), page("choices", interview.pk)):
        assert client.get(url).status_code == 404
    client.force_login(study.two.user)
    assert client.get(here("interview", interview.pk)).status_code == 404, "not of its team"
    assert client.get(here("write", interview.pk)).status_code == 404
