"""Erasing: nothing of hers is left in the database file or beside it, but what must stay, and that keeps no name."""

from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection
from django.urls import reverse
from django_scopes import scope

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.models import User
from labmigration.calendars import actions as calendars
from labmigration.calendars.models import CalendarAddress
from labmigration.home import home
from labmigration.links import actions as links
from labmigration.links.models import SignedLink
from labmigration.notices.models import OutboxMessage
from labmigration.notices.outbox import Channel, put
from labmigration.pathway.models import Pathway
from labmigration.pathway.orientation import actions as orientation
from labmigration.pathway.orientation.models import Meeting
from labmigration.pathway.training.evaluation.models import SkillJudgement
from labmigration.pathway.training.kept_sheets import PHOTOGRAPHS
from labmigration.pathway.training.models import AttendanceSignature, Cohort, Enrolment, Evaluation, PrintedSheet
from labmigration.pathway.training.models import Session as Lesson
from labmigration.people import consents
from labmigration.people.models import Candidate
from labmigration.privacy import requests
from labmigration.privacy.erasing import NOBODY, clear_remains, erase, preview, stones
from labmigration.privacy.models import ErasedPerson, Kind, ProofIdentity, RightsRequest
from labmigration.privacy.replaying import replay
from labmigration.programme.consents import asked_on

CANARY = "canari7f3a"
PHONE, MAIL = "+33639987654", f"{CANARY}@example.org"
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def person(world, client, in_november):
    """Somebody whose every value is a canary: names, contact, notes, a meeting, a message, an account, a session."""
    user = User.objects.create_user(MAIL, name=f"Amina {CANARY}", phone=PHONE)
    from labmigration.access.models import RoleGrant

    RoleGrant.objects.create(user=user, role="candidate", territory_id="marseille", since="2020-01-01")
    with world.advisor.at_work():
        candidate = world.candidate(
            surname=f"Karimi-{CANARY}", first_name=f"Amina{CANARY}", phone=PHONE, email=MAIL, address=f"12 rue {CANARY}"
        )
        Candidate.objects.filter(pk=candidate.pk).update(user=user)
        candidate.refresh_from_db()
        pathway = world.person("orientation", "orientation.plan", candidate=candidate)
        when = datetime(2026, 11, 23, 9, 30, tzinfo=ZoneInfo("Europe/Paris"))
        meeting = orientation.plan(pathway, actor=world.advisor, starts_at=when, place=f"Salle {CANARY}")
        orientation.hold(
            meeting, actor=world.advisor, occupation="childminder", interest="confirmed", notes=f"Note {CANARY}"
        )
    put(Channel.EMAIL, MAIL, subject=f"Bonjour {CANARY}", body=f"Votre code, {CANARY}")
    asked = next(each for each in asked_on(clock.today()) if each.code == "research")
    consents.answer(candidate, "research", True, language="fr", channel="screen", by=user, version=asked.version)
    client.force_login(user)
    client.get(reverse("desk:me"))
    return pathway


def remains() -> list[str]:
    """Where the canary still stands in clear: the database with its log, and every file of the installation."""
    database = Path(connection.settings_dict["NAME"])
    files = [
        database,
        *database.parent.glob(f"{database.name}-*"),
        *(each for each in home().rglob("*") if each.is_file()),
    ]
    found = []
    for file in {each.resolve() for each in files if each.exists()}:
        held = file.read_bytes().lower()
        if CANARY.encode() in held or PHONE[3:].encode() in held:
            found.append(file.name)
    return found


def erased(pathway):
    with Actor.system("marseille").at_work():
        erase(pathway.candidate)
    clear_remains(lambda: None)


@pytest.mark.skipif("sqlite" not in settings.DATABASES["default"]["ENGINE"], reason="reads SQLite's own file")
def test_nothing_of_her_is_left_in_any_file(person):
    assert remains(), "the canaries were never there"
    erased(person)
    assert remains() == []


def test_every_table_is_without_her(person):
    erased(person)
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            assert CANARY not in repr(cursor.fetchall()).lower(), table


def test_meetings_messages_sessions_and_the_account_are_gone(person, client):
    user = person.candidate.user
    erased(person)
    with scope(territory=["marseille"]):
        assert not Meeting.objects.filter(pathway=person).exists()
        shell = Candidate.objects.get(pk=person.candidate_id)
    assert (shell.first_name, shell.surname) == NOBODY
    assert (shell.phone, shell.email, shell.address, shell.user) == ("", "", "", None)
    assert not OutboxMessage.objects.exists()
    user.refresh_from_db()
    assert (user.is_active, user.email, user.phone, user.phone_index) == (False, None, "", "")
    assert not user.grants.exists()
    assert not any(each.get_decoded().get("_auth_user_id") == str(user.pk) for each in Session.objects.all())
    assert client.get(reverse("desk:me")).status_code == 302


