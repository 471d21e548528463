"""Columns in memory that follow the rows: after every kind of change, the same as if all were read again."""

from datetime import date

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.pathway.matching import actions, need_actions
from labmigration.pathway.matching.placement import alarms, columns, deciding, facts, looking
from labmigration.pathway.matching.placement.columns import Columns, columns_of
from labmigration.pathway.matching.placement.facts import facts_of
from labmigration.pathway.matching.placement.tests.scenes import a_ready_person, an_open_need, some_wishes
from labmigration.timeline.models import Event

KEPT = ("able_of_need", "hardest_first", "soonest_first", "needs_by_place")


def read(found):
    return [getattr(found, name) for name in KEPT]


def compare_with_all_read_again():
    """What is kept in memory, once it followed, and what the rows say."""
    found = columns_of("marseille")
    anew = Columns(found.known, facts_of("marseille"))
    for name in ("people", "needs", "under_way", "rules"):
        assert getattr(found.facts, name) == getattr(anew.facts, name), name
    for name in ("workers", "households", "preferences", "pins", "forbids", "rules"):
        kept, fresh = getattr(found.facts.problem, name), getattr(anew.facts.problem, name)
        same = (
            {one.id: one for one in kept} == {one.id: one for one in fresh} if name == "households" else kept == fresh
        )
        assert same, name
    for kept, fresh in zip(read(found), read(anew), strict=True):
        assert kept == fresh
    for worker in found.territory.workers:
        kept, fresh = found.territory.able_of(worker), anew.territory.able_of(worker)
        assert [found.territory.needs.ids[row] for row in kept.rows] == [
            anew.territory.needs.ids[row] for row in fresh.rows
        ]
        assert (kept.value == fresh.value).all()
    assert looking.map_of(found) == looking.map_of(anew)
    return found


def test_columns_follow_each_change_without_reading_the_other_needs_again(world, on_a_tuesday, monkeypatch):
    officer, asked, needs_of = world.placement_officer, [], facts.needs_of
    with officer.at_work():
        pathway, other = a_ready_person(world), a_ready_person(world, wishes={"tasks_wanted": ["play"]})
        needs = [an_open_need(world, task_codes=["play"]) for _ in range(3)]
        read(columns_of("marseille"))

        def noting(territory, rows, among=None):
            asked.append(among)
            return needs_of(territory, rows, among)

        monkeypatch.setattr(facts, "needs_of", noting)

        def follows(*touched):
            asked.clear()
            read(columns_of("marseille"))
            assert asked == [{str(one.pk) for one in touched}]
            compare_with_all_read_again()

        needs.append(an_open_need(world, slots=[[0, 600, 780]], task_codes=["play"]))
        follows(needs[3])
        need_actions.edit_need(needs[3], actor=officer, version=1, slots=[[2, 600, 780]])
        follows(needs[3])
        need_actions.withdraw_need(needs[3], actor=officer)
        follows(needs[3])
        introduction = actions.introduce(pathway, needs[0], actor=officer)
        follows(needs[0])
        actions.answer(introduction, actor=Actor.of(pathway.candidate.user), yes=False)
        follows(needs[0])
        some_wishes(world, other, version=1, hours_most=12, tasks_unwanted=["play"])
        follows()
        kept = deciding.rule(other, needs[1], actor=officer, kind="forbid", reason="Elle ne le souhaite pas")
        follows()
        deciding.lift(kept, actor=officer)
        follows()
        Event.record(needs[2].household, "check", officer)
        follows(needs[2])
        alarm = alarms.raise_alarm(pathway, needs[1].household, actor=Actor.of(pathway.candidate.user))
        follows(needs[1])
        assert columns_of("marseille").facts.needs[str(needs[1].pk)].left_out == "alarm"
        alarms.handle_alarm(alarm, actor=officer, outcome="Appelé")
        follows(needs[1])
        world.person("matching", "matching.introduce")
        follows()


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
