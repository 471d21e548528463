"""The officer's pages of composed weeks: what they show, what they refuse, and what nobody else sees."""

import re

import pytest
from django.urls import reverse

from labmigration.pathway.matching import actions
from labmigration.pathway.matching.models import Introduction
from labmigration.pathway.matching.placement import alarms, composing, deciding, views
from labmigration.pathway.matching.placement.models import PairRule, PlacementPlan, ProposedPair
from labmigration.pathway.matching.placement.tests.scenes import a_plan, a_ready_person, an_open_need
from labmigration.pathway.matching.placement.tests.test_wishes import signed_in


@pytest.fixture
def scene(world, on_a_tuesday):
    with world.placement_officer.at_work():
        people = [a_ready_person(world), a_ready_person(world, wishes={"halves": ["0-morning"]})]
        needs = [an_open_need(world), an_open_need(world, slots=[[5, 1200, 1440], [6, 0, 360]])]
    return world, people, needs


def page(client, name, *args, **data):
    answer = client.get(reverse(f"matching:{name}", args=args), data)
    assert answer.status_code == 200, name
    return answer.content.decode()


def test_needs_come_hardest_first_and_reasons_stand_beside(scene):
    world, people, needs = scene
    client = signed_in(world.placement_officer.user)
    desk = page(client, "weeks")
    assert desk.index(needs[1].household.name) < desk.index(needs[0].household.name)
    able = page(client, "people_for", needs[0].pk)
    best, near = able.split("Au plus près")
    assert people[0].candidate.full_name in best and "minutes de trajet" in best
    assert people[1].candidate.full_name in near and "mardi de" in near, "what would have to change"
    assert "samedi de" in page(client, "why", people[0].pk, needs[1].pk)
    table = page(client, "map")
    assert "Marseille 5e" in table and "GeoNames" in table


def test_the_engine_orders_the_needs_to_propose_and_leaves_none_out(scene):
    world, people, needs = scene
    client = signed_in(world.placement_officer.user)
    url = reverse("matching:introduce", args=[people[0].pk])
    shown = client.get(url).content.decode()
    assert shown.index(str(needs[0].pk)) < shown.index(str(needs[1].pk))
    assert client.post(url, {"availability": ""}).status_code == 422
    assert client.post(url, {"need": str(needs[0].pk), "availability": "Le matin"}).status_code == 302
    with world.placement_officer.at_work():
        assert Introduction.objects.get().availability == "Le matin"


def test_weeks_are_composed_followed_and_decided_page_by_page(scene):
    world, people, needs = scene
    client = signed_in(world.placement_officer.user)
    asked = client.post(reverse("matching:compose"), {"territory": "marseille", "seconds": "5"})
    with world.placement_officer.at_work():
        plan = PlacementPlan.objects.get()
        assert "Arrêter et garder le meilleur" in client.get(asked.url).content.decode()
        composing.compose_weeks(str(plan.pk), "marseille", renew=lambda: None)
        pair = ProposedPair.objects.get()
    shown = client.get(asked.url).content.decode()
    assert people[0].candidate.full_name in shown and needs[1].household.name in shown
    assert "Rien ne part sans vous" in page(client, "weeks")
    assert "Proposer aux deux" in page(client, "pair", pair.pk)
    assert client.post(reverse("matching:refuse_pair", args=[pair.pk]), {}).status_code == 422
    wrong = client.post(reverse("matching:accept_pair", args=[pair.pk]), {"availability": "06 39 98 12 34 00"})
    assert wrong.status_code == 422
    assert client.post(reverse("matching:accept_pair", args=[pair.pk]), {}).status_code == 302
    again = client.post(reverse("matching:accept_pair", args=[pair.pk]), {})
    assert again.status_code == 409
    assert "<td" in page(client, "watch_overrides")


def test_what_forcing_a_pair_would_move_is_told_in_hours_and_names_and_only_when_asked(scene):
    world, people, needs = scene
    with world.placement_officer.at_work():
        first = an_open_need(world, slots=[[0, 480, 720], [1, 480, 720], [3, 480, 720], [4, 480, 720]])
        a_plan(world)
    client = signed_in(world.placement_officer.user)
    assert "Si vous les gardez ensemble" not in page(client, "why", people[1].pk, needs[0].pk), "not able"
    assert "?deplacer=oui" in page(client, "why", people[0].pk, needs[0].pk)
    told = page(client, "why", people[0].pk, needs[0].pk, deplacer="oui")
    assert re.search(r"4\sh de travail de moins", told)
    assert f"Personne n’irait plus chez : {first.household.name}" in " ".join(told.split())
    assert "met déjà ensemble" in page(client, "why", people[0].pk, first.pk, deplacer="oui")


