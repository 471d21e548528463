"""Tables for outsiders, made through the pages: no small cell, nothing by subtraction, remembered from day to day."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django_scopes import scope

from labmigration import clock
from labmigration.access.gate import Refused
from labmigration.pathway.questionnaires.tests.test_answering import signed_in
from labmigration.steering.extracts.given import give
from labmigration.steering.extracts.memory import Wanted
from labmigration.steering.extracts.models import TableGiven
from labmigration.steering.extracts.tests.conftest import TODAY

PAGE = reverse("extracts:tables", args=["marseille"])


def test_a_table_is_made_shown_and_kept_with_what_is_hidden(world, crowd):
    client = signed_in(world.user("territory_coordinator"))
    told = {"row": "sex", "column": "", "only": "", "made_for": "Préfecture (inventée)"}
    assert client.post(PAGE, {**told, "column": "sex"}).status_code == 422
    assert client.post(PAGE, {**told, "only": "sex=F"}).status_code == 422
    address = client.post(PAGE, told).url
    body = client.get(address).content.decode()
    # Ten men are too few, and the total would give them away; thirty women are shown.
    with scope(territory=["marseille"]):
        row = TableGiven.objects.get()
    assert dict(zip(row.rows, row.cells, strict=False))["M"] == [None]
    assert sum(cell is not None for line in row.cells for cell in line) == 1
    assert "masqué" in body and "Préfecture (inventée)" in body
    csv = client.get(f"{address}csv/").content.decode()
    assert csv.startswith("# Tableau n° 1") and "masqué,trop peu de personnes" in csv
    # The same again on the same day is the same table.
    assert client.post(PAGE, told).url == address
    assert signed_in(world.user("researcher")).get(PAGE).status_code == 404


def test_newcomers_do_not_show_between_two_days(world, crowd):
    wanted, coordinator = Wanted("occupation"), world.territory_coordinator
    with coordinator.at_work():
        before = give("marseille", actor=coordinator, wanted=wanted, made_for="A")
    assert before.cells[-1] == [40]
    with clock.at(TODAY + timedelta(days=9)):
        with world.advisor.at_work():
            for _ in range(3):
                world.person(opened_on=TODAY + timedelta(days=5))
        with coordinator.at_work(), pytest.raises(Refused, match="Rien ne peut être montré"):
            give("marseille", actor=coordinator, wanted=wanted, made_for="B")
        with world.advisor.at_work():
            for _ in range(9):
                world.person(opened_on=TODAY + timedelta(days=6))
        with coordinator.at_work():
            after = give("marseille", actor=coordinator, wanted=wanted, made_for="B")
            assert after.cells[-1] == [52] and after.number == 2


def test_a_table_of_another_territory_is_nobodys_here(world, crowd, elsewhere):
    stranger = elsewhere.territory_coordinator
    with stranger.at_work(), pytest.raises(Refused):
        give("marseille", actor=stranger, wanted=Wanted("sex"), made_for="A")
    assert signed_in(elsewhere.user("territory_coordinator")).get(PAGE).status_code == 404
