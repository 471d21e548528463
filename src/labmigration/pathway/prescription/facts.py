"""A training plan as plain values: what the advisor enters by hand, and what she takes over from the tool's answer."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from labmigration.pathway.prescription.models import PrescribedModule, Prescription
from labmigration.programme import programme
from labmigration.programme.prescribing import prescribing
from labmigration.programme.records import Module


@dataclass(frozen=True)
class PlannedModule:
    """A module of the catalogue with the hours agreed (more than 0) and, in words, why it is there."""

    module: str
    hours: Decimal
    because: str = ""

    def __post_init__(self) -> None:
        programme().module(self.module)
        object.__setattr__(self, "hours", Decimal(self.hours))
        if not self.hours > 0:
            raise ValueError(f"{self.module}: {self.hours} hours")


@dataclass(frozen=True)
class LeverHours:
    """The hours of one of the three levers."""

    code: str
    name: str
    hours: Decimal


@dataclass(frozen=True)
class Plan:
    """A plan for one occupation: each module at most once, in the order of the catalogue; `reason` in words.

    vae: blocks of the positioning bank that experience covers; the modules of the core that train them may be left out.
    """

    occupation: str
    modules: tuple[PlannedModule, ...]
    reason: str = ""
    vae: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        programme().occupation(self.occupation)
        codes = [module.code for module in programme().modules]
        chosen = [planned.module for planned in self.modules]
        if len(set(chosen)) != len(chosen):
            raise ValueError("a module stands twice in the plan")
        object.__setattr__(self, "modules", tuple(sorted(self.modules, key=lambda m: codes.index(m.module))))

    @property
    def hours(self) -> Decimal:
        return sum((planned.hours for planned in self.modules), Decimal(0))

    def by_lever(self) -> list[LeverHours]:
        """The hours of the three levers, those with none included."""
        totals = {lever.code: Decimal(0) for lever in programme().training.lever}
        for planned in self.modules:
            totals[programme().module(planned.module).lever] += planned.hours
        return [LeverHours(lever.code, lever.name_fr, totals[lever.code]) for lever in programme().training.lever]

    def left_out(self) -> list[Module]:
        """The mandatory modules that the plan does not have, and whose block experience does not cover."""
        chosen = {planned.module for planned in self.modules}
        return [
            module
            for module in programme().modules
            if module.mandatory and module.code not in chosen and prescribing().parts(module.code).block not in self.vae
        ]

    def same_as(self, other: "Plan") -> bool:
        """Whether the two hold the same modules for the same hours, and the same blocks by VAE."""
        mine, theirs = ({planned.module: planned.hours for planned in plan.modules} for plan in (self, other))
        return (self.occupation, mine, set(self.vae)) == (other.occupation, theirs, set(other.vae))

    def not_serving(self) -> list[Module]:
        """The modules of the plan that do not serve its occupation."""
        modules = (programme().module(planned.module) for planned in self.modules)
        return [module for module in modules if self.occupation not in module.serves]

    def refusal(self) -> str:
        """Why the plan can't be proposed, as a sentence; empty when it can."""
        if not self.modules:
            return _("Choisissez au moins un module.")
        if strangers := self.not_serving():
            return _("Ce module ne sert pas le métier visé : %(names)s.") % {"names": _names(strangers)}
        missing = self.left_out()
        if missing and not self.reason.strip():
            return _("Il manque une partie pour tout le monde : %(names)s. Ajoutez-la, ou écrivez pourquoi.") % {
                "names": _names(missing)
            }
        return ""


def catalogue(occupation: str) -> list[Module]:
    """The modules that serve an occupation: what everybody follows, then the options."""
    serving = [module for module in programme().modules if occupation in module.serves]
    return sorted(serving, key=lambda module: not module.mandatory)


def plan_of(prescription: Prescription) -> Plan:
    """The rows of one version; one query."""
    rows = PrescribedModule.objects.filter(prescription=prescription)
    modules = tuple(PlannedModule(row.module, row.hours, row.because) for row in rows)
    return Plan(prescription.occupation, modules, prescription.reason, tuple(prescription.vae))


def _names(modules: list[Module]) -> str:
    return ", ".join(module.name_fr for module in modules)
