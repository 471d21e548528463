"""Rows that the tests of matching and employment begin with."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from labmigration.access.actor import Actor
from labmigration.pathway.matching import actions, need_actions

MORNINGS = [[0, 480, 720], [1, 480, 720], [3, 480, 720]]
MEETING = datetime(2026, 3, 12, 10, tzinfo=ZoneInfo("Europe/Paris"))
DAY_AFTER = date(2026, 3, 13)


def a_need(world, household, **changes):
    """A need of twelve hours a week."""
    told = {"occupation": "childcare_provider", "tasks": "Deux enfants après l’école", "slots": MORNINGS}
    told |= {"starts_on": date(2026, 4, 1), **changes}
    return need_actions.describe(household, actor=world.placement_officer, **told)


def a_pair(world, **person):
    """A person at matching and an open need of a vetted household, both with an account."""
    pathway = world.person("matching", "matching.introduce", with_account=True, **person)
    household = world.household(user=True, phone="+33639981111", address="1 rue des Lilas", town="Marseille")
    return pathway, a_need(world, household)


def both(introduction):
    """The two sides as actors."""
    return Actor.of(introduction.pathway.candidate.user), Actor.of(introduction.need.household.user)


def reach(introduction, state, world):
    """Bring a proposed introduction to `state` (mutual, interview, agreed) by the actions of all concerned."""
    person, household = both(introduction)
    actions.answer(introduction, actor=person, yes=True)
    actions.answer(introduction, actor=household, yes=True)
    if state in ("interview", "agreed"):
        actions.plan_interview(introduction, actor=world.placement_officer, starts_at=MEETING, place="Café de la Gare")
    return introduction
