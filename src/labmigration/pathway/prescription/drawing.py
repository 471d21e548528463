"""How a plan is shown: its total as one bar by lever, its modules in words."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from labmigration.pathway.prescription.facts import Plan
from labmigration.programme import programme


@dataclass(frozen=True)
class Part:
    """A lever's part of the bar, on a scale of 1,000."""

    code: str
    name: str
    hours: Decimal
    start: int
    width: int


@dataclass(frozen=True)
class Line:
    """A module as a page tells it."""

    name: str
    hours: Decimal
    because: str
    mandatory: bool
    provider: str


def parts(plan: Plan) -> list[Part]:
    """The levers that have hours, side by side."""
    drawn, before, total = [], Decimal(0), plan.hours
    for lever in plan.by_lever():
        if lever.hours:
            start, end = round(1000 * before / total), round(1000 * (before + lever.hours) / total)
            drawn.append(Part(lever.code, lever.name, lever.hours, start, end - start))
            before += lever.hours
    return drawn


def lines(plan: Plan) -> list[Line]:
    """The modules in the order of the catalogue."""
    told = []
    for planned in plan.modules:
        module = programme().module(planned.module)
        told.append(Line(module.name_fr, planned.hours, planned.because, module.mandatory, module.provider_fr))
    return told


def drawn(plan: Plan) -> dict[str, Any]:
    """What the templates of a plan read."""
    occupation = programme().occupation(plan.occupation)
    return {
        "occupation": occupation.name_feminine_fr,
        "lines": lines(plan),
        "parts": parts(plan),
        "total": plan.hours,
        "core_hours": sum((p.hours for p in plan.modules if programme().module(p.module).kind == "core"), Decimal(0)),
        "core_target": programme().training.core,
        "left_out": [module.name_fr for module in plan.left_out()],
    }
