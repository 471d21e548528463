"""One introduction as one of its sides reads it: what it may know by now, and what is asked of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from labmigration import clock
from labmigration.pathway.matching import states
from labmigration.pathway.matching.models import Introduction
from labmigration.pathway.matching.queries import TO_HOUSEHOLD, disclosed


@dataclass(frozen=True)
class Card:
    """`shows`: what `queries.disclosed` allows. `asks`: answer, confirm, or what is waited for."""

    introduction: Introduction
    shows: dict[str, Any]
    asks: str

    @property
    def awaits_me(self) -> bool:
        """Whether this side is the one to act."""
        return self.asks in ("answer", "confirm")


def cards(introductions: Iterable[Introduction], *, to: str) -> list[Card]:
    """The introductions that are under way or agreed; those that await this side first."""
    found = [Card(one, disclosed(one, to=to), _asks(one, to)) for one in introductions if one.state != states.DECLINED]
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
