"""How often advisors and tool differ: counted with its denominator, masked for outsiders, both ends alarming."""

import pytest
from django.urls import reverse
from django_scopes import scope

from labmigration import clock
from labmigration.pathway.positioning import actions as positionings
from labmigration.pathway.positioning.results.models import BlockOpinion
from labmigration.steering.opinions import opinions


def opinion(world, positioning, group="home", readiness=3, low=3, high=3, rank=1):
    return BlockOpinion.objects.create(
        territory_id=world.territory,
        positioning=positioning,
        group=group,
        rank=rank,
        readiness=readiness,
        tool_low=low,
        tool_high=high,
        by=world.user("advisor"),
        at=clock.now(),
    )


@pytest.fixture
def positioned(world, on_a_tuesday):
    """Makes a positioning of one more person."""

    def make():
        with world.advisor.at_work():
            return positionings.begin(world.person("positioning", "positioning.do"), actor=world.advisor)

    return make


def test_nothing_is_told_before_anything_is_compared(world, positioned):
    with scope(territory=["marseille"]):
        opinion(world, positioned(), low=None, high=None)
        opinion(world, positioned(), low=1, high=3)
        assert opinions(masked=False) is None


def test_differences_are_counted_among_groups_where_the_tool_excludes_something(world, positioned):
    with scope(territory=["marseille"]):
        first, second = positioned(), positioned()
        opinion(world, first, "home", readiness=3, low=1, high=2)
        opinion(world, first, "safety", readiness=2, low=2, high=3)
        opinion(world, first, "family", readiness=1, low=1, high=3)
        opinion(world, second, "home", readiness=1, low=3, high=3)
        opinion(world, second, "home", readiness=3, low=3, high=3, rank=2)
        found = opinions(masked=False).compared
    assert (found.differing, found.compared) == (2, 3)
    assert (found.people_differing, found.people) == (2, 2)
    assert (found.changed, found.towards_tool) == (1, 1)


@pytest.mark.parametrize(
    ("differing", "agreeing", "shown"), [(0, 10, False), (3, 20, False), (20, 3, False), (11, 11, True)]
)
def test_outsiders_read_no_number_that_speaks_of_few_people(world, positioned, differing, agreeing, shown):
    with scope(territory=["marseille"]):
        for number in range(differing + agreeing):
            opinion(world, positioned(), readiness=1 if number < differing else 3)
        assert opinions(masked=True).shown is shown
        assert opinions(masked=False).shown


@pytest.mark.parametrize(
    ("differing", "people", "alarm"),
    [(0, 19, ""), (0, 20, "nearly_never"), (1, 20, "nearly_never"), (2, 20, ""), (10, 20, "very_often")],
)
def test_near_never_is_an_alarm_as_well_as_very_often(world, positioned, differing, people, alarm):
    with scope(territory=["marseille"]):
        for number in range(people):
            opinion(world, positioned(), readiness=1 if number < differing else 3)
        assert opinions(masked=False).alarm == alarm


def test_the_coordinator_sees_it_and_the_partner_observer_does_not(world, positioned, client):
    with scope(territory=["marseille"]):
        opinion(world, positioned(), readiness=1)
    url = reverse("steering:overview", args=["marseille"])
    client.force_login(world.user("territory_coordinator"))
    assert "Avis différents de l’outil" in client.get(url).content.decode()
    client.force_login(world.user("partner_observer"))
    assert "Avis du conseil et outil" not in client.get(url).content.decode()
    client.force_login(world.user("programme_admin"))
    shown = client.get(url).content.decode()
    assert "Avis du conseil et outil" in shown
    assert "Avis différents de l’outil" not in shown
