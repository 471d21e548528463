"""Consent use by use, words without names, two readings that don't see each other, what leaves and what has gone."""

import csv
import io
from datetime import date
from uuid import uuid4

import pytest
from django.db import connection

from labmigration.access.gate import Conflict, Refused
from labmigration.pathway.interviews import actions, codebook, coding, outputs
from labmigration.pathway.interviews.agreement import agreement_of
from labmigration.pathway.interviews.models import Mark, Output, Paragraph, Reading, Recording, UseAnswer
from labmigration.pathway.interviews.recordings import RECORDINGS
from labmigration.pathway.interviews.refi_qda import NotRefiQda, read_codebook, read_project
from labmigration.pathway.interviews.sweeping import forget_recordings
from labmigration.pathway.interviews.tests.scenes import SAID, Study
from labmigration.pathway.interviews.tests.strict_refi_qda import CODEBOOK, codings_of, strictly_read
from labmigration.pathway.interviews.text import Piece, as_text, gives_away, pieces
from labmigration.pathway.interviews.themes import QUOTE_OUTSIDE, QUOTE_REPORTS, themes_of
from labmigration.pathway.interviews.uses import allowed_uses, choose
from labmigration.programme.interview_uses import USES, uses_asked_on
from labmigration.timeline.models import Event

SOUND = b"OggS" + b"\0" * 40
BOTH = {2: "Transports", 4: "Tutorat"}


def test_paragraphs_are_read_as_somebody_types_them_and_names_are_found():
    found = pieces("Q : Un ?\r\n\r\n Deux,\n trois. \n\n\n  \n\nQuestion: quatre ?\n\nQ :\n\n")
    assert found == [Piece(True, "Un ?"), Piece(False, "Deux, trois."), Piece(True, "quatre ?")]
    assert pieces(as_text(found)) == found
    assert gives_away("Appelez Oksana au 06 39 98 00 00 (oksana@example.org)", ["OKSANA"]) == [
        "06 39 98 00 00",
        "(oksana@example.org)",
        "Oksana",
    ]
    assert gives_away("Anastasia a 12 ans et gagne 1 400 euros", ["Ana", "Li"]) == []


def test_nothing_is_written_before_her_yes_and_each_use_is_a_choice_of_its_own(study):
    interview = study.invited()
    with pytest.raises(Refused, match="déjà invitée"):
        study.invited(interview.pathway)
    for wrong in (study.world.placement_officer, study.one):
        with pytest.raises(Refused):
            choose(interview, "analysis", True, actor=wrong, language="fr", channel="oral", version="2026-11")
    with pytest.raises(Refused, match="oui"):
        actions.write(interview, actor=study.one, text=SAID, held_on=interview.invited_on)
    with pytest.raises(Refused, match="texte a changé"):
        choose(interview, "analysis", True, actor=study.advisor, language="fr", channel="oral", version="2020-01")
    study.says(interview, analysis=False)
    assert interview.state == "declined" and allowed_uses([interview.pk])[interview.pk] == frozenset()
    her = study.says(interview, analysis=True, quote_outside=True, recording=False)
    assert interview.state == "agreed"
    assert allowed_uses([interview.pk])[interview.pk] == {"analysis", "quote_outside"}
    first = UseAnswer.objects.filter(use="analysis").last()
    told = uses_asked_on(interview.invited_on)[0]
    assert (first.answer, first.language, first.text_digest) == ("refused", "uk", told.digest("uk"))
    count = UseAnswer.objects.count()
    choose(interview, "quote_outside", True, actor=her, language="fr", channel="screen", version=told.version)
    assert UseAnswer.objects.count() == count, "a double click is kept once"


