"""Papers: sent once, checked by two people, the photograph deleted; what remains is little."""

from datetime import date, timedelta

import pytest
from django.db import transaction

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused
from labmigration.access.models import RoleGrant
from labmigration.jobs.queue import run_one
from labmigration.pathway.reception import document_actions
from labmigration.pathway.reception.kept_files import PHOTOGRAPHS
from labmigration.pathway.reception.models import Document
from labmigration.pathway.reception.photograph import NotTaken
from labmigration.pathway.reception.tests.papers_sent import checked, photo, sent
from labmigration.secrecy import rotation
from labmigration.secrecy.keyring import keyring, write_keyring
from labmigration.timeline.models import Event

pytestmark = pytest.mark.usefixtures("on_a_tuesday")
END = date(2027, 3, 3)
WORK = {"valid_until": END, "allows_work": True}


@pytest.fixture
def pathway(world):
    with world.advisor.at_work():
        yield world.person()


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """`with committed():` what is done inside is committed at its end, as far as those who wait for it can tell."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def test_a_paper_is_kept_sealed_until_it_is_checked(world, pathway):
    document = sent(world, pathway)
    assert PHOTOGRAPHS.kept(document.pk).startswith(b"\xff\xd8\xff")
    stored = PHOTOGRAPHS.path(document.pk).read_bytes()
    assert b"\xff\xd8\xff" not in stored
    assert PHOTOGRAPHS.path(document.pk).stat().st_mode & 0o077 == 0


def test_the_same_photograph_sent_twice_is_one_document(world, pathway):
    assert sent(world, pathway).pk == sent(world, pathway).pk
    assert Document.objects.count() == 1
    assert Event.objects.filter(verb="reception.send_document").count() == 1


def test_another_photograph_takes_the_place_of_the_one_that_waits(world, pathway, committed):
    with committed():
        first = sent(world, pathway)
        second = sent(world, pathway, number=1)
    first.refresh_from_db()
    assert (first.state, first.fingerprint, second.state) == ("replaced", "", "sent")
    assert not PHOTOGRAPHS.path(first.pk).exists()
    assert PHOTOGRAPHS.path(second.pk).exists()


def test_a_photograph_that_is_none_leaves_nothing_behind(world, pathway):
    before = set(PHOTOGRAPHS.ids())
    with pytest.raises(NotTaken):
        document_actions.send(pathway, "residence", b"<html>", actor=world.advisor)
    assert Document.objects.count() == 0
    assert set(PHOTOGRAPHS.ids()) == before


@pytest.mark.parametrize("role", ["trainer", "household", "placement_officer", "territory_coordinator", "jury"])
def test_those_whom_the_table_does_not_name_send_nothing(world, pathway, role):
    with pytest.raises(Refused):
        document_actions.send(pathway, "residence", photo(), actor=world.actor(role))


def test_a_referrer_sends_papers_of_her_own_people_until_they_are_taken_in(world, pathway):
    document = document_actions.send(pathway, "residence", photo(), actor=world.referrer)
    assert (document.sent_by, document.sent_as) == (world.user("referrer"), "referrer")
    taken_in = world.person(stage="orientation", next_step="orientation.plan")
    with pytest.raises(Refused):
        document_actions.send(taken_in, "residence", photo(), actor=world.referrer)


def test_whoever_holds_a_link_sends_and_sends_again(world, pathway, committed):
    holder = Actor.behind_link("marseille", ("pathway.Pathway", str(pathway.pk)))
    with committed():
        first = document_actions.send(pathway, "residence", photo(), actor=holder)
        document_actions.send(pathway, "residence", photo(1), actor=holder)
    assert (first.sent_by, first.sent_as) == (None, "link_holder")
    assert sorted(Document.objects.values_list("state", flat=True)) == ["replaced", "sent"]
    other = world.person()
    with pytest.raises(Refused):
        document_actions.send(other, "residence", photo(), actor=holder)


def test_nothing_is_sent_for_a_pathway_that_has_ended(world, pathway):
    pathway.state = "closed"
    pathway.save()
    with pytest.raises(Refused):
        sent(world, pathway)


def test_beyond_a_day_s_measure_photographs_wait_for_tomorrow(world, pathway, monkeypatch):
    monkeypatch.setattr(document_actions, "SENT_A_DAY", 2)
    sent(world, pathway)
    sent(world, pathway, number=1)
    with pytest.raises(Refused, match="demain"):
        sent(world, pathway, number=2)
    with clock.at(clock.now() + timedelta(days=1, minutes=1)):
        sent(world, pathway, number=2)


def test_two_who_agree_settle_a_paper_and_its_photograph_is_gone(world, pathway, committed):
    document = sent(world, pathway)
    with committed():
        checked(world, document, **WORK)
    document.refresh_from_db()
    assert (document.state, document.valid_until, document.allows_work) == ("checked", END, True)
    assert (document.checked_on, document.fingerprint) == (clock.today(), "")
    assert not PHOTOGRAPHS.path(document.pk).exists()
    assert {check.checker for check in document.checks.all()} == {
        world.user("advisor"),
        world.user("territory_coordinator"),
    }


def test_the_photograph_stays_until_the_step_is_committed(world, pathway, django_capture_on_commit_callbacks):
    document = sent(world, pathway)
    with django_capture_on_commit_callbacks() as after:
        checked(world, document, **WORK)
    assert after
    assert PHOTOGRAPHS.path(document.pk).exists()


def test_a_process_that_dies_right_after_the_commit_leaves_a_job_that_deletes_the_photograph(
    world, pathway, django_capture_on_commit_callbacks
):
    document = sent(world, pathway)
    with django_capture_on_commit_callbacks():  # never run: the process is dead
        checked(world, document, **WORK)
    assert run_one()
    assert not PHOTOGRAPHS.path(document.pk).exists()


def test_a_step_that_is_undone_keeps_the_photograph(world, pathway, committed):
    document = sent(world, pathway)
    with committed():
        try:
            with transaction.atomic():
                checked(world, document, **WORK)
                raise KeyError
        except KeyError:
            pass
    document.refresh_from_db()
    assert document.state == "sent"
    assert PHOTOGRAPHS.path(document.pk).exists()


def test_the_sweep_deletes_what_no_waiting_paper_needs_and_nothing_else(world, elsewhere, pathway):
    from uuid import uuid4

    document, orphan = sent(world, pathway), uuid4()
    PHOTOGRAPHS.keep(orphan, photo())
    with elsewhere.advisor.at_work():
        theirs = sent(elsewhere, elsewhere.person())
    assert document_actions.sweep() == 0, "one that is being sent just now is left alone"
    document_actions.sweep(older_than=0)
    assert not PHOTOGRAPHS.path(orphan).exists()
    assert PHOTOGRAPHS.path(document.pk).exists()
    assert PHOTOGRAPHS.path(theirs.pk).exists()


def test_with_the_end_of_a_pathway_what_still_waited_goes(world, pathway, committed):
    document = sent(world, pathway)
    pathway.state = "closed"
    pathway.save()
    with committed():
        document_actions.sweep(older_than=0)
    document.refresh_from_db()
    assert (document.state, document.fingerprint) == ("dropped", "")
    assert not PHOTOGRAPHS.path(document.pk).exists()


def test_the_sweep_is_part_of_what_runs_by_itself():
    from labmigration.jobs.sweeping import PARTS

    assert "labmigration.pathway.reception.document_actions:sweep" in PARTS


def test_one_person_s_word_settles_nothing(world, pathway):
    document = sent(world, pathway)
    document_actions.check(document, actor=world.advisor, finding="good", **WORK)
    assert document.state == "sent"
    with pytest.raises(Refused, match="une autre personne"):
        document_actions.check(document, actor=world.advisor, finding="good", **WORK)


def test_two_roles_of_one_account_are_one_person(world, pathway):
    RoleGrant.objects.create(
        user=world.user("advisor"), role="territory_coordinator", territory_id="marseille", since=date(2020, 1, 1)
    )
    both = Actor.of(type(world.user("advisor")).objects.get(pk=world.user("advisor").pk))
    document = sent(world, pathway)
    document_actions.check(document, actor=both, finding="good", **WORK)
    with pytest.raises(Refused):
        document_actions.check(document, actor=both, finding="good", **WORK)
    assert document.state == "sent"


def test_two_who_disagree_have_it_read_again_by_a_third(world, pathway, committed):
    document = sent(world, pathway)
    document_actions.check(document, actor=world.advisor, finding="good", **WORK)
    document_actions.check(document, actor=world.territory_coordinator, finding="illegible")
    assert document.state == "disputed"
    third = world.actor("territory_coordinator", another=True)
    with committed():
        document_actions.check(document, actor=third, finding="expired")
    assert (document.state, document.refusal) == ("refused", "illegible")
    assert not PHOTOGRAPHS.path(document.pk).exists()


def test_or_one_of_the_two_looks_again(world, pathway):
    document = sent(world, pathway)
    document_actions.check(document, actor=world.advisor, finding="good", **WORK)
    other = {"valid_until": date(2027, 3, 8), "allows_work": True}
    document_actions.check(document, actor=world.territory_coordinator, finding="good", **other)
    assert document.state == "disputed"
    document_actions.check(document, actor=world.advisor, finding="good", **other)
    assert (document.state, document.valid_until) == ("checked", date(2027, 3, 8))


def test_a_refused_paper_is_sent_again(world, pathway):
    document = checked(world, sent(world, pathway), "illegible")
    assert document.state == "refused"
    again = sent(world, pathway)
    assert again.pk != document.pk
    assert again.state == "sent"


def test_a_settled_or_replaced_paper_is_not_checked_any_more(world, pathway):
    document = checked(world, sent(world, pathway), **WORK)
    with pytest.raises(Conflict):
        document_actions.check(
            document, actor=world.actor("territory_coordinator", another=True), finding="good", **WORK
        )
    first = sent(world, pathway, kind="french")
    sent(world, pathway, kind="french", number=1)
    with pytest.raises(Conflict):
        document_actions.check(first, actor=world.advisor, finding="good")


def test_an_advisor_of_others_and_other_roles_check_nothing(world, pathway):
    document = sent(world, pathway)
    for actor in (world.actor("advisor", another=True), world.referrer, world.placement_officer):
        with pytest.raises(Conflict):
            document_actions.check(document, actor=actor, finding="good", **WORK)


def test_an_end_gone_by_or_an_unsaid_right_to_work_is_refused(world, pathway):
    document = sent(world, pathway)
    with pytest.raises(Refused, match="passé"):
        document_actions.check(
            document, actor=world.advisor, finding="good", valid_until=date(2026, 3, 9), allows_work=True
        )
    with pytest.raises(Refused, match="autorise à travailler"):
        document_actions.check(document, actor=world.advisor, finding="good", valid_until=END)
    assert not document.checks.exists()


def test_a_paper_without_an_end_keeps_none_that_was_told(world, pathway):
    document = sent(world, pathway, kind="french")
    document_actions.check(document, actor=world.advisor, finding="good", **WORK)
    assert document.checks.values_list("valid_until", "allows_work").get() == (None, None)


def test_the_journal_tells_neither_end_nor_finding(world, pathway):
    checked(world, sent(world, pathway), **WORK)
    for event in Event.objects.filter(verb__contains="document"):
        assert event.facts == {}


def test_photographs_follow_the_keys(world, pathway):
    before, document = keyring(), sent(world, pathway)
    try:
        write_keyring(before.with_new_key())
        assert rotation.ELSEWHERE["photographs"]() == 1
        write_keyring(keyring().without(before.current))
        assert PHOTOGRAPHS.kept(document.pk).startswith(b"\xff\xd8\xff")
    finally:
        write_keyring(before)


def test_a_file_that_no_key_opens_does_not_hold_up_the_others(world, pathway):
    before, lost, kept = keyring(), sent(world, pathway), sent(world, pathway, kind="french")
    PHOTOGRAPHS.path(lost.pk).write_text("k1:bm90aGluZw==")
    try:
        write_keyring(before.with_new_key())
        assert PHOTOGRAPHS.reseal() == 1
        assert PHOTOGRAPHS.kept(kept.pk).startswith(b"\xff\xd8\xff")
    finally:
        write_keyring(before)
