"""The scenes of households: registered, vetted, introduced; contracts signed on both sides; follow-ups."""

from dataclasses import dataclass, field
from datetime import date

from labmigration.demo.scenes import Stage
from labmigration.pathway.models import Pathway


@dataclass
class Needs:
    """Open needs by occupation."""

    by_occupation: dict[str, list] = field(default_factory=dict)


def register(stage: Stage, day: date) -> Needs:
    return Needs()


def employ_first_cohort(stage: Stage, people: list[Pathway], jury: date, needs: Needs, today: date) -> None:
    pass


def match_second_cohort(stage: Stage, people: list[Pathway], jury: date, needs: Needs, today: date) -> None:
    pass
