"""What a tablet kept without a network: taken once, in any order, days later; set aside beside its row, never lost."""

import json
import uuid
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.pathway.training import actions, queries
from labmigration.pathway.training.actions import Sent
from labmigration.pathway.training.models import AttendanceSignature, TabletAct

TUESDAY = date(2026, 3, 10)
AT = datetime(2026, 3, 10, 8, 4, tzinfo=UTC)


@pytest.fixture
def room(school):
    """Twelve people, this morning's session, the trainer as the actor; the territory is open."""
    with school.coordinator.at_work():
        cohort, seats = school.running(12)
        yield seats, school.session(cohort, day=TUESDAY), Actor.of(school.trainer)


def half_day(seats):
    """Twelve people have signed, and the trainer has noted and signed twelve lines."""
    here = [Sent(uuid.uuid4(), seat.pk, "here", AT) for seat in seats]
    return here + [Sent(uuid.uuid4(), seat.pk, "line", AT + timedelta(minutes=9)) for seat in seats]


def test_a_half_day_kept_on_a_tablet_is_a_signed_sheet(room):
    seats, session, trainer = room
    told = actions.take_acts(session.pk, half_day(seats), actor=trainer)
    session.refresh_from_db()
    assert (set(told.values()), session.state, session.signatures.count()) == ({""}, "held", 24)
    assert session.signatures.first().device_at in (AT, AT + timedelta(minutes=9))
    assert queries.ledger(seats)[0].by_both == session.hours


def test_the_same_acts_sent_again_get_the_same_answer_and_write_nothing(room):
    seats, session, trainer = room
    acts = half_day(seats)
    first = actions.take_acts(session.pk, acts, actor=trainer)
    assert actions.take_acts(session.pk, acts, actor=trainer) == first
    assert (AttendanceSignature.objects.count(), TabletAct.objects.count()) == (24, 24)


def test_the_order_in_which_they_arrive_does_not_matter(room):
    seats, session, trainer = room
    acts = half_day(seats)
    for act in (*acts[::-3], *acts[::-1]):
        actions.take_acts(session.pk, [act], actor=trainer)
    session.refresh_from_db()
    assert (session.signatures.count(), session.state) == (24, "held")


@pytest.mark.parametrize(("days", "code"), [(7, ""), (9, ""), (28, ""), (29, "too_late")])
def test_a_tablet_may_stay_without_a_network_for_four_weeks(room, days, code):
    seats, session, trainer = room
    with clock.at(TUESDAY + timedelta(days=days)):
        told = actions.take_acts(session.pk, half_day(seats), actor=trainer)
    assert set(told.values()) == {code}
    assert session.signatures.count() == (0 if code else 24)


def test_a_line_that_somebody_signed_otherwise_meanwhile_is_set_aside_beside_its_row(room, school):
    seats, session, trainer = room
    school.sign(session, actor=school.coordinator, seat_1=("absent", None))
    told = actions.take_acts(session.pk, half_day(seats), actor=trainer)
    assert sorted(set(told.values())) == ["", "other_line"]
    rows = queries.sheet_rows(session, seats)
    assert [len(row.set_aside) for row in rows[:2]] == [1, 0]
    assert "déjà signé cette ligne autrement" in rows[0].set_aside[0].why
    assert rows[0].line.status == "absent" and rows[0].has_signed


def test_of_a_seat_that_was_left_meanwhile_nothing_is_written_and_nothing_is_lost(room, school):
    seats, session, trainer = room
    school.leave(seats[2], "job")
    told = actions.take_acts(session.pk, half_day(seats), actor=trainer)
    assert list(told.values()).count("not_expected") == 2
    rows = queries.sheet_rows(session, list(queries.expected(session)))
    assert (len(rows), rows[-1].seat, rows[-1].expected, len(rows[-1].set_aside)) == (12, seats[2], False, 2)


def test_acts_for_a_cancelled_session_are_set_aside(room, school, client: Client):
    seats, session, trainer = room
    actions.cancel_session(session, actor=school.coordinator)
    assert set(actions.take_acts(session.pk, half_day(seats), actor=trainer).values()) == {"cancelled"}
    client.force_login(school.trainer)
    assert client.get(reverse("training:sheet", args=[session.pk])).content.decode().count("Gardé de côté") == 24


