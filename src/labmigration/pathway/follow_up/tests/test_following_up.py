"""Follow-up: planned from the first paid day, answered or lost in time, needs raised and met."""

from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused
from labmigration.pathway.actions import close
from labmigration.pathway.employment.models import Contract
from labmigration.pathway.follow_up import actions, queries
from labmigration.pathway.follow_up.asking import note_try
from labmigration.pathway.follow_up.drawing import line
from labmigration.pathway.follow_up.models import FollowUp, NewNeed
from labmigration.pathway.follow_up.tests.scenes import EIGHTEEN, FIRST_PAID, SIX, start
from labmigration.timeline.moves import moved


def looked_for(follow_up, actor, tries):
    """Tries that found nobody: (days after her six months, channel)."""
    for days, channel in tries:
        with clock.at(SIX + timedelta(days=days)):
            note_try(follow_up, actor=actor, channel=channel)


@pytest.fixture
def at_six_months(world, pathway):
    with clock.at(SIX), world.advisor.at_work():
        yield world.advisor


def test_the_first_paid_day_plans_six_and_eighteen_months(world, pathway):
    with world.advisor.at_work():
        planned = list(FollowUp.objects.filter(pathway=pathway).values_list("month", "due_on", "counted_from"))
    assert planned == [(6, SIX, FIRST_PAID), (18, EIGHTEEN, FIRST_PAID)]
    assert (pathway.stage, pathway.next_step, pathway.due_on) == ("follow_up", "follow_up.answer", SIX)


def test_a_second_contract_plans_nothing_new(world, pathway):
    with clock.at(date(2025, 11, 3)), world.advisor.at_work():
        start(pathway, world.advisor, date(2025, 11, 3))
        assert set(FollowUp.objects.filter(pathway=pathway).values_list("due_on", flat=True)) == {SIX, EIGHTEEN}
        assert (pathway.next_step, pathway.due_on) == ("follow_up.answer", SIX)


def test_a_second_contract_does_not_interrupt_a_new_training(world, pathway):
    with clock.at(date(2025, 11, 3)), world.advisor.at_work():
        type(pathway).objects.filter(pk=pathway.pk).update(next_step="training.attend", stage="training")
        pathway.refresh_from_db()
        start(pathway, world.advisor, date(2025, 11, 3))
        pathway.refresh_from_db()
        assert (pathway.stage, pathway.next_step) == ("training", "training.attend")


def test_other_moves_plan_nothing(world, on_a_tuesday):
    with world.advisor.at_work():
        pathway = world.person("employment", "employment.start")
        contract = SimpleNamespace(pathway=pathway, first_paid_on=FIRST_PAID)
        event = SimpleNamespace(verb="employment.end")
        moved.send(sender=Contract, subject=contract, verb="end", actor=world.advisor, event=event)
        assert not FollowUp.objects.filter(pathway=pathway).exists()


def test_an_answer_before_the_window_is_refused_with_the_day_on_which_it_opens(world, six):
    with clock.at(date(2026, 2, 12)), world.advisor.at_work():
        with pytest.raises(Refused, match="vendredi 13\u00a0février 2026"):
            actions.answer(six, actor=world.advisor, in_sector=True, households=1)
        with pytest.raises(Refused, match="s’ouvre le"):
            actions.lose(six, actor=world.advisor)


def test_an_answer_leads_to_the_next_milestone(six, at_six_months):
    actions.answer(six, actor=at_six_months, in_sector=True, weekly_hours=Decimal("27.5"), households=3, words="Ça va")
    six.refresh_from_db()
    assert (six.state, six.answered_on, six.households, six.weekly_hours) == ("done", SIX, 3, Decimal("27.5"))
    assert six.words == "Ça va"
    assert (six.pathway.next_step, six.pathway.due_on) == ("follow_up.answer", EIGHTEEN)


def test_after_the_last_milestone_the_pathway_may_be_closed_on_a_lasting_job(world, six, at_six_months, client):
    actions.answer(six, actor=at_six_months, in_sector=True, households=1)
    with clock.at(EIGHTEEN):
        last = FollowUp.objects.get(pathway=six.pathway_id, month=18)
        actions.answer(last, actor=at_six_months, in_sector=True, households=2)
        assert last.pathway.next_step == "pathway.close"
        assert queries.closing_reason_to_propose([six, last]) == "lasting_job"
        client.force_login(world.user("advisor"))
        shown = client.get(reverse("follow_up:of_pathway", args=[six.pathway_id])).content.decode()
        link = reverse("pathway:close", args=[six.pathway_id]) + "?reason=lasting_job"
        assert link in shown
        assert client.get(link).context["form"]["reason"].value() == "lasting_job"


def test_someone_who_left_the_sector_has_no_lasting_job(six, at_six_months):
    actions.answer(six, actor=at_six_months, in_sector=False)
    assert queries.closing_reason_to_propose([six]) == "other_job"


def test_a_late_answer_still_counts(world, six):
    with clock.at(date(2026, 6, 1)), world.advisor.at_work():
        assert actions.answer(six, actor=world.advisor, in_sector=True, households=1).state == "done"


