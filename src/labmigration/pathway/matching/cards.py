"""One introduction as one of its sides reads it: what it may know by now, and what is asked of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from labmigration import clock
from labmigration.pathway.matching import states
from labmigration.pathway.matching.messages.queries import SPEAKING, new_messages
from labmigration.pathway.matching.models import Introduction
from labmigration.pathway.matching.queries import TO_HOUSEHOLD, disclosed


@dataclass(frozen=True)
class Card:
    """`shows`: what `queries.disclosed` allows. `asks`: answer, confirm, or what is waited for."""

    introduction: Introduction
    shows: dict[str, Any]
    asks: str
    #: How many messages of the other side it has not read; None before both have said yes.
    new_messages: int | None = None

    @property
    def awaits_me(self) -> bool:
        """Whether this side is the one to act."""
        return self.asks in ("answer", "confirm")


def cards(introductions: Iterable[Introduction], *, to: str) -> list[Card]:
    """The introductions that are under way or agreed; those that await this side first."""
    under_way = [one for one in introductions if one.state != states.DECLINED]
    new = new_messages(under_way, states.BY_HOUSEHOLD if to == TO_HOUSEHOLD else states.BY_CANDIDATE)
    found = [
        Card(one, disclosed(one, to=to), _asks(one, to), new.get(one.pk, 0) if one.state in SPEAKING else None)
        for one in under_way
    ]
    return sorted(found, key=lambda card: not card.awaits_me)


def _asks(introduction: Introduction, to: str) -> str:
    mine = "household" if to == TO_HOUSEHOLD else "candidate"
    if introduction.state == states.PROPOSED:
        return "answer" if getattr(introduction, f"{mine}_says_yes") is None else "wait_for_answer"
    if introduction.state == states.MUTUAL:
        return "wait_for_meeting"
    if introduction.state == states.INTERVIEW:
        if getattr(introduction, f"{mine}_agreed_at") is not None:
            return "wait_for_agreement"
        met = introduction.interview_at is not None and introduction.interview_at <= clock.now()
        return "confirm" if met else "meet"
    return "agreed"
