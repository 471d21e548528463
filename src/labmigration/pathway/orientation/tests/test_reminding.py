"""Reminders through the sweep: each once, in the person's language, and a call to make when nothing else is left."""

from datetime import timedelta

import pytest
from django.urls import reverse

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.jobs.models import Job
from labmigration.jobs.queue import run_one
from labmigration.jobs.sweeping import ask_for_sweep
from labmigration.links.models import SignedLink
from labmigration.notices.models import OutboxMessage
from labmigration.pathway.orientation import actions, queries, sweeping, telling
from labmigration.pathway.orientation.tests.scenes import march, open_hours
from labmigration.timeline.models import Event

FIRST, SECOND, CALL = march(14, 10, 5), march(16, 10, 5), march(16, 15, 5)


@pytest.fixture
def meeting(world, on_a_tuesday):
    with world.advisor.at_work():
        person = world.candidate(phone="+33639981234", email="elle@example.org", contact_language="uk")
        pathway = world.person("orientation", "orientation.plan", candidate=person)
        with clock.at(march(2)):
            return actions.plan(pathway, actor=world.advisor, starts_at=march(17), place="CEP")


def sweep_at(moment):
    with clock.at(moment):
        sweeping.remind_and_offer()


def sent():
    return [(message.channel, message.body) for message in OutboxMessage.objects.order_by("written_at")]


def to_call(world, moment):
    with clock.at(moment), world.advisor.at_work():
        return queries.to_call(queries.meetings_ahead(world.advisor))


def test_a_text_message_then_an_e_mail_then_a_call(world, meeting):
    for _twice in range(2):
        for moment in (FIRST, SECOND, CALL):
            sweep_at(moment)
    (sms, first), (email, second) = sent()
    assert (sms, email) == ("sms", "email")
    assert first.startswith("Зустріч вівторок 17 березня") and "/l/" in first
    assert "Зустріч" in second and "Rendez-vous mardi" in second
    assert (to_call(world, SECOND), to_call(world, CALL)) == ([], [meeting])


def test_whoever_confirmed_is_left_in_peace(world, meeting):
    sweep_at(FIRST)
    with world.advisor.at_work(), clock.at(march(15)):
        actions.confirm(meeting, actor=world.advisor)
    sweep_at(SECOND)
    assert len(sent()) == 1 and to_call(world, CALL) == []


@pytest.mark.parametrize("fate", ["unknown", "failed"])
def test_a_message_of_unknown_fate_is_not_repeated_and_the_other_way_is_taken(world, meeting, fate):
    sweep_at(FIRST)
    OutboxMessage.objects.update(state=fate)
    sweep_at(FIRST + timedelta(minutes=5))
    assert [channel for channel, _body in sent()] == ["sms", "email"]
    OutboxMessage.objects.update(state=fate)
    assert to_call(world, FIRST + timedelta(minutes=10)) == [meeting]


def test_a_sweep_that_dies_half_way_leaves_nothing_of_the_message_and_the_next_one_writes_it(
    world, meeting, monkeypatch
):
    def die(*_told, **_more):
        raise SystemExit

    with monkeypatch.context() as broken:
        broken.setattr("labmigration.pathway.orientation.sweeping.Event.record", die)
        with pytest.raises(SystemExit):
            sweep_at(FIRST)
    assert (OutboxMessage.objects.count(), SignedLink.objects.count(), Job.objects.count()) == (0, 0, 0)
    sweep_at(FIRST)
    assert (OutboxMessage.objects.count(), SignedLink.objects.count()) == (1, 1)


def test_one_persons_failure_stops_nobody_elses_message(world, meeting, monkeypatch):
    with world.advisor.at_work(), clock.at(march(2)):
        other = world.person("orientation", "orientation.plan", candidate=world.candidate(phone="+33639981235"))
        actions.plan(other, actor=world.advisor, starts_at=march(17, 14), place="CEP")
    real = sweeping.write

    def fails_for_the_first(person, *told, **more):
        if person.pk == meeting.pathway.candidate_id:
            raise RuntimeError("unreadable")
        real(person, *told, **more)

    monkeypatch.setattr(sweeping, "write", fails_for_the_first)
    sweep_at(FIRST)
    assert [message.pathway_id for message in OutboxMessage.objects.all()] == [other.pk]


def test_a_moved_meeting_is_recalled_anew(world, meeting):
    sweep_at(FIRST)
    (slot,) = open_hours(world, march(24))
    with world.advisor.at_work(), clock.at(march(15)):
        actions.move_to(meeting, slot, actor=world.advisor)
    sweep_at(march(21, 10, 5))
    assert [body.split(" ")[0] for _channel, body in sent()] == ["Зустріч", "Нова", "Зустріч"]


