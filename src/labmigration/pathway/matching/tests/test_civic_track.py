"""How far the other side of the double civic track is: told after an agreement of both, and to nobody else."""

import pytest
from django.urls import reverse

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.civic.tests.scenes import finish
from labmigration.pathway.matching import actions as matching
from labmigration.pathway.matching.tests.scenes import DAY_AFTER, a_pair, both, reach
from labmigration.people.models import Household
from labmigration.timeline.models import FileOpening

pytestmark = pytest.mark.usefixtures("on_a_tuesday")


def test_how_far_the_other_side_is_shows_after_an_agreement_and_never_before(world, client):
    with world.placement_officer.at_work():
        pathway, need = a_pair(world)
        introduction = matching.introduce(pathway, need, actor=world.placement_officer)
        reach(introduction, "interview", world)
        person, household = both(introduction)
        finish(person, "worker_contract")
        finish(household, "household_contract")
        finish(household, "household_hours")
    name, family = pathway.candidate.first_name, need.household.name

    def page(actor: Actor) -> str:
        client.force_login(actor.user)
        return client.get(reverse("civic:own")).content.decode()

    assert "2 étapes faites" not in page(person) and family not in page(person)
    assert name not in page(household)
    with clock.at(DAY_AFTER), world.placement_officer.at_work():
        for actor in (person, household):
            matching.confirm(introduction, actor=actor)
    assert "2 étapes faites sur 5" in page(person) and family in page(person)
    html = page(household)
    assert name in html and "1 étape faite sur 5" in html and pathway.candidate.surname not in html
    with world.advisor.at_work():
        assert FileOpening.objects.filter(pathway_id=pathway.pk, page="civic.own").exists()
        Household.objects.filter(pk=need.household.pk).update(state="suspended")
    assert name not in page(household)
    # Somebody with whom the household has agreed nothing stays unknown to it, and it to her.
    stranger = Actor.of(world.person("matching", "matching.introduce", with_account=True).candidate.user)
    assert family not in page(stranger)
