"""Bridges: shown to the person and to her advisor, wished once, begun as a training or as a VAE."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse

from labmigration import clock
from labmigration.decisions.bridges import Destination, Part, PartOnWay, Way
from labmigration.pathway.follow_up import actions
from labmigration.pathway.follow_up.bridges import facts
from labmigration.pathway.follow_up.bridges.facts import bridges_of
from labmigration.pathway.follow_up.bridges.page import WayDrawn
from labmigration.pathway.follow_up.models import NewNeed
from labmigration.pathway.follow_up.tests.scenes import start

FIRST_PAID = date(2026, 3, 2)


@pytest.fixture
def pathway(world):
    with clock.at(FIRST_PAID), world.advisor.at_work():
        pathway = world.person("employment", "employment.start", with_account=True, occupation="family_assistant")
        start(pathway, world.advisor, FIRST_PAID)
        return pathway


def page_of(user):
    client = Client()
    client.force_login(user)
    return client


def test_the_bridge_that_the_lab_names_leads_the_three_ways(world, pathway):
    with world.advisor.at_work():
        found = bridges_of(world.advisor, pathway)
    assert found.occupation == "family_assistant"
    assert found.ways[0].destination.occupation == "dependency_carer"
    assert found.destinations == {"dependency_carer", "childminder", "childcare_provider"}
    # Nothing signed, nothing acknowledged: the common part, first aid, citizenship and the option of the trade.
    assert {part.part.code for part in found.ways[0].parts if part.missing} == {
        *("core_employers", "core_safety", "core_home_and_laundry", "sst", "citizenship", "option_dependency")
    }


def test_she_wishes_a_way_once_and_her_advisor_prepares_the_training_for_it(world, pathway):
    mine = page_of(pathway.candidate.user)
    page = mine.get(reverse("follow_up:own_bridges"))
    assert page.status_code == 200
    for _twice in range(2):
        mine.post(reverse("follow_up:wish_bridge", args=["dependency_carer"]))
    with world.advisor.at_work():
        [need] = NewNeed.objects.filter(pathway=pathway)
    assert (need.kind, need.destination, need.state) == ("career", "dependency_carer", "open")
    advisor = page_of(world.advisor.user)
    assert "souhaité par la personne" in advisor.get(reverse("follow_up:bridges", args=[pathway.pk])).content.decode()
    taken = advisor.post(reverse("follow_up:take_bridge", args=[pathway.pk, "dependency_carer"]), {"by": "training"})
    assert taken["Location"] == reverse("prescription:prepare", args=[pathway.pk])
    with world.advisor.at_work():
        pathway.refresh_from_db()
        need.refresh_from_db()
    assert (pathway.occupation, pathway.next_step, need.state) == ("dependency_carer", "prescription.write", "met")


@pytest.mark.parametrize("occupation", ["family_assistant", "plumber"])
def test_no_bridge_leads_to_her_own_occupation_nor_out_of_the_lab(world, pathway, occupation):
    assert page_of(pathway.candidate.user).post(reverse("follow_up:wish_bridge", args=[occupation])).status_code == 404


def test_before_the_first_paid_day_there_is_no_page_of_bridges(world):
    with world.advisor.at_work():
        waiting = world.person("training", "training.enrol", with_account=True)
    assert page_of(waiting.candidate.user).get(reverse("follow_up:own_bridges")).status_code == 404


def test_only_the_wish_for_another_occupation_names_one(world, pathway):
    with world.advisor.at_work(), pytest.raises(ValueError, match="no other occupation"):
        actions.raise_need(pathway, actor=world.advisor, kind="hours", destination="dependency_carer")


def test_the_strip_gives_every_part_the_same_room():
    parts = tuple(PartOnWay(Part(str(number), Decimal(1)), "ahead", Decimal(), Decimal(1)) for number in range(7))
    drawn = WayDrawn(Way(Destination("x", "y", ()), parts, False, 0), "", "", list(parts), (), None)
    places = [float(x[:-1]) for _part, x, _width in drawn.strip]
    assert all(abs(after - before - 100 / 7) < 0.02 for before, after in zip(places, places[1:], strict=False))


def test_what_she_does_now_counts_and_not_what_she_did_longest(world, pathway, monkeypatch):
    def contract(occupation, first, last):
        need = SimpleNamespace(occupation=occupation)
        return SimpleNamespace(introduction=SimpleNamespace(need=need), first_paid_on=first, ended_on=last)

    newest_first = [
        contract("childminder", None, None),
        contract("dependency_carer", date(2026, 2, 1), None),
        contract("childcare_provider", date(2020, 1, 1), date(2025, 12, 31)),
    ]
    found = SimpleNamespace(select_related=lambda *_names: newest_first)
    monkeypatch.setattr(facts, "contracts_of", lambda actor, pathway: found)
    with clock.at(FIRST_PAID), world.advisor.at_work():
        bridges = bridges_of(world.advisor, pathway)
    assert bridges.occupation == "dependency_carer"
    days = {way.destination.occupation: way.days_worked for way in bridges.ways}
    assert days == {"childminder": 0, "childcare_provider": 2192, "family_assistant": 0}
