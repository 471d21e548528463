"""A proposal of the tool read back: problem, plan and reasons as the engine's own values, and as a written `Plan`."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.utils.translation import gettext, override

from labmigration.decisions.contract.prescription import problem_of
from labmigration.decisions.contract.prescription_shapes import Question, Reply
from labmigration.decisions.prescription import Conflict, Forced, Measures, Prescribed, Problem, Reasons
from labmigration.decisions.prescription import Plan as EnginePlan
from labmigration.pathway.prescription.demands import Demands
from labmigration.pathway.prescription.facts import Plan as WrittenPlan
from labmigration.pathway.prescription.facts import PlannedModule
from labmigration.pathway.prescription.models import Proposal
from labmigration.programme import programme
from labmigration.programme.positioning_bank import bank

#: What a reason of a module may measure, in letters (`PrescribedModule.because`).
LONGEST = 200
#: Between the needs of one reason.
BETWEEN = " ; "


@dataclass(frozen=True)
class Answered:
    """One proposal, opened."""

    proposal: Proposal

    @cached_property
    def demands(self) -> Demands:
        """What the advisor asked."""
        return Demands.read(self.proposal.demands)

    @cached_property
    def question(self) -> Question:
        """What the engine read."""
        return Question.model_validate_json(self.proposal.question)

    @cached_property
    def reply(self) -> Reply:
        """What the engine answered."""
        return Reply.model_validate_json(self.proposal.answer)

    @cached_property
    def problem(self) -> Problem:
        """The question as the engine's own value."""
        return problem_of(self.question)

    @property
    def is_possible(self) -> bool:
        """Whether there is a plan."""
        return self.reply.status != "impossible"

    @cached_property
    def plan(self) -> EnginePlan:
        """The answer as the engine's own value."""
        reply = self.reply
        if not self.is_possible or reply.objective is None:
            return EnginePlan("impossible")
        measures = Measures(
            unmet=tuple(one.skill for one in reply.unmet),
            critical_unmet=reply.objective.critical_unmet,
            other_unmet=reply.objective.other_unmet,
            hours=reply.hours,
            preference=reply.objective.preference,
            cost=reply.cost,
        )
        modules = tuple(Prescribed(one.id, one.firm, tuple(one.settled_by)) for one in reply.modules)
        return EnginePlan(reply.status, modules, tuple(reply.vae), measures)

    @property
    def conflict(self) -> Reasons | None:
        """Why there is none, None where there is a plan."""
        told = self.reply.conflict
        if told is None:
            return None
        return Reasons({}, (), {}, Conflict(tuple(told.minimal), tuple(told.cheapest_relaxation.drop)))

    @property
    def why_not(self) -> Mapping[str, Forced]:
        """By module left out. How many critical needs are among the unmet is not part of the contract."""
        return {code: Forced(told.hours_added, told.unmet_added, None) for code, told in self.reply.why_not.items()}

    def relaxed(self) -> Demands:
        """The demands without the fewest rules that stand in the way. ValueError where nothing does."""
        if self.reply.conflict is None:
            raise ValueError("there is a plan: nothing is in the way")
        return self.demands.without(tuple(self.reply.conflict.cheapest_relaxation.drop))

    def written(self) -> WrittenPlan:
        """The plan as the advisor may take it over, its reasons in French. ValueError where there is none."""
        if not self.is_possible:
            raise ValueError("there is no plan to take over")
        with override("fr"):
            modules = tuple(
                PlannedModule(one.id, Decimal(str(one.hours)), self._because(one.id)) for one in self.reply.modules
            )
            return WrittenPlan(self.proposal.opinion.occupation, modules, self._reason(), tuple(self.reply.vae))

    def _because(self, code: str) -> str:
        steps = next(one.because for one in self.reply.modules if one.id == code)
        said = ""
        for step in steps:
            longer = said + (BETWEEN if said else "") + bank().skill(step.skill).name.fr
            if len(longer) > LONGEST:
                break
            said = longer
        if said:
            return said
        if code in self.demands.wish or code in self.demands.lock:
            return gettext("Souhait de la personne")
        return gettext("Partie commune à tout le monde") if programme().module(code).mandatory else ""

    def _reason(self) -> str:
        held = [programme().module(code).name_fr for code in self.demands.held if programme().module(code).mandatory]
        if not held:
            return ""
        return gettext("Déjà acquis, papier vu : %(names)s.") % {"names": ", ".join(held)}
