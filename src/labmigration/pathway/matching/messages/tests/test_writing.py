"""Two sides write to each other through us: from both yes on, without a way to find each other before the meeting."""

from datetime import timedelta

import pytest

from labmigration import clock
from labmigration.access.gate import Conflict, Refused
from labmigration.notices.models import OutboxMessage
from labmigration.pathway.matching import actions as matching
from labmigration.pathway.matching import household_actions
from labmigration.pathway.matching.messages import actions, queries, sweeping
from labmigration.pathway.matching.messages.models import Exchange, MessageReport, RelayedMessage
from labmigration.pathway.matching.messages.tests.scenes import speaking
from labmigration.pathway.matching.tests.scenes import MEETING, a_pair, both

pytestmark = pytest.mark.usefixtures("on_a_tuesday")


@pytest.fixture
def at_work(world):
    with world.placement_officer.at_work():
        yield world


def test_nobody_writes_before_both_have_said_yes_nor_when_it_is_over(at_work):
    world = at_work
    pathway, need = a_pair(world)
    introduction = matching.introduce(pathway, need, actor=world.placement_officer)
    her, home = both(introduction)
    matching.answer(introduction, actor=her, yes=True)
    with pytest.raises(Refused, match="quand les deux auront dit oui"):
        actions.write(introduction, actor=her, code="thanks")
    matching.answer(introduction, actor=home, yes=True)
    actions.write(introduction, actor=her, code="thanks")
    with pytest.raises(Refused, match="Seuls la personne et le foyer"):
        actions.write(introduction, actor=world.placement_officer, code="thanks")
    matching.decline(introduction, actor=home)
    with pytest.raises(Refused, match="terminée"):
        actions.write(introduction, actor=home, code="thanks")


def test_a_sentence_is_kept_as_code_and_values_sealed_and_a_side_chooses_only_its_own(at_work):
    introduction = speaking(at_work)
    her, home = both(introduction)
    sent = actions.write(introduction, actor=her, code="meet_can", values={"day": "2026-03-12", "time": "10:00"})
    kept = RelayedMessage.objects.get()
    assert kept.told == {"code": "meet_can", "day": "2026-03-12", "time": "10:00"}
    assert str(kept.sentence).startswith("Je peux vous rencontrer le jeudi")
    assert "meet_can" not in str(RelayedMessage.objects.values_list("phrase", flat=True).get())
    # Pressed twice.
    again = actions.write(introduction, actor=her, code="meet_can", values={"day": "2026-03-12", "time": "10:00"})
    assert again.pk == sent.pk
    with pytest.raises(Refused, match="de la liste"):
        actions.write(introduction, actor=home, code="cannot_ill", values={"day": "2026-03-12"})
    with pytest.raises(Refused, match="quelques mots"):
        actions.write(introduction, actor=home, words="  ")


def test_telephone_address_and_surname_wait_until_the_meeting_is_agreed(at_work):
    world, introduction = at_work, speaking(at_work)
    her, home = both(introduction)
    for words, named in (("Voici le 06 39 98 12 34", "téléphone"), ("Je suis Amina Zyxname", "nom de famille")):
        with pytest.raises(Refused, match=named):
            actions.write(introduction, actor=her, words=words)
    with pytest.raises(Refused, match="nom de famille"):
        actions.write(introduction, actor=home, words="Nous sommes les Martin.")
    with pytest.raises(Refused, match="adresse"):
        actions.write(introduction, actor=home, code="way_line", values={"line": "12", "stop": "devant le 4 rue X"})
    assert not Exchange.objects.exists()
    matching.plan_interview(introduction, actor=world.placement_officer, starts_at=MEETING, place="Café de la Gare")
    actions.write(introduction, actor=her, words="Amina Zyxname, 06 39 98 12 34")


def test_the_other_side_is_told_once_an_hour_without_a_word_of_it_and_at_once_of_a_delay(at_work):
    introduction = speaking(at_work)
    her, home = both(introduction)
    told = OutboxMessage.objects.filter(key__startswith="relayed")
    actions.write(introduction, actor=home, words="Bonjour, vous aimez les chats ?")
    actions.write(introduction, actor=home, code="thanks")
    assert [(one.recipient, "chats" in one.body) for one in told] == [(introduction.pathway.candidate.phone, False)]
    actions.write(introduction, actor=home, code="late_minutes", values={"minutes": "15"})
    assert told.all().count() == 2
    for number in range(actions.MOST_IN_A_ROW):
        with clock.at(clock.now() + timedelta(minutes=1 + number)):
            actions.write(introduction, actor=her, words=f"Et encore {number}")
    assert told.filter(key__contains="household").get().recipient == introduction.need.household.phone
    with clock.at(clock.now() + timedelta(minutes=30)):
        with pytest.raises(Refused, match="Attendez une réponse"):
            actions.write(introduction, actor=her, words="Vous êtes là ?")
        actions.write(introduction, actor=her, code="late_minutes", values={"minutes": "5"})


