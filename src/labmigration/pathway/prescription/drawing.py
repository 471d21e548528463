"""How a plan is shown: its total as one bar by lever, its modules in words."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from labmigration.pathway.positioning.results.wording import as_the_bank_says, occupation_name, spoken
from labmigration.pathway.prescription.answered import BETWEEN, Answered
from labmigration.pathway.prescription.facts import Plan
from labmigration.pathway.prescription.models import Opinion
from labmigration.programme import programme
from labmigration.programme.positioning_bank import bank
from labmigration.programme.prescribing import prescribing

#: What is written of modules that answer no need (`forms.FOR_ALL`, `forms.WISH`), as the person reads it.
OWN_REASONS = {
    "Partie commune à tout le monde": _("Tout le monde suit cette partie."),
    "Souhait de la personne": _("C’est votre souhait."),
}

#: The levers as the person reads them.
LEVERS = {"french": _("Français"), "occupational": _("Métier"), "citizenship": _("Citoyenneté")}


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


@dataclass(frozen=True)
class ComparedModule:
    """One module beside the three who spoke of it: the advisor's opinion, the tool's first proposal, the decision."""

    name: str
    opinion: bool
    tool: bool
    decision: bool | None

    @property
    def differs(self) -> bool:
        """Whether opinion and tool differ."""
        return self.opinion != self.tool


def compared(opinion: Opinion, first: Answered, decided: Plan | None) -> list[ComparedModule]:
    """The modules that one of the three chose, in the order of the catalogue; `decided` once there is a version."""
    tool = {one.id for one in first.reply.modules}
    hers = set(opinion.modules)
    final = None if decided is None else {planned.module for planned in decided.modules}
    return [
        ComparedModule(
            module.name_fr,
            module.code in hers,
            module.code in tool,
            None if final is None else module.code in final,
        )
        for module in programme().modules
        if module.code in hers | tool | (final or set())
    ]


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


@dataclass(frozen=True)
class OwnModule:
    """A module as the person reads it: what she learns in plain words, hours, and why; texts are lazy."""

    plain: Any
    name: str
    hours: Decimal
    reasons: tuple[Any, ...]


def own_reason(written: str) -> Any:
    """Why a module is there, as the person reads it: lazily in her language where we know the words."""
    return OWN_REASONS.get(written) or as_the_bank_says(written, bank())


def own(plan: Plan) -> dict[str, Any]:
    """What the person's own pages and her paper read."""
    modules = [
        OwnModule(
            spoken(prescribing().parts(planned.module).plain),
            programme().module(planned.module).name_fr,
            planned.hours,
            tuple(own_reason(need) for need in planned.because.split(BETWEEN) if need),
        )
        for planned in plan.modules
    ]
    return {
        **drawn(plan),
        "occupation_name": occupation_name(plan.occupation),
        "modules": modules,
        "vae": [spoken(bank().block(code).name) for code in plan.vae],
    }
