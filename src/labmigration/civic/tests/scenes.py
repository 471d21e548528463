"""Steps that the tests find, right or wrong."""

from labmigration.access.actor import Actor
from labmigration.civic import learning
from labmigration.civic.content import step
from labmigration.civic.learner import learner_of
from labmigration.civic.models import StepTaken


def answers(code: str, *, wrong: tuple[str, ...] = ()) -> dict[str, str]:
    """What one posts to find every check of a step but the `wrong` ones."""
    found = {}
    for check in step(code).check:
        other = (check.right + 1) % len(check.answer)
        found[check.code] = str(other if check.code in wrong else check.right)
    return found


def finish(actor: Actor, code: str) -> StepTaken:
    """A step found whole."""
    found = [check.code for check in step(code).check]
    return learning.find(learner_of(actor), step(code), found, actor=actor)
