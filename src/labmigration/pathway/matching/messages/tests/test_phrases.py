"""The catalogue of sentences: each has a place for what it asks, and each side reads it in its own language."""

from datetime import date

import pytest
from django.utils.translation import override

from labmigration import clock
from labmigration.pathway.matching.messages.forms import FIELDS
from labmigration.pathway.matching.messages.phrases import GAP, PHRASES, SUBJECTS, sentence, subjects_of
from labmigration.pathway.matching.states import BY_CANDIDATE, BY_HOUSEHOLD

VALUES = {"day": "2026-03-12", "time": "10:00", "until": "12:30", "weekday": "2", "minutes": "15", "hours": "12.5"}
VALUES |= {"line": "bus 12", "stop": "Paradis"}


@pytest.mark.parametrize("code", PHRASES)
def test_every_sentence_is_whole_with_what_it_asks_and_has_gaps_before(code):
    phrase = PHRASES[code]
    with clock.at(date(2026, 3, 10)):
        told = str(sentence({"code": code, **{kind: VALUES[kind] for kind in phrase.asks}}))
    assert "%(" not in told and GAP not in told
    assert str(phrase.shape).count(GAP) == len(phrase.asks)
    assert set(phrase.asks) <= FIELDS.keys()


def test_each_side_finds_every_subject_and_only_its_own_sentences():
    hers, home = subjects_of(BY_CANDIDATE), subjects_of(BY_HOUSEHOLD)
    assert [one.code for one in hers] == [one.code for one in home] == [one.code for one in SUBJECTS]
    codes = {phrase.code for subject in home for phrase in subject.phrases}
    assert "way_line" in codes and "cannot_ill" not in codes


def test_days_and_hours_are_said_in_the_language_of_whoever_reads():
    told = sentence({"code": "meet_fits", "day": "2026-03-12", "time": "10:00"})
    with clock.at(date(2026, 3, 10)):
        assert str(told) == "Le jeudi 12\u00a0mars à 10\u00a0h, c’est bien pour moi."
        with override("uk"):
            assert "четвер 12\u00a0березня" in str(told)


def test_a_sentence_that_the_catalogue_no_longer_holds_says_nothing_false():
    assert str(sentence({"code": "gone"})) == GAP
