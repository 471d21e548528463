"""Who can't sit: whoever advised, trained, tutored, judged her already, or is tied to her."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused
from labmigration.access.models import RoleGrant
from labmigration.pathway.certification import actions, queries
from labmigration.pathway.certification.models import ConflictOfInterest
from labmigration.pathway.certification.tests.conftest import JURY_DAY
from labmigration.timeline.models import Event


def as_juror(user):
    RoleGrant.objects.create(user=user, role="jury", territory_id="marseille", since=date(2020, 1, 1))
    return user


def refused(exam, file, juror):
    with pytest.raises(Refused) as refusal:
        actions.present(file, actor=exam.coordinator, jury_on=JURY_DAY, jurors=[exam.jurors[0], juror])
    assert juror not in queries.possible_jurors(file)
    assert str(refusal.value) in queries.jurors_set_aside(file)
    return str(refusal.value)


def test_her_advisor_can_not_judge_her(exam):
    file = exam.file()
    assert "a conseillé" in refused(exam, file, as_juror(exam.world.advisor.user))


def test_an_advisor_who_followed_her_before_can_not_either(exam):
    file = exam.file()
    earlier = exam.world.user("advisor", another=True)
    Event.record(file.pathway, "assign", Actor.of(earlier))
    assert "a conseillé" in refused(exam, file, as_juror(earlier))


def test_her_tutor_can_not_judge_her(exam, monkeypatch):
    file = exam.file()
    tutor = as_juror(exam.world.user("employer_tutor"))
    monkeypatch.setattr("labmigration.pathway.tutoring.queries.tutors_of", lambda pathway: {tutor.pk})
    assert "tuteur" in refused(exam, file, tutor)


def test_nobody_is_her_own_jury(exam):
    pathway = exam.trained(with_account=True)
    file = exam.file(pathway)
    assert "elle-même" in refused(exam, file, as_juror(pathway.candidate.user))


def test_a_relative_who_declares_it_stands_aside_for_good(exam):
    file = exam.presented()
    exam.says(1, file)
    actions.declare_conflict(file, actor=Actor.of(exam.jurors[1]), link="relative")
    assert list(file.jurors.all()) == [exam.jurors[0]]
    file.pathway.refresh_from_db()
    assert file.pathway.next_step == "certification.present"
    assert "lien déclaré" in refused(exam, file, exam.jurors[1])
    third = exam.world.user("jury", another=True)
    actions.present(file, actor=exam.coordinator, jury_on=JURY_DAY, jurors=[exam.jurors[0], third])
    exam.says(0, file)
    with pytest.raises(Refused, match=third.name):
        actions.decide(file, actor=Actor.of(exam.jurors[0]))


def test_a_jury_of_three_goes_on_with_two(exam):
    file = exam.file()
    third = exam.world.user("jury", another=True)
    actions.present(file, actor=exam.coordinator, jury_on=JURY_DAY, jurors=[*exam.jurors, third])
    actions.declare_conflict(file, actor=Actor.of(third), link="household")
    file.pathway.refresh_from_db()
    assert file.pathway.next_step == "certification.decide"


def test_a_tie_is_declared_once_and_with_its_kind(exam):
    file = exam.presented()
    with pytest.raises(Refused, match="quel lien"):
        actions.declare_conflict(file, actor=Actor.of(exam.jurors[0]), link="friend of a friend")
    actions.declare_conflict(file, actor=Actor.of(exam.jurors[0]), link="business")
    with pytest.raises(Conflict):
        actions.declare_conflict(file, actor=Actor.of(exam.jurors[0]), link="business")
    assert ConflictOfInterest.objects.count() == 1


def test_the_page_lets_a_juror_stand_aside(exam, client: Client):
    file = exam.presented()
    client.force_login(exam.jurors[0])
    page = reverse("certification:declare_conflict", args=[file.pk])
    assert "quel lien" in client.get(page).content.decode()
    assert client.post(page, {"link": "relative"}).status_code == 302
    assert client.get(page).status_code == 404


def test_the_coordinator_reads_who_is_set_aside_and_why(exam, client: Client):
    file = exam.file()
    as_juror(exam.world.advisor.user)
    client.force_login(exam.coordinator.user)
    html = client.get(reverse("certification:present", args=[file.pathway_id])).content.decode()
    assert "a conseillé cette personne" in html


def test_the_minutes_tell_who_sat_and_what_was_decided(exam, client: Client):
    file = exam.decided(BC02=True)
    client.force_login(exam.jurors[0])
    html = client.get(reverse("certification:session", args=[file.session_id])).content.decode()
    assert exam.jurors[1].name in html
    answer = client.get(reverse("certification:minutes", args=[file.session_id]))
    assert (answer["Content-Type"], answer.content[:5]) == ("application/pdf", b"%PDF-")
    stranger = exam.world.user("jury", another=True)
    client.force_login(stranger)
    assert client.get(reverse("certification:minutes", args=[file.session_id])).status_code == 404


def test_files_of_one_day_share_a_session_and_the_last_place_told(exam):
    first, second = exam.file(), exam.file()
    for file, place in ((first, "Salle A"), (second, ""), (first, "Salle B")):
        actions.present(file, actor=exam.coordinator, jury_on=JURY_DAY, jurors=exam.jurors, place=place)
    first.refresh_from_db()
    second.refresh_from_db()
    assert first.session == second.session
    assert first.session.place == "Salle B"


def test_two_coordinators_do_not_overwrite_each_others_jury(exam, client: Client):
    file = exam.file()
    shown = file.version
    third = exam.world.user("jury", another=True)
    actions.present(file, actor=exam.coordinator, jury_on=JURY_DAY, jurors=exam.jurors)
    with pytest.raises(Conflict, match="un autre jury"):
        actions.present(file, actor=exam.coordinator, jury_on=JURY_DAY, jurors=[exam.jurors[0], third], version=shown)
    assert set(file.jurors.all()) == set(exam.jurors)


def test_the_day_of_a_protected_persons_jury_is_told_to_those_who_must_be_there(exam, client: Client):
    file = exam.presented()
    person = file.pathway.candidate
    person.safe_contact = True
    person.save()
    session = reverse("certification:session", args=[file.session_id])
    seen = {}
    for actor in (exam.coordinator, Actor.of(exam.jurors[0]), exam.world.territory_coordinator):
        client.force_login(actor.user)
        html = client.get(reverse("certification:files")).content.decode()
        seen[actor.role] = (f"{person.full_name}" in html, client.get(session).status_code)
        assert ("jury du mardi" in html) is (actor.role != "territory_coordinator")
    assert seen == {"training_coordinator": (True, 200), "jury": (True, 200), "territory_coordinator": (True, 404)}
