"""The ledger by module: prescribed, planned, signed, missing; added up by the database, for one or ten thousand."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from django.db.models import QuerySet, Sum

from labmigration.garbage import no_search_for_cycles
from labmigration.pathway.prescription.queries import signed_hours
from labmigration.pathway.training import states
from labmigration.pathway.training.models import AttendanceSignature, Enrolment, Session

NOTHING = Decimal()
Hours = dict[str, Decimal]


class ModuleHours(NamedTuple):
    """Hours of one module for one seat: agreed in the prescription, in the timetable and not held yet, signed."""

    code: str
    prescribed: Decimal
    planned: Decimal
    signed: Decimal

    @property
    def missing(self) -> Decimal:
        """What was agreed and is neither signed nor in the timetable."""
        return max(NOTHING, self.prescribed - self.signed - self.planned)


@no_search_for_cycles()
def hours_by_module(seats: "QuerySet[Enrolment]") -> dict[UUID, list[ModuleHours]]:
    """By key of the seat, its modules by code; five queries, however many seats. A seat without hours is left out."""
    rows = list(seats.order_by().values_list("pk", "pathway", "cohort", "sst_group", "option_groups", "state"))
    prescribed = signed_hours({pathway for _pk, pathway, *_rest in rows})
    signed = _signed(seats)
    planned = _planned({cohort for _pk, _pathway, cohort, *_rest in rows})
    found = {}
    for pk, pathway, cohort, group, options, state in rows:
        agreed, own = prescribed.get(pathway, {}), signed.get(pk, {})
        coming = _together(planned, cohort, (group, *options)) if state == states.ENROLLED else {}
        codes = {*agreed, *own, *coming}
        if codes:
            found[pk] = [
                ModuleHours(code, agreed.get(code, NOTHING), coming.get(code, NOTHING), own.get(code, NOTHING))
                for code in sorted(codes)
            ]
    return found


def _together(planned: dict[tuple[UUID, int], Hours], cohort: UUID, groups: Iterable[int]) -> Hours:
    """What is planned for the whole cohort and for some of its groups."""
    whole = planned[cohort, 0]
    for group in groups:
        if own := planned[cohort, group]:
            whole = {**whole, **{code: whole.get(code, NOTHING) + hours for code, hours in own.items()}}
    return whole


def _signed(seats: "QuerySet[Enrolment]") -> dict[UUID, Hours]:
    """Hours of every trainer's line, less those of the lines that a correction replaced.

    An absence has no hours, so that its line need not be told from the others. Asking of each line whether it was
    replaced would read the table twice; there are few corrections, and they have an index.
    """
    rows = AttendanceSignature.objects.filter(
        enrolment__in=seats.order_by().values("pk"), signed_as=AttendanceSignature.SignedAs.TRAINER
    )
    found: dict[UUID, Hours] = defaultdict(dict)
    for seat, module, hours in rows.values_list("enrolment", "module").annotate(total=Sum("hours")):
        found[seat][module] = hours
    corrections = rows.filter(replaces__isnull=False)
    replaced = corrections.values_list("enrolment", "module").annotate(total=Sum("replaces__hours"))
    for seat, module, hours in replaced:
        found[seat][module] -= hours
    return found


def _planned(cohorts: Iterable[UUID]) -> dict[tuple[UUID, int], Hours]:
    rows = Session.objects.filter(cohort__in=set(cohorts), state=states.PLANNED).order_by()
    found: dict[tuple[UUID, int], Hours] = defaultdict(dict)
    for cohort, group, module, hours in rows.values_list("cohort", "group", "module").annotate(total=Sum("hours")):
        found[cohort, group][module] = hours
    return found
