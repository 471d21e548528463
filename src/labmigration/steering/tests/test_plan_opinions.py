"""How often advisors keep what the tool proposes: counted, masked for outsiders, both ends alarming."""

import pytest
from django.urls import reverse
from django_scopes import scope

from labmigration import clock
from labmigration.pathway.prescription.models import Opinion, Prescription
from labmigration.steering.plan_opinions import plan_opinions


@pytest.fixture
def decided(world, on_a_tuesday):
    """Makes versions that an advisor signed: so many kept, so many changed."""

    def make(kept, changed):
        with world.advisor.at_work():
            for number in range(kept + changed):
                pathway = world.person("prescription", "prescription.sign")
                told = {"pathway": pathway, "number": 1, "occupation": "childminder"}
                tool = ["sst"] if number < kept else ["sst", "citizenship"]
                Opinion.objects.create(**told, modules=["sst"], tool=tool, by=world.user("advisor"), at=clock.now())
                Prescription.objects.create(
                    **told,
                    state="proposed",
                    advisor=world.user("advisor"),
                    decision="kept" if number < kept else "changed",
                    catalogue_version="x",
                    written_on=clock.today(),
                    advisor_signed_at=clock.now(),
                )

    return make


def test_nothing_is_told_before_anything_is_decided(world, decided):
    with scope(territory=["marseille"]):
        assert plan_opinions(masked=False) is None


def test_versions_are_counted_by_what_became_of_the_proposal(decided):
    decided(2, 1)
    with scope(territory=["marseille"]):
        found = plan_opinions(masked=False).compared
    assert (found.decided, found.kept, found.changed, found.by_hand) == (3, 2, 1, 0)
    assert (found.people, found.people_differing) == (3, 1)


@pytest.mark.parametrize(("kept", "changed", "shown"), [(0, 10, False), (20, 3, False), (11, 11, True)])
def test_small_numbers_are_masked_for_outsiders(decided, kept, changed, shown):
    decided(kept, changed)
    with scope(territory=["marseille"]):
        assert plan_opinions(masked=True).shown is shown
        assert plan_opinions(masked=False).shown


@pytest.mark.parametrize(("kept", "changed", "alarm"), [(40, 1, "nearly_never"), (20, 25, "very_often"), (30, 10, "")])
def test_both_ends_are_alarms(decided, kept, changed, alarm):
    decided(kept, changed)
    with scope(territory=["marseille"]):
        assert plan_opinions(masked=False).alarm == alarm


def test_the_coordinator_reads_it(world, decided, client):
    decided(1, 1)
    client.force_login(world.user("territory_coordinator"))
    shown = client.get(reverse("steering:overview", args=["marseille"])).content.decode()
    assert "Propositions changées ou mises de côté" in shown
