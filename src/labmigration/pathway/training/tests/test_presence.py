"""The trainee's own signature: the code of the room, a link, the tablet; and every way in which it is not hers."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Refused
from labmigration.pathway.training import actions, queries
from labmigration.pathway.training.half_days import closes_at, opens_at
from labmigration.pathway.training.models import AttendanceSignature, Session
from labmigration.pathway.training.room_code import code_of, figures_of

TUESDAY = date(2026, 3, 10)
PARIS = ZoneInfo("Europe/Paris")


@pytest.fixture
def scene(school):
    """Four people with accounts, this morning's session."""
    with school.coordinator.at_work():
        cohort, seats = school.running(4, with_account=True)
        return cohort, seats, school.session(cohort, day=TUESDAY)


@pytest.fixture
def work(school, scene):
    """The scene with the territory open."""
    with school.coordinator.at_work():
        yield scene


def her(seat):
    return Actor.of(seat.pathway.candidate.user)


def code_sent(client: Client, seat, code):
    client.force_login(seat.pathway.candidate.user)
    return client.post(reverse("training:sign_with_code"), {"code": code}, follow=True)


def test_the_code_of_the_room_signs_and_says_how(work):
    _cohort, seats, session = work
    assert actions.sign_with_code(code_of(session), seats[0], actor=her(seats[0])) == (session, True)
    assert session.signatures.get().way == "code"


def test_a_code_typed_twice_signs_once_and_says_so(scene, client: Client):
    _cohort, seats, session = scene
    assert "Votre présence est signée" in code_sent(client, seats[0], code_of(session)).content.decode()
    assert "Vous avez déjà signé" in code_sent(client, seats[0], code_of(session)).content.decode()


def test_a_code_that_is_none_is_told_kindly_and_stays_in_its_box(scene, client: Client):
    _cohort, seats, session = scene
    wrong = f"{(int(code_of(session)) + 1) % 10000:04d}"
    answer = code_sent(client, seats[0], wrong)
    assert (answer.status_code, "pas le code de votre salle" in answer.content.decode()) == (422, True)
    assert f'value="{wrong}"' in answer.content.decode()
    assert "a 4 chiffres" in code_sent(client, seats[0], "12").content.decode()


def test_the_code_of_another_cohort_opens_nothing(work, school):
    _cohort, _seats, session = work
    stranger = school.enrolled(school.cohort("Autre"), 1, with_account=True)[0]
    with pytest.raises(Refused, match="pas le code de votre salle"):
        actions.sign_with_code(code_of(session), stranger, actor=her(stranger))


def test_yesterday_s_code_says_whose_it_was(work, school):
    cohort, seats, _session = work
    yesterday = school.session(cohort, day=date(2026, 3, 9), half="pm")
    with pytest.raises(Refused, match=r"autre séance : lundi\s9\smars"):
        actions.sign_with_code(code_of(yesterday), seats[0], actor=her(seats[0]))


@pytest.mark.parametrize(("at", "taken"), [("07:29", False), ("07:30", True), ("13:29", True), ("13:30", False)])
def test_the_code_is_good_for_the_half_day_and_half_an_hour_around(work, at, taken):
    _cohort, seats, session = work
    hour, minute = map(int, at.split(":"))
    with clock.at(datetime(2026, 3, 10, hour, minute, tzinfo=PARIS)):
        if taken:
            assert actions.sign_with_code(code_of(session), seats[0], actor=her(seats[0]))[1]
        else:
            with pytest.raises(Refused, match=r"7\sh\s30"):
                actions.sign_with_code(code_of(session), seats[0], actor=her(seats[0]))


@pytest.mark.parametrize(("day", "offset"), [((2026, 10, 25), 1), ((2027, 3, 28), 2)])
def test_the_hours_of_the_room_are_those_of_the_wall_on_days_on_which_the_clocks_change(day, offset):
    session = Session(date=date(*day), half="am")
    assert (opens_at(session).astimezone(PARIS).hour, closes_at(session).astimezone(PARIS).hour) == (7, 13)
    assert closes_at(session).astimezone(ZoneInfo("UTC")).hour == 13 - offset


def test_too_many_codes_a_minute_are_asked_to_wait(scene, client: Client):
    _cohort, seats, session = scene
    for _try in range(5):
        code_sent(client, seats[0], "0")
    answer = code_sent(client, seats[0], code_of(session))
    assert (answer.status_code, "Attendez une minute" in answer.content.decode()) == (429, True)


def test_the_square_on_the_board_leads_to_her_page_with_the_code_in_its_box(scene, client: Client):
    _cohort, seats, session = scene
    client.force_login(seats[0].pathway.candidate.user)
    html = client.get(reverse("training:own_in_room", args=[code_of(session)])).content.decode()
    assert f'value="{code_of(session)}"' in html
    assert "<script>" not in client.get(reverse("training:own_in_room", args=["<script>"])).content.decode()


def test_figures_of_other_alphabets_are_figures():
    assert figures_of(" ٤ ٨-21") == "4821"


def test_the_trainer_shows_the_code_only_during_the_half_day(school, scene, client: Client):
    session = scene[2]
    client.force_login(school.trainer)
    address = reverse("training:room", args=[session.pk])
    assert code_of(session) in client.get(address).content.decode()
    with clock.at(date(2026, 3, 11)):
        assert "ne sert que pendant la demi-journée" in client.get(address).content.decode()