def test_words_are_sealed_name_nobody_and_the_voice_goes_with_its_yes(study, django_capture_on_commit_callbacks):
    interview = study.invited()
    study.says(interview, analysis=True)
    name = interview.pathway.candidate.first_name
    with pytest.raises(Refused, match=name):
        actions.write(interview, actor=study.one, text=f"{name} dit que oui.", held_on=interview.invited_on)
    for wrong in ("", "Q : Rien ?"):
        with pytest.raises(Refused):
            actions.write(interview, actor=study.one, text=wrong, held_on=interview.invited_on)
    actions.write(interview, actor=study.one, text=SAID, held_on=interview.invited_on)
    assert [each.asks for each in Paragraph.objects.filter(interview=interview)] == [True, False, True, False, False]
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM interviews_paragraph")
        assert not any("bus" in words.casefold() for (words,) in cursor.fetchall())
    with pytest.raises(Conflict):  # somebody else began to write it
        actions.write(interview, actor=study.two, text="Autre chose.", held_on=interview.invited_on)
    with pytest.raises(Refused, match="voix"):
        actions.keep_recording(interview, actor=study.one, content=SOUND)
    study.says(interview, recording=True)
    orphan = uuid4()
    RECORDINGS.keep(orphan, SOUND)
    with pytest.raises(Refused, match="lisible"):
        actions.keep_recording(interview, actor=study.one, content=b"<html>")
    key = actions.keep_recording(interview, actor=study.one, content=SOUND)
    assert RECORDINGS.kept(key) == SOUND and b"OggS" not in RECORDINGS.path(key).read_bytes()
    assert forget_recordings() == 0, "one that is being sent just now is left alone"
    assert forget_recordings(older_than=0) >= 1
    assert RECORDINGS.path(key).exists() and not RECORDINGS.path(orphan).exists()
    with django_capture_on_commit_callbacks(execute=True):
        study.says(interview, recording=False)
    assert not Recording.objects.exists() and not RECORDINGS.path(key).exists()
    interview.refresh_from_db()
    assert interview.state == "written", "her words stay"


def test_two_code_without_seeing_each_other_and_agreement_is_told_code_by_code(study):
    study.book()
    interview = study.written()
    with pytest.raises(Refused, match="différentes"):
        actions.hand_out(interview, actor=study.one, first=study.one.user, second=study.one.user)
    actions.hand_out(interview, actor=study.one, first=study.one.user, second=study.two.user)
    with pytest.raises(Refused):  # a question is not coded
        study.read(interview, "first", study.one, {1: "Transports"})
    with pytest.raises(Conflict):
        study.read(interview, "second", study.one, BOTH)
    study.read(interview, "first", study.one, BOTH)
    with pytest.raises(Conflict):  # finished
        study.read(interview, "first", study.one, {})
    assert agreement_of("marseille", 1) == []
    with pytest.raises(Conflict):
        coding.settle(interview, actor=study.one, marks={}, quotes=[])
    study.read(interview, "second", study.two, {2: "Transports", 5: "Tutorat"})
    interview.refresh_from_db()
    assert interview.state == "comparing"
    found = {each.name: each for each in agreement_of("marseille", 1)}
    bus, tutor = found["Transports"], found["Tutorat"]
    assert (bus.alpha, bus.kappa, bus.both, bus.paragraphs) == (1.0, 1.0, 1, 3)
    # Three paragraphs, one 1 each on different ones: observed 2/3, expected 2 × 2 × 4 / (6 × 5) = 8/15.
    assert tutor.alpha == pytest.approx(1 - (2 / 3) / (8 / 15)) and tutor.kappa == pytest.approx(-0.5)
    assert (tutor.both, tutor.first, tutor.second, str(tutor.verdict)) == (0, 1, 1, "à redéfinir ensemble")
    with pytest.raises(Refused, match="citation"):
        coding.settle(interview, actor=study.one, marks={}, quotes=[study.paragraph(interview, 2).pk])
    coding.settle(interview, actor=study.two, marks=study.marks(interview, BOTH), quotes=[])
    assert Reading.objects.get(interview=interview, kind="agreed").coder == study.two.user


