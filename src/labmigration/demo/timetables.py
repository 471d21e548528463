"""Rooms, weeks and closures of the pilot's provider; a seat proposed, and a call asked for; a draft by the engine."""

from collections.abc import Sequence
from datetime import date, timedelta

from labmigration.demo.scenes import Stage, played, working
from labmigration.jobs.queue import run_one
from labmigration.pathway.models import Pathway
from labmigration.pathway.training.availability import actions as means
from labmigration.pathway.training.filling.actions import ask_call, offer_seat
from labmigration.pathway.training.timetable import actions

#: Two seconds find a timetable of a cohort; they are what the pilot waits for.
SECONDS = 2
ROOMS = (("Salle Calanque", 14, []), ("Salle Estaque", 14, ["4-pm"]))


def play(stage: Stage, cohort, people: Sequence[Pathway], today: date) -> None:
    """`people` of whom the first have seats; what the coordinator did in the last days."""
    coordinator = stage.company.actor("training_coordinator")
    with played(working(today - timedelta(days=3)), 9):
        _means(stage, cohort, coordinator)
        means.set_trainee_week(people[3], actor=coordinator, version=0, weekly=["4-am"], days=[])
        means.set_week(
            cohort,
            actor=coordinator,
            version=cohort.version,
            week=[half for half in cohort.week if half not in ("2-pm", "4-pm")],
            halves_a_week=7,
        )
    with played(working(today - timedelta(days=3)), 20):
        _say_when(stage, people[1], weekly=["2-pm"], days=[])
        day = working(cohort.starts_on + timedelta(days=21)).isoformat()
        _say_when(stage, people[2], weekly=[], days=[[day, "am"], [day, "pm"]])
    with played(working(today - timedelta(days=1)), 9):
        offer = offer_seat(people[4], cohort, actor=coordinator)
    with played(working(today - timedelta(days=1)), 13):
        ask_call(offer, actor=stage.herself(people[4]))
    with played(working(today - timedelta(days=1)), 15):
        actions.search(cohort, actor=coordinator, seconds=SECONDS)
        run_one()


def _say_when(stage: Stage, pathway: Pathway, *, weekly: list[str], days: list[list[str]]) -> None:
    """Somebody notes on her telephone when she cannot come."""
    means.keep_own_week(pathway, actor=stage.herself(pathway), version=0, weekly=weekly, days=days)


def _means(stage: Stage, cohort, coordinator) -> None:
    for name, seats, weekly in ROOMS:
        means.keep_room(cohort.provider, actor=coordinator, name=name, seats=seats, weekly=weekly, days=[], in_use=True)
    weeks = (([], ["2-am"], 8), (["sst", "core_safety", "core_home_and_laundry"], [], None))
    for trainer, (teaches, weekly, most) in zip(stage.company.users["trainer"], weeks, strict=False):
        told = {"teaches": teaches, "weekly": weekly, "days": [], "max_halves": most}
        means.keep_trainer_week(cohort.provider, trainer, actor=coordinator, version=0, **told)
    new_year = date(cohort.starts_on.year + (cohort.starts_on.month > 1), 1, 1)
    means.keep_closure(
        cohort.provider,
        actor=coordinator,
        first=new_year - timedelta(days=8),
        last=new_year + timedelta(days=1),
        label="Congés de fin d’année",
    )
