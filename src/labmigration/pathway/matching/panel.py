"""What the thread shows of matching."""

from dataclasses import dataclass

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import may
from labmigration.pathway.matching import states
from labmigration.pathway.matching.models import Introduction
from labmigration.pathway.matching.queries import introductions_of
from labmigration.pathway.models import Pathway, Stage
from labmigration.pathway.panels import Panel
from labmigration.pathway.queries import of_pathway
from labmigration.pathway.written import Written
from labmigration.programme import programme

TONES = {
    states.PROPOSED: ("info", "mail"),
    states.MUTUAL: ("info", "handshake"),
    states.INTERVIEW: ("warning", "calendar"),
    states.AGREED: ("success", "check"),
    states.DECLINED: ("neutral", "x"),
}


@dataclass(frozen=True)
class IntroductionRow:
    """An introduction as staff read it."""

    introduction: Introduction
    occupation: str
    tone: str
    icon: str
    met: bool


def introduction_row(introduction: Introduction) -> IntroductionRow:
    """One introduction with its words and colours."""
    tone, icon = TONES[introduction.state]
    met = introduction.interview_at is not None and introduction.interview_at <= clock.now()
    occupation = programme().occupation(introduction.need.occupation).name_feminine_fr
    return IntroductionRow(introduction, occupation, tone, icon, met)


def introduction_rows(actor: Actor, pathway: Pathway) -> list[IntroductionRow]:
    """The person's introductions, those under way first; one query."""
    rows = of_pathway(introductions_of(actor, pathway), pathway, "need__household")
    found = [introduction_row(one) for one in rows]
    return sorted(found, key=lambda row: row.introduction.state == states.DECLINED)


def panel(actor: Actor, pathway: Pathway, written: Written) -> Panel | None:
    """The person's introductions; one query. None before matching, and for roles that see none."""
    if not may(actor, "matching.read") or pathway.stage_number < Stage.values.index(Stage.MATCHING):
        return None
    return Panel(
        "matching",
        "matching/_panel.html",
        {
            "rows": introduction_rows(actor, pathway) if Introduction in written else [],
            "may_introduce": may(actor, "matching.introduce") and pathway.state == "open",
        },
    )
