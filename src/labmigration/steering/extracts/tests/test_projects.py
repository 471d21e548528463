"""A project from its request to its end: two people approve it, its file is taken, and given no longer."""

import csv
import io
import json
import xml.etree.ElementTree as ET
import zipfile
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django_scopes import scope

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused
from labmigration.access.models import RoleGrant
from labmigration.jobs.queue import run_one
from labmigration.notices.models import OutboxMessage
from labmigration.pathway.questionnaires.tests.test_answering import signed_in
from labmigration.steering.extracts import building, projects
from labmigration.steering.extracts.codebook import NAMESPACE
from labmigration.steering.extracts.kept_files import FILES
from labmigration.steering.extracts.models import Extract, Project, TableGiven
from labmigration.steering.extracts.pseudonyms import pseudonyms
from labmigration.steering.extracts.sweeping import end_projects
from labmigration.steering.extracts.tests.conftest import TODAY, WANTED, says
from labmigration.timeline.models import Event


def prepared(world, project):
    """The files of a project, made by the background job."""
    with scope(territory=["marseille"]):
        row = projects.prepare(project, actor=world.researcher)
    while run_one():
        pass
    with scope(territory=["marseille"]):
        row.refresh_from_db()
        with zipfile.ZipFile(io.BytesIO(FILES.kept(row.pk))) as archive:
            return row, {name: archive.read(name).decode() for name in archive.namelist()}


def lines_of(text):
    return list(csv.DictReader(io.StringIO(text.split("\n", 1)[1])))


def test_two_people_of_two_roles_approve_and_whoever_asked_is_none_of_them(world, asked):
    with scope(territory=["marseille"]):
        with pytest.raises(Conflict):
            projects.approve(asked, actor=world.programme_admin, role="programme_admin")
        projects.agree(asked, actor=world.dpo, role="dpo")
        # The same person, though she held the other role as well; another person under the same role.
        both = world.user("dpo")
        RoleGrant.objects.create(user=both, role="programme_admin", since=date(2020, 1, 1))
        with pytest.raises(Conflict):
            projects.approve(asked, actor=Actor.of(both), role="programme_admin")
        with pytest.raises(Conflict):
            projects.approve(asked, actor=world.actor("dpo", another=True), role="dpo")
        asker = world.user("researcher")
        RoleGrant.objects.create(user=asker, role="programme_admin", since=date(2020, 1, 1))
        with pytest.raises(Conflict):
            projects.approve(asked, actor=Actor.of(asker), role="programme_admin")
        with pytest.raises(Refused):
            projects.prepare(asked, actor=world.researcher)
        projects.approve(asked, actor=world.programme_admin, role="programme_admin")
        assert Project.objects.get().state == "approved"


def test_what_is_asked_badly_is_said(world, in_december):
    with scope(territory=["marseille"]):
        for told, words in (
            ({"first": TODAY, "last": TODAY - timedelta(days=1)}, "avant de commencer"),
            ({"ends_on": TODAY}, "après aujourd’hui"),
            ({"ends_on": date(2030, 1, 1)}, "trop loin"),
            ({"columns": []}, "colonnes"),
            ({"columns": ["name"]}, "colonnes"),
        ):
            with pytest.raises(Refused, match=words):
                projects.ask("marseille", actor=world.researcher, told={**WANTED, **told})
        with pytest.raises(Refused):
            projects.ask("marseille", actor=world.territory_coordinator, told=WANTED)


def test_under_two_hundred_people_there_are_tables_only_and_each_file_says_whose_it_is(world, crowd, approved):
    row, files = prepared(world, approved)
    assert set(files) == {
        *("LISEZ-MOI.txt", "dictionnaire.csv", "ddi-codebook.xml", "tableaux.csv", "manifeste.json", "SHA256SUMS"),
    }
    assert not row.lines and row.people == 36
    about = json.loads(files["manifeste.json"])
    assert about["fait"]["consent"] == {
        "people": 40,
        "yes": 36,
        "refused": 2,
        "withdrawn": 0,
        "withdrawn_since": 0,
        "never_asked": 2,
    }
    for name in files.keys() - {"SHA256SUMS"}:
        assert "Laboratoire inventé, Marseille" in files[name] and str(approved.pk) in files[name], name
    counts = [line["people"] for line in lines_of(files["tableaux.csv"])]
    assert "masqué" in counts and all(count == "masqué" or int(count) >= 11 for count in counts)
    told = "".join(files.values())
    assert "Diallo" not in told and not [each for each in crowd if str(each.pk) in told]
    assert "Tableaux seulement" in files["LISEZ-MOI.txt"] and "Tables only" in files["LISEZ-MOI.txt"]
    root = ET.fromstring(files["ddi-codebook.xml"])
    named = {each.get("name") for each in root.iter(f"{{{NAMESPACE}}}var")}
    assert named == set(WANTED["columns"])


def test_enough_people_give_lines_that_resemble_each_other_and_say_what_was_made_coarser(
    world, crowd, approved, monkeypatch
):
    rules = building.research().rules
    object.__setattr__(rules, "lines_from", 30)  # fewer people than the programme asks for, so that lines come out
    try:
        row, files = prepared(world, approved)
        rows = lines_of(files["personnes.csv"])
        known = [tuple(line[name] for name in ("sex", "age", "occupation")) for line in rows]
        assert row.lines and min(known.count(each) for each in known) >= 5 and len(rows) == row.people
        assert row.report["smallest"] == min(known.count(each) for each in known)
        with scope(territory=["marseille"]):
            mine = pseudonyms(approved.pk, [each.pk for each in crowd])
        assert {line["person"] for line in rows} <= set(mine)
        # Another project: other names for the same people.
        with scope(territory=["marseille"]):
            other = projects.ask("marseille", actor=world.researcher, told=WANTED)
        assert not set(mine) & set(pseudonyms(other.pk, [each.pk for each in crowd]))
        words = {line["column"] for line in lines_of(files["dictionnaire.csv"])}
        assert words == {"person", *WANTED["columns"]}
        assert "laissées de côté" in files["LISEZ-MOI.txt"]
    finally:
        object.__setattr__(rules, "lines_from", 200)


