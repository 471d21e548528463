"""Households: registered, vetted, their needs described and changed by two people at once."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused
from labmigration.pathway.matching import actions, household_actions, household_views, need_actions
from labmigration.pathway.matching.household_vetting import checks_of, tasks_of
from labmigration.pathway.matching.models import HouseholdNeed
from labmigration.pathway.matching.tests.scenes import MORNINGS, a_need
from labmigration.people.models import Household
from labmigration.timeline.models import Event
from labmigration.timeline.sentences import sentence

TOLD = {"occupation": "family_assistant", "tasks": "Ménage et repas", "slots": MORNINGS, "starts_on": date(2026, 4, 1)}
CHECKS = (("identity", "seen"), ("declaring_account", "pajemploi"), ("first_contact", "visit"))


def test_a_registered_household_waits_and_gets_an_account(world, on_a_tuesday):
    with world.placement_officer.at_work():
        told = {"name": "Foyer Roux", "contact_name": "M. Roux", "phone": "+33639984242", "town": "Marseille"}
        household = household_actions.register(actor=world.placement_officer, territory="marseille", **told)
        assert household.state == "waiting"
        assert Actor.of(household.user).roles == {"household"}


def test_an_officer_registers_nobody_in_another_territory(world, on_a_tuesday):
    with world.placement_officer.at_work(), pytest.raises(Refused):
        household_actions.register(actor=world.placement_officer, territory="lille", name="x", contact_name="y")


def test_vetting_takes_three_dated_steps_each_by_somebody(world, on_a_tuesday):
    officer = world.placement_officer
    with officer.at_work():
        household = world.household(state="waiting")
        for kind, how in CHECKS:
            with pytest.raises(Refused, match="les trois"):
                household_actions.vet(household, actor=officer)
            household_actions.note_check(household, actor=officer, kind=kind, how=how)
        with pytest.raises(Conflict, match="déjà notée"):
            household_actions.note_check(household, actor=officer, kind="identity", how="seen")
        with pytest.raises(Refused, match="comment"):
            household_actions.note_check(household, actor=officer, kind="first_contact", how="cesu")
        with pytest.raises(Refused, match="pas encore venu"):
            household_actions.note_check(
                household, actor=officer, kind="identity", how="seen", seen_on=date(2027, 1, 1)
            )
        household_actions.vet(household, actor=officer)
        assert [(line.kind, line.done.by) for line in checks_of(household)] == [(k, officer.user) for k, _h in CHECKS]
        assert "vérifié" in sentence(Event.objects.get(verb="people.vet"))
        with pytest.raises(Conflict):
            household_actions.vet(household, actor=officer)
        household_actions.suspend(household, actor=officer)
        assert not any(line.done for line in checks_of(household)), "a suspended household is checked anew"
        with pytest.raises(Refused, match="les trois"):
            household_actions.vet(household, actor=officer)


def test_what_waits_for_the_officer_is_told(world, on_a_tuesday):
    officer = world.placement_officer
    with officer.at_work():
        waiting = world.household(state="waiting")
        household_actions.note_check(waiting, actor=officer, kind="identity", how="seen")
        assert tasks_of(officer) == [], "a household that asks for nobody can wait"
        a_need(world, waiting)
        housing = a_need(world, world.household(), live_in=True)
        assert [(task.household, task.code, task.steps_done) for task in tasks_of(officer)] == [
            (waiting, "vet", 1),
            (housing.household, "approve_live_in", 0),
        ]


@pytest.mark.parametrize(
    ("slots", "says"),
    [
        ([[0, 1320, 360]], "lendemain"),
        ([[0, 480, 720], [0, 660, 780]], "recouvre"),
        ([[9, 480, 720]], "semaine"),
        ([], "un à vingt"),
        ([[0, 480 + n, 481 + n] for n in range(22)], "un à vingt"),
    ],
)
def test_a_week_that_is_none_is_refused_with_a_sentence(world, on_a_tuesday, slots, says):
    with world.placement_officer.at_work(), pytest.raises(Refused, match=says):
        need_actions.describe(world.household(), actor=world.placement_officer, **{**TOLD, "slots": slots})


def test_slots_that_touch_do_not_overlap(world, on_a_tuesday):
    with world.placement_officer.at_work():
        need = a_need(world, world.household(), slots=[[0, 480, 720], [0, 720, 840], [4, 1320, 1440]])
        assert need.weekly_hours == 8


def test_two_people_editing_one_need_never_overwrite(world, on_a_tuesday):
    with world.placement_officer.at_work():
        need = a_need(world, world.household())
        need_actions.edit_need(need, actor=world.placement_officer, version=1, **TOLD)
        with pytest.raises(Conflict, match="changé pendant ce temps"):
            need_actions.edit_need(need, actor=world.placement_officer, version=1, **{**TOLD, "tasks": "Autre"})
        assert HouseholdNeed.objects.get(pk=need.pk).tasks == TOLD["tasks"]


def test_a_withdrawn_need_ends_its_introductions(world, on_a_tuesday):
    with world.placement_officer.at_work():
        need = a_need(world, world.household())
        pathway = world.person("matching", "matching.introduce")
        introduction = actions.introduce(pathway, need, actor=world.placement_officer)
        need_actions.withdraw_need(need, actor=world.placement_officer)
        introduction.refresh_from_db()
        assert (introduction.state, introduction.declined_by) == ("declined", "need")


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
    client.post(reverse("matching:vet", args=[household.pk]))
    for kind, how in CHECKS:
        path = reverse("matching:check", args=[household.pk, kind])
        assert client.post(path, {"how": "", "seen_on": "2026-03-10"}).status_code == 422
        assert client.post(path, {"how": how, "seen_on": "2026-03-11"}).status_code == 422, "tomorrow"
        assert client.post(path, {"how": how, "seen_on": "2026-03-09"}).status_code == 302
    assert client.get(reverse("matching:check", args=[household.pk, "passport"])).status_code == 404
    with world.placement_officer.at_work():
        assert Household.objects.get(pk=household.pk).state == "waiting"
    client.post(reverse("matching:vet", args=[household.pk]))
    page = client.get(reverse("matching:household", args=[household.pk])).content.decode()
    assert "visite au domicile, lundi" in page.lower()
    assert "Foyer vérifié" in page


def test_pages_of_households_do_not_exist_elsewhere_or_for_other_roles(world, elsewhere, client: Client, on_a_tuesday):
    with world.placement_officer.at_work():
        household = world.household(user=True)
    path = reverse("matching:household", args=[household.pk])
    for user in (elsewhere.user("placement_officer"), world.user("advisor"), household.user):
        client.force_login(user)
        assert client.get(path).status_code == 404


def test_households_come_by_pages_and_are_found_by_name(world, client: Client, on_a_tuesday, monkeypatch):
    monkeypatch.setattr(household_views, "PAGE", 2)
    with world.placement_officer.at_work():
        homes = [world.household(name=name) for name in ("Foyer Été", "Foyer Bleu", "Foyer Arc")]
        a_need(world, homes[2])
    client.force_login(world.user("placement_officer"))
    path = reverse("matching:households")
    first = client.get(path).content.decode()
    assert first.index("Foyer Arc") < first.index("Foyer Bleu") and "Foyer Été" not in first
    assert "3 foyers" in first and '"number">1<' in first
    assert "page=2" in first and "page=3" not in client.get(path, {"page": 2}).content.decode()
    assert "Foyer Été" in client.get(path, {"page": 2}).content.decode()
    named = client.get(path, {"q": "ete foyer"}).content.decode()
    assert "Foyer Été" in named and "Foyer Bleu" not in named
    for unreadable in ("-1", "0", "x", "9" * 30):
        assert "Foyer Arc" in client.get(path, {"page": unreadable}).content.decode()


def test_a_household_with_many_needs_shows_them_by_pages_the_open_ones_first(
    world, client: Client, on_a_tuesday, monkeypatch
):
    monkeypatch.setattr(household_views, "NEEDS_A_PAGE", 2)
    with world.placement_officer.at_work():
        household = world.household()
        filled = a_need(world, household)
        type(filled).objects.filter(pk=filled.pk).update(state="filled", tasks="Pourvu déjà")
        for _ in range(2):
            a_need(world, household)
    client.force_login(world.user("placement_officer"))
    path = reverse("matching:household", args=[household.pk])
    assert "Pourvu déjà" not in client.get(path).content.decode()
    assert "Pourvu déjà" in client.get(path, {"page": 2}).content.decode()
