"""The texts of messages: they fit, they say little, and they say it in four languages."""

from datetime import UTC, datetime, timedelta

import pytest

from labmigration.notices.letters import fits, is_gsm7
from labmigration.pathway.orientation.cascade import Channel
from labmigration.pathway.orientation.messages import Told, compose
from labmigration.pathway.orientation.words import CALL_BACK_SUBJECTS, SUBJECTS, TEXTS, language_for

LANGUAGES = ("fr", "en", "ar", "uk")
#: A host of thirty letters, and a token as links make them.
LINK = "https://rendez-vous.un-exemple.gouv.fr/l/" + "x" * 22 + "/"
#: One day of each weekday and month, late in the evening, in two digits.
DAYS = [datetime(2026, 1, 10, 13, 45, tzinfo=UTC) + timedelta(days=29 * number) for number in range(24)]
FORBIDDEN = ("lab", "emploi", "travail", "work", "job", "réfugi", "refugee", "asile", "asylum", "cep", "formation")


def told(moment):
    return Told(starts_at=moment, until=moment, link=LINK, phone="+33491123456")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("text", TEXTS)
def test_every_text_fits_on_every_day_of_the_year_with_its_link(text, language):
    for moment in DAYS:
        body = compose(text, language, Channel.SMS, told(moment)).body
        assert fits(body), (len(body), body)


@pytest.mark.parametrize("language", ("fr", "en"))
@pytest.mark.parametrize("text", TEXTS)
def test_french_and_english_cost_one_part(text, language):
    assert all(is_gsm7(compose(text, language, Channel.SMS, told(moment)).body) for moment in DAYS)


@pytest.mark.parametrize("text", TEXTS)
def test_every_language_tells_the_same_things(text):
    assert set(TEXTS[text]) == set(LANGUAGES) == set(SUBJECTS) == set(CALL_BACK_SUBJECTS)
    fields = [{part for part in ("{day}", "{time}", "{link}", "{until}", "{phone}") if part in words}
              for words in TEXTS[text].values()]  # fmt: skip
    assert all(found == fields[0] for found in fields)


@pytest.mark.parametrize("text", TEXTS)
def test_no_text_names_the_programme_a_job_or_a_status(text):
    for language in LANGUAGES:
        words = TEXTS[text][language].replace("{link}", "").casefold()
        assert not [word for word in FORBIDDEN if word in words]


def test_arabic_is_arabic_and_ukrainian_is_cyrillic():
    for texts in TEXTS.values():
        assert any("\u0600" <= letter <= "\u06ff" for letter in texts["ar"])
        assert any("\u0400" <= letter <= "\u04ff" for letter in texts["uk"])


def test_an_e_mail_says_it_in_her_language_and_in_french_below():
    written = compose("reminder", "uk", Channel.EMAIL, told(DAYS[0]))
    assert written.subject == "Зустріч"
    assert written.body.index("Зустріч") < written.body.index("Rendez-vous")
    assert compose("reminder", "fr", Channel.EMAIL, told(DAYS[0])).body.count("Rendez-vous") == 1


@pytest.mark.parametrize(
    ("stored", "language"), [("uk", "uk"), ("ar", "ar"), ("prs", "fr"), ("", "fr"), ("wolof", "fr")]
)
def test_a_language_without_texts_is_written_to_in_french(stored, language):
    assert language_for(stored) == language