def test_a_published_codebook_never_changes_and_says_what_each_version_did(study):
    first = study.book()
    with pytest.raises(Conflict):
        codebook.write_code(first, actor=study.one, theme="Freins", name="Papiers", definition="…")
    draft = codebook.begin(actor=study.two)
    assert codebook.begin(actor=study.one) == draft and draft.number == 2
    bus = first.codes.get(name="Transports")
    codebook.write_code(draft, actor=study.one, theme="Freins", name="Trajets", definition="Durée.", guid=bus.guid)
    codebook.take_out(draft, study.code("Tutorat"), actor=study.one)
    with pytest.raises(Refused, match="déjà un code"):
        codebook.write_code(draft, actor=study.one, theme="Freins", name="Trajets", definition="…")
    codebook.write_code(draft, actor=study.one, theme="Freins", name="Papiers", definition="Titres.")
    changes = [(each.what, each.code.name) for each in codebook.changes(draft, first)]
    assert sorted(changes) == [("added", "Papiers"), ("changed", "Trajets"), ("removed", "Tutorat")]
    with pytest.raises(Refused):
        codebook.publish(draft, actor=study.one, note=" ")
    codebook.publish(draft, actor=study.one, note="Après la première lecture")
    with pytest.raises(Conflict):
        codebook.publish(draft, actor=study.two, note="encore")
    first.refresh_from_db()
    assert first.digest == codebook.digest_of(first.codes.all()) != draft.digest


def test_a_quote_is_shown_only_for_the_use_that_she_allowed(study):
    study.book()
    study.coded(study.written(quote_reports=True), BOTH, BOTH, quotes=[4])
    study.coded(study.written(quote_outside=True), BOTH, {2: "Transports"}, quotes=[2])
    inside, outside = themes_of("marseille", QUOTE_REPORTS), themes_of("marseille", QUOTE_OUTSIDE)
    assert (inside.of, inside.kept, outside.of, outside.kept) == (2, 1, None, 1)
    told = {code.name: code for code in inside.codes}
    assert (told["Transports"].interviews, told["Transports"].quotes) == (2, ())
    assert [quote.words for quote in told["Tutorat"].quotes] == [
        "Ma tutrice. Elle m’a montré les gestes, sans se moquer de mon français."
    ]
    away = {code.name: code for code in outside.codes}
    assert away["Transports"].interviews is None and away["Transports"].paragraphs is None
    assert [str(quote.who) for quote in away["Transports"].quotes] == ["personne accompagnée ou salariée"]
    assert away["Tutorat"].quotes == ()


def test_what_is_taken_back_is_gone_from_the_next_output_and_the_log_says_so(study):
    study.book()
    stays, quoted = study.written(quote_reports=True), study.written(quote_reports=True)
    leaves = study.written(quote_reports=True)
    for interview in (stays, quoted, leaves):
        study.coded(interview, BOTH, BOTH, quotes=[2])
    first, content = outputs.make("marseille", "report", actor=study.one)
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert [row[:5] for row in rows[1:]] == [["Appuis", "Tutorat", "3", "3", "3"]] + 3 * [
        ["Freins", "Transports", "3", "3", "3"]
    ]
    assert (len(first.interviews), len(first.quotes), first.gone_interviews, first.gone_quotes) == (3, 3, 0, 0)
    outputs.make("marseille", "qdpx", actor=study.one)
    study.says(quoted, quote_reports=False)
    study.says(leaves, analysis=False)
    assert leaves.state == "withdrawn" and leaves.written_by is None
    assert not Paragraph.objects.filter(interview=leaves).exists() and not leaves.readings.exists()
    assert not Mark.objects.filter(reading__interview=leaves).exists()
    second, content = outputs.make("marseille", "report", actor=study.one)
    assert second.interviews == sorted([str(stays.pk), str(quoted.pk)]) and len(second.quotes) == 1
    assert (second.gone_interviews, second.gone_quotes) == (1, 2)
    assert content.decode().count("Deux heures") == 1
    told = Event.objects.get(verb="interviews.output", subject_id=str(second.pk)).facts
    assert (told["gone"], told["gone_quotes"]) == (1, 2)
    third, _content = outputs.make("marseille", "report", actor=study.one)
    assert (third.gone_interviews, third.gone_quotes) == (0, 0), "said once"
    project, content = outputs.make("marseille", "qdpx", actor=study.one)
    assert project.gone_interviews == 1 and "E-003" not in {each[0] for each in codings_of(content)}
    assert Output.objects.count() == 5


