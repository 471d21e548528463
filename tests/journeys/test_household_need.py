"""A household describes its need on its telephone, from nothing to sent: stopped in the middle, taken up on another."""

import re
import time
from datetime import timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from labmigration import clock
from labmigration.pathway.matching.models import HouseholdNeed
from tests.journeys.town import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TASKS = "Aller chercher deux enfants à l’école, goûter, devoirs, jeux"
WISHES = "Quelqu’un de calme, qui aime cuisiner"


class Thumb:
    """Does what a thumb does, and counts it."""

    def __init__(self) -> None:
        self.taps = self.letters = 0

    def tap(self, place: Locator) -> None:
        place.click()
        self.taps += 1

    def write(self, place: Locator, words: str) -> None:
        place.fill(words)
        self.taps += 1
        self.letters += len(words)


def test_a_need_is_described_in_short_steps_and_taken_up_on_another_telephone(town, world, record_property):
    household = world.household(user=True, town="Marseille", postcode="13005")
    thumb, began = Thumb(), time.monotonic()
    page = town.known(household.user, PHONE)
    page.goto("/mise-en-relation/mon-foyer/")
    thumb.tap(page.get_by_role("link", name="Décrire un besoin").first)
    thumb.tap(page.get_by_text("garde d’enfants", exact=False).first)
    _on(page, thumb)
    thumb.tap(page.get_by_role("checkbox").first)
    thumb.write(page.get_by_label("Autre chose, avec vos mots"), TASKS)
    thumb.tap(page.get_by_text("un enfant de moins de 3 ans", exact=False).first)
    thumb.tap(page.get_by_role("button", name="Garder et finir plus tard"))

    page = town.known(household.user, PHONE)
    page.goto("/mise-en-relation/mon-foyer/")
    thumb.tap(page.get_by_role("link", name=re.compile("Reprendre")).first)
    thumb.tap(page.get_by_role("link", name="Les jours et les heures"))
    hours = page.get_by_role("group", name="Horaire 1").first
    for day in ("Lun", "Mar", "Jeu", "Ven"):
        thumb.tap(hours.get_by_label(day))
    thumb.write(hours.get_by_label("De", exact=True), "16:00")
    thumb.write(hours.get_by_label("À", exact=True), "19:30")
    _on(page, thumb)
    starts_on = clock.today() + timedelta(days=40)
    thumb.write(page.get_by_label("À partir du"), starts_on.isoformat())
    _on(page, thumb)
    thumb.tap(page.get_by_role("checkbox").first)
    thumb.write(page.get_by_label("Ce qui compte pour vous"), WISHES)
    _on(page, thumb)
    expect(page.get_by_role("heading", level=1)).to_have_text("Relisez, puis envoyez")
    thumb.tap(page.get_by_role("button", name="Envoyer mon besoin"))
    expect(page.get_by_text("nous cherchons quelqu’un", exact=False).first).to_be_visible()

    with world.placement_officer.at_work():
        [need] = HouseholdNeed.objects.filter(household=household)
    assert (need.state, need.occupation, need.weekly_hours) == ("open", "childcare_provider", 14)
    assert (need.tasks, need.starts_on, need.wishes) == (TASKS, starts_on, WISHES)
    record_property("taps", thumb.taps)
    record_property("letters", thumb.letters)
    record_property("seconds", round(time.monotonic() - began, 1))


def _on(page: Page, thumb: Thumb) -> None:
    thumb.tap(page.get_by_role("button", name="Continuer"))