def test_two_answers_to_one_milestone_are_a_conflict(six, at_six_months):
    actions.answer(six, actor=at_six_months, in_sector=True, households=2)
    with pytest.raises(Conflict):
        actions.answer(six, actor=at_six_months, in_sector=False)
    six.refresh_from_db()
    assert six.in_sector


def test_hours_of_someone_who_left_the_sector_are_a_mistake(six, at_six_months):
    with pytest.raises(ValueError, match="left the sector"):
        actions.answer(six, actor=at_six_months, in_sector=False, households=2)


@pytest.mark.parametrize(
    "tries",
    [[], [(0, "call"), (1, "call"), (2, "call")], [(0, "call"), (0, "sms"), (1, "sms")], [(0, "call"), (1, "sms")]],
)
def test_a_person_is_not_lost_before_three_days_of_trying_in_two_ways(six, at_six_months, tries):
    looked_for(six, at_six_months, tries)
    with pytest.raises(Refused, match="au moins 3 jours"):
        actions.lose(six, actor=at_six_months)


def test_after_three_days_and_two_ways_she_counts_as_lost_and_the_next_milestone_stays(six, at_six_months):
    looked_for(six, at_six_months, [(0, "call"), (1, "letter"), (1, "letter"), (2, "call")])
    assert six.tries.count() == 3
    actions.lose(six, actor=at_six_months)
    assert (six.state, six.pathway.due_on) == ("lost", EIGHTEEN)


def test_needs_ticked_at_a_milestone_are_open_and_come_first(six, at_six_months):
    actions.answer(six, actor=at_six_months, in_sector=True, households=1, new_needs=["training", "hours"])
    assert set(NewNeed.objects.values_list("kind", "state")) == {("training", "open"), ("hours", "open")}
    assert six.pathway.next_step == "follow_up.meet_need"


def test_met_needs_give_way_to_the_next_milestone(six, at_six_months):
    actions.answer(six, actor=at_six_months, in_sector=True, households=1, new_needs=["hours"])
    need = NewNeed.objects.select_related("pathway").get()
    actions.meet(need, actor=at_six_months)
    assert (need.state, need.pathway.next_step) == ("met", "follow_up.answer")


def test_a_training_need_may_lead_to_a_new_prescription(pathway, at_six_months):
    need = actions.raise_need(pathway, actor=at_six_months, kind="training", words="Le handicap")
    actions.meet(need, actor=at_six_months, by_training=True)
    assert pathway.next_step == "prescription.write"


def test_a_milestone_answered_during_a_new_training_leaves_the_training_next(pathway, six, at_six_months):
    need = actions.raise_need(pathway, actor=at_six_months, kind="training")
    actions.meet(need, actor=at_six_months, by_training=True)
    six.refresh_from_db()
    actions.answer(six, actor=at_six_months, in_sector=True, households=1)
    six.pathway.refresh_from_db()
    assert six.pathway.next_step == "prescription.write"


def test_only_a_training_need_is_met_by_training(pathway, at_six_months):
    need = actions.raise_need(pathway, actor=at_six_months, kind="rights")
    with pytest.raises(ValueError, match="not met by training"):
        actions.meet(need, actor=at_six_months, by_training=True)


def test_a_need_takes_a_closed_pathway_up_again(world, pathway):
    with clock.at(date(2025, 12, 1)), world.advisor.at_work():
        close(pathway, "other_job", actor=world.advisor)
        need = actions.raise_need(pathway, actor=world.advisor, kind="career")
    assert (pathway.state, pathway.next_step, need.state) == ("open", "follow_up.meet_need", "open")


def test_she_cannot_reopen_a_closed_pathway_herself(pathway, at_six_months):
    close(pathway, "other_job", actor=at_six_months)
    herself = Actor.of(pathway.candidate.user)
    with pytest.raises(Refused, match="Appelez votre conseillère"):
        actions.raise_need(pathway, actor=herself, kind="hours")


def test_needs_are_not_noted_before_the_first_paid_day(world, on_a_tuesday):
    with world.advisor.at_work(), pytest.raises(Refused, match="après le premier jour payé"):
        actions.raise_need(world.person("training", "training.attend"), actor=world.advisor, kind="hours")


def test_another_advisor_may_do_nothing(world, pathway, six):
    other = world.actor("advisor", another=True)
    with clock.at(SIX), other.at_work():
        with pytest.raises(Conflict):
            actions.answer(six, actor=other, in_sector=True, households=1)
        with pytest.raises(Refused):
            looked_for(six, other, [(0, "call")])
        with pytest.raises(Refused):
            actions.raise_need(pathway, actor=other, kind="hours")


def test_the_line_draws_windows_around_milestones_and_today_between_its_ends(world, pathway):
    with world.advisor.at_work():
        follow_ups = list(FollowUp.objects.filter(pathway=pathway))
    drawn = line(follow_ups, SIX)
    places = [float(mark.due[:-1]) for mark in drawn.marks]
    assert 8 < float(drawn.marks[0].opens[:-1]) < places[0] < places[1] < 92
    assert drawn.today == drawn.marks[0].due
    assert line(follow_ups, date(2030, 1, 1)).today is None