def test_a_session_that_lies_ahead_and_minutes_that_can_not_be_are_set_aside(room, school):
    seats, session, trainer = room
    ahead = school.session(session.cohort, day=TUESDAY + timedelta(days=1))
    late = Sent(uuid.uuid4(), seats[0].pk, "line", AT, status="late", minutes=500)
    assert list(actions.take_acts(session.pk, [late], actor=trainer).values()) == ["impossible"]
    act = Sent(uuid.uuid4(), seats[0].pk, "here", AT)
    assert list(actions.take_acts(ahead.pk, [act], actor=trainer).values()) == ["ahead"]


def test_a_stranger_s_tablet_writes_nothing_and_keeps_what_it_has(room, school):
    seats, session, _trainer = room
    stranger = school.world.actor("trainer", another=True)
    told = actions.take_acts(session.pk, half_day(seats), actor=stranger)
    assert (set(told.values()), TabletAct.objects.count()) == ({"not_yours"}, 0)


def test_an_id_that_was_used_for_another_person_gives_no_answer_about_her(room):
    seats, session, trainer = room
    act = Sent(uuid.uuid4(), seats[0].pk, "here", AT)
    actions.take_acts(session.pk, [act], actor=trainer)
    told = actions.take_acts(session.pk, [replace(act, seat_id=seats[1].pk)], actor=trainer)
    assert (told[act.id], session.signatures.count()) == ("not_yours", 1)


@pytest.mark.parametrize("device_at", [datetime(2020, 1, 1, tzinfo=UTC), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)])
def test_whatever_the_tablet_s_clock_says_the_half_day_is_the_session_s(room, device_at, school, client: Client):
    seats, session, trainer = room
    acts = [replace(act, device_at=device_at) for act in half_day(seats)]
    assert set(actions.take_acts(session.pk, acts, actor=trainer).values()) == {""}
    client.force_login(school.trainer)
    html = client.get(reverse("training:sheet", args=[session.pk])).content.decode()
    assert "heure de l’appareil" in html and "mardi 10 mars" in html.replace("\xa0", " ")


def test_what_a_tablet_sent_can_not_be_changed_afterwards(room):
    seats, session, trainer = room
    actions.take_acts(session.pk, half_day(seats), actor=trainer)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        TabletAct.objects.update(refusal="ahead")


# --- over the network


def posted(client: Client, told):
    return client.post(reverse("training:tablet"), json.dumps(told), content_type="application/json")


def told_of(session, seats):
    acts = [
        {"id": str(uuid.uuid4()), "seat": str(seat.pk), "kind": "here", "at": "2026-03-10T08:04:00.000Z"}
        for seat in seats
    ]
    return {"session": str(session.pk), "acts": acts}


def test_the_tablet_is_answered_act_by_act(room, school, client: Client):
    seats, session, _trainer = room
    client.force_login(school.trainer)
    known = client.get(reverse("training:tablet")).json()
    assert known["signer"] == str(school.trainer.pk) and known["token"]
    told = told_of(session, seats)
    first = posted(client, told)
    assert (first.status_code, len(first.json()["acts"])) == (200, 12)
    assert posted(client, told).json() == first.json()
    assert session.signatures.count() == 12


def test_what_is_no_list_of_acts_is_refused_and_writes_nothing(room, school, client: Client):
    seats, session, _trainer = room
    client.force_login(school.trainer)
    right = told_of(session, seats[:1])
    wrong_acts = [
        {"at": "hier"}, {"at": "2026-03-10T08:04:00"}, {"kind": "x"}, {"id": "1"}, {"minutes": "9"}, {"minutes": -1},
        {"minutes": True}, {"status": "x"}, {"seat": 3}, {"at": None},
    ]  # fmt: skip
    wrong = [[], "x", None, {}, {**right, "session": "x"}, {**right, "acts": right["acts"] * 201}]
    wrong += [{**right, "acts": [{**right["acts"][0], **each}]} for each in wrong_acts]
    assert {posted(client, told).status_code for told in wrong} == {422}
    assert client.post(reverse("training:tablet"), b"\xff{", content_type="application/json").status_code == 422
    assert not TabletAct.objects.exists()


def test_the_tablet_of_somebody_who_does_not_teach_is_not_found(room, school, client: Client):
    client.force_login(school.world.user("candidate"))
    assert posted(client, {}).status_code == 404
    assert client.get(reverse("training:worker")).status_code == 404


def test_the_worker_stands_beside_the_sheets_and_nowhere_higher(room, school, client: Client):
    client.force_login(school.trainer)
    answer = client.get(reverse("training:worker"))
    sheet = reverse("training:sheet", args=[room[1].pk])
    assert answer["Content-Type"].startswith("text/javascript") and "Service-Worker-Allowed" not in answer
    assert sheet.startswith(reverse("training:worker").rsplit("/", 1)[0] + "/")
