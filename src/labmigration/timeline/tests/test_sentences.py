"""An event in words: its sentence and its days are of one language."""

import pytest
from django.utils.translation import gettext_lazy, override

from labmigration.timeline import sentences
from labmigration.timeline.models import Event


@pytest.fixture
def decided(monkeypatch):
    says = {"stage.told": gettext_lazy("Premier jour payé : {day}"), "stage.new": gettext_lazy("Vu au bureau le {day}")}
    monkeypatch.setattr(sentences, "sentences", lambda: says)
    return {verb: Event(verb=verb, facts={"day": "2026-12-01"}) for verb in says}


def test_a_sentence_without_translation_keeps_its_days_in_french_too(decided):
    with override("ar"):
        told = sentences.sentence(decided["stage.new"])
    assert told == "Vu au bureau le mardi 1er\u00a0décembre 2026" and told.language == "fr"
    with override("fr"):
        assert sentences.sentence(decided["stage.new"]) == told


def test_an_event_that_no_stage_tells_any_more_is_said_so(decided):
    with pytest.raises(LookupError):
        sentences.sentence(Event(verb="stage.gone", facts={}))


def test_a_translated_sentence_has_its_days_in_the_language_of_the_reader(decided):
    with override("uk"):
        told = sentences.sentence(decided["stage.told"])
    assert "вівторок 1" in told and "Premier" not in told