# --- the tablet


def test_whoever_signs_on_the_tablet_keeps_what_was_ticked_and_is_proposed_as_present(school, scene, client: Client):
    session = scene[2]
    client.force_login(school.trainer)
    told = {"here": "2", "status_1": "late", "minutes_1": "15"}
    answer = client.post(reverse("training:sheet", args=[session.pk]), told)
    html = answer.content.decode()
    assert (answer.status_code, html.count("checked"), 'value="15"' in html) == (200, 2, True)
    assert "a signé sa présence" in html and "error-summary" not in html
    with school.coordinator.at_work():
        signature = session.signatures.get()
        assert (signature.way, signature.signed_by, signature.enrolment.seat) == ("tablet", school.trainer, 2)


def test_the_wrong_person_s_signature_is_taken_back_with_a_reason_and_the_right_one_signs(work, school):
    _cohort, seats, session = work
    trainer = Actor.of(school.trainer)
    assert actions.sign_on_tablet(session, seats[0], actor=trainer)
    wrong = session.signatures.get()
    with pytest.raises(Refused, match="pourquoi"):
        actions.take_back(wrong, actor=trainer, reason=" ")
    actions.take_back(wrong, actor=trainer, reason="Elle a touché la ligne d’une autre")
    school.sign(session)
    assert queries.ledger(seats)[0].by_both == 0
    assert actions.sign(session, actor=her(seats[0]))
    assert queries.ledger(seats)[0].by_both == session.hours
    assert session.signatures.filter(enrolment=seats[0], signed_as="trainee").count() == 3


def test_a_tablet_signs_for_nobody_of_another_cohort(work, school):
    _cohort, _seats, session = work
    stranger = school.enrolled(school.cohort("Autre"), 1)[0]
    with pytest.raises(Refused, match="pas attendue"):
        actions.sign_on_tablet(session, stranger, actor=Actor.of(school.trainer))
    with pytest.raises(Refused, match="pas la vôtre"):
        actions.sign_on_tablet(session, stranger, actor=school.world.actor("trainer", another=True))


def test_both_what_was_noted_and_its_correction_are_read_on_the_sheet(school, scene, client: Client):
    _cohort, seats, session = scene
    with school.coordinator.at_work():
        school.sign(session, seat_1=("absent", None))
        line = session.signatures.get(enrolment=seats[0])
        actions.correct(line, actor=school.coordinator, status="late", minutes=30, reason="Arrivée par le bus de 9 h")
    client.force_login(school.trainer)
    html = client.get(reverse("training:sheet", args=[session.pk])).content.decode()
    assert "Avant : absente" in html and "Arrivée par le bus de 9 h" in html and "30 min" in html


def test_who_was_added_after_the_sheet_was_signed_gets_a_line_with_its_reason(school, scene, client: Client):
    cohort, _seats, session = scene
    with school.coordinator.at_work():
        school.sign(session)
        late = school.enrolled(cohort, 1)[0]
    client.force_login(school.trainer)
    address = reverse("training:add_line", args=[session.pk, late.pk])
    assert client.post(address, {"status": "present"}).status_code == 422
    answer = client.post(address, {"status": "present", "reason": "Inscrite ce matin"}, follow=True)
    assert "La ligne est ajoutée" in answer.content.decode()
    with school.coordinator.at_work():
        assert AttendanceSignature.objects.get(enrolment=late).reason == "Inscrite ce matin"


# --- a link


@pytest.fixture
def link(work, school):
    """The address of a link for the first seat, given this morning."""
    _cohort, seats, session = work
    address = actions.give_link(session, seats[0], actor=Actor.of(school.trainer))
    return "/" + address.split("/", 3)[3]


def test_a_link_signs_once_without_an_account(scene, link, school):
    session, phone = scene[2], Client()
    phone.post(link)
    assert "Je signe ma présence" in phone.get(link).content.decode()
    assert "Votre présence est signée" in phone.post(link).content.decode()
    signature = session.signatures.get()
    assert (signature.way, signature.signed_by) == ("link", None)
    again = phone.get(link)
    assert again.status_code == 410


def test_a_link_ends_with_the_half_day(scene, link):
    phone = Client()
    phone.post(link)
    with clock.at(datetime(2026, 3, 10, 14, 0, tzinfo=PARIS)):
        assert phone.get(link).status_code == 410
        assert phone.post(link).status_code == 410
    assert not scene[2].signatures.exists()


def test_a_link_to_a_session_that_was_cancelled_says_that_there_is_nothing_to_sign(scene, link, school):
    phone = Client()
    phone.post(link)
    actions.cancel_session(scene[2], actor=school.coordinator)
    assert "rien à signer" in phone.get(link).content.decode()


def test_a_forwarded_link_asks_for_her_birth_date(link):
    first, second = Client(), Client()
    first.post(link)
    assert "date de naissance" in second.get(link).content.decode()


def test_a_link_is_not_given_before_or_after_the_half_day(work, school):
    _cohort, seats, session = work
    with clock.at(date(2026, 3, 11)), pytest.raises(Refused, match="que pendant la demi-journée"):
        actions.give_link(session, seats[0], actor=Actor.of(school.trainer))
