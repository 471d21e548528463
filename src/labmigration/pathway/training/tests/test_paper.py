"""The sheet on paper: printed with a code, entered once when it comes back, each line said to come from the paper."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from labmigration.pathway.reception.tests.hostile_photographs import encoded, picture
from labmigration.pathway.training import actions
from labmigration.pathway.training.kept_sheets import PHOTOGRAPHS
from labmigration.pathway.training.models import AttendanceSignature, PrintedSheet
from labmigration.pathway.training.sheet_paper import paper_of

TUESDAY = date(2026, 3, 10)


@pytest.fixture(autouse=True)
def _no_photograph_left():
    yield
    for left in list(PHOTOGRAPHS.ids()):
        PHOTOGRAPHS.forget(left)


@pytest.fixture
def scene(school):
    """Four people, this morning's session, its sheet printed."""
    with school.coordinator.at_work():
        cohort, seats = school.running(4)
        session = school.session(cohort, day=TUESDAY)
        return cohort, seats, session, actions.print_sheet(session, actor=school.coordinator)


def told(**other):
    lines = {f"status_{number}": "present" for number in range(1, 5)} | {"own_1": "on", "own_2": "on"}
    photo = SimpleUploadedFile("feuille.jpg", encoded(picture(), "JPEG"), "image/jpeg")
    return {**lines, "trainer_signed": "on", "photo": photo, **other}


def entered(client: Client, school, printed, **other):
    client.force_login(school.coordinator.user)
    data = {name: value for name, value in told(**other).items() if value is not None}
    return client.post(reverse("training:paper", args=[printed.code]), data, follow=True)


def test_the_sheet_is_one_page_with_its_code(school, scene):
    with school.coordinator.at_work():
        paper = paper_of(scene[3])
    assert paper.startswith(b"%PDF") and len(re.findall(rb"/Type\s*/Page\b", paper)) == 1


def test_printing_again_gives_the_same_version_until_the_group_changes(school, scene):
    cohort, _seats, session, printed = scene
    with school.coordinator.at_work():
        assert actions.print_sheet(session, actor=school.coordinator) == printed
        school.enrolled(cohort, 1)
        second = actions.print_sheet(session, actor=school.coordinator)
    assert (second.number, len(second.roster), second.code != printed.code) == (2, 5, True)


def test_the_trainer_prints_with_one_button_and_nobody_else_can(school, scene, client: Client):
    address = reverse("training:print_paper", args=[scene[2].pk])
    client.force_login(school.trainer)
    answer = client.post(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert client.get(address).status_code == 405
    client.force_login(school.world.user("trainer", another=True))
    assert client.post(address).status_code == 404


def test_what_the_paper_shows_is_entered_with_its_photograph(school, scene, client: Client):
    _cohort, seats, session, printed = scene
    answer = entered(client, school, printed, status_3="absent", status_4="late", minutes_4="30")
    html = answer.content.decode()
    assert "4 lignes sont saisies" in html and "Saisie depuis le papier" in html
    with school.coordinator.at_work():
        rows = AttendanceSignature.objects.filter(session=session)
        assert {row.way for row in rows} == {"paper"}
        assert {row.signed_by for row in rows} == {school.coordinator.user}
        assert rows.filter(signed_as="trainee").count() == 2
        assert rows.get(enrolment=seats[3], signed_as="trainer").minutes == 30
    assert PHOTOGRAPHS.kept(printed.pk).startswith(b"\xff\xd8\xff")
    photo = client.get(reverse("training:paper_photo", args=[printed.code]))
    assert (photo["Content-Type"], photo["Cache-Control"]) == ("image/jpeg", "no-store")


def test_the_same_paper_is_entered_once(school, scene, client: Client):
    printed = scene[3]
    entered(client, school, printed)
    answer = entered(client, school, printed, status_1="absent")
    assert "déjà été saisie" in answer.content.decode()
    with school.coordinator.at_work():
        assert AttendanceSignature.objects.count() == 6


def test_the_paper_completes_what_the_tablet_began_and_changes_nothing_of_it(school, scene, client: Client):
    _cohort, seats, session, printed = scene
    with school.coordinator.at_work():
        school.sign(session, seat_1=("absent", None))
    answer = entered(client, school, printed)
    assert "avait déjà sa signature" in answer.content.decode()
    with school.coordinator.at_work():
        assert session.signatures.get(enrolment=seats[0], signed_as="trainer").status == "absent"
        assert session.signatures.filter(signed_as="trainee", way="paper").count() == 2


@pytest.mark.parametrize(
    ("missing", "says"),
    [
        ({"trainer_signed": None}, "ne prouve rien"),
        ({"photo": None}, "Ajoutez la photo"),
        ({"status_2": None}, "Dites si cette personne est là"),
        ({"photo": SimpleUploadedFile("x.jpg", b"GIF89a not a photograph")}, "accepté"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_written(school, scene, client: Client, missing, says):
    answer = entered(client, school, scene[3], **missing)
    assert (answer.status_code, says in answer.content.decode()) == (422, True)
    with school.coordinator.at_work():
        assert not AttendanceSignature.objects.exists()
    assert list(PHOTOGRAPHS.ids()) == []


def test_the_code_is_typed_as_people_type_and_another_provider_s_is_unknown(school, scene, elsewhere, client: Client):
    printed = scene[3]
    client.force_login(school.coordinator.user)
    typed = " ".join(printed.code.lower())
    answer = client.post(reverse("training:find_paper"), {"code": typed[:12].replace(" ", "-")})
    assert answer.status_code == 422
    answer = client.post(reverse("training:find_paper"), {"code": f"{printed.code[:4].lower()} {printed.code[4:]}"})
    assert answer.url == reverse("training:paper", args=[printed.code])
    client.force_login(elsewhere.user("training_coordinator"))
    assert client.get(reverse("training:paper", args=[printed.code])).status_code == 404
    assert client.post(reverse("training:find_paper"), {"code": printed.code}).status_code == 422


def test_a_sheet_of_a_cancelled_session_is_not_entered(school, scene, client: Client):
    with school.coordinator.at_work():
        actions.cancel_session(scene[2], actor=school.coordinator)
    entered(client, school, scene[3])
    with school.coordinator.at_work():
        assert not AttendanceSignature.objects.exists() and PrintedSheet.objects.get().entered_at is None
