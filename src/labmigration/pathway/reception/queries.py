"""What others may ask of referrals. The only reader of reception's rows outside this folder's actions."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from labmigration.access.actor import Actor
from labmigration.access.gate import fetch, visible
from labmigration.decisions.same_person import Known
from labmigration.pathway.models import Pathway
from labmigration.pathway.reception import document_queries, right_to_work_queries, states
from labmigration.pathway.reception.known_people import people_around
from labmigration.pathway.reception.models import (
    Document,
    ImportedRow,
    PossibleDuplicate,
    Referral,
    ReferralFile,
    RightToWorkCheck,
)
from labmigration.people.models import Candidate
from labmigration.secrecy.keyring import keyring

PAGE = 50
VIEWS = ("a-decider", "doublons", "refus", "decidees")
_STATES_OF = {
    "a-decider": (states.RECEIVED,),
    "refus": (states.PROPOSED,),
    "decidees": (states.ADMITTED, states.REFUSED),
}


def referrals(actor: Actor, view: str) -> "QuerySet[Referral]":
    """The referrals of a view of the list, the oldest first among those that wait."""
    rows: QuerySet[Referral] = visible(actor, "reception.list").filter(state__in=_STATES_OF[view])
    rows = rows.select_related("pathway__candidate", "pathway__lead_advisor", "pathway__referrer")
    return rows.order_by("-judged_on", "-id") if view == "decidees" else rows.order_by("referred_on", "id")


def open_suspicions(actor: Actor) -> "QuerySet[PossibleDuplicate]":
    """Suspicions that nobody has answered, the strong ones first."""
    rows: QuerySet[PossibleDuplicate] = visible(actor, "reception.judge_duplicate").filter(
        answer=PossibleDuplicate.Answer.OPEN
    )
    return rows.select_related("referral__pathway__candidate", "known").order_by(
        "-strength", "referral__referred_on", "id"
    )


def counts(actor: Actor) -> dict[str, int]:
    """How many rows each view of the list has."""
    by_state = dict(visible(actor, "reception.list").values_list("state").annotate(Count("id")))
    found = {view: sum(by_state.get(state, 0) for state in of_view) for view, of_view in _STATES_OF.items()}
    return found | {"doublons": open_suspicions(actor).count()}


def referral_of(actor: Actor, action: str, pathway_id: Any) -> Referral:
    """The latest referral of a pathway on which the actor may do `action`, or 404."""
    rows: QuerySet[Referral] = visible(actor, action).filter(pathway=pathway_id)
    rows = rows.select_related("pathway__candidate", "pathway__lead_advisor", "pathway__referrer", "refusal_by")
    referral = rows.order_by("-referred_on", "-id").first()
    if referral is None:
        raise Http404
    return referral


def latest_referral(pathway: Pathway) -> Referral | None:
    """The latest referral of a pathway that the caller was let to."""
    rows = Referral.objects.filter(pathway=pathway).order_by("-referred_on", "-id")
    found: Referral | None = rows.first()
    return found


def suspicion_for(actor: Actor, suspicion_id: Any) -> PossibleDuplicate:
    """One suspicion that the actor may answer, with both people, or 404."""
    found = fetch(actor, "reception.judge_duplicate", pk=suspicion_id)
    suspicion: PossibleDuplicate = (
        PossibleDuplicate.objects.select_related("referral__pathway__candidate", "known__merged_into", "answered_by")
    ).get(pk=found.pk)
    return suspicion


def suspicions_of(actor: Actor, referral: Referral) -> "QuerySet[PossibleDuplicate]":
    """The suspicions about one referral that the actor may answer."""
    rows: QuerySet[PossibleDuplicate] = visible(actor, "reception.judge_duplicate").filter(referral=referral)
    return rows.select_related("known")


def pathway_of_known(candidate: Candidate) -> Pathway | None:
    """The pathway of somebody whom a suspicion names: the open one, else the latest."""
    rows = Pathway.objects.filter(candidate=candidate).select_related("lead_advisor")
    return rows.order_by("closed_on", "-opened_on").first()


def files(actor: Actor) -> "QuerySet[ReferralFile]":
    """Referral files, the latest first."""
    rows: QuerySet[ReferralFile] = visible(actor, "reception.import")
    return rows.select_related("sent_by").order_by("-sent_at", "-id")


@dataclass(frozen=True)
class RejectedRow:
    """A line to correct: its cells as they came and what is wrong with it."""

    line: int
    cells: tuple[str, ...]
    errors: tuple[tuple[str, str], ...]


def rows_told(file: ReferralFile) -> "QuerySet[ImportedRow]":
    """The lines of a file that have something to tell: to correct, a possible duplicate, or a notice."""
    return file.rows.filter(Q(outcome__in=("rejected", "duplicate")) | ~Q(notices=[])).order_by("line")


def rejected_rows(file: ReferralFile) -> Iterable[RejectedRow]:
    """The lines to correct, in the order of the file."""
    for row in file.rows.filter(outcome=ImportedRow.Outcome.REJECTED).order_by("line").iterator(chunk_size=1_000):
        yield RejectedRow(row.line, tuple(json.loads(row.cells)), tuple((column, says) for column, says in row.errors))


def verdicts_of(file: ReferralFile) -> dict[str, int]:
    """How many of the people of a file each verdict concerns."""
    people = file.rows.filter(outcome__in=("created", "duplicate"))
    return dict(people.values_list("verdict").annotate(Count("id")))


def sent_people(actor: Actor) -> "QuerySet[Pathway]":
    """The people whom the actor's own organisation sent, the latest first."""
    rows: QuerySet[Pathway] = visible(actor, "pathway.follow_sent")
    return rows.select_related("candidate").order_by("-opened_on", "-id")


def is_known(territory: str, *, surname: str, first_name: str, birth_date: date, phone: str, email: str) -> bool:
    """Whether somebody of the territory is very likely that person: the look of an import, for a referrer's screen."""
    ring = keyring()
    person = Known(
        "",
        surname,
        first_name,
        birth_date,
        phone=ring.blind_index(phone) if phone else "",
        email=ring.blind_index(email.casefold()) if email else "",
        sex="",
    )
    suspicion = people_around(territory, person).find(person)
    return suspicion is not None and suspicion.strength == "strong"


def right_to_work_on(pathway: Pathway, day: date) -> bool:
    """Whether the papers of the admitted referral allow work on that day; European citizens always may.

    As at reception: the last day of a document counts, and so does a renewal receipt after it.
    """
    rows = Referral.objects.filter(pathway=pathway, state=states.ADMITTED)
    referral = rows.order_by("-referred_on", "-judged_on").first()
    if referral is None:
        return False
    if any(ground["code"] == "european_citizen" for ground in referral.grounds):
        return True
    covered = referral.valid_until is None or day <= referral.valid_until or referral.renewal_receipt
    return referral.allows_work is True and covered


def right_to_work_due(actor: Actor) -> "QuerySet[RightToWorkCheck]":
    """Checks of the right to work due today or late, among the actor's people."""
    return right_to_work_queries.due(actor)


def documents_to_check(actor: Actor) -> "QuerySet[Document]":
    """Photographed papers that wait for the actor's eyes."""
    return document_queries.to_check(actor)
