"""Freezes out of the database: who said yes is in them, who took it back is out of the next; plans signed by two."""

import json
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.db.utils import DatabaseError
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_scopes import scope

from labmigration import clock
from labmigration.access.gate import Conflict, Refused
from labmigration.jobs.queue import run_one
from labmigration.people import consents
from labmigration.programme.consents import asked_on
from labmigration.steering.evaluation import freezes, plans
from labmigration.steering.evaluation.command import main
from labmigration.steering.evaluation.documents import digest_of
from labmigration.steering.evaluation.freezing.files import read, unzipped
from labmigration.steering.evaluation.freezing.kept import FREEZES
from labmigration.steering.evaluation.freezing.taking import take
from labmigration.steering.evaluation.models import Amendment, Freeze, Lots, Registration
from labmigration.steering.indicators.facts import header
from labmigration.timeline.models import Event

#: The words of the consents are in force since November 2026.
TODAY = date(2026, 12, 1)
HOME = reverse("evaluation:home", args=["marseille"])
WORDS = {
    "title": "Le pilote aide-t-il à rester en emploi ?",
    "questions": ["Combien sont encore en emploi à 6 mois ?"],
    "outcomes": ["C1", "E3"],
    "comparison": "Les personnes éligibles qui attendent.",
    "analysis": "Kaplan-Meier, intervalles à 95 %.",
    "missing": "Bornes basse et haute.",
}


def person(world, number, **fields):
    """Always the same key: a freeze must be the same bytes on any database."""
    candidate = world.candidate(id=UUID(int=1000 + number))
    return world.person(id=UUID(int=number), candidate=candidate, opened_on=TODAY - timedelta(days=50), **fields)


def says(world, pathway, yes):
    asked = next(each for each in asked_on(clock.today()) if each.code == "research")
    consents.answer(
        pathway.candidate,
        "research",
        yes,
        language="fr",
        channel="oral",
        by=world.user("advisor"),
        version=asked.version,
    )


@pytest.fixture
def in_december():
    with clock.at(TODAY):
        yield TODAY


@pytest.fixture
def scene(world, in_december):
    """Four people: yes, yes, no, nothing said."""
    with world.advisor.at_work():
        people = [person(world, number) for number in range(1, 5)]
        for pathway, yes in zip(people, (True, True, False), strict=False):
            says(world, pathway, yes)
    return people


def test_only_people_who_said_yes_are_frozen_and_who_takes_it_back_is_out_of_the_next(world, scene):
    admin = world.programme_admin
    with scope(territory=["marseille"]):
        row = freezes.ask_for_freeze("marseille", actor=admin)
        assert freezes.ask_for_freeze("marseille", actor=admin).pk != row.pk
    while run_one():
        pass
    with scope(territory=["marseille"]):
        row.refresh_from_db()
        first = freezes.kept(row)
        told = first.manifest["consent"]
        expected = {"people": 4, "lines": 2, "refused": 1, "withdrawn": 0, "withdrawn_since_last": 0, "never_asked": 1}
        assert told == expected and row.digest == first.digest and row.done == row.total
        assert len(first.tables()["people"]) == 2
        before = {line[0] for line in first.tables()["people"]}
    with clock.at(TODAY + timedelta(days=1)), world.advisor.at_work():
        says(world, scene[0], False)
    with clock.at(TODAY + timedelta(days=2)):
        later, second = freezes.freeze_now("marseille", TODAY + timedelta(days=2))
        assert second.manifest["consent"]["withdrawn_since_last"] == 1
        assert {line[0] for line in second.tables()["people"]} < before
        with scope(territory=["marseille"]):
            event = Event.objects.filter(verb="evaluation.finish_freeze").first()
            assert event.facts["withdrawn"] == 1 and event.facts["people"] == 1
            assert later.asked_by is None
    names = b"".join(second.files.values())
    assert b"Diallo" not in names and str(scene[1].pk).encode() not in names


