"""The advisor's day, put together from what the stages can be asked; a fixed number of queries."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.roles import Role
from labmigration.desk.drifting import Drift, Reason, Signals, drifting
from labmigration.pathway.certification.queries import Deadline, deadlines
from labmigration.pathway.follow_up.early_signs import EarlySign, early_signs
from labmigration.pathway.models import Pathway, Stage
from labmigration.pathway.orientation.interest_queries import InterestStatement, to_take_up
from labmigration.pathway.orientation.queries import CALLS_AHEAD, Meeting, meetings_ahead, missed, to_call
from labmigration.pathway.people_list import Row, as_row, of_advisor, without_advisor
from labmigration.pathway.prescription.queries import Prescription, overtaken
from labmigration.pathway.queries import next_step
from labmigration.pathway.questionnaires.queries import AskedWave, to_fill
from labmigration.pathway.reception.queries import Document, RightToWorkCheck, documents_to_check, right_to_work_due
from labmigration.pathway.training.evaluation.changes import ChangeProposed, changes_to_propose
from labmigration.pathway.training.queries import Missed, missed_lately

#: A caseload far beyond what one advisor can follow; the list of people has no such end.
CASELOAD = 1000
SHOWN = 8
NEW_SHOWN = 5
BEFORE_TRAINING = (Stage.RECEPTION.value, Stage.ORIENTATION.value)


@dataclass(frozen=True)
class ToDo:
    """A step that is the advisor's to take, due today or before."""

    row: Row
    icon: str
    href: str


@dataclass(frozen=True)
class Drifting:
    """Someone who is drifting away, with the reasons in words."""

    row: Row
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class StageCount:
    """How many of the advisor's people are at one stage."""

    stage: str
    label: str
    count: int


@dataclass(frozen=True)
class Day:
    """What the page shows. `meetings` are those planned for today and those past that nobody has reported; `calls`
    those ahead that nobody has confirmed and for which only a call is left."""

    meetings: list[Meeting]
    calls: list[Meeting]
    to_do: list[ToDo]
    drifting: list[Drifting]
    waiting: list[Row]
    stages: list[StageCount]
    new_people: list[Row]
    followed: int
    coming: int
    right_to_work: list[RightToWorkCheck]
    documents: list[Document]
    answers: list[InterestStatement]
    overtaken: list[Prescription]
    changes: list[ChangeProposed]
    deadlines: list[Deadline]
    signs: list[EarlySign]
    questionnaires: list[AskedWave]


def day_of(actor: Actor) -> Day:
    """The present day of one advisor.

    Queries: meetings, what became of their reminders, own people, meetings missed, half-days missed, new people,
    checks of the right to work, papers, what people said of the occupation, plans overtaken by a profile, what training
    shows (five at most), what falls due around certification (four at most), what rings at work (three at most),
    questionnaires to fill in with somebody before they close.
    """
    today = clock.today()
    ahead = list(meetings_ahead(actor).filter(starts_at__lt=_midnight() + CALLS_AHEAD))
    meetings = [meeting for meeting in ahead if meeting.starts_at < _midnight()]
    calls = to_call(ahead)
    mine = of_advisor(actor, CASELOAD)
    rows = {pathway.pk: as_row(pathway) for pathway in mine}
    met = {meeting.pathway_id for meeting in meetings}
    hers = [pathway for pathway in mine if pathway.next_role == Role.ADVISOR]
    due = [pathway for pathway in hers if pathway.due_on is not None and pathway.due_on <= today]
    others = [pathway for pathway in mine if pathway.next_role and pathway.next_role != Role.ADVISOR]
    counts = Counter(pathway.stage for pathway in mine)
    return Day(
        meetings=meetings,
        calls=calls,
        to_do=[_to_do(pathway, rows[pathway.pk]) for pathway in due if pathway.pk not in met],
        drifting=[
            Drifting(rows[drift.subject.pk], tuple(in_words(reason) for reason in drift.reasons))
            for drift in _drifting(mine, {meeting.pathway_id for meeting in calls})
        ],
        waiting=[rows[pathway.pk] for pathway in others],
        stages=[StageCount(value, str(label), counts[value]) for value, label in Stage.choices],
        new_people=[as_row(pathway) for pathway in without_advisor(actor, NEW_SHOWN)],
        followed=len(mine),
        coming=len(hers) - len(due),
        right_to_work=list(right_to_work_due(actor)),
        documents=list(documents_to_check(actor)),
        answers=list(to_take_up(actor)),
        overtaken=list(overtaken(actor)),
        changes=changes_to_propose(actor),
        deadlines=deadlines(actor),
        signs=early_signs(actor),
        questionnaires=to_fill(actor),
    )


def _midnight() -> datetime:
    return timezone.make_aware(datetime.combine(clock.today() + timedelta(days=1), time()))


def _to_do(pathway: Pathway, row: Row) -> ToDo:
    step = next_step(pathway)
    return ToDo(row, step.icon if step else "flag", step.href(pathway.pk) if step else "")


def _drifting(mine: Iterable[Pathway], unconfirmed: set[Any]) -> list[Drift]:
    mine = list(mine)
    ids = [pathway.pk for pathway in mine]
    meetings, half_days = missed(ids), missed_lately(ids)
    return drifting((_signals(pathway, meetings, half_days, unconfirmed) for pathway in mine), clock.today())


def _signals(
    pathway: Pathway, meetings: dict[Any, int], half_days: dict[Any, Missed], unconfirmed: set[Any]
) -> Signals:
    lately = half_days.get(pathway.pk)
    return Signals(
        subject=pathway,
        # A meeting missed counts until one is held: the person then leaves the first two stages.
        missed_meetings=meetings.get(pathway.pk, 0) if pathway.stage in BEFORE_TRAINING else 0,
        unconfirmed=pathway.pk in unconfirmed,
        missed_half_days=lately.missed if lately else 0,
        half_days=lately.of if lately else 0,
        in_a_row=lately.in_a_row if lately else 0,
        missed_hours=int(lately.hours) if lately else 0,
        last_contact_on=pathway.last_contact_on or pathway.opened_on,
        due_on=pathway.due_on,
    )


def in_words(reason: Reason) -> str:
    """A reason as the page says it."""
    if reason.code == "missed_half_days":
        return _("%(missed)s demi-journées manquées sur %(of)s") % {"missed": reason.number, "of": reason.of}
    if reason.code == "in_a_row":
        return _("%(missed)s demi-journées de suite sans venir en formation") % {"missed": reason.number}
    if reason.code == "missed_hours":
        return _("%(hours)s h de formation manquées depuis le début") % {"hours": reason.number}
    if reason.code == "unconfirmed":
        return _("rendez-vous non confirmé malgré les rappels")
    if reason.code == "missed_meetings":
        return ngettext("un entretien manqué", "%(count)s entretiens manqués", reason.number) % {"count": reason.number}
    return _("aucun contact depuis %(days)s jours, et une étape en retard") % {"days": reason.number}
