"""What a person says of the work she looks for: kept, changed by one at a time, paused; an alarm protects the next."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused
from labmigration.access.second_factor import DEMO_SIGN_IN
from labmigration.notices.models import OutboxMessage
from labmigration.pathway.matching import actions
from labmigration.pathway.matching.panel import wishes_told
from labmigration.pathway.matching.placement import alarms, wishing
from labmigration.pathway.matching.placement.models import Alarm, WorkWishes
from labmigration.pathway.matching.placement.tests.scenes import WORKDAYS, a_ready_person, an_open_need, some_wishes
from labmigration.pathway.matching.placement.wish_words import availability

TOLD = {"halves": WORKDAYS, "postcode": "13005", "means": "bus", "max_minutes": "45", "hours_least": "10"}
TOLD |= {"hours_most": "30", "version": "0"}


def signed_in(user):
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session[DEMO_SIGN_IN] = True
    session.save()
    return client


def test_she_says_her_wishes_on_her_telephone_and_who_saves_over_a_change_is_told(world, on_a_tuesday):
    pathway = world.person("matching", "matching.introduce", with_account=True)
    client, url = signed_in(pathway.candidate.user), reverse("matching:own_wishes")
    assert client.post(url, TOLD | {"postcode": "99999"}).status_code == 422
    assert client.post(url, TOLD | {"hours_most": "5"}).status_code == 422
    assert client.post(url, {**TOLD, "halves": []}).status_code == 422
    assert client.post(url, TOLD).status_code == 302
    page = client.get(url).content.decode()
    assert 'value="0-morning" checked' in page
    assert 'value="0-evening" checked' not in page
    assert client.post(url, TOLD | {"version": "0", "hours_most": "20"}).status_code == 409
    with world.placement_officer.at_work():
        kept = WorkWishes.objects.get()
    assert kept.hours_most == 30
    assert kept.get_halves_display().startswith("matin : du lundi au ")


def test_a_pause_ends_by_itself_on_its_day_or_when_she_says_so(world, on_a_tuesday):
    with world.placement_officer.at_work():
        pathway = world.person("matching", "matching.introduce", with_account=True)
        her = Actor.of(pathway.candidate.user)
        wishes = some_wishes(world, pathway)
        with pytest.raises(Refused, match="à venir"):
            wishing.pause(wishes, actor=her, version=1, until=clock.today())
        wishing.pause(wishes, actor=her, version=1, until=date(2026, 4, 10))
        assert wishes.on_pause
        with clock.at(date(2026, 4, 10)):
            assert not wishes.on_pause
        with pytest.raises(Conflict):
            wishing.resume(wishes, actor=her, version=1)
        wishing.resume(wishes, actor=her, version=2)
        assert not wishes.on_pause


def test_her_advisor_reads_her_wishes_on_the_thread_and_not_where_a_protected_person_starts_from(world, on_a_tuesday):
    with world.placement_officer.at_work():
        pathway = a_ready_person(world)
        wishes = wishes_told(world.advisor, pathway)
        told = dict(wishes["rows"])
        assert (told["Départ"], told["Heures par semaine"]) == ("13001", "de 10\u00a0h à 35\u00a0h")
        assert not wishes["on_pause"]
        assert wishes_told(world.actor("advisor", another=True), pathway) is None
        assert wishes_told(world.trainer, pathway) is None
        pathway.candidate.safe_contact = True
        pathway.candidate.save()
        assert "Départ" in dict(wishes_told(world.advisor, pathway)["rows"])
        assert "Départ" not in dict(wishes_told(world.placement_officer, pathway)["rows"])
    client = Client()
    client.force_login(world.user("advisor"))
    assert "Ses souhaits" in client.get(reverse("pathway:thread", args=[pathway.pk])).content.decode()


def test_somebody_ill_for_a_month_is_proposed_nothing_keeps_what_is_under_way_and_is_back_by_herself(
    world, on_a_tuesday
):
    with world.placement_officer.at_work():
        pathway, need, other = a_ready_person(world), an_open_need(world), an_open_need(world)
        introduction = actions.introduce(pathway, need, actor=world.placement_officer)
    told = {"until": "2026-04-10", "version": "1"}
    page = signed_in(pathway.candidate.user).post(reverse("matching:pause_search"), told, follow=True)
    assert "Elle reprend le vendredi" in page.content.decode()
    client = Client()
    client.force_login(world.user("placement_officer"))
    assert "en pause jusqu’au vendredi" in client.get(reverse("pathway:thread", args=[pathway.pk])).content.decode()
    asked = {"need": str(other.pk), "availability": "Le matin"}
    said = client.post(reverse("matching:introduce", args=[pathway.pk]), asked).content.decode()
    assert "La personne est en pause" in said
    with world.placement_officer.at_work():
        actions.answer(introduction, actor=Actor.of(pathway.candidate.user), yes=True)
        with clock.at(date(2026, 4, 10)):
            assert actions.introduce(pathway, other, actor=world.placement_officer).state == "proposed"


def test_nobody_else_notes_her_wishes(world, elsewhere, on_a_tuesday):
    pathway = world.person("matching", "matching.introduce", with_account=True)
    with elsewhere.placement_officer.at_work(), pytest.raises(Refused):
        some_wishes(elsewhere, pathway)
    with world.placement_officer.at_work():
        in_training = world.person("training", "training.attend")
        with pytest.raises(Refused):
            some_wishes(world, in_training)


def test_an_alarm_reaches_the_officer_at_once_and_nobody_is_introduced_until_it_is_handled(world, on_a_tuesday):
    with world.placement_officer.at_work():
        pathway, need = a_ready_person(world), an_open_need(world)
        introduction = actions.introduce(pathway, need, actor=world.placement_officer)
    page = signed_in(pathway.candidate.user).post(
        reverse("matching:alarm", args=[introduction.pk]), {"words": "Il garde mes papiers"}
    )
    assert page.status_code == 302
    with world.placement_officer.at_work():
        alarm = Alarm.objects.get()
        assert alarm.words == "Il garde mes papiers"
        told = OutboxMessage.objects.get(key__startswith="alarm:")
        assert "papiers" not in told.body and pathway.candidate.surname not in told.body
        other, again = world.person("matching", "matching.introduce"), an_open_need(world, need.household)
        with pytest.raises(Refused, match="alerte"):
            actions.introduce(other, again, actor=world.placement_officer)
        alarms.handle_alarm(alarm, actor=world.placement_officer, outcome="Appelée, papiers rendus")
        with pytest.raises(Conflict, match="déjà traitée"):
            alarms.handle_alarm(alarm, actor=world.placement_officer, outcome="Encore")
        assert actions.introduce(other, again, actor=world.placement_officer).state == "proposed"


def test_nobody_raises_an_alarm_for_somebody_else(world, on_a_tuesday):
    with world.placement_officer.at_work():
        pathway, need = a_ready_person(world), an_open_need(world)
        introduction = actions.introduce(pathway, need, actor=world.placement_officer)
        stranger = world.person("matching", "matching.introduce", with_account=True)
    for user in (stranger.candidate.user, need.household.user):
        assert signed_in(user).get(reverse("matching:alarm", args=[introduction.pk])).status_code == 404


@pytest.mark.parametrize(
    ("days", "told"),
    [
        ([0, 1, 2, 3, 4], "du lundi au vendredi"),
        ([0, 1, 3], "lundi, mardi, jeudi"),
        ([0, 2, 3, 4, 6], "lundi, du mercredi au vendredi, dimanche"),
        ([0, 1, 2, 3, 4, 5, 6], "tous les jours"),
    ],
)
def test_half_days_that_follow_each_other_are_told_as_one(days, told):
    assert availability([f"{day}-evening" for day in days]) == f"soir : {told}"