def test_a_freeze_has_the_same_bytes_twice_and_a_number_of_queries_that_does_not_grow(world, scene):
    with CaptureQueriesContext(connection) as few:
        one = take("marseille", TODAY)
    with CaptureQueriesContext(connection):
        assert take("marseille", TODAY).files == one.files
    with world.advisor.at_work():
        for number in range(10, 30):
            says(world, person(world, number), True)
    with CaptureQueriesContext(connection) as many:
        assert len(take("marseille", TODAY).tables()["people"]) == 22
    assert len(many) == len(few)


def test_a_freeze_is_the_same_on_every_database(world, scene, monkeypatch):
    """Run by `make test` on SQLite and on PostgreSQL: with one key and the same rows both must give these lines."""
    monkeypatch.setattr("labmigration.steering.indicators.reading.keyring", _OneKey)
    with world.advisor.at_work():
        for number in (3, 4):
            moved = Event.about(scene[number - 3], "note_contact", world.advisor, {})
            moved.verb, moved.at = "reception.admit", datetime(2026, 11, number, 23, 30, tzinfo=UTC)
            moved.save(force_insert=True)
    tables = take("marseille", TODAY).tables()
    names = header("people")
    chosen = [names.index(name) for name in ("person", "referred_on", "age", "sex", "occupation", "referrer")]
    lines = [[line[column] for column in chosen] for line in tables["people"]]
    same = ["2026-10-12", "36", "F", "childcare_provider", "referrer de marseille"]
    assert lines == [["52e84df9082726809cd5", *same], ["ccf036fcd37643d2bf7e", *same]]
    # Half past eleven in the evening, UTC, is the day after in Paris.
    assert tables["milestones"] == [
        ["52e84df9082726809cd5", "admitted", "2026-11-05"],
        ["ccf036fcd37643d2bf7e", "admitted", "2026-11-04"],
    ]


class _OneKey:
    blind = b"0" * 32


def test_the_command_freezes_and_reports_and_overwrites_nothing(world, scene, tmp_path, capsys):
    folder = tmp_path / "gel"
    assert main(["freeze", "--territory", "marseille", "-o", str(folder)]) == 0
    said = capsys.readouterr().out
    assert "2 personnes sur 4" in said and read(folder).digest in said
    assert main(["freeze", "--territory", "marseille", "-o", str(folder)]) == 2
    assert main(["freeze", "--territory", "nowhere", "-o", str(tmp_path / "x")]) == 2
    assert main(["freeze", "--territory", "marseille", "--on", "2040-01-01", "-o", str(tmp_path / "x")]) == 2
    assert main(["report", str(folder), "-o", str(tmp_path / "r.pdf")]) == 0
    assert main(["report", str(tmp_path / "nothing"), "-o", str(tmp_path / "r.pdf")]) == 2
    with scope(territory=["marseille"]):
        kept = unzipped(FREEZES.kept(Freeze.objects.get().pk))
    assert kept.digest == read(folder).digest