def test_files_that_bear_the_id_of_a_row_of_hers_go_with_it_and_no_others(person):
    folder = home() / "photographs"
    folder.mkdir(exist_ok=True)
    with scope(territory=["marseille"]):
        meeting = Meeting.objects.get(pathway=person)
    hers, another = folder / str(meeting.pk), folder / "0b9e6a0e-0000-4000-8000-000000000000"
    for path in (hers, another):
        path.write_text("sealed")
    erased(person)
    assert (hers.exists(), another.exists()) == (False, True)
    another.unlink()


def test_her_yes_remains_provable_without_naming_her(person):
    erased(person)
    assert person.candidate.consents.count() == 1


def test_somebody_who_shares_nothing_with_her_keeps_everything(world, person):
    with world.advisor.at_work():
        other = world.person("orientation", "orientation.plan", candidate=world.candidate(surname="Diarra"))
        when = datetime(2026, 11, 27, 9, 30, tzinfo=ZoneInfo("Europe/Paris"))
        meeting = orientation.plan(other, actor=world.advisor, starts_at=when, place="Salle 3")
    put(Channel.SMS, "+33639980000", body="Bonjour")
    erased(person)
    with scope(territory=["marseille"]):
        assert Candidate.objects.get(pk=other.candidate_id).surname == "Diarra"
        assert Meeting.objects.filter(pk=meeting.pk).exists()
    assert OutboxMessage.objects.count() == 1


@pytest.fixture
def trained(world, person):
    """She holds a seat and signed a half-day: the funder's proof."""
    with world.advisor.at_work():
        cohort = Cohort.objects.create(
            territory_id="marseille",
            name="Garde n° 1",
            provider=world.organisation("training_provider"),
            starts_on="2026-11-01",
            ends_on="2026-12-01",
        )
        seat = Enrolment.objects.create(pathway=person, cohort=cohort, seat=1, enrolled_on="2026-11-01", cause="moved")
        lesson = Lesson.objects.create(
            territory_id="marseille", cohort=cohort, module="sst", date="2026-11-02", half="am", hours=3,
            trainer=world.user("trainer"),
        )  # fmt: skip
        AttendanceSignature.objects.create(
            pathway=person, session=lesson, enrolment=seat, status="present", hours=3, signed_as="trainer",
            signed_by=world.user("trainer"), signed_at=clock.now(),
        )  # fmt: skip
    return person


def test_the_hours_stay_as_proof_and_the_name_is_sealed_apart(trained):
    erased(trained)
    with scope(territory=["marseille"]):
        assert AttendanceSignature.objects.filter(pathway=trained).count() == 1
        seat = Enrolment.objects.get(pathway=trained)
        assert (seat.cause, seat.cohort.name) == ("", "Garde n° 1")
    proof = ProofIdentity.objects.get(candidate_id=trained.candidate_id)
    assert CANARY in proof.name.lower() and proof.birth_date == "1990-05-03"
    assert remains() == [] or "sqlite" not in settings.DATABASES["default"]["ENGINE"]


def test_what_was_said_of_her_in_training_is_gone_with_its_words(world, trained):
    with scope(territory=["marseille"]):
        seat = Enrolment.objects.get(pathway=trained)
        told = {"given_by": world.user("trainer"), "given_as": "trainer"}
        Evaluation.objects.create(
            pathway=trained, enrolment=seat, module="sst", judgement="alone", comment=f"Très bien {CANARY}",
            given_on="2026-11-02", **told,
        )  # fmt: skip
        SkillJudgement.objects.create(
            pathway=trained,
            enrolment=seat,
            skill="alert",
            level=3,
            words=f"Sûre {CANARY}",
            given_at=clock.now(),
            **told,
        )
    erased(trained)
    with scope(territory=["marseille"]):
        assert not Evaluation.objects.exists() and not SkillJudgement.objects.exists()


def test_the_photograph_of_a_signed_paper_on_which_she_stands_is_gone_and_another_is_not(world, trained):
    with scope(territory=["marseille"]):
        seat = Enrolment.objects.get(pathway=trained)
        lesson = Lesson.objects.get(cohort=seat.cohort)
        told = {"territory_id": "marseille", "session": lesson, "printed_by": world.user("trainer")}
        hers, others = (
            PrintedSheet.objects.create(
                number=number, code=f"CODE{number}", roster=roster, printed_at=clock.now(), **told
            )
            for number, roster in ((1, [str(seat.pk)]), (2, ["0b9e6a0e-0000-4000-8000-000000000000"]))
        )
    for sheet in (hers, others):
        PHOTOGRAPHS.keep(sheet.pk, b"names and signatures")
    erased(trained)
    left = set(PHOTOGRAPHS.ids())
    PHOTOGRAPHS.forget(others.pk)
    assert left == {others.pk}


def test_links_calendar_addresses_and_messages_to_a_number_she_left_are_gone(world, person):
    with world.advisor.at_work():
        ends = clock.now() + timedelta(days=2)
        links.make(world.advisor, "send_document", person, ends, birth_date=person.candidate.birth_date)
    calendars.renew(person.candidate.user)
    put(Channel.SMS, "+33639989999", body=f"Rendez-vous, {CANARY}", pathway_id=person.pk)
    with Actor.system("marseille").at_work():
        going = {part.model for part in preview(person.candidate) if part.what == "go"}
    assert {SignedLink, CalendarAddress, OutboxMessage} <= going
    erased(person)
    assert not SignedLink.objects.exists()
    assert not CalendarAddress.objects.exists()
    assert not OutboxMessage.objects.exists()


