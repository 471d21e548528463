"""A half-day on the trainer's tablet: twelve people, with a network and without."""

import time
from contextlib import suppress
from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import Error, Page, expect

from labmigration.pathway.training.models import AttendanceSignature, TabletAct
from labmigration.pathway.training.tests.conftest import School
from tests.journeys.keeping import Watch

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TABLET = 1280
PEOPLE = 12
KEPT_ACTS = "async () => (await keptActs.all()).length"
KEPT_PAGES = "async () => (await (await caches.open('presence-pages')).keys()).length"


@pytest.fixture
def room(world, on_a_tuesday: date):
    """Twelve people and this morning's session."""
    school = School(world)
    with school.coordinator.at_work():
        cohort, _seats = school.running(PEOPLE)
        return school, school.session(cohort, day=on_a_tuesday)


def tablet(town, user) -> Page:
    """A tablet on which somebody has signed in."""
    return town.known(user, TABLET)


def sheet(session) -> str:
    return reverse("training:sheet", args=[session.pk])


def until_none(page: Page, counted: str) -> None:
    """Wait until that is counted as none; the page loads itself again once all is sent, so asking may fail."""
    left = None
    for _try in range(40):
        with suppress(Error):
            left = page.evaluate(counted)
        if left == 0:
            return
        page.wait_for_timeout(250)
    raise AssertionError(f"{left} left by {counted}")


def signatures(school, session) -> tuple[int, int]:
    """How many people have signed, and how many lines the trainer has signed."""
    with school.coordinator.at_work():
        rows = AttendanceSignature.objects.filter(session=session)
        return rows.filter(signed_as="trainee").count(), rows.filter(signed_as="trainer").count()


def all_say_that_they_are_there(page: Page) -> int:
    """Twelve people touch their rows, one after the other; returns the taps."""
    for number in range(1, PEOPLE + 1):
        row = page.locator(f".sheet-row[data-number='{number}']")
        row.get_by_role("button", name="Je suis là").click()
        expect(row.get_by_text("a signé sur cette tablette")).to_be_visible()
    return PEOPLE


def test_a_half_day_of_twelve_is_signed_by_everybody_and_by_the_trainer(town, room, record_property):
    """How long it takes is for `bench/attendance.py` to judge, which runs this test and reads what is recorded."""
    school, session = room
    page = tablet(town, school.trainer)
    watch = Watch(page)
    page.goto(sheet(session))
    began = time.monotonic()
    taps = all_say_that_they_are_there(page)
    for number in range(1, PEOPLE + 1):
        page.locator(f".sheet-row[data-number='{number}']").get_by_text("présente", exact=True).click()
    page.get_by_role("button", name="Signer la feuille").click()
    expect(page.get_by_text("feuille signée", exact=True)).to_be_visible()
    taps += PEOPLE + 1
    record_property("taps", taps)
    record_property("seconds", time.monotonic() - began)
    assert signatures(school, session) == (PEOPLE, PEOPLE)
    assert watch.taken() == []


def test_a_room_without_a_network_loses_nothing_and_sends_everything_once(town, room):
    school, session = room
    page = tablet(town, school.trainer)
    page.goto(sheet(session))
    expect(page.locator("#tablet[data-kept=yes]")).to_be_attached()
    page.context.set_offline(True)
    all_say_that_they_are_there(page)
    page.locator(".sheet-row[data-number='3']").get_by_text("en retard").click()
    page.locator(".sheet-row[data-number='3']").get_by_label("Minutes manquées").fill("20")
    page.locator(".sheet-row[data-number='3']").get_by_label("Minutes manquées").blur()
    expect(page.get_by_text("Hors ligne : 12 signatures gardées ici")).to_be_visible()

    page.reload()
    expect(page.get_by_text("Hors ligne : 12 signatures gardées ici")).to_be_visible()
    expect(page.get_by_text("a signé sur cette tablette")).to_have_count(PEOPLE)
    expect(page.locator(".sheet-row[data-number='3']").get_by_label("Minutes manquées")).to_have_value("20")
    page.get_by_role("button", name="Signer la feuille").click()
    expect(page.get_by_text("Cette feuille reste à envoyer")).to_be_visible()
    page.reload()
    expect(page.get_by_text("Hors ligne : 24 signatures gardées ici")).to_be_visible()
    assert signatures(school, session) == (0, 0)

    kept = page.evaluate("() => keptActs.all()")
    assert len({each["id"] for each in kept}) == 24
    with school.coordinator.at_work():
        people = [seat.pathway.candidate for seat in session.cohort.enrolments.select_related("pathway__candidate")]
    assert not any(person.surname in str(kept) for person in people)
    page.context.set_offline(False)
    expect(page.get_by_text("feuille signée", exact=True)).to_be_visible()
    assert signatures(school, session) == (PEOPLE, PEOPLE)
    until_none(page, KEPT_ACTS)
    until_none(page, KEPT_PAGES)

    page.evaluate("(acts) => keptActs.put(acts)", kept)
    page.reload()
    until_none(page, KEPT_ACTS)
    assert signatures(school, session) == (PEOPLE, PEOPLE)
    with school.coordinator.at_work():
        assert TabletAct.objects.count() == 24
        late = AttendanceSignature.objects.get(session=session, enrolment__seat=3, signed_as="trainer")
        assert (late.status, late.minutes, late.device_at is not None) == ("late", 20, True)


def test_signing_out_with_something_unsent_warns_and_keeps_it_without_names(town, room):
    school, session = room
    page = tablet(town, school.trainer)
    page.goto(sheet(session))
    expect(page.locator("#tablet[data-kept=yes]")).to_be_attached()
    page.route("**/seance/tablette/", lambda route: route.abort())
    page.locator(".sheet-row[data-number='1']").get_by_role("button", name="Je suis là").click()
    expect(page.get_by_text("1 signature gardée ici")).to_be_visible()
    page.get_by_role("button", name="Se déconnecter").click()
    expect(page.get_by_text("1 signature n’est pas encore envoyée")).to_be_visible()
    page.get_by_role("button", name="Se déconnecter quand même").click()
    expect(page.get_by_role("link", name="Se connecter")).to_be_visible()
    page.unroute("**/seance/tablette/")
    until_none(page, KEPT_PAGES)

    again = tablet(town, school.trainer)
    page.context.add_cookies(again.context.cookies(town.address))
    page.goto(sheet(session))
    until_none(page, KEPT_ACTS)
    assert signatures(school, session) == (1, 0)


def test_another_account_on_the_same_tablet_sends_nothing_in_its_own_name(town, room):
    school, session = room
    page = tablet(town, school.trainer)
    page.goto(sheet(session))
    expect(page.locator("#tablet[data-kept=yes]")).to_be_attached()
    page.route("**/seance/tablette/", lambda route: route.abort())
    page.locator(".sheet-row[data-number='1']").get_by_role("button", name="Je suis là").click()
    expect(page.get_by_text("1 signature gardée ici")).to_be_visible()
    page.unroute("**/seance/tablette/")
    other = tablet(town, school.coordinator.user)
    page.context.add_cookies(other.context.cookies(town.address))
    page.goto(sheet(session))
    expect(page.get_by_text("garde aussi 1 signature d’un autre compte")).to_be_visible()
    assert signatures(school, session) == (0, 0)