def test_what_is_new_is_counted_until_read_and_an_answer_is_a_reading(at_work):
    introduction = speaking(at_work)
    her, home = both(introduction)
    actions.write(introduction, actor=home, code="meet_ask")
    assert queries.new_messages([introduction], "candidate") == {introduction.pk: 1}
    assert queries.waits_for_her(her)
    actions.note_read(introduction, actor=her, until=clock.now())
    assert not queries.waits_for_her(her)
    with clock.at(clock.now() + timedelta(minutes=5)):
        actions.write(introduction, actor=home, code="meet_ask")
        assert queries.waits_for_her(her)
        actions.write(introduction, actor=her, code="reply_later")
        assert not queries.waits_for_her(her)


def test_a_report_pauses_everything_until_the_officer_answers_and_asking_for_help_does_not(at_work):
    world, introduction = at_work, speaking(at_work)
    her, home = both(introduction)
    message = actions.write(introduction, actor=home, words="Vous venez d’où ?")
    helped = actions.report(introduction, actor=home, reason="help")
    actions.write(introduction, actor=her, code="reply_again")
    report = actions.report(introduction, actor=her, reason="discrimination", words="Zyxwhy", message=message)
    with pytest.raises(Conflict, match="déjà demandé"):
        actions.report(introduction, actor=her, reason="other")
    for side in (her, home):
        with pytest.raises(Refused, match="en pause"):
            actions.write(introduction, actor=side, code="thanks")
    mails = OutboxMessage.objects.filter(key__startswith="message_report:")
    assert mails.count() == 2 and all("Zyxwhy" not in one.body and "Zyxname" not in one.body for one in mails)
    assert queries.reports_to_handle(world.placement_officer) == [report, helped]
    with pytest.raises(Refused, match="Écrivez la réponse"):
        actions.handle_report(report, actor=world.placement_officer, answer=" ")
    actions.handle_report(report, actor=world.placement_officer, answer="J’ai appelé le foyer.")
    with pytest.raises(Conflict):
        actions.handle_report(report, actor=world.placement_officer, answer="Encore")
    assert [one.answer for one in queries.reports_of(report.exchange, "candidate")] == ["J’ai appelé le foyer."]
    actions.write(introduction, actor=her, code="thanks")


def test_each_side_closes_and_only_she_opens_again_and_the_officer_closes_for_good(at_work):
    world, introduction = at_work, speaking(at_work)
    her, home = both(introduction)
    actions.close(introduction, actor=her)
    with pytest.raises(Refused, match="fermés"):
        actions.write(introduction, actor=home, code="thanks")
    with pytest.raises(Refused, match="Vous n’avez pas fermé"):
        actions.reopen(introduction, actor=home)
    actions.reopen(introduction, actor=her)
    actions.write(introduction, actor=home, code="thanks")
    report = actions.report(introduction, actor=home, reason="money")
    actions.close(introduction, actor=her)
    with pytest.raises(Refused, match="en pause"):
        actions.reopen(introduction, actor=her)
    actions.handle_report(report, actor=world.placement_officer, answer="Nous arrêtons là.", close=True)
    for side in (her, home):
        with pytest.raises(Refused, match="pas fermé"):
            actions.reopen(introduction, actor=side)


def test_a_suspended_household_writes_and_reads_nothing_more(at_work):
    world, introduction = at_work, speaking(at_work)
    household_actions.suspend(introduction.need.household, actor=world.placement_officer)
    introduction.need.household.refresh_from_db()
    with pytest.raises(Refused, match="arrêtés"):
        actions.write(introduction, actor=both(introduction)[1], code="thanks")


def test_messages_are_forgotten_in_their_time_but_not_under_a_report(at_work):
    world, introduction = at_work, speaking(at_work)
    her, home = both(introduction)
    message = actions.write(introduction, actor=home, code="thanks")
    report = actions.report(introduction, actor=her, reason="other", message=message)
    matching.decline(introduction, actor=her)
    assert sweeping.forget_messages() == 0
    with clock.at(clock.now() + timedelta(days=93)):
        assert sweeping.forget_messages() == 0
        actions.handle_report(report, actor=world.placement_officer, answer="C’est réglé.")
        assert sweeping.forget_messages() == 1
    assert MessageReport.objects.get().message is None
