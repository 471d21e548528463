"""Everything that is kept about her: found by itself, told in words, without anybody else's."""

import json

import pytest
from django.urls import reverse
from django_scopes import scope

from labmigration.access.register import our_models
from labmigration.pathway.orientation import actions as orientation
from labmigration.privacy.about_person import models_about_people
from labmigration.privacy.erasing import unreached
from labmigration.privacy.held import as_data, fields_told, held
from labmigration.privacy.words import FIELDS, label

#: Models with personal data that are about nobody who is followed, each with its reason.
OF_OTHERS = {
    "people.Household": "households have their own pages",
    "matching.HouseholdNeed": "a household's",
    "matching.HouseholdCheck": "a household's",
    "matching.HiringTick": "a household's",
    "training.TrainerWeek": "when trainers can teach",
    "agreements.Contact": "who stands for a partner",
    "agreements.Party": "who signs for a partner",
    "agreements.Signature": "who signed for a partner",
    "agreements.Expense": "who noted an expense",
    "committee.Meeting": "minutes of partners, without followed people",
    "committee.Invitation": "who stood for a partner",
    "committee.Papers": "who made the papers",
}


def test_every_model_with_personal_data_leads_to_the_person_or_says_why_not():
    assert set(unreached()) - set(OF_OTHERS) == set(), "give the model PATHWAY, a link to the candidate, or PERSON"


def test_there_is_much_to_tell():
    assert len(models_about_people()) > 20


@pytest.mark.parametrize("model", models_about_people(), ids=lambda model: model._meta.label)
def test_every_field_that_she_reads_has_words_of_its_own(model):
    bare = [name for name in fields_told(model) if str(label(model, name)) == name.replace("_", " ")]
    assert [name for name in bare if str(FIELDS.get(name, "")) != name] == [], (
        "give the field a French verbose_name, or the model HELD_LABELS"
    )


def test_secrets_are_told_to_nobody():
    told = {(model._meta.label, name) for model in models_about_people() for name in fields_told(model)}
    assert not told & {("access.User", "password"), ("links.SignedLink", "digest"), ("links.SignedLink", "birth_index")}


@pytest.fixture
def met(world, mine):
    from datetime import datetime
    from zoneinfo import ZoneInfo

    with world.advisor.at_work():
        when = datetime(2026, 11, 23, 9, 30, tzinfo=ZoneInfo("Europe/Paris"))
        meeting = orientation.plan(mine, actor=world.advisor, starts_at=when, place="12 rue de la Paix")
        orientation.hold(
            meeting, actor=world.advisor, occupation="childminder", interest="confirmed", notes="Garde ses neveux"
        )
    return mine


def everything(pathway):
    with scope(territory=["marseille"]):
        return " ".join(
            f"{entry.title} {label} {value}"
            for group in held(pathway.candidate)
            for kept in group.kept
            for entry in kept.entries
            for label, value in entry.rows
        )


def test_she_reads_notes_places_and_days_in_words(met):
    told = everything(met)
    assert "Garde ses neveux" in told and "12 rue de la Paix" in told
    assert "lundi 23\u00a0novembre" in told and "le projet l’intéresse" in told
    assert "childminder" not in told


def test_nothing_of_anybody_else_is_told(world, met):
    with world.advisor.at_work():
        other = world.person(candidate=world.candidate(surname="Canari-Autre", phone="+33639985555"))
    assert "Canari-Autre" not in everything(met)
    assert met.candidate.surname in everything(met)
    assert met.candidate.surname not in everything(other)


def test_whom_a_file_may_be_confused_with_is_not_told(world, met):
    from labmigration.pathway.reception.models import PossibleDuplicate, Referral

    with world.advisor.at_work():
        known = world.candidate(surname="Canari-Connue")
        referral = Referral.objects.create(
            pathway=met, referred_on="2026-03-01", judged_on="2026-03-01", verdict="eligible", rules_version="1"
        )
        PossibleDuplicate.objects.create(
            territory_id="marseille", referral=referral, known=known, strength="strong", reasons=["same_phone"]
        )
    assert "Canari-Connue" not in everything(met) and "same_phone" not in everything(met)
    with scope(territory=["marseille"]):
        assert "Canari-Connue" not in json.dumps(as_data(met.candidate), default=str)


def test_the_page_shows_the_newest_and_the_files_hold_everything(her, met):
    assert "Garde ses neveux" in her.get(reverse("privacy:my_data")).content.decode()
    answer = her.get(reverse("privacy:my_data_json"))
    assert "attachment" in answer["Content-Disposition"] and answer["Cache-Control"] == "no-store"
    told = json.loads(answer.content)["data"]
    assert told["orientation.Meeting"]["rows"][0]["notes"] == "Garde ses neveux"
    assert told["orientation.Meeting"]["retention"]
    assert told["people.Candidate"]["rows"][0]["phone"] == "+33639980000"


@pytest.mark.parametrize("language", ["fr", "en", "ar", "uk"])
def test_the_document_can_be_downloaded_in_each_language(her, met, language):
    her.cookies["django_language"] = language
    answer = her.get(reverse("privacy:my_data_pdf"))
    assert answer["Content-Type"] == "application/pdf" and answer.content.startswith(b"%PDF")
    assert f"/Lang({language}".encode() in answer.content


def test_the_page_stays_light_on_a_phone(her, met):
    assert len(her.get(reverse("privacy:my_data")).content) < 60_000


def test_nobody_downloads_for_her(world, client, met):
    for role in ("advisor", "territory_coordinator", "dpo", "programme_admin"):
        client.force_login(world.user(role))
        assert client.get(reverse("privacy:my_data_json")).status_code == 404


def test_all_registers_are_walked():
    told = {model._meta.label for model in models_about_people()}
    personal = {model._meta.label for model in our_models() if hasattr(model, "PERSONAL")}
    assert personal - told == set(OF_OTHERS)
