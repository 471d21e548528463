"""When the profile changes after a plan was signed, the advisor is told once, until she has looked."""

from datetime import timedelta

import pytest
from django.urls import reverse

from labmigration import clock
from labmigration.access.gate import Conflict
from labmigration.pathway.positioning import actions as positioning
from labmigration.pathway.positioning.facts import AssetFound, Findings, Level
from labmigration.pathway.positioning.results.models import Observation
from labmigration.pathway.prescription import actions, queries
from labmigration.pathway.prescription.tests.invented_plans import FRENCH, PLAN


@pytest.fixture
def signed(proposed, herself):
    with herself.at_work():
        return actions.sign(proposed, actor=herself)


def observe(world, pathway):
    Observation.objects.create(
        territory_id=pathway.territory_id,
        positioning=pathway.positionings.get(state="done"),
        skill="laundry",
        level=3,
        by=world.user("advisor"),
        at=clock.now(),
    )


def told(world):
    return [row.pk for row in queries.overtaken(world.advisor)]


def test_nothing_is_told_while_nothing_changes(world, signed):
    with world.advisor.at_work():
        assert told(world) == []


def test_what_was_observed_after_the_plan_is_told_until_it_is_read_again(world, signed, client):
    with world.advisor.at_work(), clock.at(clock.now() + timedelta(days=3)):
        observe(world, signed.pathway)
        assert told(world) == [signed.pk]
    client.force_login(world.user("advisor"))
    with clock.at(clock.now() + timedelta(days=4)):
        page = reverse("prescription:plan", args=[signed.pk])
        assert "Le profil a changé depuis ce parcours" in client.get(page).content.decode()
        client.post(reverse("prescription:reread", args=[signed.pk]))
        assert "Le profil a changé depuis ce parcours" not in client.get(page).content.decode()
    with world.advisor.at_work():
        assert told(world) == []


def test_a_positioning_done_again_is_told(world, signed):
    with world.advisor.at_work(), clock.at(clock.now() + timedelta(days=20)):
        draft = positioning.begin(signed.pathway, actor=world.advisor)
        levels = tuple(Level(axis, 3, 3, "tested") for axis in FRENCH)
        found = Findings(levels, (AssetFound("Cuisiner", "experience"),))
        positioning.fill_in(draft, actor=world.advisor, version=1, findings=found)
        positioning.finish(draft, actor=world.advisor)
        assert told(world) == [signed.pk]


def test_a_new_version_under_way_is_the_answer(world, signed):
    with world.advisor.at_work(), clock.at(clock.now() + timedelta(days=3)):
        observe(world, signed.pathway)
        actions.write(signed.pathway, actor=world.advisor, plan=PLAN)
        assert told(world) == []


def test_only_a_signed_version_is_read_again(world, proposed):
    with world.advisor.at_work(), pytest.raises(Conflict, match="n’est plus celle qui est signée"):
        actions.reread(proposed, actor=world.advisor)


def test_it_costs_one_query(world, signed, django_assert_num_queries):
    advisor = world.advisor
    with advisor.at_work(), django_assert_num_queries(1):
        list(queries.overtaken(advisor))
