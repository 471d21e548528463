"""The simulated tool: asked once, computed in the background, taken up again after a kill, shown to administrators."""

import pytest
from django.urls import reverse

from labmigration.jobs.models import Job
from labmigration.jobs.queue import run_one
from labmigration.programme.positioning_bank import bank
from labmigration.steering import simulating
from labmigration.steering.models import Simulation
from labmigration.steering.simulation_drawing import by_number, curves, error_rows, skill_rows

URL = "steering:simulation"


@pytest.fixture
def few(monkeypatch):
    """Few people are quickly simulated."""
    monkeypatch.setattr(simulating, "PEOPLE", 20)


@pytest.fixture
def admin(world, client):
    client.force_login(world.user("programme_admin"))
    return client


def test_the_administrator_reads_that_the_bank_is_a_draft_and_what_it_lacks(admin):
    shown = admin.get(reverse(URL)).content.decode()
    assert "La banque est un brouillon" in shown
    assert "attendent la relecture d’une personne de langue maternelle" in shown
    assert "n’ont pas d’enregistrement en arabe" in shown


def test_a_published_bank_is_no_draft_but_still_says_what_it_lacks(admin, monkeypatch):
    monkeypatch.setattr("labmigration.steering.bank_state.is_published", lambda *_told: True)
    shown = admin.get(reverse(URL)).content.decode()
    assert "brouillon" not in shown
    assert "Ce qui manque à la banque" in shown


def test_asking_twice_asks_for_one_job(few, admin):
    assert "Pas encore simulé" in admin.get(reverse(URL)).content.decode()
    for _time in range(2):
        assert admin.post(reverse(URL)).status_code == 302
    assert Job.objects.filter(name="simulate_positioning").count() == 1
    assert "Passages simulés" in admin.get(reverse(URL)).content.decode()


def test_the_result_is_drawn_and_told_in_a_table_with_its_honest_label(few, admin):
    admin.post(reverse(URL))
    assert run_one()
    row = Simulation.objects.get(content=bank().content)
    assert row.done == row.total
    shown = admin.get(reverse(URL)).content.decode()
    assert "personnes simulées" in shown
    assert "aucune n’existe" in shown
    table = shown[shown.index("Erreur quadratique moyenne") :]
    assert table.count('<th scope="row">') == len(error_rows(row))
    assert shown.count("three-parts") == len(skill_rows(row, bank())) + len(by_number(row))


def test_more_questions_mean_less_error_and_the_parts_make_a_hundred(few, db):
    simulating.ask_for_simulation()
    run_one()
    row = Simulation.objects.get()
    errors = error_rows(row)
    assert errors[-1].free < errors[0].free
    assert errors[-1].balanced < errors[0].balanced
    assert all(each.right + each.undecided + each.wrong == 100 for each in skill_rows(row, bank()))
    assert [len(curve.segments) for curve in curves(errors)] == [len(errors) - 1] * 2


def test_a_job_that_was_killed_goes_on_where_it_was(few, db):
    row = simulating.ask_for_simulation()

    class Killed(BaseException):
        pass

    def die_later():
        if len(Simulation.objects.get().parts) == 3:
            raise Killed

    with pytest.raises(Killed):
        simulating.simulate_positioning(row.content, renew=die_later)
    kept = Simulation.objects.get().parts
    assert len(kept) == 3
    marked = {name: {**part, "kept": True} for name, part in kept.items()}
    Simulation.objects.update(parts=marked)
    simulating.simulate_positioning(row.content, renew=lambda: None)
    after = Simulation.objects.get()
    assert after.finished_at is not None
    assert [name for name, part in after.parts.items() if part.get("kept")] == list(kept)


def test_the_same_bank_gives_the_same_result(few, db):
    row = simulating.ask_for_simulation()
    simulating.simulate_positioning(row.content, renew=lambda: None)
    first = Simulation.objects.get().parts
    Simulation.objects.update(parts={}, finished_at=None)
    simulating.simulate_positioning(row.content, renew=lambda: None)
    assert Simulation.objects.get().parts == first


@pytest.mark.parametrize("role", ["advisor", "territory_coordinator", "partner_observer", "dpo", "candidate"])
def test_nobody_else_simulates(world, client, role):
    client.force_login(world.user(role))
    assert client.get(reverse(URL)).status_code == 404
    assert client.post(reverse(URL)).status_code == 404
