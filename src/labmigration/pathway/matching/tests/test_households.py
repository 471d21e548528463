"""Households: registered, vetted, their needs described and changed by two people at once."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused
from labmigration.pathway.matching import actions, household_actions
from labmigration.pathway.matching.models import HouseholdNeed
from labmigration.pathway.matching.tests.scenes import MORNINGS, a_need
from labmigration.people.models import Household
from labmigration.timeline.models import Event
from labmigration.timeline.sentences import sentence

TOLD = {"occupation": "family_assistant", "tasks": "Ménage et repas", "slots": MORNINGS, "starts_on": date(2026, 4, 1)}
TICKS = {"identity": True, "declaring_account": True, "first_contact": "visit"}


def test_a_registered_household_waits_and_gets_an_account(world, on_a_tuesday):
    with world.placement_officer.at_work():
        told = {"name": "Foyer Roux", "contact_name": "M. Roux", "phone": "+33639984242", "town": "Marseille"}
        household = household_actions.register(actor=world.placement_officer, territory="marseille", **told)
        assert household.state == "waiting"
        assert Actor.of(household.user).roles == {"household"}


def test_an_officer_registers_nobody_in_another_territory(world, on_a_tuesday):
    with world.placement_officer.at_work(), pytest.raises(Refused):
        household_actions.register(actor=world.placement_officer, territory="lille", name="x", contact_name="y")


@pytest.mark.parametrize("missing", [{"identity": False}, {"declaring_account": False}, {"first_contact": ""}])
def test_vetting_needs_all_three(world, on_a_tuesday, missing):
    with world.placement_officer.at_work():
        household = world.household(state="waiting")
        with pytest.raises(Refused, match="les trois"):
            household_actions.vet(household, actor=world.placement_officer, **{**TICKS, **missing})


def test_vetting_is_written_down_and_done_once(world, on_a_tuesday):
    with world.placement_officer.at_work():
        household = world.household(state="waiting")
        household_actions.vet(household, actor=world.placement_officer, **TICKS)
        event = Event.objects.get(verb="people.vet")
        assert event.facts["how"] == "visit"
        assert "vérifié" in sentence(event)
        with pytest.raises(Conflict):
            household_actions.vet(household, actor=world.placement_officer, **TICKS)


@pytest.mark.parametrize(
    ("slots", "says"),
    [
        ([[0, 1320, 360]], "deux créneaux"),
        ([[0, 480, 720], [0, 660, 780]], "recouvre"),
        ([[9, 480, 720]], "semaine"),
        ([], "un à dix"),
        ([[0, 480 + n, 481 + n] for n in range(11)], "un à dix"),
    ],
)
def test_a_week_that_is_none_is_refused_with_a_sentence(world, on_a_tuesday, slots, says):
    with world.placement_officer.at_work(), pytest.raises(Refused, match=says):
        household_actions.describe(world.household(), actor=world.placement_officer, **{**TOLD, "slots": slots})


def test_slots_that_touch_do_not_overlap(world, on_a_tuesday):
    with world.placement_officer.at_work():
        need = a_need(world, world.household(), slots=[[0, 480, 720], [0, 720, 840], [4, 1320, 1440]])
        assert need.weekly_hours == 8


def test_two_people_editing_one_need_never_overwrite(world, on_a_tuesday):
    with world.placement_officer.at_work():
        need = a_need(world, world.household())
        household_actions.edit_need(need, actor=world.placement_officer, version=1, **TOLD)
        with pytest.raises(Conflict, match="changé pendant ce temps"):
            household_actions.edit_need(need, actor=world.placement_officer, version=1, **{**TOLD, "tasks": "Autre"})
        assert HouseholdNeed.objects.get(pk=need.pk).tasks == TOLD["tasks"]


def test_a_withdrawn_need_ends_its_introductions(world, on_a_tuesday):
    with world.placement_officer.at_work():
        need = a_need(world, world.household())
        pathway = world.person("matching", "matching.introduce")
        introduction = actions.introduce(pathway, need, actor=world.placement_officer)
        household_actions.withdraw_need(need, actor=world.placement_officer)
        introduction.refresh_from_db()
        assert (introduction.state, introduction.declined_by) == ("declined", "need")


def test_the_form_of_a_need_says_what_is_wrong_and_keeps_what_was_typed(world, client: Client, on_a_tuesday):
    with world.placement_officer.at_work():
        household = world.household(user=True)
    client.force_login(household.user)
    sent = {"occupation": "family_assistant", "tasks": "Repas du soir", "starts_on": "2026-04-01"}
    sent |= {"slot_0_day": "0", "slot_0_from": "22:00", "slot_0_to": "06:00"}
    answer = client.post(reverse("matching:describe_own"), sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "la fin vient avant le début" in page
    assert "Repas du soir" in page
    assert 'value="22:00"' in page


def test_a_household_describes_its_need_on_its_telephone(world, client: Client, on_a_tuesday):
    with world.placement_officer.at_work():
        household = world.household(user=True, state="waiting")
    client.force_login(household.user)
    sent = {"occupation": "family_assistant", "tasks": "Repas du soir", "starts_on": "2026-04-01"}
    sent |= {"slot_0_day": "0", "slot_0_from": "18:00", "slot_0_to": "20:30"}
    sent |= {"slot_3_day": "6", "slot_3_from": "22:00", "slot_3_to": "00:00"}
    answer = client.post(reverse("matching:describe_own"), sent)
    assert answer.status_code == 302
    with world.placement_officer.at_work():
        assert HouseholdNeed.objects.get().slots == [[0, 1080, 1230], [6, 1320, 1440]]


def test_the_officer_registers_and_vets_on_the_pages(world, client: Client, on_a_tuesday):
    client.force_login(world.user("placement_officer"))
    sent = {"territory": "marseille", "name": "Foyer Roux", "contact_name": "M. Roux", "town": "Marseille"}
    wrong = client.post(reverse("matching:register"), sent)
    assert wrong.status_code == 422
    assert "un téléphone ou un courriel" in wrong.content.decode()
    client.post(reverse("matching:register"), {**sent, "phone": "06 39 98 42 42"})
    with world.placement_officer.at_work():
        household = Household.objects.get(name="Foyer Roux")
    assert household.phone == "+33639984242"
    half = client.post(reverse("matching:vet", args=[household.pk]), {"identity": "on", "first_contact": "visit"})
    assert half.status_code == 422
    client.post(
        reverse("matching:vet", args=[household.pk]),
        {"identity": "on", "declaring_account": "on", "first_contact": "visit"},
    )
    page = client.get(reverse("matching:household", args=[household.pk])).content.decode()
    assert "visite au domicile : vérifiés" in page


def test_pages_of_households_do_not_exist_elsewhere_or_for_other_roles(world, elsewhere, client: Client, on_a_tuesday):
    with world.placement_officer.at_work():
        household = world.household(user=True)
    path = reverse("matching:household", args=[household.pk])
    for user in (elsewhere.user("placement_officer"), world.user("advisor"), household.user):
        client.force_login(user)
        assert client.get(path).status_code == 404
