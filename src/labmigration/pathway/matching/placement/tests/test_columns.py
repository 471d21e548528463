"""Columns in memory that follow the rows: after every kind of change, the same as if all were read again."""

from datetime import date
from itertools import chain

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.pathway.matching import actions, need_actions
from labmigration.pathway.matching.models import HouseholdNeed
from labmigration.pathway.matching.placement import (
    alarms,
    columns,
    deciding,
    facts,
    looking,
    others,
    preferring,
    warming,
)
from labmigration.pathway.matching.placement.columns import Columns, columns_of
from labmigration.pathway.matching.placement.facts import facts_of
from labmigration.pathway.matching.placement.tests.scenes import a_ready_person, an_open_need, some_wishes
from labmigration.pathway.models import Pathway
from labmigration.timeline.models import Event


def read(found):
    """What the desk asks of the columns."""
    return found.hardest(99), [found.soonest(name, 99) for name in ("", "childcare_provider")], found.needs_by_place


def compare_with_all_read_again():
    """What is kept in memory, once it followed, and what the rows say."""
    found = columns_of("marseille")
    anew = Columns(found.known, found.events, facts_of("marseille"))
    for name in ("people", "worker", "needs", "under_way", "rules", "pins", "forbids", "problem"):
        assert getattr(found.facts, name) == getattr(anew.facts, name), name
    assert found.facts.others.workers == anew.facts.others.workers
    assert found.facts.others.since == anew.facts.others.since
    assert read(found) == read(anew)
    for worker in found.territory.workers:
        kept, fresh = found.territory.able_of(worker), anew.territory.able_of(worker)
        assert [found.territory.needs.ids[row] for row in kept.rows] == [
            anew.territory.needs.ids[row] for row in fresh.rows
        ]
        assert (kept.value == fresh.value).all()
    assert looking.map_of(found) == looking.map_of(anew)
    return found


def test_columns_follow_each_change_without_reading_the_others_again(world, on_a_tuesday, monkeypatch):
    officer, asked, rows_of, people_of = world.placement_officer, [], facts.rows_of, others.people_of
    with officer.at_work():
        pathway, other = a_ready_person(world), a_ready_person(world, wishes={"tasks_wanted": ["play"]})
        needs = [an_open_need(world, task_codes=["play"]) for _ in range(3)]
        read(columns_of("marseille"))

        def noting_needs(territory, tables, among=None):
            asked.append(among)
            return rows_of(territory, tables, among)

        def noting_people(territory, rows, today, among=None):
            asked.append(among)
            return people_of(territory, rows, today, among)

        monkeypatch.setattr(facts, "rows_of", noting_needs)
        monkeypatch.setattr(others, "people_of", noting_people)

        def follows(*touched):
            asked.clear()
            read(columns_of("marseille"))
            assert None not in asked and {*chain(*asked)} == {str(one.pk) for one in touched}
            asked.clear()
            compare_with_all_read_again()

        needs.append(an_open_need(world, slots=[[0, 600, 780]], task_codes=["play"]))
        follows(needs[3])
        need_actions.edit_need(needs[3], actor=officer, version=1, slots=[[2, 600, 780]])
        follows(needs[3])
        need_actions.withdraw_need(needs[3], actor=officer)
        follows(needs[3])
        HouseholdNeed.objects.filter(pk=needs[3].pk).update(state="open")
        Event.record(needs[3], "describe", officer)
        follows(needs[3])
        introduction = actions.introduce(pathway, needs[0], actor=officer)
        follows(needs[0], pathway)
        actions.answer(introduction, actor=Actor.of(pathway.candidate.user), yes=False)
        follows(needs[0], pathway)
        some_wishes(world, other, version=1, hours_most=12, tasks_unwanted=["play"])
        follows(other)
        kept = deciding.rule(other, needs[1], actor=officer, kind="forbid", reason="Elle ne le souhaite pas")
        follows(other)
        deciding.lift(kept, actor=officer)
        follows(other)
        Event.record(needs[2].household, "check", officer)
        follows(needs[2])
        alarm = alarms.raise_alarm(pathway, needs[1].household, actor=Actor.of(pathway.candidate.user))
        follows(pathway)
        assert columns_of("marseille").facts.needs[str(needs[1].pk)].left_out == "alarm"
        alarms.handle_alarm(alarm, actor=officer, outcome="Appelé")
        follows(pathway)
        arrived = world.person("matching", "matching.introduce")
        follows(arrived)
        Pathway.objects.filter(pk=arrived.pk).update(state="closed")
        follows(arrived)


def test_two_processes_that_share_the_rows_say_the_same(world, on_a_tuesday, monkeypatch):
    officer, mine, others_ = world.placement_officer, {}, {}
    with officer.at_work():
        a_ready_person(world)
        needs = [an_open_need(world), an_open_need(world, slots=[[5, 1200, 1440]])]

        def seen_by(process):
            monkeypatch.setattr(columns, "_kept", process)
            return read(columns_of("marseille"))

        assert seen_by(mine) == seen_by(others_)
        need_actions.edit_need(needs[1], actor=officer, version=1, slots=[[0, 480, 600]])
        changed_by_me = seen_by(mine)
        needs.append(an_open_need(world, slots=[[1, 480, 600]]))
        need_actions.withdraw_need(needs[0], actor=officer)
        assert seen_by(others_) == seen_by(mine) != changed_by_me
        assert {need.id for need, _able in seen_by(others_)[0]} == {str(needs[1].pk), str(needs[2].pk)}


def test_a_large_territory_is_read_before_anybody_asks(world, on_a_tuesday, monkeypatch):
    kept = {}
    monkeypatch.setattr(columns, "_kept", kept)
    monkeypatch.setattr(warming, "MANY", 2)
    with world.placement_officer.at_work():
        an_open_need(world)
        assert warming.warm() == [] and not kept
        an_open_need(world)
    assert warming.warm() == ["marseille"]
    with world.placement_officer.at_work():
        assert columns_of("marseille") is kept["marseille"]


def test_wishes_weighed_for_a_whole_column_are_those_of_each_pair(world, on_a_tuesday, monkeypatch):
    with world.placement_officer.at_work():
        wishes = {"tasks_wanted": ["play", "homework"], "tasks_unwanted": ["child_laundry"]}
        people = [a_ready_person(world, wishes=wishes), a_ready_person(world, wishes={"means": "car"})]
        for tasks in ([], ["play"], ["play", "child_laundry"], ["play", "homework", "child_laundry"]):
            for languages in ([], ["ar", "uk"]):
                an_open_need(world, task_codes=tasks, languages=languages, home_asks=["car"] if languages else [])
        one_by_one = facts_of("marseille").problem.preferences
        monkeypatch.setattr(preferring, "FEW", 0)
        assert facts_of("marseille").problem.preferences == one_by_one
        assert len({one_by_one[pair] for pair in one_by_one if pair[0] == str(people[0].pk)}) > 3


def test_another_day_or_too_much_at_once_reads_all_again(world, on_a_tuesday, monkeypatch):
    with world.placement_officer.at_work():
        need = an_open_need(world)
        found = columns_of("marseille")
        monkeypatch.setattr(columns, "FEW", 0)
        Event.record(need, "edit_need", world.placement_officer)
        monkeypatch.setattr(columns, "changed", None)
        again = columns_of("marseille")
        assert again is not found and again.facts.needs == found.facts.needs
        with clock.at(date(2026, 4, 2)):
            assert columns_of("marseille").known.day == date(2026, 4, 2)
