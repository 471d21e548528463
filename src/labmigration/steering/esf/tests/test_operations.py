"""An operation from its opening to the file that leaves: participants, what is missing, the same bytes twice."""

import csv
import io
import json
import zipfile
from datetime import date, timedelta

import pytest
from django.urls import reverse

from labmigration import clock
from labmigration.access.gate import Conflict, Refused
from labmigration.pathway.questionnaires import actions
from labmigration.pathway.questionnaires.planning import plan
from labmigration.pathway.questionnaires.tests.conftest import BEGAN, LEFT
from labmigration.pathway.questionnaires.tests.test_answering import ANSWERS, signed_in
from labmigration.pathway.training import states as training
from labmigration.pathway.training.models import Enrolment
from labmigration.steering.esf import operations
from labmigration.steering.esf.building import export_esf
from labmigration.steering.esf.kept_files import FILES
from labmigration.steering.esf.models import Export, Operation
from labmigration.timeline.models import Event

YEAR = {"starts_on": date(2026, 1, 1), "ends_on": date(2026, 12, 31)}


@pytest.fixture
def coordinator(world):
    return world.territory_coordinator


@pytest.fixture
def operation(world, coordinator, entry):
    with clock.at(BEGAN), coordinator.at_work():
        return operations.open_operation("marseille", actor=coordinator, name="Essai 2026", number="", **YEAR)


def made(operation, coordinator, day):
    with clock.at(day), coordinator.at_work():
        row = operations.ask_for_export(operation, actor=coordinator, first=YEAR["starts_on"], last=day)
    with clock.at(day):
        export_esf("marseille", str(row.pk), renew=lambda: None)
    with coordinator.at_work():
        row.refresh_from_db()
        with zipfile.ZipFile(io.BytesIO(FILES.kept(row.pk))) as archive:
            return row, {name: archive.read(name) for name in archive.namelist()}


def test_what_is_missing_stands_person_by_person_with_the_page_where_it_is_completed(
    world, coordinator, operation, entry
):
    page, client = reverse("esf:operation", args=[operation.pk]), signed_in(world.user("territory_coordinator"))
    fill = reverse("questionnaires:with_her", args=[entry.pk])
    with clock.at(BEGAN + timedelta(days=40)), coordinator.at_work():
        body = client.get(page).content.decode()
        assert "sans réponse, fenêtre fermée" in body and fill in body
        client.post(fill, {code: answer for code, answer in ANSWERS.items() if code != "education"})
        body = client.get(page).content.decode()
        assert "Pas de réponse : Jusqu’où" in body
        client.post(fill, {**ANSWERS, "birth_year": "1991"})
        body = client.get(page).content.decode()
        assert "L’année de naissance dite n’est pas celle du dossier" in body
        client.post(fill, ANSWERS)
        assert "Rien ne manque" in client.get(page).content.decode()
        # First filled in after its window: counted apart.
        rates = client.get(reverse("esf:home", args=["marseille"])).context["rates"]
        assert [(wave.asked, wave.in_window, wave.late) for wave in rates] == [(1, 0, 1)]
        # Who coordinates completes what is missing and reads no answer.
        assert "checked" not in client.get(fill).content.decode()
        # Outside its dates nobody is a participant.
        assert "Aucun participant" in client.get(f"{page}?first=2025-01-01&last=2025-12-31").content.decode()
        assert client.get(f"{page}?first=2026-12-31&last=2026-01-01").status_code == 422


def test_the_same_data_give_the_same_bytes_and_the_manifest_says_who_and_when(
    world, coordinator, operation, entry, system
):
    with clock.at(BEGAN), world.advisor.at_work():
        actions.note(entry, actor=world.advisor, given={code: (answer,) for code, answer in ANSWERS.items()})
    first, files = made(operation, coordinator, BEGAN)
    second, again = made(operation, coordinator, BEGAN)
    assert first.digest == second.digest
    assert {name: data for name, data in files.items() if name != "manifeste.json"} == {
        name: data for name, data in again.items() if name != "manifeste.json"
    }
    [row] = csv.DictReader(io.StringIO(files["participants.csv"].decode("utf-8-sig")), delimiter=";")
    assert (row["EECO02"], row["EECO11"], row["EECO15"], row["EECR04"]) == ("1", "1", "non calculé", "pas encore")
    told = b"".join(files.values())
    with coordinator.at_work():
        person = entry.pathway.candidate
    assert person.surname.encode() not in told and str(entry.pathway_id).encode() not in told
    about = json.loads(files["manifeste.json"])
    assert (about["participants"], about["demande_par"]) == (1, world.user("territory_coordinator").name)
    assert "déduit" in about["champs"]["EECO03"]["code"]
    # She leaves: other data, other bytes; on the day of the first export nothing has changed.
    with clock.at(LEFT), system.at_work():
        Enrolment.objects.update(state=training.COMPLETED)
        plan(system)
    later, _files = made(operation, coordinator, LEFT)
    assert later.digest != first.digest
    assert made(operation, coordinator, BEGAN)[0].digest == first.digest


def test_a_download_is_shown_first_and_written_down(world, coordinator, operation):
    row, _files = made(operation, coordinator, BEGAN)
    client, address = signed_in(world.user("territory_coordinator")), reverse("esf:download", args=[row.pk])
    with clock.at(BEGAN), coordinator.at_work():
        assert "Sans nom ne veut pas dire anonyme" in client.get(address).content.decode()
        assert not Event.objects.filter(verb="esf.download").exists()
        assert client.post(address)["Content-Type"] == "application/zip"
        assert Event.objects.filter(verb="esf.download").count() == 1
        assert Event.objects.filter(verb="esf.export").count() == 1
        assert "mêmes données" not in client.get(reverse("esf:operation", args=[operation.pk])).content.decode()
        assert signed_in(world.user("advisor")).get(address).status_code == 404


def test_two_people_who_change_an_operation_never_overwrite_each_other(world, coordinator, operation, elsewhere):
    with clock.at(BEGAN), coordinator.at_work():
        operations.edit_operation(operation, actor=coordinator, version=1, name="Essai", number="42", **YEAR)
        with pytest.raises(Conflict):
            operations.edit_operation(operation, actor=coordinator, version=1, name="Autre", number="", **YEAR)
        with pytest.raises(Refused, match="déjà ce nom"):
            operations.open_operation("marseille", actor=coordinator, name="Essai", number="", **YEAR)
        with pytest.raises(Refused, match="avant de commencer"):
            operations.ask_for_export(operation, actor=coordinator, first=LEFT, last=BEGAN)
        assert Operation.objects.get(pk=operation.pk).number == "42"
    stranger = elsewhere.territory_coordinator
    with stranger.at_work(), pytest.raises(Refused):
        operations.ask_for_export(operation, actor=stranger, first=BEGAN, last=LEFT)
    with coordinator.at_work():
        assert not Export.objects.exists()
