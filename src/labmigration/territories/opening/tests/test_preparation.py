"""The list of tasks: begun with days proposed, confided, done with proof, set aside, late; and the decision."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from labmigration import clock
from labmigration.access.gate import Conflict, Refused
from labmigration.programme.territory_opening import territory_opening
from labmigration.territories.opening import task_actions
from labmigration.territories.opening.decision_actions import decide, digest_of, known_today
from labmigration.territories.opening.fact_actions import note_fact
from labmigration.territories.opening.models import OpeningDecision, ReadinessTask
from labmigration.territories.opening.queries import decisions_of, readiness_of, ringing

DAY = date(2026, 3, 10)
OPENING = date(2026, 11, 2)
TASKS = len(territory_opening().readiness.tasks)


@pytest.fixture
def begun(lille):
    return task_actions.prepare("lille", actor=lille.territory_coordinator, aims_at=OPENING)


def task_of(code: str) -> ReadinessTask:
    return ReadinessTask.objects.get(territory="lille", code=code)


def test_before_it_is_begun_there_is_no_share_to_tell(lille):
    ready = readiness_of("lille", DAY)
    assert (ready.begun, ready.done, ready.tasks, ready.share) == (False, 0, 0, None)


def test_each_task_of_the_booklet_gets_a_day_from_the_opening_that_is_aimed_at(begun, lille):
    assert ReadinessTask.objects.count() == TASKS
    assert task_of("decision_prepared").due_on == OPENING - timedelta(weeks=4)
    late = task_actions.prepare
    with pytest.raises(Conflict):
        late("lille", actor=lille.territory_coordinator, aims_at=OPENING)
    task_actions.aim(begun, actor=lille.territory_coordinator, aims_at=OPENING + timedelta(days=30))
    assert task_of("decision_prepared").due_on == OPENING - timedelta(weeks=4) + timedelta(days=30)
    with pytest.raises(Refused):
        task_actions.aim(begun, actor=lille.territory_coordinator, aims_at=DAY)


def test_an_opening_that_is_near_proposes_no_day_in_the_past(lille):
    task_actions.prepare("lille", actor=lille.territory_coordinator, aims_at=DAY + timedelta(weeks=6))
    assert min(ReadinessTask.objects.values_list("due_on", flat=True)) == DAY + timedelta(weeks=1)
    assert readiness_of("lille", DAY).late == 0


def test_done_over_tasks_leaves_out_what_is_set_aside_and_knows_what_was_done_by_a_day(begun, lille):
    actor = lille.territory_coordinator
    with pytest.raises(Refused):
        task_actions.finish_task(task_of("fixed_read"), actor=actor, proof=" ")
    task_actions.finish_task(task_of("fixed_read"), actor=actor, proof="Réunion du 9 mars", on=DAY - timedelta(days=1))
    task_actions.set_aside_task(task_of("copies_answered"), actor=actor, reason="Personne ne l’a demandé")
    ready = readiness_of("lille", DAY)
    assert (ready.done, ready.tasks, ready.set_aside) == (1, TASKS - 1, 1)
    assert ready.share == 1 / (TASKS - 1)
    assert [(step.done, step.tasks) for step in ready.by_step][0] == (1, 2)
    assert sum(step.tasks for step in ready.by_step) == ready.tasks
    assert readiness_of("lille", DAY - timedelta(days=2)).done == 0
    with pytest.raises(Conflict):
        task_actions.set_aside_task(task_of("fixed_read"), actor=actor, reason="trop tard")
    task_actions.reopen_task(task_of("fixed_read"), actor=actor)
    assert (readiness_of("lille", DAY).done, task_of("fixed_read").proof) == (0, "")


def test_two_people_plan_one_task_and_the_second_is_told(begun, lille):
    actor, task = lille.territory_coordinator, task_of("rooms_found")
    told = {"owner": actor.user, "due_on": DAY, "helped_by": "La ville"}
    task_actions.plan_task(task, actor=actor, version=1, **told)
    with pytest.raises(Conflict):
        task_actions.plan_task(task, actor=actor, version=1, **told | {"helped_by": "La région"})
    assert task_of("rooms_found").helped_by == "La ville"


def test_a_late_task_rings_with_its_owner_on_the_coordinators_page(begun, lille, client):
    actor = lille.territory_coordinator
    task_actions.add_task("lille", actor=actor, step=9, name="Prévenir la presse", owner=actor.user, due_on=DAY)
    with clock.at(DAY + timedelta(days=3)):
        assert [task.name for task in ringing("lille", clock.today()).late] == ["Prévenir la presse"]
        assert readiness_of("lille", clock.today()).by_step[8].late == 1
        client.force_login(actor.user)
        page = client.get(reverse("opening:home", args=["lille"])).content.decode()
        assert "Prévenir la presse" in page and "en retard" in page
    assert readiness_of("lille", DAY).tasks == TASKS + 1


def test_the_tasks_of_a_newer_booklet_are_added_and_those_there_stay_as_they_were(begun, lille):
    ReadinessTask.objects.filter(code="risks_written").delete()
    ReadinessTask.objects.filter(code="fixed_read").update(name="Comme on l’appelait")
    assert task_actions.take_up_tasks(begun, actor=lille.territory_coordinator) == 1
    assert (ReadinessTask.objects.count(), task_of("fixed_read").name) == (TASKS, "Comme on l’appelait")
    with pytest.raises(Refused):
        task_actions.take_up_tasks(begun, actor=lille.territory_coordinator)


def test_the_pages_prepare_a_territory_from_the_first_day_to_the_decision(lille, client):
    client.force_login(lille.user("territory_coordinator"))
    home, listed = reverse("opening:home", args=["lille"]), reverse("opening:preparation", args=["lille"])
    assert "Commencer la préparation" in client.get(home).content.decode()
    assert client.post(listed, {"aims_at": "2020-01-01"}).status_code == 422
    assert client.post(listed, {"aims_at": "2026-11-02"}).status_code == 302
    page = client.get(listed).content.decode()
    assert f" sur {TASKS}" in page
    task = reverse("opening:task", args=["lille", "coordinator_named"])
    assert client.post(task, {"what": "finish", "proof": "", "ended_on": "2026-03-10"}).status_code == 422
    owner = str(lille.user("territory_coordinator", another=True).pk)
    plan = {"what": "plan", "owner": owner, "helped_by": "Préfecture", "due_on": "2026-03-20", "version": "1"}
    assert client.post(task, plan).status_code == 302
    assert client.post(task, {"what": "finish", "proof": "Lettre", "ended_on": "2026-03-10"}).status_code == 302
    assert "Lettre" in client.get(task).content.decode()
    added = {"step": "2", "name": "Trouver un interprète", "owner": owner, "due_on": "2026-05-04"}
    assert client.post(reverse("opening:add_task", args=["lille"]), added).status_code == 302
    assert "Trouver un interprète" in client.get(listed).content.decode()
    aside = {"what": "set_aside", "proof": "non", "ended_on": "2026-03-10"}
    assert client.post(reverse("opening:task", args=["lille", "ici-1"]), aside).status_code == 302
    assert f"1 tâche faite sur {TASKS}" in client.get(home).content.decode()
    decision = reverse("opening:decide", args=["lille"])
    page = client.get(decision).content.decode()
    assert "inconnus : aucune source" in page and "Les publics" in page
    digest = digest_of(known_today("lille"))
    body = {"outcome": "later", "reasons": "Pas encore de financement", "decided_on": "2026-03-10", "digest": digest}
    assert client.post(decision, body | {"reasons": ""}).status_code == 422
    assert client.post(decision, body).status_code == 302
    page = client.get(home).content.decode()
    assert "Pas encore de financement" in page and "Attendre" in page
    letter = client.get(reverse("opening:letter", args=["lille", "institutions"]))
    assert letter.content[:4] == b"%PDF"


def test_a_decision_is_a_persons_keeps_what_was_known_and_can_be_taken_again(begun, lille, jobs):
    actor = lille.territory_coordinator
    told = {"outcome": "go", "reasons": "Tout est là", "taken_with": "Comité du 9 mars", "decided_on": DAY}
    known = known_today("lille")
    assert len(known["missing"]["tasks"]) == TASKS, "the tool says what is missing and refuses nothing"
    first = decide("lille", actor=actor, digest=digest_of(known), **told)
    note_fact("lille", actor=actor, **jobs(30_000))
    with pytest.raises(Conflict):
        decide("lille", actor=actor, digest=digest_of(known), **told)
    decide(
        "lille", actor=actor, digest=digest_of(known_today("lille")), **told | {"outcome": "no_go", "reasons": "Non"}
    )
    assert [each.outcome for each in decisions_of("lille")] == ["no_go", "go"]
    kept = OpeningDecision.objects.get(pk=first.pk)
    assert digest_of(kept.seen) == kept.digest
    assert (kept.seen["missing"]["jobs_to_fill"], kept.decided_by) == (True, actor.user)
    with pytest.raises(Refused):
        decide("lille", actor=actor, digest="", **told | {"decided_on": DAY + timedelta(days=1)})
