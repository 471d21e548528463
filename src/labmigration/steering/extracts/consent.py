"""Who said yes to research, and how many said what: extracts hold nobody else."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

import numpy as np

from labmigration.pathway.counted import person_of_each
from labmigration.people.consents import newest_answers
from labmigration.people.models import ConsentRecord
from labmigration.steering.indicators.columns import Mask
from labmigration.steering.indicators.facts import Facts

PURPOSE: Final = "research"
Answer = ConsentRecord.Answer


@dataclass(frozen=True)
class Said:
    """How many of the people of a project said what. `withdrawn_since`: of the withdrawn, since the extract before."""

    people: int
    yes: int
    refused: int
    withdrawn: int
    withdrawn_since: int
    never_asked: int

    def told(self) -> dict[str, int]:
        """As JSON."""
        return asdict(self)


def said_yes(facts: Facts, until: datetime) -> Mask:
    """Who had said yes, and not taken it back, at that moment; in the order of the facts, whose territory is open."""
    answers, candidate = _answers(facts, until)
    return np.array([answers.get(candidate[each], ("",))[0] == Answer.GIVEN for each in facts.pathways], dtype=np.bool_)


def said(facts: Facts, among: Mask, until: datetime, since: datetime | None) -> Said:
    """What the people of `among` had said at that moment. `since`: when the extract before was asked for."""
    answers, candidate = _answers(facts, until)
    found = [answers.get(candidate[facts.pathways[row]]) for row in np.flatnonzero(among)]
    withdrawn = [each for each in found if each is not None and each[0] == Answer.WITHDRAWN]
    return Said(
        people=len(found),
        yes=sum(each is not None and each[0] == Answer.GIVEN for each in found),
        refused=sum(each is not None and each[0] == Answer.REFUSED for each in found),
        withdrawn=len(withdrawn),
        withdrawn_since=sum(since is not None and each[1] > since for each in withdrawn),
        never_asked=found.count(None),
    )


def withdrawn_after(territory: str, moment: datetime) -> int:
    """How many people of a territory took their yes back after that moment."""
    answers = newest_answers(territory, PURPOSE).values()
    return sum(answer == Answer.WITHDRAWN and at > moment for answer, at in answers)


def yes_known(territory: str, moment: datetime) -> int:
    """How many people of a territory had said yes at that moment, as far as is still known: who was erased is not."""
    return sum(answer == Answer.GIVEN for answer, _at in newest_answers(territory, PURPOSE, moment).values())


def _answers(facts: Facts, until: datetime) -> tuple[dict[UUID, tuple[str, datetime]], dict[UUID, UUID]]:
    return newest_answers(facts.territory, PURPOSE, until), person_of_each()
