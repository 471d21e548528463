"""Words of interviews in "my data" and in an erasure."""

from datetime import date

import pytest

from labmigration import clock
from labmigration.pathway.interviews import outputs
from labmigration.pathway.interviews.models import Interview, Paragraph, UseAnswer
from labmigration.pathway.interviews.tests.scenes import Study
from labmigration.pathway.interviews.themes import QUOTE_REPORTS, themes_of
from labmigration.privacy.erasing import erase
from labmigration.privacy.held import held

BOTH = {2: "Transports", 4: "Tutorat"}


@pytest.fixture
def study(world):
    """On a day on which the four uses are asked about."""
    with clock.at(date(2026, 12, 1)), world.advisor.at_work():
        yield Study(world)


def test_she_reads_her_words_and_her_choices_in_her_data(study):
    study.book()
    interview = study.written()
    groups = {group.code: group for group in held(interview.pathway.candidate)}
    told = " ".join(
        str(value) for kept in groups["interviews"].kept for entry in kept.entries for _label, value in entry.rows
    )
    assert "Deux heures par jour" in told and "Étudier mes paroles" in told


def test_an_erased_person_leaves_no_word_and_no_longer_counts(study):
    study.book()
    kept, gone = study.written(quote_reports=True), study.written(quote_reports=True)
    for interview in (kept, gone):
        study.coded(interview, BOTH, BOTH, quotes=[2])
    outputs.make("marseille", "report", actor=study.one)
    erase(gone.pathway.candidate)
    assert not Paragraph.objects.filter(interview=gone).exists()
    assert UseAnswer.objects.filter(interview=gone).exists(), "the proof of her answers stays"
    assert Interview.objects.get(pk=gone.pk).written_by is None
    found = themes_of("marseille", QUOTE_REPORTS)
    assert found.of == 1
    again, _content = outputs.make("marseille", "report", actor=study.one)
    assert (again.gone_interviews, again.gone_quotes) == (1, 1)