def test_a_plan_is_registered_by_two_people_of_two_functions_and_never_changes(world, scene):
    admin, researcher = world.programme_admin, world.researcher
    other_admin = world.actor("programme_admin", another=True)
    with scope(territory=["marseille"]):
        with pytest.raises(Refused):
            plans.draft("marseille", actor=world.territory_coordinator, told=WORDS)
        plan = plans.draft("marseille", actor=researcher, told=WORDS)
        plans.edit(plan, actor=researcher, told={**WORDS, "title": "Rester en emploi"}, version=1)
        with pytest.raises(Conflict):
            plans.edit(plan, actor=admin, told=WORDS, version=1)
        plan.refresh_from_db()
        plans.propose(plan, actor=researcher, role="researcher")
        digest = digest_of(plan.document)
        with pytest.raises(Conflict):
            plans.edit(plan, actor=admin, told=WORDS, version=2)
        with pytest.raises(Conflict):
            plans.confirm(plan, actor=researcher, role="researcher", seen=digest)
        with pytest.raises(Conflict):
            plans.confirm(plan, actor=admin, role="programme_admin", seen="another text")
        plans.send_back(plan, actor=admin)
        plans.propose(plan, actor=admin, role="programme_admin")
        with pytest.raises(Conflict):
            plans.confirm(plan, actor=other_admin, role="programme_admin", seen=digest_of(plan.document))
        with pytest.raises(Refused):
            plans.confirm(plan, actor=researcher, role="programme_admin", seen=digest_of(plan.document))
        registration = plans.confirm(plan, actor=researcher, role="researcher", seen=digest_of(plan.document))
        assert registration.digest == digest_of(registration.document)
        assert [each["code"] for each in json.loads(registration.document)["outcomes"]] == ["C1", "E3"]
        assert registration.first_person_on == TODAY - timedelta(days=50) and registration.first_outcome_on is None
        assert "après la première personne" in str(registration.came)
        first, second = (
            plans.amend(registration, actor=admin, role="programme_admin", change=change, reason="Demande du comité.")
            for change in ("36 mois aussi.", "Et 48.")
        )
        assert (first.number, second.number) == (1, 2) and first.digest != second.digest
        with pytest.raises(Refused):
            plans.amend(registration, actor=admin, role="programme_admin", change="x", reason=" ")
        frozen = take("marseille", TODAY)
        [told] = frozen.manifest["plans"]
        assert told["digest"] == registration.digest and len(told["amendments"]) == 2


@pytest.mark.parametrize("model", [Registration, Amendment])
def test_the_database_itself_refuses_to_change_what_is_registered(world, scene, model):
    with scope(territory=["marseille"]):
        plan = plans.draft("marseille", actor=world.researcher, told=WORDS)
        plans.propose(plan, actor=world.researcher, role="researcher")
        row = plans.confirm(plan, actor=world.programme_admin, role="programme_admin", seen=digest_of(plan.document))
        plans.amend(row, actor=world.researcher, role="researcher", change="Un mot.", reason="Une faute.")
        with pytest.raises(DatabaseError):
            model.objects.update(digest="0" * 64)


def test_a_plan_written_before_anybody_came_says_so(world, in_december):
    with scope(territory=["marseille"]):
        plan = plans.draft("marseille", actor=world.researcher, told=WORDS)
        plans.propose(plan, actor=world.researcher, role="researcher")
        seen = digest_of(plan.document)
        row = plans.confirm(plan, actor=world.programme_admin, role="programme_admin", seen=seen)
    assert str(row.came) == "avant la première personne orientée"


