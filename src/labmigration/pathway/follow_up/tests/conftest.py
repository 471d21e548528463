"""A pathway whose first paid day is known, and its milestone at six months."""

import pytest

from labmigration import clock
from labmigration.pathway.follow_up.models import FollowUp
from labmigration.pathway.follow_up.tests.scenes import FIRST_PAID, start


@pytest.fixture
def pathway(world):
    with clock.at(FIRST_PAID), world.advisor.at_work():
        pathway = world.person("employment", "employment.start", with_account=True)
        start(pathway, world.advisor, FIRST_PAID)
        return pathway


@pytest.fixture
def six(world, pathway):
    with world.advisor.at_work():
        return FollowUp.objects.select_related("pathway__candidate__user").get(pathway=pathway, month=6)
