"""A person whose positioning is finished, and a version that waits for her signature."""

import pytest

from labmigration.access.actor import Actor
from labmigration.pathway import queries as pathways
from labmigration.pathway.positioning import actions as positioning
from labmigration.pathway.positioning.facts import AssetFound, Findings, Level, NeedFound
from labmigration.pathway.prescription import actions
from labmigration.pathway.prescription.tests.invented_plans import FRENCH, NEED, PLAN


@pytest.fixture
def pathway(world, on_a_tuesday):
    advisor = world.advisor
    found = Findings(
        tuple(Level(axis, 2, 2, "tested") for axis in FRENCH),
        (AssetFound("Cuisiner pour dix", "experience"),),
        (NeedFound(NEED, "french_speaking", critical=True),),
    )
    with advisor.at_work():
        pathway = world.person("positioning", "positioning.do", with_account=True)
        draft = positioning.begin(pathway, actor=advisor)
        positioning.fill_in(draft, actor=advisor, version=1, findings=found)
        positioning.finish(draft, actor=advisor)
        return pathways.people(advisor).select_related("candidate__user").get(pk=pathway.pk)


@pytest.fixture
def proposed(world, pathway):
    with world.advisor.at_work():
        return actions.propose(actions.write(pathway, actor=world.advisor, plan=PLAN), actor=world.advisor)


@pytest.fixture
def herself(pathway):
    return Actor.of(pathway.candidate.user)
