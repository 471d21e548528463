"""Somebody who begins to train on Monday 2 March 2026, and leaves on 30 June."""

from datetime import date

import pytest

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.pathway.questionnaires.models import AskedWave
from labmigration.pathway.questionnaires.planning import plan
from labmigration.pathway.training import states as training
from labmigration.pathway.training.models import Cohort, Enrolment

BEGAN, LEFT = date(2026, 3, 2), date(2026, 6, 30)


@pytest.fixture
def system(world):
    return Actor.system("marseille")


@pytest.fixture
def cohort(world):
    with world.advisor.at_work():
        return Cohort.objects.create(
            territory_id="marseille",
            name="Essai",
            provider=world.organisation("training_provider"),
            starts_on=BEGAN,
            ends_on=LEFT,
            state=training.RUNNING,
        )


@pytest.fixture
def seat(world, cohort):
    """She is in the cohort, reads French, and has an account of her own."""
    with clock.at(BEGAN), world.advisor.at_work():
        candidate = world.candidate(user=True, contact_language="fr")
        pathway = world.person("training", "training.attend", candidate=candidate)
        return Enrolment.objects.create(pathway=pathway, cohort=cohort, seat=1, enrolled_on=date(2026, 2, 20))


@pytest.fixture
def entry(world, system, seat):
    """Her questions at the start."""
    with clock.at(BEGAN), system.at_work():
        plan(system)
        return AskedWave.objects.select_related("pathway__candidate__user").get(pathway=seat.pathway, wave="entry")
