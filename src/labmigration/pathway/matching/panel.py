"""What the thread shows of matching."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import may, visible
from labmigration.pathway.matching import states
from labmigration.pathway.matching.models import Introduction
from labmigration.pathway.matching.placement.models import WorkWishes
from labmigration.pathway.matching.queries import introductions_of
from labmigration.pathway.models import Pathway, Stage
from labmigration.pathway.panels import Panel
from labmigration.pathway.queries import of_pathway
from labmigration.pathway.whereabouts import sees_whereabouts
from labmigration.pathway.written import Written
from labmigration.programme import programme
from labmigration.ui.spoken import duration

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
    rows = of_pathway(introductions_of(actor, pathway), pathway, "need__household", "exchange")
    found = [introduction_row(one) for one in rows]
    return sorted(found, key=lambda row: row.introduction.state == states.DECLINED)


def panel(actor: Actor, pathway: Pathway, written: Written) -> Panel | None:
    """The person's wishes and introductions; two queries. None before matching, and for roles that see none."""
    if not may(actor, "matching.read") or pathway.stage_number < Stage.values.index(Stage.MATCHING):
        return None
    may_introduce = may(actor, "matching.introduce") and pathway.state == "open"
    return Panel(
        "matching",
        "matching/_panel.html",
        {
            "rows": introduction_rows(actor, pathway) if Introduction in written else [],
            "wishes": wishes_told(actor, pathway) if WorkWishes in written else None,
            "asks_wishes": may_introduce and WorkWishes not in written,
            "may_introduce": may_introduce,
        },
    )


def wishes_told(actor: Actor, pathway: Pathway) -> dict[str, Any] | None:
    """What the person wishes, in words: (label, value) and her pause; None where the reader may not know. One query.

    Where a protected person starts from is told to those who follow her alone.
    """
    wishes = visible(actor, "matching.read_wishes").filter(pathway=pathway.pk).first()
    if wishes is None:
        return None
    wishes.pathway = pathway
    hours = {"least": duration(wishes.hours_least), "most": duration(wishes.hours_most)}
    way = {"means": wishes.get_means_display(), "minutes": wishes.max_minutes}
    rows = [
        (_("Quand"), wishes.get_halves_display()),
        (_("Heures par semaine"), _("de %(least)s à %(most)s") % hours),
        (_("Trajet"), _("%(means)s, %(minutes)s minutes au plus") % way),
    ]
    if sees_whereabouts(actor, pathway):
        rows.append((_("Départ"), wishes.postcode))
    if wishes.tasks_wanted:
        rows.append((_("Travail souhaité"), wishes.get_tasks_wanted_display()))
    if wishes.tasks_unwanted:
        rows.append((_("Travail non souhaité"), wishes.get_tasks_unwanted_display()))
    return {"rows": rows, "on_pause": wishes.on_pause, "until": wishes.paused_until}
