"""Who learns: somebody on the way to a job, or a household."""

from dataclasses import dataclass
from typing import Any

from labmigration.access.actor import Actor
from labmigration.access.roles import Role
from labmigration.civic.content import HOUSEHOLD, WORKER
from labmigration.people.models import Candidate, Household


@dataclass(frozen=True)
class Learner:
    """One side, and whose rows are meant."""

    side: str
    who: Candidate | Household

    @property
    def rows(self) -> dict[str, Any]:
        """The look-up of the learner's rows, and the field that a new row of hers carries."""
        return {"candidate" if self.side == WORKER else "household": self.who}

    @property
    def comes_to_meetings(self) -> bool:
        """Not somebody of whom nobody may learn where she is and when; nor a household that is not vetted."""
        if isinstance(self.who, Candidate):
            return not self.who.safe_contact
        return self.who.state == Household.Vetting.VETTED


def learner_of(actor: Actor) -> Learner | None:
    """The learner behind an account: the person, else its household; None for everybody else. Two queries at most."""
    if actor.user is None:
        return None
    if Role.CANDIDATE in actor.roles:
        person = Candidate.objects.filter(user=actor.user).first()
        if person is not None:
            return Learner(WORKER, person)
    if Role.HOUSEHOLD in actor.roles:
        household = Household.objects.filter(user=actor.user).first()
        if household is not None:
            return Learner(HOUSEHOLD, household)
    return None