def test_a_safe_contact_is_only_asked_to_call_back(world, meeting):
    with world.advisor.at_work():
        advisor = world.user("advisor")
        advisor.phone = "+33491123456"
        advisor.save()
        person = meeting.pathway.candidate
        person.safe_contact, person.contact_language = True, "fr"
        person.save()
    sweep_at(FIRST)
    assert sent() == [("sms", "Merci de rappeler le 04 91 12 34 56.")]
    assert SignedLink.objects.count() == 0


def test_a_safe_contact_whose_advisor_has_no_number_is_called(world, meeting):
    with world.advisor.at_work():
        person = meeting.pathway.candidate
        person.safe_contact = True
        person.save()
    sweep_at(FIRST)
    assert sent() == [] and to_call(world, FIRST) == [meeting]


@pytest.mark.parametrize(("phone", "email", "first"), [
    ("+33639981234", "", "sms"), ("", "elle@example.org", "email"), ("+33491123456", "elle@example.org", "email"),
    ("+380501234567", "", "sms"), ("", "", None),
])  # fmt: skip
def test_how_somebody_is_reached_first(world, meeting, phone, email, first):
    with world.advisor.at_work():
        person = meeting.pathway.candidate
        person.phone, person.email = phone, email
        person.save()
    sweep_at(FIRST)
    assert [channel for channel, _body in sent()] == ([first] if first else [])
    assert bool(to_call(world, FIRST)) is (first is None)


def test_without_a_carrier_on_a_real_installation_nothing_counts_as_sent(world, meeting, settings):
    settings.DEMO = False
    sweep_at(FIRST)
    assert sent() == [] and to_call(world, FIRST) == [meeting]


def test_someone_whose_pathway_has_ended_is_not_written_to(world, meeting):
    with world.advisor.at_work():
        type(meeting.pathway).objects.filter(pk=meeting.pathway_id).update(state="closed")
    sweep_at(FIRST)
    assert sent() == []


def test_her_advisor_cancels_and_she_is_told(world, meeting):
    sweep_at(FIRST)
    with world.advisor.at_work(), clock.at(march(15)):
        actions.cancel(meeting, actor=world.advisor)
    assert "скасовано" in sent()[-1][1]
    assert SignedLink.objects.get().withdrawn_at is not None


def test_an_invitation_is_sent_once_a_day_and_its_link_lets_her_choose(world, client, on_a_tuesday):
    with world.advisor.at_work():
        person = world.person("orientation", "orientation.plan")
        open_hours(world, march(17))
        telling.invite(person, actor=world.advisor)
        assert Event.objects.filter(verb="pathway.invite_to_choose").exists()
    body = sent()[0][1]
    path = body[body.index("/l/") :].strip()
    client.post(path)
    page = client.get(path).content.decode()
    slot = page[page.index('name="slot" value="') + 19 :][:36]
    assert "C’est noté" in client.post(path, {"slot": slot}).content.decode()
    assert client.get(path).status_code == 410
    client.force_login(world.user("advisor"))
    assert client.post(reverse("orientation:invite", args=[person.pk])).status_code == 403


def test_the_sweep_asks_for_the_next_before_it_begins_and_runs_once_a_period(meeting):
    ask_for_sweep(1)
    ask_for_sweep(1)
    with clock.at(FIRST):
        assert run_one() and not run_one()
    (done, ahead) = Job.objects.filter(name="sweep").order_by("due_at")
    assert (done.state, ahead.state, done.key) == ("done", "waiting", "sweep:1")
    assert len(sent()) == 1


def test_a_part_that_fails_keeps_no_other_from_running(meeting, monkeypatch):
    monkeypatch.setattr("labmigration.notices.sweeping.settle_interrupted", lambda: 1 / 0)
    ask_for_sweep(1)
    with clock.at(FIRST):
        run_one()
    assert len(sent()) == 1


def test_the_day_shows_the_call_to_make_and_who_is_drifting(world, meeting, client):
    sweep_at(FIRST)
    sweep_at(SECOND)
    client.force_login(world.user("advisor"))
    with clock.at(CALL):
        page = client.get(reverse("desk:day")).content.decode()
        assert "appel à passer" in page and "06\u00a039\u00a098\u00a012\u00a034" in page
        assert "Rendez-vous non confirmé malgré les rappels" in page
        client.post(reverse("orientation:confirm", args=[meeting.pk]))
        page = client.get(reverse("desk:day")).content.decode()
    assert "appel à passer" not in page and "malgré les rappels" not in page


def test_the_thread_shows_confirmation_and_how_many_were_missed(world, meeting, client):
    client.force_login(world.user("advisor"))
    with world.advisor.at_work():
        for _time in range(2):
            actions.miss(queries.meetings_ahead(world.advisor).get(), actor=world.advisor)
            meeting = actions.plan(meeting.pathway, actor=world.advisor, starts_at=march(20), place="CEP")
    page = client.get(reverse("pathway:thread", args=[meeting.pathway_id])).content.decode()
    assert "2 entretiens manqués" in page and "pas encore confirmé" in page
    with Actor.system("marseille").at_work():
        assert queries.missed([meeting.pathway_id]) == {meeting.pathway_id: 2}