def test_pages_from_the_draft_to_the_report(client, world, elsewhere, scene):
    client.force_login(world.user("researcher"))
    page = client.get(HOME)
    assert page.status_code == 200 and "exploratoire" in page.content.decode()
    new = reverse("evaluation:draft", args=["marseille"])
    assert client.get(new).status_code == 200
    assert client.post(new, {"title": "x"}).status_code == 422
    told = {**WORDS, "questions": "Une ?\nDeux ?"}
    plan_url = client.post(new, told)["Location"]
    assert client.get(plan_url).context["proposes"]
    edit = plan_url + "changer/"
    assert client.get(edit).status_code == 200
    assert client.post(edit, {**told, "title": "Autre titre", "version": 1}).status_code == 302
    assert client.post(plan_url + "signer/").status_code == 302
    assert not client.get(plan_url).context["confirms"]
    client.force_login(world.user("programme_admin"))
    shown = client.get(plan_url)
    assert shown.context["confirms"] and "Autre titre" in shown.content.decode()
    assert client.post(plan_url + "enregistrer/", {"seen": shown.context["digest"]}).status_code == 302
    assert client.post(plan_url, {"change": "36 mois aussi.", "reason": ""}).status_code == 422
    assert client.post(plan_url, {"change": "36 mois aussi.", "reason": "Le comité."}).status_code == 302
    assert "36 mois aussi." in client.get(plan_url).content.decode()

    assert client.post(reverse("evaluation:freeze", args=["marseille"])).status_code == 302
    assert client.get(HOME).context["running"]
    while run_one():
        pass
    with scope(territory=["marseille"]):
        row = Freeze.objects.get()
    assert row.digest in client.get(HOME).content.decode()
    report = {kind: reverse("evaluation:report", args=["marseille", row.pk, kind]) for kind in ("pdf", "json", "csv")}
    pdf = client.get(report["pdf"])
    assert pdf.content.startswith(b"%PDF") and client.get(report["pdf"]).content == pdf.content
    assert client.get(report["json"]).json()["plans"][0]["words"]["title"] == "Autre titre"
    tables = reverse("evaluation:frozen", args=["marseille", row.pk])
    assert unzipped(client.post(tables).content).digest == row.digest
    client.force_login(world.user("territory_coordinator"))
    assert client.get(report["pdf"]).status_code == 200 and client.get(plan_url).status_code == 200
    assert client.post(tables).status_code == 404 and client.get(new).status_code == 404
    assert client.get(reverse("evaluation:comparison", args=["marseille"])).context["compared"] is None
    client.force_login(elsewhere.user("territory_coordinator"))
    assert client.get(HOME).status_code == client.get(report["pdf"]).status_code == 404

    FREEZES.path(row.pk).write_text("changed by hand")
    client.force_login(world.user("programme_admin"))
    spoilt = client.get(report["pdf"])
    assert spoilt.status_code == 409 and row.digest in spoilt.content.decode()


def test_the_planner_says_in_plain_words_what_a_design_cannot_prove(client, world):
    client.force_login(world.user("territory_coordinator"))
    url = reverse("evaluation:design")
    first = client.get(url)
    assert "Ce pilote ne peut pas prouver un tel écart" in first.content.decode()
    assert first.context["power_percent"] == 30 and first.context["design"].more == 9
    asked = {"territories": 9, "a_step": 1, "people": 12, "base": 50, "gain": 15, "icc": "0.05"}
    nine = client.get(url, {**asked, "territories": 9, "seed": "vendredi"})
    assert "peut montrer" in nine.content.decode() and nine.context["design"].rows[0].digest
    assert client.get(url, {**asked, "gain": 60}).status_code == 422
    assert client.get(url, {**asked, "a_step": 9}).status_code == 422
    assert client.get(url, {**asked, "names": "Marseille\nLille"}).status_code == 422


def test_an_order_is_drawn_by_lot_only_when_seats_are_short_and_anybody_can_draw_it_again(client, world, scene):
    with world.advisor.at_work():
        for number in range(10, 16):
            person(world, number, stage="training", next_step="training.enrol")
    client.force_login(world.user("territory_coordinator"))
    url = reverse("evaluation:draw", args=["marseille"])
    told = {"title": "Cohorte de janvier", "seats": 4, "seed": "vendredi 10 h", "ethics": "Comité du 3 novembre."}
    assert "6 personnes" in client.get(url).content.decode()
    assert client.post(url, {**told, "seats": 6}).status_code == 422
    assert client.post(url, {**told, "ethics": ""}).status_code == 422
    page = client.get(client.post(url, told)["Location"])
    assert page.context["holds"] and len(page.context["places"]) == 6
    with scope(territory=["marseille"]):
        event = Event.objects.get(verb="evaluation.draw")
        assert event.facts == {"people": 6, "seats": 4, "seed": "vendredi 10 h"} and event.pathway_id is None
        [drawn] = take("marseille", TODAY).manifest["lots"]
        assert (drawn["people"], drawn["seats"], drawn["seed"]) == (6, 4, "vendredi 10 h")
    client.force_login(world.user("programme_admin"))
    assert client.get(url).status_code == 404
    with scope(territory=["marseille"]), pytest.raises(DatabaseError):
        Lots.objects.update(seed="another")
