"""Killed in the middle, twice at once, tried by the worker: nothing is lost and nothing is created twice."""

import os
import signal
import subprocess
import sys
import threading
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from django_scopes import scope

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.jobs.queue import run_one
from labmigration.pathway.reception import file_actions, importing, kept_files
from labmigration.pathway.reception.importing import Import
from labmigration.pathway.reception.models import ImportedRow, PossibleDuplicate, Referral, ReferralFile
from labmigration.pathway.reception.reading import read_file
from labmigration.pathway.reception.tests.conftest import DECISION_DAY, SAMPLE
from labmigration.people.models import Candidate

HEADER, *LINES = SAMPLE.read_text("utf-8-sig").splitlines()


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


@pytest.mark.django_db(transaction=True)
def test_a_command_killed_with_sigkill_loses_nothing_and_doubles_nothing(tmp_path, monkeypatch):
    home = tmp_path / "home"
    environment = {**os.environ, "LABMIGRATION_HOME": str(home), "LABMIGRATION_DATABASE_URL": ""}
    command = [sys.executable, "-m", "labmigration.cli"]
    subprocess.run([*command, "setup"], env=environment, check=True, stdout=subprocess.DEVNULL)
    path = tmp_path / "long.csv"
    lines = [LINES[0].replace("SILVA", f"Silva{chr(97 + n // 676)}{chr(97 + n // 26 % 26)}{chr(97 + n % 26)}") for n in range(9000)]
    path.write_text("\n".join([HEADER, *lines]), encoding="utf-8")
    run = [*command, "referrals", "import", str(path), "--territory", "marseille", "--json"]
    killed = subprocess.Popen(run, env=environment, stdout=subprocess.DEVNULL)
    database = home / "labmigration.sqlite3"

    def count(table: str) -> int:
        import sqlite3

        with sqlite3.connect(database) as opened:
            return opened.execute(f"SELECT count(*) FROM {table}").fetchone()[0]

    deadline = time.monotonic() + 60
    while count("people_candidate") == 0 and time.monotonic() < deadline:
        time.sleep(0.02)
    os.kill(killed.pid, signal.SIGKILL)
    killed.wait()
    half = count("people_candidate")
    assert 0 < half < 9000, "the kill came too late to show anything"
    assert half == count("reception_referral") == count("pathway_pathway")
    subprocess.run(run, env=environment, check=True, stdout=subprocess.DEVNULL)
    assert count("people_candidate") == count("reception_referral") == 9000


@pytest.mark.django_db(transaction=True)
def test_two_imports_of_one_file_at_once_create_each_person_once(world, small_chunks):
    failures = []
    begin = threading.Barrier(2)
    user = world.advisor.user

    def run() -> None:
        try:
            with Actor.system("marseille").at_work():
                file = ReferralFile.objects.create(
                    territory_id="marseille",
                    name="f.csv",
                    sha256="",
                    dry_run=False,
                    judged_on=DECISION_DAY,
                    sent_at=clock.now(),
                    sent_by=user,
                )
                actor = Actor.system("marseille")
                work = Import("marseille", read_file(SAMPLE), on=DECISION_DAY, actor=actor, file=file)
                begin.wait()
                for _ in work.chunks():
                    pass
        except Exception as failure:
            failures.append(failure)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert people() == (68, 68)
    with scope(territory=["marseille"]):
        assert PossibleDuplicate.objects.count() == 4
        files = list(ReferralFile.objects.all())
        assert sum(file.created + file.duplicate for file in files) == 68
        assert sum(file.already_imported for file in files) == 68
        assert {file.state for file in files} == {"done"}


@pytest.mark.django_db(transaction=True)
def test_two_different_files_at_once_see_each_others_people(world, small_chunks):
    """The same people from two agencies, at the same moment: every one of the second file is a suspicion."""
    other = SAMPLE.read_text("utf-8-sig").replace("Mission locale", "Agence").replace("OFII Marseille", "Agence")
    other = other.replace("Pôle emploi Marseille", "Agence").replace("France Travail", "Agence")
    contents = [SAMPLE.read_bytes(), other.replace("Association Habitat Alternatif", "Agence").encode()]
    begin = threading.Barrier(2)

    def run(content: bytes) -> None:
        with Actor.system("marseille").at_work():
            file = ReferralFile.objects.create(
                territory_id="marseille",
                name="f.csv",
                sha256="",
                dry_run=False,
                judged_on=DECISION_DAY,
                sent_at=clock.now(),
            )
            actor = Actor.system("marseille")
            work = Import("marseille", read_file(content), on=DECISION_DAY, actor=actor, file=file)
            begin.wait()
            for _ in work.chunks():
                pass
        connection.close()

    threads = [threading.Thread(target=run, args=(content,)) for content in contents]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with scope(territory=["marseille"]):
        files = list(ReferralFile.objects.all())
        created = sum(file.created for file in files)
        assert created + sum(file.duplicate + file.already_imported for file in files) == 2 * 68
        assert created == 64


def test_the_worker_reads_a_file_for_trial_then_for_good(world, client):
    client.force_login(world.user("advisor"))
    upload = SimpleUploadedFile("envoi.csv", SAMPLE.read_bytes(), "text/csv")
    answer = client.post(reverse("reception:import"), {"file": upload, "on": "2022-10-18"})
    assert answer.status_code == 302
    with world.advisor.at_work():
        file = ReferralFile.objects.get()
    assert (file.state, file.dry_run) == ("waiting", True)
    assert b"Silva" not in (kept_files._path(file.pk)).read_bytes()
    assert "Lecture pour essai" in client.get(answer["Location"]).content.decode()

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
    assert not kept_files._path(file.pk).exists()
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
    assert not kept_files._path(file.pk).exists()


def test_an_unreadable_upload_tells_why_and_is_not_kept(world, client):
    with world.advisor.at_work():
        file = sent(world, dry_run=True, content=b"\x89PNG" + bytes(50))
        run_one()
    client.force_login(world.user("advisor"))
    assert "n’est pas un tableau" in client.get(reverse("reception:file", args=[file.pk])).content.decode()
    assert not kept_files._path(file.pk).exists()


def test_a_page_says_when_no_worker_takes_the_file(world, client):
    from datetime import timedelta

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
