"""The candidate's telephone page: plain words, one next step, her rights."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from labmigration.pathway.orientation import actions as orientation
from labmigration.pathway.orientation import slot_actions
from labmigration.pathway.orientation.models import How
from labmigration.pathway.positioning.sittings import actions as sittings

THURSDAY = datetime(2026, 3, 12, 9, 30, tzinfo=ZoneInfo("Europe/Paris"))


@pytest.fixture
def mine(world, on_a_tuesday):
    with world.advisor.at_work():
        return world.person("orientation", "orientation.plan", with_account=True)


@pytest.fixture
def as_her(client, mine):
    client.force_login(mine.candidate.user)
    return client


def test_she_reads_her_next_step_in_plain_words(as_her, mine):
    content = as_her.get(reverse("desk:me")).content.decode()
    assert f"Bonjour {mine.candidate.first_name}" in content
    assert "Votre conseillère vous appelle pour un rendez-vous." in content
    assert "Fixer l’entretien" not in content


def test_she_reads_that_she_can_choose_once_hours_are_open(world, as_her):
    with world.advisor.at_work():
        slot_actions.open_slots([THURSDAY], actor=world.advisor, minutes=45, how=How.PLACE, place="Bureau 4")
    content = as_her.get(reverse("desk:me")).content.decode()
    assert "Choisissez votre rendez-vous" in content
    assert "J’y vais" in content
    assert "vous appelle pour un rendez-vous" not in content


@pytest.mark.parametrize(
    ("answered", "reads", "goes_on"),
    [
        (None, "Vous allez montrer ce que vous savez faire", True),
        ("open", "Vos réponses sont gardées. Vous pouvez continuer.", True),
        ("finished", "Vous avez répondu à tout.", False),
    ],
)
def test_she_reads_how_far_her_questions_are(world, client, on_a_tuesday, answered, reads, goes_on):
    with world.advisor.at_work():
        pathway = world.person("positioning", "positioning.do", with_account=True)
        if answered:
            questions = sittings.sit(pathway, actor=world.advisor, language="fr", seed=1)
            type(questions).objects.filter(pk=questions.pk).update(state=answered)
    client.force_login(pathway.candidate.user)
    content = client.get(reverse("desk:me")).content.decode()
    assert reads in content
    assert ("J’y vais" in content) is goes_on


def test_the_page_weighs_little(as_her):
    assert len(as_her.get(reverse("desk:me")).content) < 30_000


def test_her_meeting_stands_there_in_words_and_she_can_cancel_it(world, as_her, mine):
    with world.advisor.at_work():
        meeting = orientation.plan(mine, actor=world.advisor, starts_at=THURSDAY, place="12 rue de la Paix")
    content = as_her.get(reverse("desk:me")).content.decode()
    assert "jeudi 12\u00a0mars, 9\u00a0h\u00a030" in content and "12 rue de la Paix" in content
    as_her.post(reverse("orientation:cancel", args=[meeting.pk]))
    assert "12 rue de la Paix" not in as_her.get(reverse("desk:me")).content.decode()


def test_she_reads_who_opened_her_file_and_what_for(world, client, mine):
    client.force_login(world.user("advisor", name="Claire Morel"))
    client.get(reverse("pathway:thread", args=[mine.pk]))
    client.get(reverse("pathway:thread", args=[mine.pk]))
    client.force_login(mine.candidate.user)
    content = client.get(reverse("desk:own_openings")).content.decode()
    assert world.user("advisor").name in content
    assert "Conseil en évolution professionnelle" in content and "2 fois ce jour" in content
    assert "ouvrir le dossier d’une personne" in content


def test_looking_at_her_own_pages_is_not_written_down_as_an_opening(as_her):
    as_her.get(reverse("desk:me"))
    assert "Personne n’a encore ouvert ce dossier" in as_her.get(reverse("desk:own_openings")).content.decode()


def contact(mine, **changed):
    return {"phone": "06 39 98 12 34", "email": "", "address": "", "town": "", "postcode": "", "version": "1"} | changed


def test_she_corrects_her_telephone_and_not_her_name(world, as_her, mine):
    assert as_her.post(reverse("desk:own_contact"), contact(mine, surname="Autre")).status_code == 302
    with world.advisor.at_work():
        person = mine.candidate
        before = person.surname
        person.refresh_from_db()
        assert (person.phone, person.surname) == ("+33639981234", before)


def test_a_number_that_is_not_complete_is_refused_and_kept_as_typed(as_her, mine):
    answer = as_her.post(reverse("desk:own_contact"), contact(mine, phone="06 39"))
    assert answer.status_code == 422
    assert "Ce numéro n’est pas complet" in answer.content.decode() and 'value="06 39"' in answer.content.decode()


def test_a_correction_on_an_old_version_shows_both_and_changes_nothing(world, as_her, mine):
    as_her.post(reverse("desk:own_contact"), contact(mine, phone="06 39 98 00 01"))
    answer = as_her.post(reverse("desk:own_contact"), contact(mine, phone="06 39 98 00 02"))
    content = answer.content.decode()
    assert answer.status_code == 409
    assert "06\u00a039\u00a098\u00a000\u00a001" in content and 'value="06 39 98 00 02"' in content
    again = as_her.post(reverse("desk:own_contact"), contact(mine, phone="06 39 98 00 02", version="2"))
    assert again.status_code == 302


def test_a_closed_pathway_says_so_and_whom_to_call(world, as_her, mine):
    with world.advisor.at_work():
        type(mine).objects.filter(pk=mine.pk).update(state="closed", next_step="", next_role="", due_on=None)
    assert "Votre parcours est terminé" in as_her.get(reverse("desk:me")).content.decode()
