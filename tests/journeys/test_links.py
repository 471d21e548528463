"""A link in a message, without an account: an hour is chosen, moved, confirmed; forwarded or used, it opens nothing."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.utils import timezone
from django_scopes import scope
from playwright.sync_api import Page, expect

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.demo.accounts import TERRITORY
from labmigration.pathway.orientation import sweeping
from tests.journeys import keeping
from tests.journeys.candidates import somebody
from tests.journeys.cast import birth_date
from tests.journeys.town import PHONE, Town
from tests.journeys.walking import walk_into, walk_to

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("pilot_day"),
]


def last_link(town: Town, person: Any) -> str:
    """The link of the newest message on her telephone."""
    page = town.visitor(PHONE)
    page.goto(f"/demo/phones/?personne={person.candidate.user_id}")
    address = page.locator(".bubble a[href*='/l/']").last.get_attribute("href") or ""
    page.context.close()
    return address


def opened(town: Town, address: str) -> Page:
    page = town.visitor(PHONE)
    page.goto(address)
    page.get_by_role("button", name="Ouvrir").click()
    return page


def meeting_of(person: Any) -> Any:
    with scope(territory=[TERRITORY]):
        return apps.get_model("orientation.Meeting").objects.get(pathway=person, state="planned")


def told(page: Page, words: str) -> None:
    expect(page.get_by_role("main").get_by_text(words).first).to_be_visible()


def test_a_link_chooses_an_hour_once_and_asks_a_second_telephone_for_the_birth_date(town):
    person = somebody(candidate__user__language="fr", next_step="orientation.plan")
    address = last_link(town, person)
    hers = opened(town, address)
    told(hers, "Choisissez votre rendez-vous")

    other = town.visitor(PHONE)
    other.goto(address)
    told(other, "Ce lien a été ouvert sur un autre appareil.")
    birth_date(other, "Votre date de naissance", date(1970, 1, 2))
    other.get_by_role("button", name="Continuer").click()
    told(other, "Cette date n’est pas celle que nous connaissons.")
    birth_date(other, "Votre date de naissance", person.candidate.birth_date)
    other.get_by_role("button", name="Continuer").click()
    told(other, "Choisissez votre rendez-vous")

    hers.locator("button[name=slot]:visible").last.click()
    told(hers, "C’est noté. Votre rendez-vous :")
    for page in (hers, other):
        page.goto(address)
        told(page, "Ce lien a déjà servi")
    _moved_and_confirmed_from_the_reminder(town, person)


def _moved_and_confirmed_from_the_reminder(town: Town, person: Any) -> None:
    """Three days before, a message has a link of its own: it moves, confirms, and says so when it is opened again."""
    meeting = meeting_of(person)
    day = timezone.localtime(meeting.starts_at).date() - timedelta(days=3)
    with clock.at(timezone.make_aware(datetime.combine(day, datetime.min.time())) + timedelta(hours=11)):
        with Actor.system(TERRITORY).at_work():
            sweeping.remind_all(Actor.system(TERRITORY))
        address = last_link(town, person)
        page = opened(town, address)
        _moved_with_the_keyboard_alone(page)
        told(page, "Vous avez dit oui. Nous vous attendons.")
        page.goto(address)
        told(page, "Vous avez dit oui. Nous vous attendons.")
    with clock.at(meeting.starts_at + timedelta(minutes=1)):
        page.goto(address)
        told(page, "Ce lien est trop ancien")


def _moved_with_the_keyboard_alone(page: Page) -> None:
    """Another hour, then yes to it; the page keeps what every page of a candidate must."""
    watch, before = keeping.Watch(page), page.locator(".big-words").inner_text()
    walk_to(page, "Changer le jour ou l’heure", part=True)
    page.keyboard.press("Enter")
    page.wait_for_url("**/?changer=1")
    keeping.made_for_a_thumb(page, watch)
    walk_into(page, "button[name=slot]")
    hour = page.evaluate("document.activeElement.lastElementChild.innerText.split(' · ')[0]")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "changer" not in url)
    expect(page.locator(".big-words")).to_contain_text(hour)
    expect(page.locator(".big-words")).not_to_have_text(before)
    keeping.made_for_a_thumb(page, watch)
    walk_to(page, "Oui, je viens", part=True)
    page.keyboard.press("Enter")