def test_who_takes_her_yes_back_closes_the_file_and_is_in_none_of_the_next(world, crowd, approved):
    first, _files = prepared(world, approved)
    with clock.at(TODAY + timedelta(days=1)), world.advisor.at_work():
        says(world, crowd[5], False)
    with clock.at(TODAY + timedelta(days=2)):
        with scope(territory=["marseille"]), pytest.raises(Refused, match="repris son accord"):
            projects.take(first, actor=world.researcher)
        second, files = prepared(world, approved)
        with scope(territory=["marseille"]):
            assert second.people == first.people - 1
            event = Event.objects.filter(verb="extracts.finish").first()
            assert event.facts["withdrawn"] == 1 and event.facts["people"] == second.people
            assert "1 depuis le fichier d’avant" in files["LISEZ-MOI.txt"]
            with pytest.raises(Refused, match="plus récent"):
                projects.take(first, actor=world.researcher)
            assert projects.take(second, actor=world.researcher)
            # Her leaving shows in no table: the second would name her beside the first.
            tables = {(t.row, t.column): t.cells for t in TableGiven.objects.filter(extract=first)}
            for later in TableGiven.objects.filter(extract=second):
                before = tables.get((later.row, later.column))
                pairs = zip(sum(before or [], []), sum(later.cells, []), strict=False)
                assert not [1 for old, new in pairs if old is not None and new is not None and 0 < abs(old - new) < 11]


def test_a_person_who_was_erased_closes_the_file_that_knew_her(world, crowd, approved):
    row, _files = prepared(world, approved)
    with scope(territory=["marseille"]):
        assert projects.closed_because(row) == ""
        row.report["yes_known"] += 1  # one yes more than is known today: its record was erased with her
        assert "effacée" in projects.closed_because(row)


def test_after_its_end_nothing_is_given_its_files_are_gone_and_the_holder_is_told(
    world, crowd, approved, django_capture_on_commit_callbacks
):
    row, _files = prepared(world, approved)
    with clock.at(WANTED["ends_on"]):
        assert end_projects() == 0
        with scope(territory=["marseille"]):
            assert projects.take(row, actor=world.researcher)
    with clock.at(WANTED["ends_on"] + timedelta(days=1)):
        with scope(territory=["marseille"]), pytest.raises(Refused, match="terminé"):
            projects.take(Extract.objects.select_related("project").get(pk=row.pk), actor=world.researcher)
        with django_capture_on_commit_callbacks(execute=True):
            assert end_projects() == 1
        assert end_projects() == 0
        assert OutboxMessage.objects.filter(key=f"extract_project_over|{approved.pk}").count() == 1
        with pytest.raises(FileNotFoundError):
            FILES.kept(row.pk)


def test_the_pages_lead_from_the_request_to_the_file_and_write_down_who_took_it(world, crowd):
    researcher = signed_in(world.user("researcher"))
    form = {
        **{name: value for name, value in WANTED.items() if name != "columns"},
        "known": ["sex"],
        "outcomes": ["hired"],
    }
    ask = reverse("extracts:ask", args=["marseille"])
    assert researcher.post(ask, {**form, "known": [], "outcomes": []}).status_code == 422
    page = researcher.post(ask, form).url
    assert "attend deux accords" in researcher.get(page).content.decode()
    officer, admin = signed_in(world.user("dpo")), signed_in(world.user("programme_admin"))
    assert "Attendent votre accord" in officer.get(reverse("extracts:home")).content.decode()
    assert officer.post(f"{page}refuser/", {"reason": ""}).status_code == 422
    officer.post(f"{page}accord/")
    assert officer.post(f"{page}approuver/").status_code == 404
    admin.post(f"{page}approuver/")
    assert "Préparer le fichier" in researcher.get(page).content.decode()
    researcher.post(f"{page}preparer/")
    while run_one():
        pass
    with scope(territory=["marseille"]):
        row = Extract.objects.get()
    address = reverse("extracts:download", args=["marseille", row.pk])
    assert "Sans nom ne veut pas dire anonyme" in researcher.get(address).content.decode()
    assert researcher.post(address)["Content-Type"] == "application/zip"
    assert world.user("researcher").name in officer.get(page).content.decode().split("Qui l’a pris")[1]
    # Nobody but the researcher takes it, nor reads it in another researcher's name.
    for role in ("dpo", "programme_admin", "territory_coordinator"):
        assert signed_in(world.user(role)).post(address).status_code == 404
    stranger = signed_in(world.user("researcher", another=True))
    assert stranger.post(address).status_code == 404 and stranger.get(page).status_code == 404
    assert officer.post(f"{page}arreter/", {"reason": "Le projet a changé."}).status_code == 302
    assert "Le projet a changé." in researcher.get(page).content.decode()
    assert "n’est plus remis" in researcher.get(address).content.decode()


def test_a_refusal_says_why(world, asked):
    with scope(territory=["marseille"]):
        with pytest.raises(Refused, match="raison"):
            projects.refuse(asked, actor=world.dpo, reason=" ")
        projects.refuse(asked, actor=world.dpo, reason="Trop de colonnes.")
        assert Project.objects.get().reason == "Trop de colonnes."
    body = signed_in(world.user("researcher")).get(reverse("extracts:project", args=["marseille", asked.pk]))
    assert "Trop de colonnes." in body.content.decode()
