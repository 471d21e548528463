"""On which side of an introduction somebody stands."""

from labmigration.access.actor import Actor
from labmigration.pathway.matching import states
from labmigration.pathway.matching.models import Introduction


def side_of(introduction: Introduction, actor: Actor) -> str:
    """`states.BY_CANDIDATE` or `states.BY_HOUSEHOLD`; empty for anybody else."""
    if actor.user is not None:
        if introduction.pathway.candidate.user_id == actor.user.pk:
            return states.BY_CANDIDATE
        if introduction.need.household.user_id == actor.user.pk:
            return states.BY_HOUSEHOLD
    return ""


def other_side(side: str) -> str:
    """The side that is written to."""
    return states.BY_HOUSEHOLD if side == states.BY_CANDIDATE else states.BY_CANDIDATE
