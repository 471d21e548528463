"""Consents: one purpose at a time, word for word, written once, taken back as easily as given."""

import pytest
from django.db import DatabaseError, connection, transaction

from labmigration import clock
from labmigration.access.gate import Refused
from labmigration.people import consents
from labmigration.people.models import ConsentRecord
from labmigration.programme import ProgrammeError
from labmigration.programme.consents import asked_on, read

PURPOSE = "partner_progress"


@pytest.fixture
def person(world):
    return world.candidate(user=True)


def say(person, yes, purpose=PURPOSE, **told):
    version = next(each.version for each in asked_on(clock.today()) if each.code == purpose)
    told = {"language": "ar", "channel": "screen", "by": person.user, "version": version} | told
    return consents.answer(person, purpose, yes, **told)


def test_nothing_said_means_no(person):
    assert not consents.allows(person, PURPOSE)


def test_yes_allows_until_it_is_taken_back(person):
    say(person, True)
    assert consents.allows(person, PURPOSE)
    assert consents.allows(person.pk, PURPOSE)
    say(person, False)
    assert not consents.allows(person, PURPOSE)


def test_one_yes_is_no_yes_to_anything_else(person):
    say(person, True)
    others = {each.code for each in asked_on(clock.today())} - {PURPOSE}
    assert others and not any(consents.allows(person, other) for other in others)


def test_an_unknown_purpose_is_a_mistake_and_never_a_yes(person):
    with pytest.raises(LookupError):
        consents.allows(person, "everything")


def test_the_record_says_which_words_in_which_language_how_and_by_whom(world, person):
    advisor = world.user("advisor")
    record = say(person, True, language="uk", channel="oral", by=advisor)
    asked = next(each for each in asked_on(clock.today()) if each.code == PURPOSE)
    assert (record.language, record.channel, record.recorded_by) == ("uk", "oral", advisor)
    assert (record.text_version, record.text_digest) == (asked.version, asked.digest("uk"))
    assert asked.digest("uk") != asked.digest("fr")


def test_a_no_after_a_yes_is_a_withdrawal_and_a_first_no_a_refusal(person):
    assert say(person, False).answer == "refused"
    assert say(person, True).answer == "given"
    assert say(person, False).answer == "withdrawn"


def test_the_same_answer_twice_is_kept_once(person):
    say(person, True)
    say(person, True)
    assert ConsentRecord.objects.filter(candidate=person).count() == 1


def test_words_that_changed_meanwhile_are_to_be_read_again(person):
    with pytest.raises(Refused, match="Le texte a changé"):
        say(person, True, version="older")
    assert not ConsentRecord.objects.filter(candidate=person).exists()


@pytest.mark.parametrize(
    "change", ["UPDATE people_consentrecord SET answer = 'given'", "DELETE FROM people_consentrecord"]
)
def test_the_database_refuses_to_change_an_answer(person, change):
    say(person, False)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)


def test_for_a_list_one_query_tells_who_said_yes(world, person, django_assert_num_queries):
    other = world.candidate(user=True)
    say(person, True)
    say(other, True)
    say(other, False)
    with django_assert_num_queries(1):
        assert consents.allowed_among([person.pk, other.pk], PURPOSE) == {person.pk}


def test_every_purpose_has_its_words_in_four_languages():
    for each in asked_on(clock.today()):
        for wording in (each.title, each.text, each.refusing):
            assert len({wording.in_language(code) for code in ("fr", "en", "ar", "uk")}) == 4


def test_a_text_without_one_of_the_languages_is_refused():
    from labmigration.programme.consents import FILE

    with pytest.raises(ProgrammeError, match="uk"):
        read("\n".join(line for line in FILE.read_text().splitlines() if not line.startswith("text.uk")))


def test_two_texts_of_one_version_are_refused():
    from labmigration.programme.consents import FILE

    with pytest.raises(ProgrammeError, match="stands twice"):
        read(FILE.read_text() + "\n" + FILE.read_text())
