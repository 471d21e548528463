"""What the tests of composed weeks begin with: people with wishes, open needs, a plan that is ready."""

from datetime import date

from labmigration.pathway.matching.models import HouseholdNeed
from labmigration.pathway.matching.placement import composing, wishing
from labmigration.territories.models import Territory
from labmigration.timeline.models import Event

WORKDAYS = [f"{day}-{part}" for day in range(5) for part in ("morning", "afternoon")]
MORNINGS = [[0, 480, 720], [1, 480, 720], [3, 480, 720]]


def some_wishes(world, pathway, *, version=0, **changes):
    """Monday to Friday, from the centre of Marseille, by bus, 45 minutes, 10 to 35 hours."""
    told = {"halves": WORKDAYS, "postcode": "13001", "means": "bus", "max_minutes": 45}
    told |= {"hours_least": 10, "hours_most": 35, "tasks_wanted": [], "tasks_unwanted": [], **changes}
    return wishing.wish(pathway, actor=world.placement_officer, version=version, **told)


def a_ready_person(world, *, wishes=None, **person):
    """A person at matching who has said her wishes, with an account."""
    pathway = world.person("matching", "matching.introduce", with_account=True, **person)
    some_wishes(world, pathway, **(wishes or {}))
    return pathway


def an_open_need(world, household=None, **changes):
    """Twelve hours a week on three mornings, near the centre of Marseille."""
    household = household or world.household(user=True, postcode="13005", town="Marseille")
    told = {"occupation": "childcare_provider", "tasks": "Deux enfants", "slots": MORNINGS, **changes}
    need = HouseholdNeed.objects.create(
        territory_id=household.territory_id, household=household, starts_on=date(2026, 4, 1), state="open", **told
    )
    Event.record(need, "describe", world.placement_officer)
    return need


def a_plan(world, seconds=5):
    """The weeks of the territory, composed at once."""
    plan = composing.compose(Territory.objects.get(pk=world.territory), actor=world.placement_officer, seconds=seconds)
    composing.run(plan)
    plan.refresh_from_db()
    return plan
