"""Runs that stop in the middle, and files read by the worker: nothing is lost, nothing is created twice."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from django_scopes import scope

from labmigration import clock
from labmigration.jobs.queue import run_one
from labmigration.pathway.reception import file_actions, importing
from labmigration.pathway.reception.importing import Import
from labmigration.pathway.reception.kept_files import REFERRAL_FILES
from labmigration.pathway.reception.models import ImportedRow, Referral, ReferralFile
from labmigration.pathway.reception.reading import read_file
from labmigration.pathway.reception.reading_ahead import ReadAhead
from labmigration.pathway.reception.rows_alike import RowsAlike
from labmigration.pathway.reception.tests.conftest import DECISION_DAY, SAMPLE
from labmigration.people.models import Candidate


@pytest.fixture
def small_chunks(monkeypatch):
    monkeypatch.setattr(importing, "CHUNK", 20)


def sent(world, *, dry_run=False, content=None) -> ReferralFile:
    file = file_actions.send(
        "envoi.csv", content or SAMPLE.read_bytes(), actor=world.advisor, territory="marseille", on=DECISION_DAY
    )
    if not dry_run:
        run_one()
        file.refresh_from_db()
        file_actions.import_for_good(file, actor=world.advisor)
    return file


def people() -> tuple[int, int]:
    with scope(territory=["marseille"]):
        return Candidate.objects.count(), Referral.objects.count()


def test_a_run_that_dies_after_a_chunk_goes_on_where_it_stopped(world, small_chunks, key):
    with world.advisor.at_work():
        file = sent(world)
        renewals = []

        def dies_at_the_third() -> None:
            renewals.append(1)
            if len(renewals) == 3:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            importing.read_referral_file(file_id=str(file.pk), territory="marseille", renew=dies_at_the_third)
        file.refresh_from_db()
        assert (file.state, file.read_rows) == ("running", 40)
        importing.read_referral_file(file_id=str(file.pk), territory="marseille", renew=lambda: None)
        file.refresh_from_db()
        assert (file.state, file.read_rows) == ("done", 72)
        assert (file.created, file.duplicate, file.already_imported, file.rejected) == (64, 4, 0, 4)
        lines = dict(ImportedRow.objects.filter(file=file).values_list("line", "duplicate_of_line"))
        assert {line: lines[line] for line in (33, 34, 35, 68)} == {33: 22, 34: 16, 35: 14, 68: 26}
    assert people() == (68, 68)


def test_the_same_command_after_a_kill_creates_only_what_is_left(imported, small_chunks, monkeypatch):
    taken = Import._count
    calls = []

    def dies(self, file, judged):
        calls.append(1)
        if len(calls) == 3:
            raise KeyboardInterrupt
        taken(self, file, judged)

    monkeypatch.setattr(Import, "_count", dies)
    with pytest.raises(KeyboardInterrupt):
        imported(SAMPLE)
    monkeypatch.setattr(Import, "_count", taken)
    told = imported(SAMPLE)
    outcomes = [one["outcome"] for one in told.values()]
    # The first forty lines came before: three of them can't be read.
    assert outcomes.count("already_imported") == 37
    assert people() == (68, 68)


def test_the_worker_reads_a_file_for_trial_then_for_good(world, client):
    client.force_login(world.user("advisor"))
    upload = SimpleUploadedFile("envoi.csv", SAMPLE.read_bytes(), "text/csv")
    answer = client.post(reverse("reception:import"), {"file": upload, "on": "2022-10-18"})
    assert answer.status_code == 302
    with world.advisor.at_work():
        file = ReferralFile.objects.get()
    assert (file.state, file.dry_run) == ("waiting", True)
    assert b"Silva" not in REFERRAL_FILES.path(file.pk).read_bytes()
    assert "la lecture va commencer" in client.get(answer["Location"]).content.decode()

    assert run_one()
    page = client.get(answer["Location"]).content.decode()
    assert "rien n’est importé" in page
    assert "Ressemble à la ligne 22" in page
    assert people() == (0, 0)

    client.post(reverse("reception:import_for_good", args=[file.pk]))
    assert run_one()
    page = client.get(answer["Location"]).content.decode()
    assert "Le fichier est importé" in page
    assert people() == (68, 68)
    assert not REFERRAL_FILES.path(file.pk).exists()
    assert not run_one()


def test_a_trial_of_known_rows_says_so_and_an_import_asked_for_twice_is_one(world):
    with world.advisor.at_work():
        file = sent(world)
        with pytest.raises(Exception, match="déjà fait importer"):
            file_actions.import_for_good(file, actor=world.advisor)
        run_one()
        trial = sent(world, dry_run=True)
        run_one()
        trial.refresh_from_db()
        assert (trial.created, trial.already_imported, trial.rejected) == (0, 68, 4)
    assert people() == (68, 68)


def test_giving_up_a_trial_deletes_its_rows_and_its_bytes(world):
    with world.advisor.at_work():
        file = sent(world, dry_run=True)
        run_one()
        file_actions.give_up(file, actor=world.advisor)
        assert ReferralFile.objects.count() == ImportedRow.objects.count() == 0
    assert not REFERRAL_FILES.path(file.pk).exists()


def test_an_unreadable_upload_tells_why_and_is_not_kept(world, client):
    with world.advisor.at_work():
        file = sent(world, dry_run=True, content=b"\x89PNG" + bytes(50))
        run_one()
    client.force_login(world.user("advisor"))
    assert "n’est pas un tableau" in client.get(reverse("reception:file", args=[file.pk])).content.decode()
    assert not REFERRAL_FILES.path(file.pk).exists()


def test_a_page_says_when_no_worker_takes_the_file(world, client):
    with world.advisor.at_work():
        file = sent(world, dry_run=True)
        ReferralFile.objects.filter(pk=file.pk).update(sent_at=clock.now() - timedelta(seconds=6))
    client.force_login(world.user("advisor"))
    assert "Personne ne lit les fichiers" in client.get(reverse("reception:file", args=[file.pk])).content.decode()


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_lines_to_correct_come_as_a_file(world, client, kind):
    with world.advisor.at_work():
        file = sent(world)
        run_one()
    client.force_login(world.user("advisor"))
    answer = client.get(reverse("reception:rejects", args=[file.pk, kind]))
    assert answer["Content-Disposition"] == f'attachment; filename="envoi-a-corriger.{kind}"'
    sheet = read_file(answer.content)
    assert len(sheet.rows) == 4


def test_an_upload_that_is_too_large_is_refused_beside_its_field(world, client, monkeypatch):
    from labmigration.pathway.reception import forms

    monkeypatch.setattr(forms, "DEFAULT_LIMIT", 1000)
    client.force_login(world.user("advisor"))
    upload = SimpleUploadedFile("envoi.csv", bytes(1001), "text/csv")
    answer = client.post(reverse("reception:import"), {"file": upload, "on": "2022-10-18"})
    assert answer.status_code == 422
    assert "trop lourd" in answer.content.decode()


class Reader:
    def __init__(self):
        self.read_so_far = []

    def read(self, row):
        if row == "unlucky":
            raise ZeroDivisionError
        self.read_so_far.append(row)
        return row


@pytest.mark.parametrize("begins", [True, False])
def test_rows_read_ahead_come_in_their_order_and_once(begins):
    reader, came = Reader(), []
    with ReadAhead(reader, range(7), at_once=3) as ahead:
        for rows in ahead:
            came.append(rows)
            if begins:
                ahead.begin()
                ahead.begin()
    assert came == [[0, 1, 2], [3, 4, 5], [6]]
    assert reader.read_so_far == list(range(7))


def test_what_goes_wrong_while_reading_ahead_is_raised_where_the_rows_are_asked_for():
    with ReadAhead(Reader(), ["well", "unlucky"], at_once=1) as ahead:
        rows = iter(ahead)
        next(rows)
        ahead.begin()
        with pytest.raises(ZeroDivisionError):
            next(rows)


@pytest.mark.django_db
def test_a_row_with_a_value_missing_is_not_shifted_into_other_columns():
    rows = RowsAlike(Candidate(territory_id="marseille"), "id", "surname", "first_name")
    with pytest.raises(ValueError, match="2 values for 3 columns"):
        rows.add(None, "Diallo")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has its own memory")
def test_sqlite_gets_its_usual_room_back_after_an_import(world):
    def room():
        with connection.cursor() as cursor:
            return [cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("cache_size", "wal_autocheckpoint")]

    before = room()
    with pytest.raises(KeyboardInterrupt), importing.room_for_many_rows():
        assert room() == [-65_536, 10_000] != before
        raise KeyboardInterrupt
    assert room() == before
