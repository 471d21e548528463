"""Her choices on the phone, what her advisor notes, and whom she can call."""

import pytest
from django.urls import reverse

from labmigration.people import consents
from labmigration.people.models import ConsentRecord
from labmigration.programme.consents import consents as versions

PURPOSE = "household_card"


def version():
    return next(each.version for each in versions() if each.code == PURPOSE)


def press(client, answer):
    return client.post(reverse("privacy:choice", args=[PURPOSE]), {"answer": answer, "version": version()})


def test_every_choice_stands_on_a_page_of_its_own_with_yes_and_no_of_one_size(her):
    content = her.get(reverse("privacy:choices")).content.decode()
    assert content.count("pas encore répondu") == len(versions())
    page = her.get(reverse("privacy:choice", args=[PURPOSE])).content.decode()
    assert page.count('class="button quiet"><svg') == 2 or page.count("button quiet") == 2
    assert "Dire non ne change rien à votre accompagnement" in page


def test_yes_and_then_no_are_one_press_each_and_both_stay_readable(her, mine):
    press(her, "yes")
    assert consents.allows(mine.candidate, PURPOSE)
    press(her, "no")
    assert not consents.allows(mine.candidate, PURPOSE)
    page = her.get(reverse("privacy:choice", args=[PURPOSE])).content.decode()
    assert "Non, après avoir dit oui" in page and "Oui" in page
    assert list(mine.candidate.consents.values_list("answer", flat=True)) == ["withdrawn", "given"]


def test_looking_at_a_choice_answers_nothing(her):
    her.get(reverse("privacy:choice", args=[PURPOSE]))
    her.post(reverse("privacy:choice", args=[PURPOSE]), {"answer": "perhaps", "version": version()})
    assert not ConsentRecord.objects.exists()


def test_an_answer_to_words_that_changed_is_not_kept(her):
    answer = her.post(reverse("privacy:choice", args=[PURPOSE]), {"answer": "yes", "version": "2020-01"})
    assert answer.status_code == 403
    assert not ConsentRecord.objects.exists()


def test_the_words_are_read_in_her_language_and_the_record_says_so(her, mine):
    her.cookies["django_language"] = "ar"
    page = her.get(reverse("privacy:choice", args=[PURPOSE])).content.decode()
    wanted = next(each for each in versions() if each.code == PURPOSE)
    assert wanted.text.ar in page and wanted.text.fr in page
    press(her, "yes")
    assert ConsentRecord.objects.get().language == "ar"


def test_an_unknown_purpose_does_not_exist(her):
    assert her.get(reverse("privacy:choice", args=["everything"])).status_code == 404


def test_her_advisor_notes_what_she_says_aloud_and_is_named(world, client, mine):
    advisor = world.user("advisor")
    client.force_login(advisor)
    url = reverse("privacy:record_choice", args=[mine.pk, PURPOSE])
    page = client.get(url).content.decode()
    wanted = next(each for each in versions() if each.code == PURPOSE)
    assert all(wanted.text.in_language(code) in page for code in ("fr", "en", "ar", "uk"))
    sent = {"answer": "yes", "channel": "oral", "language": "uk", "version": version()}
    assert client.post(url, sent).status_code == 302
    record = ConsentRecord.objects.get()
    assert (record.channel, record.language, record.recorded_by) == ("oral", "uk", advisor)


def test_an_advisor_cannot_note_a_choice_as_if_it_was_made_on_the_screen(world, client, mine):
    client.force_login(world.user("advisor"))
    sent = {"answer": "yes", "channel": "screen", "language": "fr", "version": version()}
    assert client.post(reverse("privacy:record_choice", args=[mine.pk, PURPOSE]), sent).status_code == 422


@pytest.mark.parametrize("role", ["placement_officer", "territory_coordinator", "referrer", "trainer", "dpo"])
def test_nobody_else_reads_or_notes_her_choices(world, client, mine, role):
    client.force_login(world.user(role))
    assert client.get(reverse("privacy:choices_of", args=[mine.pk])).status_code == 404


def test_another_advisor_does_not_either(world, client, mine):
    client.force_login(world.user("advisor", another=True))
    assert client.get(reverse("privacy:choices_of", args=[mine.pk])).status_code == 404


def test_she_finds_her_advisor_and_who_sent_her_with_a_way_to_call(world, her, mine):
    advisor = world.user("advisor")
    advisor.phone = "+33639981234"
    advisor.save()
    content = her.get(reverse("privacy:contacts")).content.decode()
    assert advisor.name in content and 'href="tel:+33639981234"' in content and f"mailto:{advisor.email}" in content
    assert mine.referrer.name in content


def test_someone_whom_nobody_follows_yet_is_told_so(world, client, in_november):
    with world.advisor.at_work():
        pathway = world.person(with_account=True, lead_advisor=None, referrer=None)
    client.force_login(pathway.candidate.user)
    assert "Quelqu’un va bientôt s’occuper de vous" in client.get(reverse("privacy:contacts")).content.decode()
