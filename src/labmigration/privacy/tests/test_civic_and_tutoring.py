"""What the civic track and a tutorship keep of a person: read by her, gone with her, the tutor's hours aside."""

from decimal import Decimal

import pytest

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.civic.models import StepTaken
from labmigration.civic.tests.scenes import finish
from labmigration.pathway.tutoring import accompanying, journal, queries
from labmigration.pathway.tutoring.models import TutoringAlert, TutoringGoal, TutoringMeeting
from labmigration.pathway.tutoring.tests.scenes import accepted, begun
from labmigration.privacy.erasing import erase
from labmigration.privacy.held import held

pytestmark = pytest.mark.usefixtures("on_a_tuesday")


def test_she_reads_what_she_wrote_and_an_erasure_keeps_only_the_tutors_hours(world):
    tutor = accepted(world)
    pathway = world.person("employment", "employment.start", with_account=True)
    person = Actor.of(pathway.candidate.user)
    found = begun(world, tutor, pathway, person)
    with world.placement_officer.at_work():
        finish(person, "worker_hours")
        line = journal.note_meeting(
            found, actor=tutor, day=clock.today(), minutes=90, where="phone", said="Le planning de mars"
        )
        journal.confirm_meeting(line, actor=person)
        journal.set_goal(found, actor=person, words="Appeler l’école")
        accompanying.raise_alert(found, actor=tutor, kind="other", words="Une chute")
        accompanying.raise_alert(found, actor=person, kind="tired", words="Je ne dors plus")
        told = {group.code: str(group.kept) for group in held(pathway.candidate)}
        assert "Mes heures et mon repos" in told["civic"]
        for own in ("Je ne dors plus", "Appeler l’école", "Le planning de mars", tutor.user.name):
            assert own in told["tutoring"], own
        assert "Une chute" not in told["tutoring"]  # the tutor's own words
        erase(pathway.candidate)
        assert not (StepTaken.objects.exists() or TutoringGoal.objects.exists() or TutoringAlert.objects.exists())
        assert [each.hours for each in queries.confirmed_hours(tutor.user)] == [Decimal("1.5")]
        assert TutoringMeeting.objects.get().said == ""
