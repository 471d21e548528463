"""Coding paragraph by paragraph: two readings that don't see each other, then one that brings them together."""

from collections.abc import Collection, Mapping
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused, claim
from labmigration.pathway.interviews import states
from labmigration.pathway.interviews.models import Code, Interview, Mark, Paragraph, Reading
from labmigration.timeline.moves import move

#: Paragraph → codes of the codebook, by their guid.
Marks = Mapping[UUID, Collection[UUID]]


@transaction.atomic
def code(reading: Reading, *, actor: Actor, marks: Marks, finish: bool = False) -> None:
    """Keep a coder's codes, in place of those before; `finish`: they no longer change.

    When both have finished the interview waits to be brought together. Raises `Refused` for a paragraph or a code that
    is not of this interview, `Conflict` for a reading that is not hers, is over, or was taken away.
    """
    told = _known(reading.interview, marks)
    rows = claim(actor, "interviews.code", reading, finished_at__isnull=True, interview__state=states.CODING)
    if rows.update(finished_at=clock.now() if finish else None) != 1:
        raise Conflict(_("Cette lecture est finie, ou ne vous revient plus."))
    _replace(reading, told)
    both = Reading.objects.filter(interview=reading.interview_id, finished_at__isnull=False).count()
    if finish and both == 2:
        move(reading.interview, "compare", actor=actor)


@transaction.atomic
def settle(interview: Interview, *, actor: Actor, marks: Marks, quotes: Collection[UUID]) -> Reading:
    """Bring both readings together: the codes that were agreed on, and the paragraphs worth quoting.

    A quote is one that somebody said, and that at least one code speaks of.
    """
    told = _known(interview, marks)
    if actor.user is None or not set(quotes) <= {paragraph for paragraph, codes in told.items() if codes}:
        raise Refused(_("Une citation porte au moins un code."))
    move(interview, "settle", actor=actor)
    reading = Reading(
        territory_id=interview.territory_id,
        interview=interview,
        kind=Reading.Kind.AGREED,
        coder=actor.user,
        finished_at=clock.now(),
    )
    reading.save(force_insert=True)
    _replace(reading, told)
    Paragraph.objects.filter(interview=interview, pk__in=quotes).update(quoted=True)
    return reading


def _known(interview: Interview, marks: Marks) -> dict[UUID, set[UUID]]:
    said = set(Paragraph.objects.filter(interview=interview, asks=False).values_list("pk", flat=True))
    codes = set(Code.objects.filter(version=interview.codebook_id).values_list("guid", flat=True))
    told = {paragraph: set(given) for paragraph, given in marks.items()}
    if not set(told) <= said or not set().union(*told.values()) <= codes:
        raise Refused(_("Ces codes ne sont pas ceux de cet entretien. Rien n’a changé : relisez la page."))
    return told


def _replace(reading: Reading, marks: Mapping[UUID, Collection[UUID]]) -> None:
    Mark.objects.filter(reading=reading).delete()
    Mark.objects.bulk_create(
        Mark(territory_id=reading.territory_id, reading=reading, paragraph_id=paragraph, code=guid)
        for paragraph, codes in marks.items()
        for guid in sorted(codes, key=str)
    )
