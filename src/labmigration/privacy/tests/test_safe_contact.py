"""A protected person: where she is and when stands on no page but those of who follows her. Canaries, role by role."""

import itertools
import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.urls import reverse
from django_scopes import scope

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.models import RoleGrant, User
from labmigration.access.roles import HELD, Role
from labmigration.pathway.employment.tests.scenes import agree, signed
from labmigration.pathway.orientation.models import Meeting
from labmigration.pathway.training.models import Cohort, Enrolment, Session
from labmigration.people.models import Candidate
from labmigration.privacy import safety
from labmigration.territories.models import Organisation
from labmigration.timeline.models import Event
from tests.house.test_every_role_on_every_route import ROWS, ROWS_OF_STAGE, VALUES
from tests.house.test_routes import routes

STREET, TOWN, POSTCODE, PLACE, COHORT = "12 rue du Canari", "Canariville", "13999", "Salle Canari", "Cohorte Canari"
TIME = "13\u00a0h\u00a037"
#: Never on a page of anybody who does not follow her.
NEVER = (STREET, TOWN, POSTCODE, PLACE, TIME)


@pytest.fixture
def scene(world, on_a_tuesday):
    """She is at work, has a meeting ahead, holds a seat of a cohort; then she is protected."""
    with world.advisor.at_work():
        contract = signed(world, agree(world))
        pathway = contract.pathway
        person = pathway.candidate
        person.surname, person.address, person.town, person.postcode = "Protegee", STREET, TOWN, POSTCODE
        person.save()
        when = datetime(2026, 3, 12, 13, 37, tzinfo=ZoneInfo("Europe/Paris"))
        Meeting.objects.create(
            pathway=pathway, advisor=world.user("advisor"), starts_at=when, place=PLACE, fixed_at=clock.now()
        )
        cohort = Cohort.objects.create(
            territory_id="marseille", name=COHORT, provider=world.organisation("training_provider"), state="running",
            starts_on="2026-03-01", ends_on="2026-06-01",
        )  # fmt: skip
        cohort.trainers.add(world.user("trainer"))
        seat = Enrolment.objects.create(pathway=pathway, cohort=cohort, seat=1, enrolled_on="2026-03-01")
        Session.objects.create(
            territory_id="marseille", cohort=cohort, module="sst", date="2026-03-10", half="am", hours=3,
            trainer=world.user("trainer"), room="Room 9",
        )  # fmt: skip
        system = Actor.system("marseille")
        Event.record(seat, "enrol", system, {"seat": 1, "cohort": COHORT, "starts_on": "2026-03-01"})
        Event.record(Meeting.objects.get(), "plan", system, {"day": "2026-03-12"})
        type(pathway).objects.filter(pk=pathway.pk).update(next_step="orientation.hold", due_on="2026-03-12")
        safety.protect(pathway, True, "Seulement le matin, par message", actor=world.advisor)
    return contract


def pages(client, scene):
    """Every page that can be read with an argument that leads to the scene, and those without any."""
    for path, _route in routes():
        arguments = re.findall(r"<[^>]+>", path)
        choices = []
        for argument in arguments:
            name = argument.strip("<>").split(":")[-1]
            model = ROWS_OF_STAGE.get((path.split("/")[0], name)) or ROWS.get(name)
            if model is None:
                choices.append([VALUES.get(name)])
            else:
                choices.append([row.pk for row in apps.get_model(model)._default_manager.all()[:6]])
        for values in itertools.product(*choices):
            address = path
            for argument, value in zip(arguments, values, strict=True):
                address = address.replace(argument, str(value))
            if "deconnexion" in address or "demo/" in address:
                continue
            answer = client.get(f"/{address}")
            if answer.status_code == 200 and not answer.streaming:
                yield address, answer.content.decode(errors="replace")


def holder(world, role):
    """An account of the role that does not follow her."""
    if role == Role.HOUSEHOLD:
        return None
    user = world.user(role, another=True)
    if role == Role.TRAINING_COORDINATOR:
        with scope(territory=["marseille"]):
            other = Organisation.objects.create(
                territory_id="marseille", name="Un autre organisme", kind="training_provider"
            )
        RoleGrant.objects.filter(user=user).update(organisation=other)
    return user


