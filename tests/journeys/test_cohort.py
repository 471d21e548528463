"""A cohort is filled, and gets its timetable: what the coordination clicks, and what her trainees' telephones show."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date, timedelta
from threading import Event
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch
from urllib.parse import urlsplit

import pytest
from django.db import connections
from django.urls import reverse
from playwright.sync_api import Page, expect

from labmigration.decisions.timetable import solve
from labmigration.jobs.queue import run_one
from labmigration.pathway.training import actions as training
from labmigration.pathway.training.availability import actions as means
from labmigration.pathway.training.models import Timetable
from labmigration.pathway.training.tests.conftest import School
from labmigration.pathway.training.tests.plans import may_work, signed_plan
from labmigration.pathway.training.timetable import queries, searching
from labmigration.pathway.training.timetable.standing import name_of
from tests.journeys import keeping
from tests.journeys.cast import told
from tests.journeys.town import DESK, HEIGHTS, PATIENCE_MS, PHONE, Town

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SEATS = 12
LOOKS_EVERY_MS = 50
FIRST, LAST = date(2026, 3, 16), date(2026, 4, 3)
PLAN = {"core_safety": 7, "sst": 7, "citizenship": 4}


@pytest.fixture
def school(world, on_a_tuesday: date) -> School:
    """Marseille's provider on Tuesday 10 March 2026."""
    return School(world)


def look(page: Page, watch: keeping.Watch) -> None:
    """A page of the team keeps what every page must, where it is hardest: on a telephone."""
    found = list(keeping.looked_at(page, watch, keeping.TOUCH, (PHONE,)))
    page.set_viewport_size({"width": DESK, "height": HEIGHTS[DESK]})
    assert not found, "\n".join([page.url, *found])


def press(page: Page, words: str, *, of: Any = None) -> None:
    """Press a button: of the page, or of one of its rows."""
    (of or page.get_by_role("main")).get_by_role("button", name=words).first.click()


def follow(page: Page, words: str) -> None:
    with page.expect_navigation():
        page.get_by_role("main").get_by_role("link", name=words).first.click()


def waiting(school: School, number: int, **fields: Any) -> Any:
    """Somebody with a name and a telephone of her own who waits for a seat, the first for the longest time."""
    person = school.world.candidate(surname=f"Sow{number:02}", phone=f"+336399811{number:02}", **fields)
    return school.waiting(candidate=person, stage_since=date(2026, 1, 1) + timedelta(days=number))


def test_twelve_seats_are_given_to_those_who_are_ready_and_one_comes_back_after_a_call(town: Town, school: School):
    with school.coordinator.at_work():
        cohort = school.cohort(starts_on=date(2026, 4, 1))
        for number in range(SEATS + 1):
            signed_plan(person := waiting(school, number))
            may_work(person)
        waiting(school, SEATS + 1)
    page = town.known(school.coordinator.user)
    watch = keeping.Watch(page)
    page.goto(reverse("training:cohort", args=[cohort.pk]))
    follow(page, "Qui pourrait entrer, et pourquoi")
    ready = page.locator("ol.candidates > li")
    expect(ready).to_have_count(SEATS + 1)
    for why in ("Aminata Sow00", "attend depuis 68 jours", "parcours signé", "droit au travail vérifié"):
        expect(ready.first).to_contain_text(why)
    nearly = page.get_by_role("listitem").filter(has_text="Aminata Sow13")
    expect(nearly.first).to_contain_text("aucun parcours signé")
    look(page, watch)
    for number in range(SEATS):
        press(page, "Donner une place", of=ready.first)
        told(page, f"La place {number + 1} est donnée.")
    told(page, "La cohorte est complète : chacun garde son rang.")
    expect(ready).to_have_count(1)
    expect(page.get_by_role("button", name="Donner une place")).to_have_count(0)
    _somebody_leaves(page, watch, cohort)
    _the_next_one_enters(page, watch, cohort)


def _somebody_leaves(page: Page, watch: keeping.Watch, cohort: Any) -> None:
    """First a call, then her departure with its cause; the seat is free."""
    page.goto(reverse("training:cohort", args=[cohort.pk]))
    follow(page, "Aminata Sow04")
    follow(page, "Noter un départ")
    expect(page.get_by_role("button", name="Noter le départ")).to_have_count(0)
    page.get_by_label("nous avons parlé").check()
    press(page, "Noter l’appel")
    told(page, "L’appel est noté.")
    press(page, "Noter le départ")
    expect(page.locator(".field-error").first).to_be_visible()
    look(page, watch)
    page.get_by_label("a trouvé un emploi").check()
    press(page, "Noter le départ")
    told(page, "Le départ est noté. La place est libre : voyez qui pourrait entrer.")


def _the_next_one_enters(page: Page, watch: keeping.Watch, cohort: Any) -> None:
    """From the waiting list: the seat is proposed, she says yes on the telephone, she gets the seat that came back."""
    page.goto(reverse("training:waiting"))
    expect(page.get_by_role("main")).to_contain_text("2 personnes attendent")
    look(page, watch)
    follow(page, cohort.name)
    row = page.locator("ol.candidates > li")
    press(page, "Proposer la place", of=row)
    told(page, "La place est proposée : un message est parti.")
    press(page, "Dit oui", of=row)
    told(page, "La réponse est notée : la place 5 est donnée.")
    told(page, "Personne n’est prêt pour l’instant")


