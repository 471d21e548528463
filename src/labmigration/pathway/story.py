"""What happened to one person and who read her file, as sentences that a page draws."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from labmigration.access.actor import Actor
from labmigration.access.gate import may
from labmigration.access.policy import POLICY
from labmigration.access.roles import Role
from labmigration.pathway.models import Pathway
from labmigration.pathway.whereabouts import sees_whereabouts
from labmigration.timeline.models import Event, FileOpening
from labmigration.timeline.sentences import actor_name, sentence

SHOWN = 30
WHOLE = 200
OPENINGS_READ = 400

#: By stage: its icon, and the actions of which one opens its events. Whoever may not read a stage does not read it in
#: the timeline either.
TOLD_TO = {
    "pathway": ("flag", ("pathway.read", "pathway.follow_own")),
    "reception": ("inbox", ("reception.read",)),
    "orientation": ("message-square", ("orientation.read",)),
    "positioning": ("route", ("positioning.read",)),
    "prescription": ("list-checks", ("prescription.read",)),
    "training": ("graduation-cap", ("training.read_seats",)),
    "certification": ("award", ("certification.read",)),
    "matching": ("handshake", ("matching.read",)),
    "employment": ("briefcase", ("employment.read",)),
    "follow_up": ("phone", ("follow_up.read",)),
    "privacy": ("scale", ("privacy.requests",)),
}


@dataclass(frozen=True)
class Told:
    """One event as the timeline draws it."""

    at: datetime
    sentence: str
    actor: str
    icon: str


def story(actor: Actor, pathway: Pathway, at_most: int = SHOWN) -> tuple[list[Told], bool]:
    """The newest events of the stages that the actor may read, and whether there are older ones; one query."""
    readable = [app for app, (_icon, actions) in TOLD_TO.items() if any(may(actor, action) for action in actions)]
    if not readable:
        return [], False
    # One pattern: ten conditions joined by "or" cost as much as the rest of the query.
    of_those = rf"^({'|'.join(readable)})\."
    found = Event.objects.filter(pathway_id=pathway.pk, verb__regex=of_those)
    rows = found.select_related("actor").order_by("-at", "-id")
    events = list(rows[: at_most + 1])
    if not sees_whereabouts(actor, pathway):
        # What happened is told, without the days, cohorts and places that its sentences hold.
        for event in events:
            event.facts = {}
    return _told_once(events[:at_most]), len(events) > at_most


def _told_once(events: Iterable[Event]) -> list[Told]:
    """Each event in words; the same thing done several times in a row on one day by one person is told once."""
    told = []
    for (says, actor, _day, icon), same in groupby(events, key=_in_words):
        repeated = list(same)
        several = _("%(says)s, %(times)s fois") % {"says": says, "times": len(repeated)}
        told.append(Told(repeated[0].at, several if len(repeated) > 1 else says, actor, icon))
    return told


def _in_words(event: Event) -> tuple[str, str, date, str]:
    icon, _actions = TOLD_TO[event.verb.partition(".")[0]]
    return sentence(event), actor_name(event), timezone.localtime(event.at).date(), icon


@dataclass(frozen=True)
class Reading:
    """Someone read the file on one day, however often."""

    on: date
    last_at: datetime
    name: str
    role: Any
    pages: tuple[Any, ...]
    times: int


def readings(pathway: Pathway) -> list[Reading]:
    """Who read the file, newest first, one line a reader a day; one query, the last `OPENINGS_READ` openings."""
    rows = FileOpening.objects.filter(pathway_id=pathway.pk).select_related("reader").order_by("-at", "-id")
    return _by_day_and_reader(rows[:OPENINGS_READ])


def _by_day_and_reader(openings: Iterable[FileOpening]) -> list[Reading]:
    groups: dict[tuple[date, Any, str], list[FileOpening]] = {}
    for opening in openings:
        day = timezone.localtime(opening.at).date()
        groups.setdefault((day, opening.reader_id, opening.reader_role), []).append(opening)
    return [
        Reading(
            on=day,
            last_at=read[0].at,
            name=read[0].reader.name,
            role=Role(role).label if role else "",
            pages=tuple(dict.fromkeys(page_in_words(opening.page) for opening in read)),
            times=len(read),
        )
        for (day, _reader, role), read in groups.items()
    ]


def page_in_words(page: str) -> Any:
    """What the reader came to do, lazily in the words of the table of rights; a page that is no more keeps its code."""
    right = POLICY.get(page)
    return right.says if right else page