@pytest.mark.parametrize("role", [role for role in HELD if role != Role.CANDIDATE])
def test_nobody_who_does_not_follow_her_reads_where_she_is_or_when(world, client, scene, role):
    with scope(territory=["marseille"]):
        household = User.objects.get(household=scene.household_id)
    user = holder(world, role) or household
    client.force_login(user)
    with scope(territory=["marseille"]):
        found = list(pages(client, scene))
    assert found
    leaks = [(address, canary) for address, content in found for canary in NEVER if canary in content]
    # A cohort has a page of its own; what may not be read is that she is in it.
    leaks += [(address, COHORT) for address, content in found if COHORT in content and "Protegee" in content]
    assert leaks == []


@pytest.mark.parametrize("role", ["placement_officer", "territory_coordinator", "referrer"])
def test_nobody_who_does_not_follow_her_learns_that_she_is_protected(world, client, scene, role):
    client.force_login(world.user(role))
    with scope(territory=["marseille"]):
        found = list(pages(client, scene))
    assert any("Protegee" in content for _address, content in found) or role == "referrer"
    assert [address for address, content in found if "Contact protégé" in content] == []


def test_her_advisor_reads_it_all_and_how_to_reach_her(world, client, scene):
    client.force_login(world.user("advisor"))
    content = client.get(reverse("pathway:thread", args=[scene.pathway_id])).content.decode()
    assert all(canary in content for canary in (STREET, TOWN, PLACE, TIME, COHORT))
    assert "Contact protégé" in content and "Seulement le matin" in content


def test_her_trainer_still_signs_her_presence(world, client, scene):
    client.force_login(world.user("trainer"))
    with scope(territory=["marseille"]):
        cohort = Cohort.objects.get()
    content = client.get(reverse("training:cohort", args=[cohort.pk])).content.decode()
    assert "Protegee" in content
    assert client.get(reverse("training:of_pathway", args=[scene.pathway_id])).status_code == 200


def test_she_reads_her_own(client, scene):
    with scope(territory=["marseille"]):
        user = Candidate.objects.get(pk=scene.pathway.candidate_id).user
    client.force_login(user)
    assert STREET in client.get(reverse("desk:own_contact")).content.decode()


def test_without_protection_the_same_pages_tell_it(world, client, scene):
    """The canaries do stand where this file looks for them."""
    with world.advisor.at_work():
        safety.protect(scene.pathway, False, "", actor=world.advisor)
    client.force_login(world.user("territory_coordinator", another=True))
    content = client.get(reverse("pathway:thread", args=[scene.pathway_id])).content.decode()
    assert PLACE in content and COHORT in content
    client.force_login(world.user("placement_officer", another=True))
    assert STREET in client.get(reverse("pathway:thread", args=[scene.pathway_id])).content.decode()


def test_she_protects_herself_and_takes_it_back(her, mine):
    url = reverse("privacy:own_safety")
    her.post(url, {"protected": "yes", "words": "Jamais chez moi"})
    person = fresh(mine)
    assert person.safe_contact and person.safe_words == "Jamais chez moi"
    her.post(url, {"protected": "no", "words": "Jamais chez moi"})
    person = fresh(mine)
    assert not person.safe_contact and person.safe_words == ""


def fresh(pathway):
    with scope(territory=["marseille"]):
        return Candidate.objects.get(pk=pathway.candidate_id)


def test_the_table_does_not_tell_who_is_protected(world, mine):
    other = world.candidate()
    with world.advisor.at_work():
        safety.protect(mine, True, "", actor=world.advisor)
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT safety FROM people_candidate")
        stored = [row[0] for row in cursor.fetchall()]
    assert len(stored) == 2 and len({len(each) for each in stored}) == 1
    assert not any("oui" in each or "non" in each for each in stored)
    assert fresh(mine).safe_contact and not other.safe_contact


@pytest.mark.parametrize("role", ["placement_officer", "territory_coordinator", "trainer", "programme_admin"])
def test_nobody_else_can_end_the_protection(world, client, mine, role):
    client.force_login(world.user(role))
    assert client.get(reverse("privacy:safety_of", args=[mine.pk])).status_code == 404


def test_no_timeline_tells_that_she_was_protected(world, client, mine):
    with world.advisor.at_work():
        safety.protect(mine, True, "", actor=world.advisor)
        assert Event.objects.filter(verb="people.protect").count() == 1
    client.force_login(world.user("territory_coordinator"))
    content = client.get(reverse("pathway:story", args=[mine.pk])).content.decode()
    assert "protégé" not in content