@pytest.fixture
def four(school: School) -> SimpleNamespace:
    """A cohort of four with signed plans, two of them with an option; two trainers, two rooms; one of the four."""
    with school.coordinator.at_work():
        second = school.world.user("trainer", another=True, name="Bruno Petit")
        cohort = school.cohort(starts_on=FIRST, ends_on=LAST, trainers=[school.trainer, second])
        seats = []
        for number in range(4):
            person = waiting(school, number, user=True)
            signed_plan(person, {**PLAN, **({"option_childcare": 3.5} if number < 2 else {})})
            seats.append(training.enrol(person, cohort, actor=school.coordinator))
        for name in ("Salle Calanque", "Salle Estaque"):
            room = {"name": name, "seats": 12, "weekly": [], "days": [], "in_use": True}
            means.keep_room(cohort.provider, actor=school.coordinator, **room)
    return SimpleNamespace(cohort=cohort, trainee=seats[0].pathway.candidate, school=school)


@contextmanager
def worker() -> Iterator[None]:
    """Whatever waits is done beside, as in an installation; the block ends when all is done."""

    def work() -> None:
        try:
            while run_one():
                pass
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as beside:
        done = beside.submit(work)
        yield
        done.result()


@contextmanager
def large_school() -> Iterator[None]:
    """Where a search that has a timetable goes on looking for a better one, until somebody stops it."""

    def solve_until_stopped(problem: Any, *, on_progress: Any, should_stop: Any, **told: Any) -> Any:
        def hear(progress: Any) -> None:
            on_progress(progress)
            for _look in range(PATIENCE_MS // LOOKS_EVERY_MS if progress.cost is not None else 0):
                if should_stop():
                    return
                Event().wait(LOOKS_EVERY_MS / 1000)

        return solve(problem, on_progress=hear, should_stop=should_stop, **told)

    with patch.object(searching, "solve", solve_until_stopped):
        yield


def test_a_timetable_is_searched_stopped_changed_published_and_caught_up(town: Town, four: SimpleNamespace):
    page = town.known(four.school.coordinator.user)
    watch = keeping.Watch(page)
    page.goto(reverse("training:cohort", args=[four.cohort.pk]))
    follow(page, "Emploi du temps")
    look(page, watch)
    page.get_by_label("2 minutes").check()
    press(page, "Chercher un emploi du temps")
    told(page, "Pas encore d’emploi du temps trouvé.")
    with large_school(), worker():
        told(page, "Un emploi du temps est trouvé.")
        press(page, "Arrêter et garder le meilleur")
        told(page, "Publier cet emploi du temps")
    look(page, watch)
    name, day = _moves_a_session(page, watch, four)
    page.get_by_text("Chercher de nouveau autour de ce qui est fixé").click()
    press(page, "Chercher de nouveau")
    told(page, "La recherche est en cours")
    with worker():
        told(page, "Publier cet emploi du temps")
    expect(page.locator(".tt-one").filter(has=page.locator(f"a[href$='/{name}/']"))).to_contain_text("fixée")
    page.get_by_role("button", name="Publier", exact=True).click()
    told(page, "Les agendas suivent, et chacun est prévenu.")
    agenda = _her_telephone_follows(town, four, day)
    _a_session_is_cancelled_and_caught_up(page, watch, day, agenda)


def _moves_a_session(page: Page, watch: keeping.Watch, four: SimpleNamespace) -> tuple[str, date]:
    """Onto another one, and what breaks is told and nothing kept; then where nothing breaks. Its name and its day."""
    with four.school.coordinator.at_work():
        row = Timetable.objects.get()
        alone = [one for one in row.sessions if len(one["trainees"]) == 4]
        one = next(each for each in alone if queries.free_places(row, name_of(each)))
        other = next(each for each in alone if (each["date"], each["half"]) != (one["date"], one["half"]))
        (day, _half, _cost), *_more = queries.free_places(row, name_of(one))
    page.locator(f"a[href$='/{name_of(one)}/']").click()
    page.get_by_label("Jour").fill(other["date"])
    page.get_by_label("matin" if other["half"] == "am" else "après-midi").check()
    press(page, "Voir ce qui casserait")
    told(page, "serait à deux endroits")
    look(page, watch)
    press(page, "Mettre ici")
    told(page, "La séance est déplacée et fixée ici. Tout tient.")
    return name_of(one), day


def _her_telephone_follows(town: Town, four: SimpleNamespace, day: date) -> Any:
    """A message, her agenda; returns what asks the agenda again."""
    hers = town.known(four.trainee.user, PHONE)
    hers.goto(f"/demo/phones/?personne={four.trainee.user_id}")
    expect(hers.locator(".bubble").last).to_contain_text("sont fixés")
    hers.goto("/agenda/")
    press(hers, "Oui, je veux")
    address = urlsplit(hers.locator("code").inner_text()).path

    def agenda() -> str:
        return hers.request.get(address).text()

    assert f":{day:%Y%m%d}T" in agenda() and "CANCELLED" not in agenda()
    return agenda


def _a_session_is_cancelled_and_caught_up(page: Page, watch: keeping.Watch, day: date, agenda: Any) -> None:
    page.goto(f"{urlsplit(page.url).path}?semaine={day.isoformat()}")
    page.locator(".week a[href*='/feuille/']").first.click()
    page.locator("summary", has_text="Annuler la séance").click()
    press(page, "Oui, annuler cette séance")
    told(page, "La séance est annulée. Voici quand elle pourrait être rattrapée.")
    look(page, watch)
    assert "STATUS:CANCELLED" in agenda()
    before = agenda().count("BEGIN:VEVENT")
    press(page, "Fixer ici")
    told(page, "Le rattrapage est fixé.")
    assert agenda().count("BEGIN:VEVENT") == before + 1
