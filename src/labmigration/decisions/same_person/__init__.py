"""Is this person already known? A suspicion with its strength and reasons, for a person to judge; never a merge."""

from labmigration.decisions.same_person.compare import Known, Reason, Strength, Suspicion
from labmigration.decisions.same_person.register import Register

__all__ = ["Known", "Reason", "Register", "Strength", "Suspicion"]
