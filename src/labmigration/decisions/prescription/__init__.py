"""The prescription engine: from proven needs to the best plan of modules and VAE, with its reasons.

problem (what decides) → rules → case (one question) → model and search (the solver) → solve (both ends of what is
uncertain) → check (shares no code with it) → explain: alternatives, forced (why not), conflict; words for people.
"""

from labmigration.decisions.prescription.check import PlanRefused, check, check_choice
from labmigration.decisions.prescription.conflict import Conflict
from labmigration.decisions.prescription.explain import Alternative, Reasons, Step, covered_only_by, explain
from labmigration.decisions.prescription.forced import Forced
from labmigration.decisions.prescription.plan import Measures, Plan, Prescribed
from labmigration.decisions.prescription.prescribe import Prescription, prescribe
from labmigration.decisions.prescription.problem import (
    Level,
    Limits,
    Module,
    Person,
    Problem,
    Skill,
    Vae,
    WrongProblem,
)
from labmigration.decisions.prescription.solve import solve

__all__ = [
    "Alternative",
    "Conflict",
    "Forced",
    "Level",
    "Limits",
    "Measures",
    "Module",
    "Person",
    "Plan",
    "PlanRefused",
    "Prescribed",
    "Prescription",
    "Problem",
    "Reasons",
    "Skill",
    "Step",
    "Vae",
    "WrongProblem",
    "check",
    "check_choice",
    "covered_only_by",
    "explain",
    "prescribe",
    "solve",
]
