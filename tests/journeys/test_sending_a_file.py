"""An advisor sends a referral file and watches it being read: the page follows by itself, and refuses nothing."""

import csv
import io
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from labmigration.demo.cast import COLUMNS, people
from labmigration.jobs.queue import run_one
from tests.journeys.keeping import Watch
from tests.world import TODAY

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("pilot_day"),
]
LINES = 6


def referral_file() -> bytes:
    """Six invented people, as a referrer's spreadsheet would tell of them."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, delimiter=";")
    writer.writeheader()
    for person in people(LINES, "childcare_provider", TODAY - timedelta(days=2), TODAY, seed=77):
        writer.writerow(person.row)
    return text.getvalue().encode()


def test_a_file_is_read_for_a_try_and_then_imported_while_the_page_follows(town):
    page = town.enter("Claire Morel")
    watch = Watch(page)
    page.goto("/accueil/fichier/")
    page.get_by_label("Fichier d’orientations").set_input_files(
        {"name": "mars.csv", "mimeType": "text/csv", "buffer": referral_file()}
    )
    page.get_by_role("button", name="Lire pour essai").click()
    expect(page.get_by_text("la lecture va commencer")).to_be_visible()
    assert _work_done()
    expect(page.get_by_text("Ceci est un essai : rien n’est importé")).to_be_visible()
    expect(page.get_by_role("heading", name=f"{LINES} lignes lues")).to_be_visible()
    page.get_by_role("button", name="Importer pour de bon").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    assert _work_done()
    expect(page.get_by_text("Le fichier est importé")).to_be_visible()
    assert watch.taken() == []


def _work_done() -> int:
    """Do every job that is due, those of the pilot's reminders too; how many there were."""
    done = 0
    while run_one():
        done += 1
    return done
