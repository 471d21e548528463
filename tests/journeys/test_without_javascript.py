"""An old telephone, a blocked script, a broken download: what people have to do works without any JavaScript."""

from typing import Any

import pytest
from django.apps import apps
from django_scopes import scope
from playwright.sync_api import expect

from labmigration.demo.accounts import TERRITORY

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
