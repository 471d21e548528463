"""An old telephone, a blocked script, a broken download: what people have to do works without any JavaScript."""

from typing import Any

import pytest
from django.apps import apps
from django_scopes import scope
from playwright.sync_api import Page, expect

from labmigration.demo.accounts import TERRITORY
from tests.journeys.candidates import asked_for_an_opinion, at_home, code_on_the_board, somebody

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("pilot_day"),
]
NO_SCRIPT = {"java_script_enabled": False}


def one(model: str, **where: Any) -> Any:
    """The first row of the pilot that is so."""
    with scope(territory=[TERRITORY]):
        return apps.get_model(model).objects.filter(**where).order_by("pk").first()


def phone_of(model: str, path: str, **where: Any) -> str:
    """The telephone with which the person of a row signs in; `path` leads from the row to her account."""
    with scope(territory=[TERRITORY]):
        row = one(model, **where)
        for name in path.split("."):
            row = getattr(row, name)
        return row.phone


def test_a_candidate_signs_in_with_a_code_and_signs_her_training(town):
    phone = phone_of("pathway.Pathway", "candidate.user", next_step="prescription.sign")
    page = town.enter_by_code(phone, **NO_SCRIPT)
    page.get_by_role("link", name="J’y vais").click()
    page.get_by_role("button", name="Je suis d’accord, je signe").click()
    expect(page.get_by_text("signée par vous")).to_be_visible()


def test_a_trainee_signs_her_presence(town):
    phone = phone_of("pathway.Pathway", "candidate.user", next_step="training.attend")
    page = town.enter_by_code(phone, **NO_SCRIPT)
    page.get_by_role("link", name="J’y vais").click()
    before = page.get_by_role("button", name="Je signe ma présence").count()
    page.get_by_role("button", name="Je signe ma présence").first.click()
    expect(page.get_by_role("button", name="Je signe ma présence")).to_have_count(before - 1)
    expect(page.get_by_role("status")).to_contain_text("signé")


def test_a_trainee_signs_with_the_code_of_the_room_and_says_what_she_thinks(town):
    page = at_home(town, asked_for_an_opinion(), **NO_SCRIPT)
    page.get_by_role("link", name="J’y vais").click()
    for code, says in (("12", "4 chiffres"), (code_on_the_board(town), "Merci. Votre présence est signée.")):
        page.get_by_label("Code de la salle").fill(code)
        page.get_by_role("button", name="Je suis là, je signe").click()
        expect(page.get_by_text(says).first).to_be_visible()
    page.get_by_role("link", name="Donner mon avis").click()
    page.get_by_role("button", name="J’envoie mon avis").click()
    expect(page.get_by_text("Choisissez une réponse.").first).to_be_visible()
    for question in page.get_by_role("main").get_by_role("group").all():
        question.get_by_role("radio").nth(2).check()
    page.get_by_role("button", name="J’envoie mon avis").click()
    expect(page.get_by_text("Merci. Votre avis est gardé sans votre nom.").first).to_be_visible()


def test_a_trainee_complains_objects_and_asks_to_be_forgotten(town):
    page = at_home(town, somebody(next_step="training.attend"), **NO_SCRIPT)
    page.get_by_role("link", name="Dire ce qui ne va pas").click()
    page.get_by_role("radio").first.check()
    page.locator("textarea").fill("La salle est fermée le matin.")
    page.get_by_role("button", name="Envoyer").click()
    expect(page.get_by_text("Merci de l’avoir dit. Une personne vous répond ici.").first).to_be_visible()
    expect(page.get_by_text("La salle est fermée le matin.")).to_be_visible()
    for link, words in (
        ("Dire non", "Plus de rappels le soir."),
        ("Changer de conseillère ou de conseil", ""),
        ("Effacer", ""),
    ):
        _asks(page, link, words)


def _asks(page: Page, link: str, words: str) -> None:
    """From her rights, one request in her own words or without a word; she takes nothing back."""
    page.goto("/moi/droits/")
    page.get_by_role("main").get_by_role("link", name=link).last.click()
    page.locator("textarea").fill(words)
    page.get_by_role("button", name="Envoyer ma demande").click()
    expect(page.get_by_text("Votre demande est reçue. La réponse vient ici, avant un mois.").first).to_be_visible()
    expect(page.get_by_text("Réponse au plus tard le").first).to_be_visible()
    expect(page.get_by_role("button", name="Retirer ma demande")).to_be_visible()


def test_a_household_says_that_it_wants_to_know_more(town):
    waiting = {"state": "proposed", "household_says_yes": None, "candidate_says_yes": None}
    phone = phone_of("matching.Introduction", "need.household.user", **waiting)
    page = town.enter_by_code(phone, **NO_SCRIPT)
    page.get_by_role("button", name="Oui, je veux bien").click()
    expect(page.get_by_text("Vous avez dit oui")).to_be_visible()


def test_an_advisor_gives_account_of_a_meeting(town):
    page = town.enter("Claire Morel", **NO_SCRIPT)
    page.get_by_role("link", name="Rendre compte").first.click()
    person = page.get_by_role("main").get_by_role("link").first.inner_text()
    page.get_by_role("group", name="Métier expliqué").get_by_label("assistante maternelle").check()
    page.get_by_label("Le métier a été expliqué").check()
    page.get_by_label("le projet l’intéresse").check()
    page.get_by_role("button", name="Enregistrer le compte rendu").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(person)
    expect(page.get_by_role("region", name="Prochaine étape : Faire le positionnement")).to_be_visible()
