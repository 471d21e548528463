"""Files of evidence, certificates and exports: from what happened, with denominators, and names only per right."""

import csv
import io
import zipfile
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Refused
from labmigration.jobs.models import Job
from labmigration.jobs.queue import run_one
from labmigration.pathway import actions as pathway_actions
from labmigration.pathway.training import actions as training
from labmigration.people.models import SAFETY_YES
from labmigration.programme import programme
from labmigration.quality import building
from labmigration.quality.certificate import certificate
from labmigration.quality.evidence.tables import Period, cell
from labmigration.quality.evidence.themes import THEMES
from labmigration.quality.hours_export import hours_of
from labmigration.quality.kept_files import FILES
from labmigration.quality.models import EvidenceFile

DAY = date(2026, 3, 10)
FIRST, LAST = date(2026, 3, 1), date(2026, 3, 31)


@pytest.fixture
def scene(school, at_work):
    """Three people, one half-day signed; one of them was away."""
    cohort, seats = school.running(3, with_account=True)
    session = school.session(cohort, day=DAY)
    school.sign(session, **{f"seat_{seats[2].seat}": ("absent", None)})
    training.sign(session, actor=Actor.of(seats[0].pathway.candidate.user))
    return cohort, seats


def period(seats, *, named: bool = False) -> Period:
    return Period.of(FIRST, LAST, list(seats), named=named)


def test_every_theme_of_the_programme_has_its_file_and_its_source():
    assert {each.code for each in programme().quality.indicator} == set(THEMES)
    for each in programme().quality.indicator:
        assert programme().source(each.source)
        assert each.numbers_fr or not each.confirmed


@pytest.mark.parametrize("theme", THEMES)
def test_each_theme_tells_its_period_with_denominators_and_without_a_name(scene, theme):
    tables = THEMES[theme](period(scene[1]))
    assert tables and any(table.told for table in tables)
    whole = b"".join(table.as_csv() for table in tables).decode()
    assert scene[1][0].pathway.candidate.surname not in whole
    for table in tables:
        assert all(len(row) == len(table.columns) for row in table.rows), table.name


def test_hours_of_evidence_are_those_that_a_trainer_signed(scene):
    (hours, sheets) = THEMES["attendance"](period(scene[1]))
    assert sorted(row[4] or Decimal() for row in hours.rows) == [Decimal("3.50"), Decimal("3.50")]
    assert "3.50" not in hours.as_csv().decode() and "3,50" in hours.as_csv().decode()
    assert sheets.rows[0][5:] == (3, 2, 1)
    assert "1 sur 2" in hours.told[1]


def test_an_absence_followed_by_a_contact_is_told_so(school, scene):
    away = scene[1][2].pathway
    (absences, _departures) = THEMES["drop_out"](period(scene[1]))
    assert "0 sur 1" in absences.told[0]
    with clock.at(DAY + timedelta(days=2)):
        pathway_actions.note_contact(away, actor=school.world.advisor, channel="call")
    with clock.at(DAY + timedelta(days=5)):
        (absences, _departures) = THEMES["drop_out"](period(scene[1]))
    assert "1 sur 1" in absences.told[0] and absences.rows[0][3] == 2


def test_a_certificate_holds_signed_hours_and_none_is_made_without_them(scene):
    document = certificate(scene[1][0])
    assert document.startswith(b"%PDF") and len(document) > 2000
    with pytest.raises(LookupError):
        certificate(scene[1][2])


def coordinator(school) -> Actor:
    return school.world.territory_coordinator


def asked(school, indicator: str, *, named: bool) -> EvidenceFile:
    return building.ask_for_evidence(
        "marseille", actor=coordinator(school), indicator=indicator, first=FIRST, last=LAST, named=named
    )


def made(row: EvidenceFile) -> zipfile.ZipFile:
    Job.objects.exclude(name="build_evidence").delete()
    assert run_one()
    assert Job.objects.get().state == Job.State.DONE, Job.objects.get().error
    return zipfile.ZipFile(io.BytesIO(FILES.kept(row.pk)))


def test_the_job_makes_one_sealed_archive_and_says_how_far_it_is(school, scene):
    row = asked(school, "attendance", named=True)
    archive = made(row)
    names = archive.namelist()
    assert names[0] == "synthese.pdf" and "heures.csv" in names
    assert len([name for name in names if name.startswith("certificats/")]) == 2
    row.refresh_from_db()
    assert row.finished_at and row.done == row.total == 5
    assert b"PK" not in FILES.path(row.pk).read_bytes()[:4]


