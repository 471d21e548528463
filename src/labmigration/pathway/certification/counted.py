"""Blocks before juries as indicators count them, in the open territories."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from labmigration.pathway.certification import states
from labmigration.pathway.certification.blocks import TYPED, kept_blocks, known_blocks
from labmigration.pathway.certification.models import BlockResult, CertificationFile, Outcome, PriorCertificate, Route
from labmigration.pathway.counted import AT_ONCE
from labmigration.programme import ProgrammeError

ACQUIRED = Outcome.ACQUIRED
PRIOR = "prior"
#: How a block came before a jury, in words.
ROUTES = {**dict(Route.choices), PRIOR: _("acquis ailleurs")}


def results() -> Iterator[tuple[Any, ...]]:
    """(pathway, title, block, route, outcome, day) of each block decided by a jury, oldest first; one query."""
    rows = BlockResult.objects.order_by("decided_on", "pk")
    columns = ("file__certification", "block", "file__route", "outcome", "decided_on", "file__blocks")
    found = rows.values_list("file__pathway", *columns).iterator(chunk_size=AT_ONCE)
    for pathway, title, code, route, outcome, day, blocks in found:
        yield pathway, title, _identity(code, blocks), route, outcome, day


def held_from_elsewhere() -> Iterator[tuple[Any, ...]]:
    """The same for blocks obtained elsewhere and not struck out since; one query."""
    rows = PriorCertificate.objects.filter(struck_at__isnull=True).order_by("obtained_on", "pk")
    for pathway, title, block, day in rows.values_list("pathway", "certification", "block", "obtained_on"):
        [kept] = kept_blocks([block])
        yield pathway, title, kept.identity, PRIOR, ACQUIRED, day


def sittings() -> Iterator[tuple[Any, ...]]:
    """(pathway, title, route, blocks, day of the jury) of each file that was before a jury; one query."""
    rows = CertificationFile.objects.filter(state__in=(states.PRESENTED, states.DECIDED), jury_on__isnull=False)
    columns = ("certification", "route", "blocks", "jury_on")
    for pathway, title, route, blocks, day in rows.order_by("jury_on", "pk").values_list("pathway", *columns):
        yield pathway, title, route, tuple(sorted({block.identity for block in kept_blocks(blocks)})), day


def blocks_of_title(certification: str) -> frozenset[str]:
    """The blocks that the programme knows of a title; none for one that it no longer knows."""
    try:
        return frozenset(block.identity for block in known_blocks(certification))
    except ProgrammeError:
        return frozenset()


def _identity(code: str, blocks: list[dict[str, Any]]) -> str:
    """A block whose label was typed is known by its label: its code counts within one file."""
    if not code.startswith(TYPED):
        return code
    return next((block.identity for block in kept_blocks(blocks) if block.code == code), code)
