"""Signed papers on which somebody stands."""

from collections.abc import Collection
from uuid import UUID

from labmigration.pathway.training.models import Enrolment, PrintedSheet


def papers_naming(pathway_ids: Collection[UUID]) -> list[UUID]:
    """Keys of the printed sheets on which one of these people has a line; three queries."""
    seats = Enrolment.objects.filter(pathway__in=pathway_ids)
    keys = {str(pk) for pk in seats.values_list("pk", flat=True)}
    sheets = PrintedSheet.objects.filter(session__cohort__in=seats.values("cohort"))
    return [pk for pk, roster in sheets.values_list("pk", "roster") if keys & set(roster)]
