"""One session's sheet as it is read: the lines that hold, those that they replaced, what a tablet had set aside."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from labmigration.pathway.training.models import AttendanceSignature, Enrolment, Session, TabletAct
from labmigration.pathway.training.tablet_words import SET_ASIDE

SignedAs, Status = AttendanceSignature.SignedAs, AttendanceSignature.Status


@dataclass(frozen=True)
class SetAside:
    """An act of a tablet that could not be written, with the reason in words."""

    act: TabletAct
    why: str


@dataclass(frozen=True)
class SheetRow:
    """One seat: the trainer's line and the person's signature that hold (None without), what was said before.

    `corrected` and `taken_back` are the lines that were replaced, oldest first.
    """

    seat: Enrolment
    line: AttendanceSignature | None
    own: AttendanceSignature | None
    corrected: tuple[AttendanceSignature, ...]
    taken_back: tuple[AttendanceSignature, ...]
    set_aside: tuple[SetAside, ...]
    #: False: she left, or came later; her row stands because something was signed or sent for her.
    expected: bool = True

    @property
    def has_signed(self) -> bool:
        """The person's own signature holds."""
        return self.own is not None and self.own.status == Status.PRESENT

    @property
    def should_sign(self) -> bool:
        """She was there by the trainer's word, and has not signed."""
        was_there = self.line is not None and self.line.status not in (Status.EXCUSED, Status.ABSENT)
        return was_there and not self.has_signed


def sheet_rows(session: Session, seats: Collection[Enrolment]) -> list[SheetRow]:
    """A row a seat, `seats` first, then those of whom something was signed or sent all the same; two queries."""
    lines: dict[tuple[UUID, str], list[AttendanceSignature]] = defaultdict(list)
    signatures = session.signatures.select_related("signed_by", "enrolment__pathway__candidate")
    others: dict[UUID, Enrolment] = {}
    for each in signatures.order_by("signed_at"):
        lines[each.enrolment_id, each.signed_as].append(each)
        others.setdefault(each.enrolment_id, each.enrolment)
    set_aside: dict[UUID, list[SetAside]] = defaultdict(list)
    acts = session.tablet_acts.exclude(refusal="").select_related("sent_by", "enrolment__pathway__candidate")
    for act in acts:
        set_aside[act.enrolment_id].append(SetAside(act, str(SET_ASIDE[act.refusal])))
        others.setdefault(act.enrolment_id, act.enrolment)
    known = {seat.pk for seat in seats}
    late = sorted((seat for key, seat in others.items() if key not in known), key=lambda seat: seat.seat)
    return [_row(seat, lines, set_aside, seat.pk in known) for seat in (*seats, *late)]


def _row(
    seat: Enrolment,
    lines: dict[tuple[UUID, str], list[AttendanceSignature]],
    set_aside: dict[UUID, list[SetAside]],
    is_expected: bool,
) -> SheetRow:
    line, corrected = _standing(lines[seat.pk, SignedAs.TRAINER])
    own, taken_back = _standing(lines[seat.pk, SignedAs.TRAINEE])
    return SheetRow(seat, line, own, corrected, taken_back, tuple(set_aside[seat.pk]), is_expected)


def _standing(
    lines: list[AttendanceSignature],
) -> tuple[AttendanceSignature | None, tuple[AttendanceSignature, ...]]:
    replaced = {each.replaces_id for each in lines}
    holds = next((each for each in lines if each.pk not in replaced), None)
    return holds, tuple(each for each in lines if each.pk in replaced)
