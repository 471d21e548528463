"""Hours and people for the tests of this folder: Tuesday 10 March 2026 is today."""

from datetime import datetime
from zoneinfo import ZoneInfo

from labmigration.pathway.orientation import slot_actions


def march(day, hour=10, minute=0):
    return datetime(2026, 3, day, hour, minute, tzinfo=ZoneInfo("Europe/Paris"))


def open_hours(world, *moments, how="place"):
    """Hours of the world's advisor, opened by her."""
    with world.advisor.at_work():
        return slot_actions.open_slots(
            moments, actor=world.advisor, minutes=45, how=how, place="CEP" if how == "place" else ""
        )


def waiting_person(world, **fields):
    """Someone whose next step is to have a meeting fixed, with an account of her own."""
    return world.person("orientation", "orientation.plan", with_account=True, **fields)