def test_the_reference_document_quotes_what_is_allowed_outside_and_each_copy_is_written_down(study):
    study.book()
    interview = study.written(quote_outside=True)
    study.coded(interview, BOTH, BOTH, quotes=[2])
    study.coded(study.written(quote_reports=True), BOTH, BOTH, quotes=[4])
    held = themes_of("marseille", QUOTE_OUTSIDE)
    first = outputs.note_document("marseille", held, exact=False, digest="0" * 64, actor=study.one)
    assert first.sort == "document" and first.quotes == [str(study.paragraph(interview, 2).pk)]
    study.says(interview, quote_outside=False)
    held = themes_of("marseille", QUOTE_OUTSIDE)
    again = outputs.note_document("marseille", held, exact=False, digest="1" * 64, actor=study.one)
    assert (again.quotes, again.gone_interviews, again.gone_quotes) == ([], 0, 1)


def test_an_exchanged_project_is_read_back_by_a_strict_parser_and_holds_no_hidden_reading(study):
    book = study.book()
    emoji = SAID.replace("Rien d’autre.", "Rien 🚌 d’autre <&> \x07.")
    interview = study.written(text=emoji)
    actions.hand_out(interview, actor=study.one, first=study.one.user, second=study.two.user)
    study.read(interview, "first", study.one, BOTH)
    study.read(interview, "second", study.two, {5: "Tutorat"}, finish=False)
    _row, content = outputs.make("marseille", "qdpx", actor=study.two)
    assert [each[1:] for each in codings_of(content)] == [("Rien 🚌 d’autre <&> .", "Tutorat", "seconde lecture")]
    study.read(interview, "second", study.two, {5: "Tutorat"})
    _row, content = outputs.make("marseille", "qdpx", actor=study.two)
    assert content == outputs.make("marseille", "qdpx", actor=study.two)[1], "the same bytes"
    assert [(label, code, reading) for label, _words, code, reading in codings_of(content)] == [
        ("E-001", "Transports", "première lecture"),
        ("E-001", "Tutorat", "première lecture"),
        ("E-001", "Tutorat", "seconde lecture"),
    ]
    back = read_project(content)
    assert {code.guid for code in back.codes} == {code.guid for code in book.codes.all()}
    assert len(back.codings) == 3 and set(back.texts) == {interview.pk}
    other = Study(study.world)
    with pytest.raises(Refused):  # of another team: nothing of it
        outputs.make("marseille", "qdpx", actor=other.two)
    qdc = outputs.codebook_file(book)
    elements = strictly_read(qdc, CODEBOOK, "urn:QDA-XML:codebook:1.0")
    assert [told["name"] for path, told, _text in elements if path.endswith("/Code")] == [
        *("Appuis", "Tutorat", "Freins", "Transports")
    ]
    draft = codebook.begin(actor=study.one)
    codebook.take_out(draft, study.code("Tutorat"), actor=study.one)
    assert codebook.take_in(draft, read_codebook(qdc), actor=study.one) == 2
    assert codebook.changes(draft, book) == [], "what went out came back the same"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<CodeBook/>",
        b'<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes><Code guid="x" name="y"/></Codes></CodeBook>',
        b'<!DOCTYPE a [<!ENTITY b "c">]><CodeBook xmlns="urn:QDA-XML:codebook:1.0"/>',
        "<CodeBook/>".encode("utf-16"),
    ],
)
def test_a_file_that_is_no_codebook_is_refused(content):
    with pytest.raises(NotRefiQda):
        read_codebook(content)
    with pytest.raises(NotRefiQda):
        read_project(content)


def test_the_four_uses_are_asked_each_by_itself_and_never_before_they_were_written():
    assert tuple(each.code for each in uses_asked_on(date(2026, 12, 1))) == USES
    assert uses_asked_on(date(2026, 3, 1)) == ()
