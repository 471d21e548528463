"""A contract whose days change: agreed by both, checked against her whole week, drawn on both copies."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from labmigration import clock
from labmigration.access.gate import Refused
from labmigration.pathway.employment import actions, change_actions
from labmigration.pathway.employment.cards import change_told, contract_card
from labmigration.pathway.employment.contract_paper import _agreed, copy
from labmigration.pathway.employment.tests.scenes import START, agree, signed
from labmigration.pathway.employment.working_time import held_twice, week_of
from labmigration.pathway.matching.tests.scenes import MORNINGS, both

MAY = date(2026, 5, 4)
TWO_MORNINGS_AND_A_DAY = [[0, 480, 720], [1, 480, 720], [2, 540, 900]]
TERMS = {"effective_on": MAY, "gross_hourly": Decimal("13.20")}


@pytest.fixture
def contract(world, on_a_tuesday):
    """Twelve hours on three mornings, and a second household on the same days, in the afternoons."""
    with world.placement_officer.at_work():
        first = agree(world)
        second = agree(world, pathway=first.pathway)
        running = signed(world, first)
        signed(world, second)
        with clock.at(date(2026, 4, 2)):
            actions.start(running, actor=world.placement_officer, first_paid_on=START)
            yield running


def test_the_week_changes_with_its_hours_once_both_have_agreed(contract):
    her, home = both(contract.introduction)
    change = change_actions.propose_change(
        contract, actor=home, weekly_hours=Decimal(14), slots=TWO_MORNINGS_AND_A_DAY, **TERMS
    )
    change_actions.agree_change(change, actor=her)
    told = str(change_told(change))
    assert "12\u00a0h → 14\u00a0h" in told and "mercredi, 9\u00a0h à 15\u00a0h" in told
    assert "mercredi" not in str(contract_card(contract, [change]).change_lines[0][1])
    contract.refresh_from_db()
    assert contract.slots == MORNINGS
    with clock.at(MAY):
        change_actions.apply_change(change)
    contract.refresh_from_db()
    assert (contract.slots, contract.weekly_hours) == (TWO_MORNINGS_AND_A_DAY, 14)
    assert (change.get_slots_before_display(), change.changes_week) == (
        "lundi, 8\u00a0h à 12\u00a0h ; mardi, 8\u00a0h à 12\u00a0h ; jeudi, 8\u00a0h à 12\u00a0h",
        True,
    )
    card = contract_card(contract, [change])
    assert _agreed(card) == [change]
    for worker in (True, False):
        assert copy(card, language="fr", worker=worker, whole=False, tells_address=False).startswith(b"%PDF")


@pytest.mark.parametrize(
    ("slots", "hours", "says"),
    [
        ([[0, 780, 1020]], 4, "Deux contrats ont la même heure"),
        ([[day, 480, 720] for day in range(7)], 28, "de repos"),
        ([[day, 360, 1440] for day in (4, 5)] + [[2, 480, 720]], 40, "par semaine en tout"),
        ([[0, 480, 720], [1, 480, 720]], 12, "un autre nombre d’heures"),
        ([[0, 720, 480]], 4, "la fin vient avant le début"),
        (MORNINGS, 12, "Rien ne change"),
    ],
)
def test_a_week_that_cannot_be_is_refused_with_its_reason(contract, slots, hours, says):
    home = both(contract.introduction)[1]
    with pytest.raises(Refused, match=says):
        change_actions.propose_change(contract, actor=home, weekly_hours=Decimal(hours), slots=slots, **TERMS)


def test_the_page_shows_the_week_and_says_at_its_row_what_does_not_fit(contract, client: Client):
    home = both(contract.introduction)[1]
    client.force_login(home.user)
    path = reverse("employment:propose_change", args=[contract.pk])
    assert 'value="08:00"' in client.get(path).content.decode()
    row = {"row_0_days": ["0", "2"], "row_0_from": "13:00", "row_0_to": "17:00"}
    sent = {"effective_on": MAY.isoformat(), "gross_hourly": "13.20", "weekly_hours": "12", **row}
    wrong = client.post(path, sent)
    assert wrong.status_code == 422
    assert "Deux contrats ont la même heure" in wrong.content.decode()
    wrong = client.post(path, {**sent, "weekly_hours": "9", "row_0_days": ["2", "4"]})
    assert "Ces jours font 8\u00a0h par semaine" in wrong.content.decode()
    assert client.post(path, {**sent, "row_0_days": ["2", "4"]}).status_code == 302
    change = contract.changes.get()
    assert (change.weekly_hours, change.slots) == (8, [[2, 780, 1020], [4, 780, 1020]])
    page = client.get(reverse("employment:own_household")).content.decode()
    assert "La nouvelle semaine" in page


def test_a_childminder_works_once_while_several_children_are_there():
    week = {"occupation": "childminder", "on": START}
    brother_and_sister = [[0, 480, 1020], [0, 480, 1020], [0, 960, 1080], [1, 480, 1020]]
    assert held_twice(brother_and_sister) == 10
    assert week_of([Decimal(27), Decimal(2)], slots=brother_and_sister, **week).hours == 19
    assert week_of([Decimal(20)], **week).hours == 20
    assert week_of([Decimal(29)], slots=brother_and_sister, **{**week, "occupation": "family_assistant"}).hours == 29


def test_a_night_that_crosses_midnight_meets_the_other_homes_morning():
    night, morning = [[0, 1320, 1440], [1, 0, 360]], [[1, 300, 480]]
    week = {"occupation": "family_assistant", "on": START}
    assert "mardi, 5\u00a0h à 8\u00a0h" in week_of([Decimal(11)], slots=[*night, *morning], **week).says_overlap
    assert not week_of([Decimal(8)], slots=night, **week).says_overlap
