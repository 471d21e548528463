"""Pages of training: who sees what, what is sent wrong, what the person reads."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from labmigration.access.actor import Actor
from labmigration.pathway.training import actions
from labmigration.pathway.training.models import AttendanceSignature, Cohort, Enrolment
from labmigration.timeline.models import Event, FileOpening


@pytest.fixture
def scene(school):
    """A running cohort of four with accounts, one session today to sign."""
    with school.coordinator.at_work():
        cohort, seats = school.running(4, with_account=True)
        session = school.session(cohort, day=date(2026, 3, 10))
    return cohort, seats, session


def page(client: Client, user, name, *args, data=None, **kwargs):
    client.force_login(user)
    address = reverse(f"training:{name}", args=args)
    return client.post(address, data, **kwargs) if data is not None else client.get(address, **kwargs)


def test_the_cohort_page_draws_seats_hours_and_today_s_sheet(school, scene, client: Client):
    cohort, seats, session = scene
    html = page(client, school.coordinator.user, "cohort", cohort.pk).content.decode()
    assert reverse("training:sheet", args=[session.pk]) in html
    assert seats[0].pathway.candidate.full_name in html
    assert html.count('class="free"') == 8


def test_on_its_first_day_a_cohort_offers_to_begin_beside_the_sheets_of_the_day(school, client: Client):
    with school.coordinator.at_work():
        cohort = school.cohort(starts_on=date(2026, 3, 10))
        seats = school.enrolled(cohort, 4)
        session = school.session(cohort, day=date(2026, 3, 10))
    html = page(client, school.coordinator.user, "cohort", cohort.pk).content.decode()
    assert reverse("training:sheet", args=[session.pk]) in html
    page(client, school.coordinator.user, "start", cohort.pk, data={})
    with school.coordinator.at_work():
        told = Event.objects.filter(pathway_id=seats[0].pathway_id, verb="training.begin").count()
    assert reverse("training:start", args=[cohort.pk]) in html and told == 1


def test_an_advisor_reads_the_names_of_her_own_people_only(school, scene, client: Client):
    cohort, seats, _session = scene
    other = school.world.user("advisor", another=True)
    html = page(client, other, "cohort", cohort.pk).content.decode()
    assert seats[0].pathway.candidate.surname not in html
    assert "AD" in html
    own = page(client, school.world.user("advisor"), "cohort", cohort.pk).content.decode()
    assert seats[0].pathway.candidate.full_name in own


@pytest.mark.parametrize("role", ["referrer", "household", "jury", "candidate", "researcher"])
def test_the_cohort_does_not_exist_for_other_roles(school, scene, client: Client, role):
    assert page(client, school.world.user(role), "cohort", scene[0].pk).status_code == 404


def test_nothing_of_a_cohort_exists_in_another_territory(school, scene, elsewhere, client: Client):
    cohort, seats, session = scene
    stranger = elsewhere.user("training_coordinator")
    for name, key in [("cohort", cohort.pk), ("sheet", session.pk), ("of_pathway", seats[0].pathway_id)]:
        assert page(client, stranger, name, key).status_code == 404


def test_nothing_is_ticked_beforehand_and_a_half_filled_sheet_keeps_what_was_said(school, scene, client: Client):
    _cohort, seats, session = scene
    assert "checked" not in page(client, school.trainer, "sheet", session.pk).content.decode()
    answer = page(client, school.trainer, "sheet", session.pk, data={"status_1": "late", "minutes_1": "20"})
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "Dites si cette personne est là." in html
    assert html.count("checked") == 1
    assert 'value="20"' in html


def test_the_sheet_is_signed_on_the_tablet_and_sent_again_says_so(school, scene, client: Client):
    _cohort, _seats, session = scene
    told = {f"status_{number}": "present" for number in range(1, 5)}
    told |= {"status_2": "left_early", "minutes_2": "120"}
    for says in ("La feuille est signée", "déjà signée"):
        answer = page(client, school.trainer, "sheet", session.pk, data=told, follow=True)
        assert says in answer.content.decode()
    with school.coordinator.at_work():
        assert AttendanceSignature.objects.count() == 4
        assert AttendanceSignature.objects.get(status="left_early").hours == 1.5


def test_late_without_minutes_is_said_beside_the_field(school, scene, client: Client):
    told = {f"status_{number}": "present" for number in range(1, 5)} | {"status_1": "late"}
    answer = page(client, school.trainer, "sheet", scene[2].pk, data=told)
    assert (answer.status_code, "Dites les minutes manquées." in answer.content.decode()) == (422, True)


def test_a_correction_is_reached_from_the_sheet_and_asks_why(school, scene, client: Client):
    session = scene[2]
    with school.coordinator.at_work():
        school.sign(session)
        line = session.signatures.first()
    answer = page(client, school.trainer, "correct", line.pk, data={"status": "absent", "reason": ""})
    assert answer.status_code == 422
    answer = page(
        client, school.trainer, "correct", line.pk, data={"status": "absent", "reason": "Erreur"}, follow=True
    )
    assert "Erreur" in answer.content.decode()


def test_the_person_signs_with_one_button_and_reads_her_hours(school, scene, client: Client):
    _cohort, seats, session = scene
    user = seats[0].pathway.candidate.user
    html = page(client, user, "own").content.decode()
    assert "Je signe ma présence" in html
    answer = page(client, user, "sign", session.pk, data={}, follow=True)
    assert "Votre présence est signée" in answer.content.decode()
    assert "Vous n’avez rien à signer" in page(client, user, "own").content.decode()


def test_a_person_can_not_sign_by_a_get_nor_another_cohort_s_session(school, scene, client: Client):
    _cohort, seats, session = scene
    user = seats[0].pathway.candidate.user
    assert page(client, user, "sign", session.pk).status_code == 405
    with school.coordinator.at_work():
        stranger = school.enrolled(school.cohort("Autre"), 1, with_account=True)[0]
    assert page(client, stranger.pathway.candidate.user, "sign", session.pk, data={}).status_code == 404


def test_the_person_says_herself_what_she_can_do(school, scene, client: Client):
    cohort, seats, _session = scene
    with school.coordinator.at_work():
        school.sign(school.session(cohort, day=date(2026, 3, 10), half="pm", module="sst"))
    user = seats[0].pathway.candidate.user
    page(client, user, "own_evaluation", "sst", data={"judgement": "with_help"})
    assert "Vous dites : avec de l’aide" in page(client, user, "own").content.decode()


def test_a_module_with_skills_is_answered_skill_by_skill(school, scene, client: Client):
    _cohort, seats, session = scene
    with school.coordinator.at_work():
        school.sign(session)
    answer = page(client, seats[0].pathway.candidate.user, "own_evaluation", "core_safety")
    assert answer.status_code == 302 and answer.url == reverse("training:own_skills", args=["core_safety"])


def test_without_a_seat_the_person_is_told_what_will_be_here(school, client: Client):
    with school.coordinator.at_work():
        person = school.waiting(with_account=True)
    assert "Pas encore de place" in page(client, person.candidate.user, "own").content.decode()


def test_a_seat_is_given_from_the_waiting_list(school, scene, client: Client):
    cohort, _seats, _session = scene
    with school.coordinator.at_work():
        person = school.waiting()
    html = page(client, school.coordinator.user, "cohort", cohort.pk).content.decode()
    assert person.candidate.full_name in html
    page(client, school.coordinator.user, "enrol_here", cohort.pk, person.pk, data={})
    with school.coordinator.at_work():
        assert Enrolment.objects.get(pathway=person).seat == 5


def test_the_advisor_chooses_a_cohort_for_her_own_person(school, scene, client: Client):
    cohort, _seats, _session = scene
    with school.coordinator.at_work():
        person = school.waiting()
    advisor = school.world.user("advisor")
    assert cohort.name in page(client, advisor, "enrol", person.pk).content.decode()
    page(client, advisor, "enrol", person.pk, data={"cohort": cohort.pk})
    with school.coordinator.at_work():
        assert Enrolment.objects.filter(pathway=person, cohort=cohort).exists()


def test_an_unknown_cohort_sent_by_hand_is_not_found(school, scene, client: Client):
    with school.coordinator.at_work():
        person = school.waiting()
    for key in ("", "x", "00000000-0000-0000-0000-000000000000"):
        assert page(client, school.world.user("advisor"), "enrol", person.pk, data={"cohort": key}).status_code == 404


def test_opening_someone_s_training_is_written_down(school, scene, client: Client):
    _cohort, seats, _session = scene
    assert page(client, school.trainer, "of_pathway", seats[0].pathway_id).status_code == 200
    with school.coordinator.at_work():
        assert FileOpening.objects.get(pathway_id=seats[0].pathway_id).reader == school.trainer


def test_a_cohort_with_its_dates_reversed_keeps_what_was_typed(school, client: Client):
    told = {"name": "Été", "starts_on": "2026-06-01", "ends_on": "2026-05-01", "target": 12, "capacity": 12}
    answer = page(client, school.coordinator.user, "form", data=told)
    assert answer.status_code == 422
    assert "Le dernier jour vient avant le premier" in answer.content.decode()
    assert "Été" in answer.content.decode()


def test_a_cohort_is_opened_by_the_form(school, client: Client):
    told = {
        "name": "Été",
        "occupation": "childminder",
        "starts_on": "2026-06-01",
        "ends_on": "2026-09-30",
        "target": 12,
        "capacity": 14,
        "trainers": [str(school.trainer.pk)],
    }
    assert page(client, school.coordinator.user, "form", data=told).status_code == 302
    with school.coordinator.at_work():
        cohort = Cohort.objects.get()
        assert (cohort.target, cohort.capacity, list(cohort.trainers.all())) == (12, 14, [school.trainer])


def test_a_series_is_fixed_by_the_form_and_a_weekend_is_questioned(school, scene, client: Client):
    cohort = scene[0]
    told = {
        "first": "2026-04-01",
        "last": "2026-05-01",
        "halves": ["0-am", "5-pm"],
        "hours_a_half": "3.5",
        "module_1": "core_employers",
        "hours_1": "7",
        "trainer": str(school.trainer.pk),
        "group": "0",
        "without": "06/04/2026",
    }
    html = page(client, school.coordinator.user, "plan_series", cohort.pk, data=told, follow=True).content.decode()
    assert "2 séances sont fixées" in html
    assert "samedi ou le dimanche" in html
    with school.coordinator.at_work():
        assert [each.date.day for each in cohort.sessions.filter(module="core_employers")] == [4, 11]


def test_a_day_that_is_no_day_is_told_with_an_example(school, scene, client: Client):
    answer = page(client, school.coordinator.user, "plan_series", scene[0].pk, data={"without": "Pâques"})
    assert (answer.status_code, "14/07/2026" in answer.content.decode()) == (422, True)


def test_every_page_of_a_module_that_was_not_held_is_not_found(school, scene, client: Client):
    _cohort, seats, _session = scene
    assert page(client, school.trainer, "evaluate", seats[0].pk, "citizenship").status_code == 404


def test_a_departure_asks_for_its_cause_and_frees_the_seat(school, scene, client: Client):
    cohort, seats, _session = scene
    page(client, school.coordinator.user, "withdraw", seats[0].pk, data={"what": "call", "answer": "talked"})
    assert page(client, school.coordinator.user, "withdraw", seats[0].pk, data={"cause": ""}).status_code == 422
    page(client, school.coordinator.user, "withdraw", seats[0].pk, data={"cause": "job"})
    html = page(client, school.coordinator.user, "cohort", cohort.pk).content.decode()
    assert html.count('class="free"') == 9


def test_the_thread_s_panel_shows_the_seat_to_the_advisor(school, scene):
    from labmigration.pathway.training.panel import panel
    from labmigration.pathway.written import written_of

    _cohort, seats, _session = scene
    with school.coordinator.at_work():
        written = written_of(seats[0].pathway)
        shown = panel(school.world.advisor, seats[0].pathway, written)
        assert (shown.context["seat"], shown.context["may_open"]) == (seats[0], True)
        assert panel(Actor.of(school.world.user("household")), seats[0].pathway, written) is None


def test_the_cohort_page_takes_the_same_number_of_queries_for_four_and_for_twelve(school, scene, client: Client):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    cohort, _seats, _session = scene
    counts = []
    for people in (0, 8):
        with school.coordinator.at_work():
            for _ in range(people):
                actions.enrol(school.waiting(), cohort, actor=school.coordinator)
        page(client, school.coordinator.user, "cohort", cohort.pk)
        with CaptureQueriesContext(
            connection,
        ) as captured:
            client.get(reverse("training:cohort", args=[cohort.pk]))
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 40
