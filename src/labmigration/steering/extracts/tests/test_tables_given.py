"""Tables for outsiders, made through the pages: no small cell, nothing by subtraction, remembered from day to day."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django_scopes import scope

from labmigration import clock
from labmigration.access.gate import Refused
from labmigration.jobs.queue import run_one
from labmigration.pathway.questionnaires.tests.test_answering import signed_in
from labmigration.steering.extracts import given, memory
from labmigration.steering.extracts.memory import Wanted
from labmigration.steering.extracts.models import TableGiven, TableWanted
from labmigration.steering.extracts.tests.conftest import TODAY

PAGE = reverse("extracts:tables", args=["marseille"])


def made(actor, wanted):
    """The row of a table that is asked for, once the worker has looked at it."""
    row = given.ask("marseille", actor=actor, wanted=wanted, made_for="Préfecture (inventée)")
    given.make_table("marseille", str(row.pk), renew=lambda: None)
    row.refresh_from_db()
    return row


def test_a_table_is_made_shown_and_kept_with_what_is_hidden(world, crowd):
    client = signed_in(world.user("territory_coordinator"))
    told = {"row": "sex", "column": "", "only": "", "made_for": "Préfecture (inventée)"}
    assert client.post(PAGE, {**told, "column": "sex"}).status_code == 422
    assert client.post(PAGE, {**told, "only": "sex=F"}).status_code == 422
    assert client.post(PAGE, told).url == PAGE
    assert "en préparation" in client.get(PAGE).content.decode()
    assert run_one()
    with scope(territory=["marseille"]):
        row = TableGiven.objects.get()
    address = reverse("extracts:table", args=["marseille", row.pk])
    body = client.get(PAGE).content.decode()
    assert "en préparation" not in body and address in body
    body = client.get(address).content.decode()
    # Ten men are too few, and the total would give them away; thirty women are shown.
    assert dict(zip(row.rows, row.cells, strict=False))["M"] == [None]
    assert sum(cell is not None for line in row.cells for cell in line) == 1
    assert "masqué" in body and "Préfecture (inventée)" in body
    csv = client.get(f"{address}csv/").content.decode()
    assert csv.startswith("# Tableau n° 1") and "masqué,trop peu de personnes" in csv
    # The same again on the same day is the same table.
    client.post(PAGE, told)
    assert run_one()
    with scope(territory=["marseille"]):
        assert TableGiven.objects.get() == row and TableWanted.objects.filter(given=row).count() == 2
    assert signed_in(world.user("researcher")).get(PAGE).status_code == 404


def test_newcomers_do_not_show_between_two_days(world, crowd):
    wanted, coordinator = Wanted("occupation"), world.territory_coordinator
    with coordinator.at_work():
        before = made(coordinator, wanted).given
    assert before.cells[-1] == [40]
    with clock.at(TODAY + timedelta(days=9)):
        with world.advisor.at_work():
            for _ in range(3):
                world.person(opened_on=TODAY + timedelta(days=5))
        with coordinator.at_work():
            assert made(coordinator, wanted).problem == "nothing"
        page = signed_in(world.user("territory_coordinator")).get(PAGE).content.decode()
        assert "Rien ne peut être montré" in page and "en préparation" not in page
        with world.advisor.at_work():
            for _ in range(9):
                world.person(opened_on=TODAY + timedelta(days=6))
        with coordinator.at_work():
            after = made(coordinator, wanted).given
            assert after.cells[-1] == [52] and after.number == 2


def test_beside_too_many_tables_the_next_one_is_not_vouched_for(world, crowd, monkeypatch):
    def no_answer(*_everything):
        raise ArithmeticError

    monkeypatch.setattr(memory, "mask", no_answer)
    with world.territory_coordinator.at_work():
        row = made(world.territory_coordinator, Wanted("sex"))
    assert row.problem == "too_many" and row.given is None
    page = signed_in(world.user("territory_coordinator")).get(PAGE).content.decode()
    assert "trop nombreux" in page


def test_a_table_of_another_territory_is_nobodys_here(world, crowd, elsewhere):
    stranger = elsewhere.territory_coordinator
    with stranger.at_work(), pytest.raises(Refused):
        given.ask("marseille", actor=stranger, wanted=Wanted("sex"), made_for="A")
    assert signed_in(elsewhere.user("territory_coordinator")).get(PAGE).status_code == 404
