"""A need described in short steps on a telephone: saved as one goes, resumed elsewhere, checked, then sent."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused
from labmigration.pathway.matching import actions, need_actions
from labmigration.pathway.matching.models import HouseholdNeed
from labmigration.pathway.matching.need_week import WeekRow, hours_in_week, meets_clock_change, rows_of
from labmigration.pathway.matching.placement.open_needs import OpenNeeds
from labmigration.pathway.matching.tests.scenes import a_need

WEEKDAYS = ["0", "1", "3", "4"]


def step(need, code):
    return reverse("matching:need_step", args=[need.pk, code])


def test_a_household_describes_its_need_step_by_step_and_resumes_on_another_device(world, on_a_tuesday):
    with world.placement_officer.at_work():
        household = world.household(user=True, state="waiting", town="Marseille")
    phone, other = Client(), Client()
    phone.force_login(household.user)
    other.force_login(household.user)
    begun = phone.post(reverse("matching:describe_own"), {"occupation": "childcare_provider"})
    with world.placement_officer.at_work():
        need = HouseholdNeed.objects.get()
    assert begun.url == step(need, "travail")
    assert "Conduire et chercher" in phone.get(begun.url).content.decode()

    assert phone.post(step(need, "travail"), {"version": 1}).status_code == 422, "nothing to do is no need"
    sent = {"version": 1, "task_codes": ["school_run", "child_meals"], "cared_for": ["child_under_3"]}
    assert phone.post(step(need, "travail"), {**sent, "then": "later"}).url == reverse("matching:own_household")

    home = other.get(reverse("matching:own_household")).content.decode()
    assert "Finissez de décrire votre besoin" in home
    page = other.get(step(need, "relire")).content.decode()
    assert "Conduire et chercher" in page
    assert "Envoyer mon besoin" not in page, "the week and the first day are missing"
    assert other.post(reverse("matching:publish_need", args=[need.pk])).status_code == 403

    week = {"version": 2, "row_0_days": WEEKDAYS, "row_0_from": "16:30", "row_0_to": "19:00"}
    assert other.post(step(need, "semaine"), week).url == step(need, "lieu")
    assert phone.post(step(need, "semaine"), week).status_code == 409, "the first device shows an older version"
    other.post(step(need, "lieu"), {"version": 3, "starts_on": "2026-06-15", "postcode": "", "town": ""})
    asked = {"version": 4, "home_asks": ["stairs", "animals"], "languages": ["fr", "ar"], "wishes": "Aime jouer"}
    assert other.post(step(need, "maison"), asked).url == step(need, "relire")
    page = other.get(step(need, "relire")).content.decode()
    for told in ("Envoyer mon besoin", "Des escaliers", "arabe", "niveau III proposé", "moins de 3 ans"):
        assert told in page
    other.post(reverse("matching:publish_need", args=[need.pk]))
    with world.placement_officer.at_work():
        need.refresh_from_db()
    assert (need.state, need.weekly_hours, need.cared_for) == ("open", 10, ["child_under_3"])
    assert need.slots == [[day, 990, 1140] for day in (0, 1, 3, 4)]


def test_what_was_typed_wrong_is_told_beside_its_row_and_kept(world, client: Client, on_a_tuesday):
    with world.placement_officer.at_work():
        household = world.household(user=True)
        need = need_actions.begin_need(household, actor=Actor.of(household.user), occupation="family_assistant")
    client.force_login(household.user)
    night = {"version": 1, "row_0_days": ["5", "6"], "row_0_from": "22:00", "row_0_to": "06:00"}
    answer = client.post(step(need, "semaine"), night)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "cochez-le" in page
    assert 'value="22:00"' in page
    twice = {**night, "row_0_overnight": "on", "row_1_days": ["6"], "row_1_from": "02:00", "row_1_to": "04:00"}
    assert "recouvre" in client.post(step(need, "semaine"), twice).content.decode()
    half = {"version": 1, "row_0_days": ["5"], "row_0_from": "22:00", "row_0_to": ""}
    assert "videz la ligne" in client.post(step(need, "semaine"), half).content.decode()
    assert client.post(step(need, "semaine"), {**night, "row_0_overnight": "on"}).status_code == 302
    with world.placement_officer.at_work():
        need.refresh_from_db()
    assert need.slots == [[0, 0, 360], [5, 1320, 1440], [6, 0, 360], [6, 1320, 1440]]
    assert "La nuit où l’heure change" in client.get(step(need, "relire")).content.decode()
    reach = {"version": 2, "task_codes": ["meals"], "tasks": "Appelez le 06 39 98 12 34"}
    assert "Ni téléphone" in client.post(step(need, "travail"), reach).content.decode()


@pytest.mark.parametrize(
    ("slots", "rows"),
    [
        ([[0, 480, 720], [1, 480, 720]], [WeekRow((0, 1), 480, 720)]),
        ([[5, 1320, 1440], [6, 0, 360]], [WeekRow((5,), 1320, 360, overnight=True)]),
        ([[6, 1320, 1440], [0, 0, 360]], [WeekRow((6,), 1320, 360, overnight=True)]),
        ([[0, 480, 1440], [1, 0, 600]], [WeekRow((0,), 480, 1440), WeekRow((1,), 0, 600)]),
        ([], []),
    ],
)
def test_the_rows_of_a_week_give_its_slots_back(slots, rows):
    assert rows_of(slots) == rows
    assert sorted(slot for row in rows for slot in row.slots()) == sorted(slots)


def test_a_night_is_shorter_or_longer_when_the_clocks_change():
    night = WeekRow((5,), 22 * 60, 6 * 60, overnight=True).slots()
    hours = [hours_in_week(night, monday) for monday in (date(2026, 3, 23), date(2026, 3, 30), date(2026, 10, 19))]
    assert hours == [7, 8, 9]
    assert meets_clock_change(night)
    assert not meets_clock_change([[6, 180, 720], [5, 120, 180]])


def test_housing_is_looked_at_by_a_second_person_and_again_after_a_change(world, on_a_tuesday):
    officer, second = world.placement_officer, Actor.of(world.user("placement_officer", another=True))
    with officer.at_work():
        household = world.household(user=True)
        need = a_need(world, household, live_in=True)
        pathway = world.person("matching", "matching.introduce")
        assert need.awaits_second_look
        with pytest.raises(Refused, match="deuxième personne"):
            actions.introduce(pathway, need, actor=officer)
        need_actions.approve_live_in(need, actor=second)
        need.refresh_from_db()
        assert not need.awaits_second_look
        need_actions.edit_need(need, actor=officer, version=1, wishes="Calme")
        assert need.awaits_second_look
        stale = HouseholdNeed.objects.get(pk=need.pk)
        need_actions.edit_need(need, actor=officer, version=2, wishes="Très calme")
        with pytest.raises(Conflict):
            need_actions.approve_live_in(stale, actor=second)


def test_whoever_vetted_a_household_does_not_approve_its_housing(world, on_a_tuesday):
    from labmigration.pathway.matching.household_actions import note_check, vet
    from labmigration.pathway.matching.tests.test_households import CHECKS

    officer = world.placement_officer
    with officer.at_work():
        household = world.household(state="waiting")
        for kind, how in CHECKS:
            note_check(household, actor=officer, kind=kind, how=how)
        vet(household, actor=officer)
        need = a_need(world, household, live_in=True)
        with pytest.raises(Refused, match="Vous avez vérifié ce foyer"):
            need_actions.approve_live_in(need, actor=officer)
        need_actions.approve_live_in(need, actor=world.territory_coordinator)


def test_a_need_edited_while_somebody_is_proposed_says_so_to_her_and_to_the_officer(world, client, on_a_tuesday):
    with world.placement_officer.at_work():
        pathway = world.person("matching", "matching.introduce", with_account=True)
        household = world.household(user=True)
        need = a_need(world, household, task_codes=["play"], home_asks=["animals"])
        introduction = actions.introduce(pathway, need, actor=world.placement_officer)
    client.force_login(pathway.candidate.user)
    page = client.get(reverse("matching:own")).content.decode()
    assert "Jouer, dessiner" in page
    assert "animaux" in page
    assert "a changé sa demande" not in page
    client.force_login(household.user)
    sent = {"version": 1, "row_0_days": ["2"], "row_0_from": "08:00", "row_0_to": "12:00"}
    assert client.post(step(need, "semaine"), sent).url == step(need, "relire")
    client.force_login(pathway.candidate.user)
    assert "a changé sa demande" in client.get(reverse("matching:own")).content.decode()
    with world.placement_officer.at_work():
        introduction.refresh_from_db()
        assert introduction.need_changed


def test_drafts_are_nobodys_needs_yet(world, on_a_tuesday):
    with world.placement_officer.at_work():
        household = world.household()
        need = need_actions.begin_need(household, actor=world.placement_officer, occupation="family_assistant")
        assert len(OpenNeeds.read(need.territory_id, [], {})) == 0
        with pytest.raises(Refused, match="manque encore : ce qu’il y a à faire, les jours et les heures"):
            need_actions.publish_need(need, actor=world.placement_officer)
        with pytest.raises(Refused, match="pas dans la liste"):
            need_actions.edit_need(need, actor=world.placement_officer, version=1, task_codes=["fly"])


def test_the_household_reads_what_it_costs_and_ticks_what_it_did(world, client: Client, on_a_tuesday):
    with world.placement_officer.at_work():
        household = world.household(user=True)
        need = a_need(world, household, starts_on=date(2026, 6, 15), cared_for=["disabled_child"])
        child = a_need(world, household, occupation="childminder", starts_on=date(2026, 6, 15), slots=[[0, 480, 1020]])
    client.force_login(household.user)
    path = reverse("matching:employ", args=[need.pk])
    page = client.get(path).content.decode()
    # 12 h × 52 ÷ 12 × 12.70 €, level IV.
    for told in ("niveau IV proposé", "12,70", "660,40", "art. 42.1", "L.5221-8", "art. 134", "n’est pas vérifié"):
        assert told in page
    assert "Nous ne les estimons pas" in page
    client.post(path, {"code": "declaring_account", "done": "yes"})
    client.post(path, {"code": "declaring_account", "done": "yes"})
    assert "coché le" in client.get(path).content.decode()
    client.post(path, {"code": "declaring_account", "done": "no"})
    assert "coché le" not in client.get(path).content.decode()
    assert client.post(path, {"code": "licence_and_insurance", "done": "yes"}).status_code == 403
    hers = client.get(reverse("matching:employ", args=[child.pk])).content.decode()
    for told in ("art. 91.3", "3,64", "hors de la grille", "Trois mois"):
        assert told in hers