def test_without_names_there_is_no_name_and_no_certificate(school, scene):
    archive = made(asked(school, "attendance", named=False))
    whole = b"".join(archive.read(name) for name in archive.namelist() if name.endswith(".csv")).decode()
    assert "P-00" in whole and scene[1][0].pathway.candidate.surname not in whole
    assert not [name for name in archive.namelist() if name.startswith("certificats/")]


def test_a_protected_person_stands_in_no_file_of_names(school, scene):
    person = scene[1][0].pathway.candidate
    person.safety = SAFETY_YES
    person.save()
    archive = made(asked(school, "entry_positioning", named=True))
    assert person.surname not in archive.read("positionnement.csv").decode()


def test_nobody_asks_for_another_territory_an_unknown_theme_or_a_period_upside_down(school, scene, elsewhere):
    told = {"indicator": "attendance", "first": FIRST, "last": LAST, "named": False}
    with pytest.raises(Refused):
        building.ask_for_evidence("marseille", actor=elsewhere.territory_coordinator, **told)
    with pytest.raises(Refused):
        building.ask_for_evidence("marseille", actor=coordinator(school), **{**told, "indicator": "no"})
    with pytest.raises(Refused):
        building.ask_for_evidence("marseille", actor=coordinator(school), **{**told, "first": LAST, "last": FIRST})


def test_hours_for_the_funder_have_names_only_on_demand_and_per_right(school, scene):
    pseudonyms = hours_of(school.coordinator, FIRST, LAST, named=False)
    named = hours_of(school.coordinator, FIRST, LAST, named=True)
    surname = scene[1][0].pathway.candidate.surname
    assert surname not in pseudonyms.as_csv().decode() and surname in named.as_csv().decode()
    rows = list(csv.DictReader(io.StringIO(named.as_csv().decode("utf-8-sig")), delimiter=";"))
    assert {row["Heures signées"] for row in rows} == {"3,50"}
    assert named.as_xlsx().startswith(b"PK")
    assert "séances de la période" in " ".join(named.reading)


def test_hours_outside_the_period_are_not_in_the_export(school, scene):
    assert not hours_of(school.coordinator, date(2026, 4, 1), date(2026, 4, 30), named=False).rows


@pytest.mark.parametrize("typed", ["=1+1", "+33", "-x", "@cmd", "\tx"])
def test_what_somebody_typed_is_never_a_formula(typed):
    assert cell(typed).startswith("'")


def test_the_quality_page_asks_for_a_file_and_only_who_asked_downloads_it(school, scene, client):
    client.force_login(coordinator(school).user)
    page = reverse("quality:home", args=["marseille"])
    html = client.get(page).content.decode()
    assert "Positionnement à l’entrée" in html and "sans numéro" in html
    sent = {"first": "2026-03-01", "last": "2026-03-31", "indicator": "evaluation"}
    assert client.post(page, {**sent, "last": "2026-02-01"}).status_code == 422
    assert client.post(page, sent).status_code == 302
    row = EvidenceFile.objects.get()
    address = reverse("quality:evidence_file", args=[row.pk])
    assert client.get(address).status_code == 404
    made(row)
    assert client.get(address)["Content-Type"] == "application/zip"
    client.force_login(school.world.user("territory_coordinator", another=True))
    assert client.get(address).status_code == 404


def test_the_administration_reads_the_page_and_asks_for_nothing(school, scene, client):
    client.force_login(school.world.user("programme_admin"))
    page = reverse("quality:home", args=["marseille"])
    assert "Préparer le fichier" not in client.get(page).content.decode()
    client.post(page, {"first": "2026-03-01", "last": "2026-03-31", "indicator": "evaluation"})
    assert not EvidenceFile.objects.exists()


def test_the_certificate_is_for_herself_her_advisor_and_who_trains_her(school, scene, client, elsewhere):
    address = reverse("quality:certificate", args=[scene[1][0].pk])
    own, advisor = scene[1][0].pathway.candidate.user, school.world.user("advisor")
    for user in (own, advisor, school.coordinator.user):
        client.force_login(user)
        assert client.get(address)["Content-Type"] == "application/pdf"
    for user in (scene[1][1].pathway.candidate.user, school.world.user("referrer"), elsewhere.user("advisor")):
        client.force_login(user)
        assert client.get(address).status_code == 404
    client.force_login(own)
    other = reverse("quality:certificate", args=[scene[1][2].pk])
    assert client.get(other).status_code == 404


def test_hours_are_downloaded_by_the_training_coordination(school, scene, client):
    client.force_login(school.coordinator.user)
    sent = {"first": "2026-03-01", "last": "2026-03-31", "kind": "csv"}
    answer = client.post(reverse("quality:hours"), sent)
    assert answer["Content-Disposition"].endswith('.csv"') and b"P-00" in answer.content
    client.force_login(school.trainer)
    assert client.get(reverse("quality:hours")).status_code == 404