def test_the_staff_page_offers_the_follow_up_once_its_window_is_open(world, pathway, six):
    client = Client()
    client.force_login(world.user("advisor"))
    page, link = reverse("follow_up:of_pathway", args=[pathway.pk]), reverse("follow_up:answer", args=[six.pk])
    with clock.at(date(2026, 1, 5)):
        assert link not in client.get(page).content.decode()
    with clock.at(SIX):
        assert link in client.get(page).content.decode()


def test_the_staff_form_asks_for_households_of_someone_who_works(world, six, client):
    client.force_login(world.user("advisor"))
    with clock.at(SIX):
        page = reverse("follow_up:answer", args=[six.pk])
        wrong = client.post(page, {"in_sector": "yes", "words": "Très contente"})
        assert wrong.status_code == 422
        assert "Écrivez le nombre de foyers" in wrong.content.decode()
        assert "Très contente" in wrong.content.decode()
        right = {"in_sector": "yes", "households": "2", "weekly_hours": "31,5", "new_needs": ["training"]}
        assert client.post(page, right).status_code == 302
    with world.advisor.at_work():
        six.refresh_from_db()
        assert (six.households, six.weekly_hours) == (2, Decimal("31.5"))
        assert NewNeed.objects.get(pathway=six.pathway_id).kind == "training"


def test_she_answers_one_question_then_the_details(world, six, client):
    client.force_login(six.pathway.candidate.user)
    details = reverse("follow_up:own_answer", args=[six.pk])
    with clock.at(SIX):
        first = client.get(reverse("follow_up:own")).content.decode()
        assert "Travaillez-vous encore chez des familles" in first
        assert f"{details}?travaille=no" in first
        left = client.get(details, {"travaille": "no"}).content.decode()
        assert "Combien d’heures" not in left
        assert client.post(details, {"in_sector": "no", "words": "Je garde ma mère"}).status_code == 302
    with world.advisor.at_work():
        six.refresh_from_db()
        assert (six.state, six.in_sector, six.households) == ("done", False, None)


def test_before_the_window_her_page_says_when_we_ask(pathway, client):
    client.force_login(pathway.candidate.user)
    with clock.at(date(2026, 1, 5)):
        shown = client.get(reverse("follow_up:own")).content.decode()
    assert "Nous vous demandons comment ça va" in shown
    assert "travaille=yes" not in shown


def test_she_asks_for_help_and_the_advisor_has_it_next(world, pathway, client):
    client.force_login(pathway.candidate.user)
    with clock.at(date(2025, 12, 1)):
        assert client.post(reverse("follow_up:own_need"), {"kind": "mediation"}).status_code == 302
    with world.advisor.at_work():
        pathway.refresh_from_db()
        assert (pathway.next_step, pathway.next_role) == ("follow_up.meet_need", "advisor")


def test_she_cannot_answer_for_somebody_else(world, six):
    with clock.at(SIX):
        stranger = world.person("follow_up", "follow_up.answer", with_account=True)
        client = Client()
        client.force_login(stranger.candidate.user)
        assert client.post(reverse("follow_up:own_answer", args=[six.pk]), {"in_sector": "no"}).status_code == 404


def test_the_placement_officer_reads_milestones_but_not_the_persons_words(world, six, at_six_months, client):
    actions.answer(
        six, actor=at_six_months, in_sector=True, households=1, words="La famille crie", new_needs=["rights"]
    )
    client.force_login(world.user("placement_officer"))
    shown = client.get(reverse("follow_up:of_pathway", args=[six.pathway_id])).content.decode()
    assert "1 foyer" in shown
    assert "crie" not in shown
    assert "onnaître ses droits" not in shown


@pytest.mark.parametrize("role", ["referrer", "training_coordinator", "household", "territory_coordinator"])
def test_the_staff_page_does_not_exist_for_other_roles(world, pathway, role, client):
    client.force_login(world.user(role))
    assert client.get(reverse("follow_up:of_pathway", args=[pathway.pk])).status_code == 404


def test_the_pages_of_another_territory_do_not_exist(pathway, six, elsewhere, client):
    client.force_login(elsewhere.user("advisor"))
    for name, key in (("of_pathway", pathway.pk), ("raise_need", pathway.pk), ("answer", six.pk), ("lose", six.pk)):
        assert client.get(reverse(f"follow_up:{name}", args=[key])).status_code == 404


def test_the_thread_shows_milestones_and_open_needs(world, pathway, six, at_six_months, client):
    actions.raise_need(pathway, actor=at_six_months, kind="rights")
    client.force_login(world.user("advisor"))
    shown = client.get(reverse("pathway:thread", args=[pathway.pk])).content.decode()
    assert reverse("follow_up:answer", args=[six.pk]) in shown
    assert "besoin à traiter" in shown