def test_whoever_was_never_trained_leaves_no_name_at_all(person):
    erased(person)
    assert not ProofIdentity.objects.exists()


def test_the_page_tells_beforehand_what_goes_and_what_stays_and_why(trained):
    with Actor.system("marseille").at_work():
        parts = {part.model._meta.label: part for part in preview(trained.candidate)}
    assert parts["orientation.Meeting"].what == "go" and parts["notices.OutboxMessage"].what == "go"
    stays = parts["training.AttendanceSignature"]
    assert (stays.what, stays.rows) == ("stay", 1)
    assert "financeur" in stays.why and stays.retention
    assert all(part.why for part in parts.values() if part.what == "stay")


def test_what_was_announced_is_what_happens(trained):
    with Actor.system("marseille").at_work():
        going = [part.model for part in preview(trained.candidate) if part.what == "go"]
    erased(trained)
    with Actor.system("marseille").at_work():
        left = {part.model._meta.label for part in preview(trained.candidate) if part.what == "go"}
    # Shells that something provable hangs on stay, emptied.
    assert left <= {"access.User", "people.Candidate", "pathway.Pathway", "training.Enrolment"}
    assert len(going) > len(left)


def test_two_people_are_needed_and_the_request_keeps_its_trace_without_its_words(world, person):
    her = Actor.of(person.candidate.user)
    with her.at_work():
        request = requests.ask(person, Kind.ERASE, actor=her, words=f"Je m’appelle {CANARY}")
    dpo, coordinator = world.actor("dpo"), world.actor("territory_coordinator")
    with Actor.system("marseille").at_work():
        requests.agree_to_erase(request, actor=dpo)
    with coordinator.at_work():
        requests.confirm_erasure(request, actor=coordinator)
    request.refresh_from_db()
    assert (request.state, request.outcome, request.words) == ("answered", "accepted", "")
    assert request.answered_by == coordinator.user
    with scope(territory=["marseille"]):
        assert Pathway.objects.get(pk=person.pk).state == "closed"


def test_the_whole_way_on_the_pages_from_her_phone_to_the_second_person(world, client, person):
    assert client.post(reverse("privacy:ask", args=["erase"]), {}).status_code == 302
    request = RightsRequest.objects.get()
    page = reverse("privacy:request", args=[request.pk])
    client.force_login(world.user("dpo"))
    content = client.get(page).content.decode()
    assert "Expliquer le métier et recueillir l’accord de la personne" in content
    assert "Proposer cet effacement" in content and "Effacer cette personne" not in content
    assert client.post(reverse("privacy:erase", args=[request.pk])).status_code == 404
    assert client.post(reverse("privacy:agree_to_erase", args=[request.pk])).status_code == 302
    client.force_login(world.user("territory_coordinator"))
    assert "Effacer cette personne" in client.get(page).content.decode()
    assert client.post(reverse("privacy:erase", args=[request.pk])).status_code == 302
    assert ErasedPerson.objects.count() == 1
    client.force_login(world.user("dpo"))
    assert CANARY not in client.get(page).content.decode().lower()


def test_an_erasure_that_fails_half_way_erases_nothing(person, monkeypatch):
    monkeypatch.setattr("labmigration.privacy.erasing._set_stone", lambda *_: 1 / 0)
    with Actor.system("marseille").at_work(), pytest.raises(ZeroDivisionError):
        erase(person.candidate)
    with scope(territory=["marseille"]):
        assert CANARY in Candidate.objects.get(pk=person.candidate_id).surname
        assert Meeting.objects.filter(pathway=person).exists()


def test_a_restored_backup_forgets_her_again(person):
    """The stone stands beside the database too: a backup from before the erasure holds none."""
    with scope(territory=["marseille"]):
        before = {field.attname: getattr(person.candidate, field.attname) for field in Candidate._meta.concrete_fields}
    erased(person)
    from labmigration.timeline.triggers import install_triggers, remove_triggers

    remove_triggers()
    ErasedPerson.objects.all().delete()
    install_triggers()
    with scope(territory=["marseille"]):
        Candidate(**before | {"user_id": None}).save(force_update=True)
        assert CANARY in Candidate.objects.get(pk=person.candidate_id).surname
    assert person.candidate_id in dict(stones())
    assert replay() == 1
    with scope(territory=["marseille"]):
        assert Candidate.objects.get(pk=person.candidate_id).surname == NOBODY[1]
    assert replay() == 0


def test_the_list_beside_the_database_holds_ids_only_and_is_its_owners(person):
    erased(person)
    path = home() / "erasures.jsonl"
    assert str(person.candidate_id) in path.read_text() and CANARY not in path.read_text().lower()
    assert path.stat().st_mode & 0o077 == 0