def test_the_weeks_of_a_large_plan_come_page_by_page_those_to_look_at_first(world, on_a_tuesday, monkeypatch):
    monkeypatch.setattr(views, "WEEKS_A_PAGE", 1)
    monkeypatch.setattr(composing, "OPEN_TOLD", 1)
    with world.placement_officer.at_work():
        people = [a_ready_person(world) for _ in range(2)]
        [an_open_need(world, slots=[[6, 480, 720]]) for _ in range(3)]
        for _ in range(2):
            an_open_need(world)
        plan = a_plan(world)
        done = ProposedPair.objects.get(pathway=people[0])
        deciding.refuse(done, actor=world.placement_officer, reason="Le foyer attend")
    client = signed_in(world.placement_officer.user)
    first, second = page(client, "plan", plan.pk), page(client, "plan", plan.pk, page=2)
    names = [one.candidate.full_name for one in people]
    assert names[1] in first and names[0] not in first and "?page=2" in first
    assert names[0] in second and names[1] not in second and "Page 2 sur 2" in second
    assert "3 besoins restent ouverts" in first and "et 2 autres" in first


def test_a_rule_is_written_with_its_reason_and_lifted(scene):
    world, people, needs = scene
    client = signed_in(world.placement_officer.user)
    url = reverse("matching:why", args=[people[0].pk, needs[0].pk])
    assert client.post(url, {"kind": "forbid"}).status_code == 422
    assert client.post(url, {"kind": "forbid", "reason": "Elles sont de la même famille"}).status_code == 302
    shown = client.get(url).content.decode()
    assert "même famille" in shown and "est écarté" in shown
    with world.placement_officer.at_work():
        kept = PairRule.objects.get()
    assert client.post(reverse("matching:lift_rule", args=[kept.pk])).status_code == 302


def test_a_protected_person_is_weighed_without_telling_where_she_is(world, on_a_tuesday):
    with world.placement_officer.at_work():
        pathway, need = a_ready_person(world), an_open_need(world)
        candidate = pathway.candidate
        candidate.safety = "oui"
        candidate.save()
        a_plan(world)
        plan = PlacementPlan.objects.get()
    client = signed_in(world.placement_officer.user)
    for name, args in (("people_for", [need.pk]), ("why", [pathway.pk, need.pk]), ("plan", [plan.pk])):
        shown = page(client, name, *args)
        assert candidate.full_name in shown
        assert "minutes de trajet" not in shown and "1er Arrondissement" not in shown
    assert "1er Arrondissement" not in page(client, "map")
    assert "13001" not in page(client, "note_wishes", pathway.pk)


def test_an_alarm_stands_first_on_the_desk_and_is_handled_with_what_was_done(scene):
    world, people, needs = scene
    with world.placement_officer.at_work():
        actions.introduce(people[0], needs[0], actor=world.placement_officer)
        her = type(world.placement_officer).of(people[0].candidate.user)
        alarm = alarms.raise_alarm(people[0], needs[0].household, actor=her, words="J’ai peur")
    client = signed_in(world.placement_officer.user)
    assert "Alertes à traiter maintenant" in client.get(reverse("desk:placement")).content.decode()
    url = reverse("matching:handle_alarm", args=[alarm.pk])
    assert "J’ai peur" in client.get(url).content.decode()
    assert client.post(url, {"outcome": "Appelée, foyer suspendu"}).status_code == 302
    assert "Alertes à traiter" not in client.get(reverse("desk:placement")).content.decode()


def test_households_candidates_and_other_territories_see_none_of_it(scene, elsewhere):
    world, people, needs = scene
    with world.placement_officer.at_work():
        plan = a_plan(world)
        pair = plan.pairs.get()
    addresses = [
        reverse("matching:weeks"),
        reverse("matching:plan", args=[plan.pk]),
        reverse("matching:pair", args=[pair.pk]),
        reverse("matching:people_for", args=[needs[0].pk]),
        reverse("matching:why", args=[people[0].pk, needs[0].pk]),
    ]
    for user in (people[0].candidate.user, needs[0].household.user, world.advisor.user):
        assert {signed_in(user).get(address).status_code for address in addresses} == {404}
    other = signed_in(elsewhere.placement_officer.user)
    assert {other.get(address).status_code for address in addresses[1:]} == {404}
