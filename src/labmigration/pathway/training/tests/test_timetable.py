"""Timetables: what is asked of the engine, the draft changed by hand, published, and everybody's agenda."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused
from labmigration.calendars.entries import entries_of
from labmigration.jobs.models import Job
from labmigration.jobs.queue import run_one
from labmigration.notices.models import OutboxMessage
from labmigration.pathway.training import actions as training
from labmigration.pathway.training.availability import actions as means
from labmigration.pathway.training.availability.days_off import days_off, public_holidays
from labmigration.pathway.training.models import Enrolment, Session, Timetable
from labmigration.pathway.training.queries import expected
from labmigration.pathway.training.tests.plans import signed_plan
from labmigration.pathway.training.timetable import actions, catching_up, publishing, queries, searching
from labmigration.pathway.training.timetable.question import problem_of, question_of
from labmigration.pathway.training.timetable.standing import name_of
from labmigration.timeline.models import Event

pytestmark = pytest.mark.usefixtures("at_work")
FIRST, LAST = date(2026, 3, 16), date(2026, 5, 29)
SECONDS = 1


@pytest.fixture
def scene(school):
    """A cohort of four with signed plans, two of them with an option of their own; two trainers, two rooms."""
    second = school.world.user("trainer", another=True, name="Bruno Petit")
    cohort = school.cohort(starts_on=FIRST, ends_on=LAST, trainers=[school.trainer, second])
    people = []
    for number in range(4):
        person = school.waiting(with_account=True)
        option = {"option_childcare": 7} if number < 2 else {}
        signed_plan(person, {"core_safety": 14, "sst": 14, "citizenship": 4, **option})
        people.append(training.enrol(person, cohort, actor=school.coordinator))
    provider = cohort.provider
    for name in ("Salle Calanque", "Salle Estaque"):
        means.keep_room(provider, actor=school.coordinator, name=name, seats=12, weekly=[], days=[], in_use=True)
    return SimpleNamespace(cohort=cohort, seats=people, provider=provider, second=second, school=school)


def searched(scene, **fields):
    row = actions.search(scene.cohort, actor=scene.school.coordinator, seconds=SECONDS, **fields)
    searching.run(row)
    row.refresh_from_db()
    return row


def published(scene):
    row = searched(scene)
    publishing.publish(row, actor=scene.school.coordinator, version=row.version)
    return row


def first_of(row, module="core_safety"):
    return next(one for one in row.sessions if one["module"] == module)


def movable(row):
    """A session that can stand elsewhere without breaking anything, and where."""
    for one in row.sessions:
        for day, half, _cost in queries.free_places(row, name_of(one)):
            return one, {"date": day.isoformat(), "half": half, "trainer": one["trainer"], "room": one["room"]}
    raise AssertionError("nothing can move")


def test_the_hours_of_signed_plans_are_asked_with_each_one_s_own_modules(scene):
    question = question_of(scene.cohort).question
    hours = {module["id"]: module["hours"] for module in question["modules"]}
    assert hours == {"core_safety": 14, "sst": 14, "citizenship": 4, "option_childcare": 7}
    followed = [trainee["modules"] for trainee in question["cohorts"][0]["trainees"]]
    assert [("option_childcare" in modules) for modules in followed] == [True, True, False, False]


def test_what_was_fixed_by_hand_is_not_asked_again_and_its_half_day_is_taken(scene):
    school = scene.school
    school.session(scene.cohort, day=FIRST, half="am")
    question = question_of(scene.cohort).question
    assert {module["id"]: module["hours"] for module in question["modules"]}["core_safety"] == 10.5
    assert all([FIRST.isoformat(), "am"] in room["away"] for room in question["rooms"])


def test_a_trainer_s_sessions_elsewhere_make_her_busy(scene):
    school = scene.school
    other = school.cohort("Autre", starts_on=FIRST, ends_on=LAST)
    school.session(other, day=FIRST, half="pm", room="Salle Calanque")
    question = question_of(scene.cohort).question
    away = {trainer["id"]: trainer["away"] for trainer in question["trainers"]}
    assert [FIRST.isoformat(), "pm"] in away[str(school.trainer.pk)]
    assert [FIRST.isoformat(), "pm"] not in away[str(scene.second.pk)]
    assert [[FIRST.isoformat(), "pm"] in room["away"] for room in question["rooms"]] == [True, False]


def test_public_holidays_and_closures_are_closed(scene):
    means.keep_closure(
        scene.provider,
        actor=scene.school.coordinator,
        first=date(2026, 4, 13),
        last=date(2026, 4, 17),
        label="Congés de printemps",
    )
    closed = question_of(scene.cohort).question["calendar"]["closed"]
    assert {"2026-04-06", "2026-05-01", "2026-05-08", "2026-05-14", "2026-04-15"} <= set(closed)
    assert days_off(scene.provider, FIRST, LAST)[date(2026, 4, 15)] == "Congés de printemps"


def test_there_are_eleven_public_holidays_a_year():
    assert len(public_holidays(2026)) == 11


def test_what_is_missing_is_named_before_anything_is_searched(school):
    cohort = school.cohort(starts_on=FIRST, ends_on=LAST, trainers=[])
    assert set(question_of(cohort).missing) == {"seats", "trainers", "rooms"}
    with pytest.raises(Refused, match="Il manque"):
        actions.search(cohort, actor=school.coordinator, seconds=SECONDS)


def test_the_worker_makes_a_draft_that_breaks_nothing(scene):
    row = actions.search(scene.cohort, actor=scene.school.coordinator, seconds=SECONDS)
    assert Job.objects.get(name="search_timetable").arguments["round"] == 1
    assert run_one()
    row.refresh_from_db()
    assert row.state == "draft" and row.status in ("optimal", "feasible")
    assert sum(one["hours"] for one in row.sessions) == 14 + 14 + 4 + 7
    assert actions.judged(row.question, row.sessions)[0] == []
    assert row.bound <= row.cost["total"]


def test_one_draft_at_a_time(scene):
    actions.search(scene.cohort, actor=scene.school.coordinator, seconds=SECONDS)
    with pytest.raises(Conflict, match="déjà en cours"):
        actions.search(scene.cohort, actor=scene.school.coordinator, seconds=SECONDS)


def test_a_draft_is_nobody_s_timetable_yet(scene):
    searched(scene)
    assert not Session.objects.exists()


def test_a_search_that_is_given_up_writes_nothing(scene):
    row = actions.search(scene.cohort, actor=scene.school.coordinator, seconds=SECONDS)
    actions.drop(Timetable.objects.get(pk=row.pk), actor=scene.school.coordinator)
    searching.run(row)
    row.refresh_from_db()
    assert (row.state, row.sessions) == ("dropped", [])


def test_impossible_demands_come_back_in_words(scene, client: Client):
    for trainer in (scene.school.trainer, scene.second):
        means.keep_trainer_week(
            scene.provider,
            trainer,
            actor=scene.school.coordinator,
            version=0,
            teaches=["sst", "citizenship", "option_childcare"],
            max_halves=None,
            weekly=[],
            days=[],
        )
    row = searched(scene)
    assert row.state == "impossible"
    client.force_login(scene.school.coordinator.user)
    page = client.get(reverse("training:draft", args=[row.pk])).content.decode()
    assert "Personne n’enseigne : Prévention et sécurité au domicile." in page


def test_a_session_moved_onto_another_says_at_once_what_breaks(scene):
    row = searched(scene)
    one, other = first_of(row, "core_safety"), first_of(row, "citizenship")
    place = {name: other[name] for name in ("date", "half", "trainer", "room")}
    broken = actions.move_half_day(row, name_of(one), actor=scene.school.coordinator, version=row.version, place=place)
    assert {"person_twice", "trainer_twice", "room_twice"} <= {breach.code for breach in broken}
    with pytest.raises(Refused, match="deux endroits|servirait deux fois"):
        publishing.publish(row, actor=scene.school.coordinator, version=row.version)


def test_two_coordinators_never_overwrite_each_other_silently(scene):
    row = searched(scene)
    seen, name = row.version, name_of(first_of(row))
    actions.pin(row, name, actor=scene.school.coordinator, version=seen, pinned=True)
    with pytest.raises(Conflict, match="rien n’a été écrasé"):
        actions.pin(row, name, actor=scene.school.coordinator, version=seen, pinned=False)
    with pytest.raises(Conflict):
        publishing.publish(row, actor=scene.school.coordinator, version=seen)


def test_a_search_around_a_pin_keeps_it_and_moves_few(scene):
    row = searched(scene)
    one, place = movable(row)
    name = name_of(one)
    actions.move_half_day(row, name, actor=scene.school.coordinator, version=row.version, place=place)
    actions.search_again(row, actor=scene.school.coordinator, version=row.version, seconds=SECONDS)
    searching.run(Timetable.objects.get(pk=row.pk))
    row.refresh_from_db()
    stands = queries.session_of(row, name)
    assert (stands["date"], stands["half"], row.state) == (place["date"], place["half"], "draft")
    assert len(row.moved) <= 1


def test_published_sessions_know_their_groups(scene):
    published(scene)
    rows = Session.objects.filter(cohort=scene.cohort)
    option = rows.filter(module="option_childcare").first()
    assert rows.filter(module="core_safety").count() == 4
    assert {seat.pk for seat in expected(option)} == {seat.pk for seat in scene.seats[:2]}
    assert expected(rows.filter(module="core_safety").first()).count() == 4


def test_planned_hours_count_for_those_who_follow_the_option(scene):
    from labmigration.pathway.training.queries import ledger

    published(scene)
    seats = list(Enrolment.objects.filter(cohort=scene.cohort).order_by("seat"))
    assert [line.planned for line in ledger(seats)] == [Decimal(39), Decimal(39), Decimal(32), Decimal(32)]


def test_everybody_is_told_once_that_a_timetable_is_published(scene, settings):
    settings.DEMO = True
    published(scene)
    bodies = [message.body for message in OutboxMessage.objects.all()]
    assert sum("Vos jours et vos heures" in body for body in bodies) == 4
    assert sum("Votre agenda le suit" in body for body in bodies) == 2


def test_agendas_follow_what_is_published_and_what_moves(scene):
    row = published(scene)
    trainee = Actor.of(scene.seats[0].pathway.candidate.user)  # she has every module
    since = datetime(2026, 3, 1, tzinfo=UTC)
    before = {entry.uid: entry for entry in entries_of(trainee, since)}
    assert len(before) == len([one for one in row.sessions if str(scene.seats[0].pk) in one["trainees"]])
    assert {entry.title for entry in before.values()} == {"Rendez-vous"}
    again = searched(scene)
    one, place = movable(again)
    actions.move_half_day(again, name_of(one), actor=scene.school.coordinator, version=again.version, place=place)
    publishing.publish(again, actor=scene.school.coordinator, version=again.version)
    after = {entry.uid: entry for entry in entries_of(trainee, since)}
    changed = [uid for uid in before if before[uid].starts_at != after[uid].starts_at]
    assert before.keys() == after.keys() and len(changed) == 1
    assert after[changed[0]].sequence == before[changed[0]].sequence + 1


def test_trainers_and_coordinators_have_agendas_too(scene):
    row = published(scene)
    since = datetime(2026, 3, 1, tzinfo=UTC)
    of_trainer = list(entries_of(Actor.of(scene.school.trainer), since))
    assert len(of_trainer) == sum(one["trainer"] == str(scene.school.trainer.pk) for one in row.sessions)
    assert len(list(entries_of(scene.school.coordinator, since))) == len(row.sessions)
    assert all(scene.cohort.name in entry.title for entry in of_trainer)


@pytest.mark.parametrize(
    ("day", "hour_utc"),
    [(date(2026, 10, 23), 7), (date(2026, 10, 26), 8), (date(2027, 3, 26), 8), (date(2027, 3, 29), 7)],
)
def test_a_morning_begins_at_nine_in_paris_whatever_the_clocks_do(school, day, hour_utc):
    cohort = school.cohort(starts_on=day, ends_on=day + timedelta(days=30))
    school.session(cohort, day=day)
    (entry,) = entries_of(school.coordinator, datetime(2026, 3, 1, tzinfo=UTC))
    assert entry.starts_at.astimezone(UTC).hour == hour_utc
    assert entry.ends_at - entry.starts_at == timedelta(hours=3, minutes=30)


@pytest.mark.parametrize("change", [date(2026, 10, 25), date(2027, 3, 28)])
def test_a_timetable_around_a_change_of_clocks_has_whole_half_days(scene, change):
    with clock.at(change - timedelta(days=10)):
        scene.cohort.starts_on, scene.cohort.ends_on = change - timedelta(days=6), change + timedelta(days=60)
        scene.cohort.save()
        row = published(scene)
        starts = sorted(Session.objects.values_list("date", "half"))
        entries = list(entries_of(scene.school.coordinator, clock.now() - timedelta(days=60)))
    assert len(starts) == len(row.sessions) == len(entries)
    assert {entry.starts_at.astimezone(clock.now().tzinfo).minute % 30 for entry in entries} == {0}


def test_a_trainer_ill_that_morning_the_session_is_cancelled_and_a_catch_up_is_proposed(scene):
    published(scene)
    school = scene.school
    session = Session.objects.filter(module="core_safety").order_by("date", "half").first()
    with clock.at(session.date):
        training.cancel_session(session, actor=school.coordinator)
        assert list(queries.to_catch_up(school.coordinator, scene.cohort)) == [session]
        best = catching_up.proposals(session)[0]
        made = catching_up.catch_up(session, actor=school.coordinator, day=best.day, half=best.half)
    assert not queries.to_catch_up(school.coordinator, scene.cohort).exists()
    assert (made.module, made.hours, made.group) == (session.module, session.hours, session.group)
    assert (made.date, made.half) > (session.date, session.half)


def test_a_catch_up_avoids_half_days_on_which_people_can_not_come(scene):
    published(scene)
    school = scene.school
    session = Session.objects.filter(module="core_safety").order_by("date", "half").first()
    every = [f"{day}-{half}" for day in range(4) for half in ("am", "pm")]
    means.set_trainee_week(scene.seats[0].pathway, actor=school.coordinator, version=0, weekly=every, days=[])
    training.cancel_session(session, actor=school.coordinator)
    best = catching_up.proposals(session)[0]
    assert (best.day.weekday(), best.away) == (4, 0)


def test_a_session_cancelled_ahead_is_caught_up_after_its_day_on_the_page(scene, client: Client):
    published(scene)
    session = Session.objects.filter(module="core_safety").order_by("date", "half").first()
    training.cancel_session(session, actor=scene.school.coordinator)
    assert all((each.day, each.half) > (session.date, session.half) for each in catching_up.proposals(session))
    best = catching_up.proposals(session)[0]
    client.force_login(scene.school.coordinator.user)
    address = reverse("training:catch_up", args=[session.pk])
    page = client.post(address, {"at": f"{best.day.isoformat()} {best.half}"}, follow=True).content.decode()
    assert "Le rattrapage est fixé." in page


def test_a_session_that_was_held_stays_and_is_not_planned_again(scene):
    published(scene)
    school = scene.school
    training.start(scene.cohort, actor=school.coordinator)
    first = Session.objects.order_by("date", "half").first()
    with clock.at(first.date):
        school.sign(first, actor=Actor.of(first.trainer))
        asked = {module["id"]: module["hours"] for module in question_of(scene.cohort).question["modules"]}
    total = {"core_safety": 14, "sst": 14, "citizenship": 4, "option_childcare": 7}[first.module]
    assert asked.get(first.module, 0) <= total - float(first.hours)


def test_a_seat_given_meanwhile_asks_for_another_search(scene):
    row = searched(scene)
    training.enrol(scene.school.waiting(), scene.cohort, actor=scene.school.coordinator)
    with pytest.raises(Refused, match="cherchez de nouveau"):
        publishing.publish(row, actor=scene.school.coordinator, version=row.version)


def test_the_question_is_one_that_the_contract_takes(scene):
    problem = problem_of(question_of(scene.cohort).question)
    assert len(problem.cohorts[0].trainees) == 4


def test_the_pages_show_weeks_and_the_way_to_publish(scene, client: Client):
    school = scene.school
    client.force_login(school.coordinator.user)
    ask = client.get(reverse("training:timetable", args=[scene.cohort.pk])).content.decode()
    assert "Chercher un emploi du temps" in ask and "14" in ask
    answer = client.post(reverse("training:search_timetable", args=[scene.cohort.pk]), {"seconds": "10"}, follow=True)
    page = answer.content.decode()
    assert "La recherche est en cours" in page and "Arrêter et garder le meilleur" in page
    run_one()
    row = Timetable.objects.get()
    page = client.get(reverse("training:draft", args=[row.pk])).content.decode()
    assert "Semaine du lundi 16" in page.replace("\u00a0", " ") and "Publier cet emploi du temps" in page
    client.post(reverse("training:publish_timetable", args=[row.pk]), {"version": row.version})
    assert Session.objects.count() == len(row.sessions)


def test_the_page_of_a_session_says_what_would_break_before_it_is_moved(scene, client: Client):
    row = searched(scene)
    client.force_login(scene.school.coordinator.user)
    one, other = first_of(row), first_of(row, "citizenship")
    sent = {name: other[name] for name in ("date", "half", "trainer", "room")} | {"version": row.version}
    address = reverse("training:move_half_day", args=[row.pk, name_of(one)])
    page = client.post(address, sent | {"act": "look"}).content.decode()
    assert "serait à deux endroits" in page
    row.refresh_from_db()
    assert first_of(row) == one
    page = client.post(address, sent | {"act": "save"}, follow=True).content.decode()
    assert "ce brouillon ne peut pas être publié" in page


def test_another_provider_s_draft_does_not_exist(scene, elsewhere, client: Client):
    row = searched(scene)
    client.force_login(elsewhere.user("training_coordinator"))
    assert client.get(reverse("training:draft", args=[row.pk])).status_code == 404
    client.force_login(scene.seats[0].pathway.candidate.user)
    assert client.get(reverse("training:draft", args=[row.pk])).status_code == 404


def test_no_name_of_anybody_is_kept_in_a_timetable(scene):
    row = searched(scene)
    kept = str(list(Timetable.objects.filter(pk=row.pk).values())) + str(
        list(Event.objects.filter(subject_id=str(row.pk)).values_list("facts", flat=True))
    )
    names = [seat.pathway.candidate.surname for seat in scene.seats]
    assert not [name for name in names if name in kept]


def test_a_draft_that_becomes_impossible_keeps_what_it_had(scene):
    row = searched(scene)
    for trainer in (scene.school.trainer, scene.second):
        told = {"teaches": ["sst", "citizenship"], "max_halves": None, "weekly": [], "days": []}
        means.keep_trainer_week(scene.provider, trainer, actor=scene.school.coordinator, version=0, **told)
    actions.search_again(row, actor=scene.school.coordinator, version=row.version, seconds=SECONDS)
    searching.run(Timetable.objects.get(pk=row.pk))
    now = Timetable.objects.get(pk=row.pk)
    assert (now.state, now.sessions, bool(now.conflict)) == ("draft", row.sessions, True)


def test_a_search_stopped_before_anything_was_found_says_so(scene):
    row = actions.search(scene.cohort, actor=scene.school.coordinator, seconds=60)
    actions.stop(row, actor=scene.school.coordinator)
    searching.run(row)
    row.refresh_from_db()
    assert row.state in ("failed", "draft") and not row.stop_asked


def test_a_pin_takes_in_who_was_given_a_seat_since(scene):
    row = searched(scene)
    name = name_of(first_of(row, "citizenship"))
    actions.pin(row, name, actor=scene.school.coordinator, version=row.version, pinned=True)
    person = scene.school.waiting()
    signed_plan(person, {"core_safety": 14, "sst": 14, "citizenship": 4})
    training.enrol(person, scene.cohort, actor=scene.school.coordinator)
    before = queries.session_of(row, name)
    actions.search_again(row, actor=scene.school.coordinator, version=row.version, seconds=SECONDS)
    searching.run(Timetable.objects.get(pk=row.pk))
    row.refresh_from_db()
    after = queries.session_of(row, name)
    assert (after["date"], after["half"], len(after["trainees"])) == (before["date"], before["half"], 5)
    assert row.pins == [name]


def test_a_pin_on_hours_that_are_fixed_by_hand_since_is_forgotten(scene):
    row = searched(scene)
    one = first_of(row, "citizenship")
    name = name_of(next(each for each in row.sessions if each["module"] == "citizenship" and each["number"] == 2))
    actions.pin(row, name, actor=scene.school.coordinator, version=row.version, pinned=True)
    scene.school.session(scene.cohort, day=date.fromisoformat(one["date"]), half=one["half"], module="citizenship")
    actions.search_again(row, actor=scene.school.coordinator, version=row.version, seconds=SECONDS)
    searching.run(Timetable.objects.get(pk=row.pk))
    row.refresh_from_db()
    assert (row.state, row.pins) == ("draft", [])
