"""Blocks before juries as indicators count them, in the open territories."""

import json
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from django.db.models import Case, TextField, Value, When
from django.utils.translation import gettext_lazy as _

from labmigration.pathway.certification import states
from labmigration.pathway.certification.blocks import TYPED, kept_blocks, known_blocks
from labmigration.pathway.certification.models import BlockResult, CertificationFile, Outcome, PriorCertificate, Route
from labmigration.pathway.counted import as_text
from labmigration.programme import ProgrammeError

ACQUIRED = Outcome.ACQUIRED
PRIOR = "prior"
#: How a block came before a jury, in words.
ROUTES = {**dict(Route.choices), PRIOR: _("acquis ailleurs")}


def results() -> Iterator[tuple[Any, ...]]:
    """(pathway, title, block, route, outcome, day) of each block decided by a jury; one query."""
    typed = Case(
        When(block__startswith=TYPED, then=as_text("file__blocks")), default=Value(""), output_field=TextField()
    )
    columns = ("file__certification", "block", "file__route", "outcome", "decided_on")
    rows = BlockResult.objects.order_by().values_list(as_text("file__pathway"), *columns, typed)
    for pathway, title, code, route, outcome, day, blocks in rows:
        yield pathway, title, _identity(code, blocks) if blocks else code, route, outcome, day


def held_from_elsewhere() -> Iterator[tuple[Any, ...]]:
    """The same for blocks obtained elsewhere and not struck out since; one query."""
    rows = PriorCertificate.objects.filter(struck_at__isnull=True).order_by()
    for pathway, title, block, day in rows.values_list(as_text("pathway"), "certification", "block", "obtained_on"):
        [kept] = kept_blocks([block])
        yield pathway, title, kept.identity, PRIOR, ACQUIRED, day


def sittings() -> Iterator[tuple[Any, ...]]:
    """(pathway, title, route, blocks, day of the jury) of each file that was before a jury; one query."""
    rows = CertificationFile.objects.filter(state__in=(states.PRESENTED, states.DECIDED), jury_on__isnull=False)
    columns = ("certification", "route", as_text("blocks"), "jury_on")
    for pathway, title, route, blocks, day in rows.order_by().values_list(as_text("pathway"), *columns):
        yield pathway, title, route, _identities(blocks), day


def blocks_of_title(certification: str) -> frozenset[str]:
    """The blocks that the programme knows of a title; none for one that it no longer knows."""
    try:
        return frozenset(block.identity for block in known_blocks(certification))
    except ProgrammeError:
        return frozenset()


# Thousands of files keep the same blocks.
@lru_cache(maxsize=10_000)
def _identities(blocks: str) -> tuple[str, ...]:
    return tuple(sorted({block.identity for block in kept_blocks(json.loads(blocks))}))


@lru_cache(maxsize=10_000)
def _identity(code: str, blocks: str) -> str:
    """A block whose label was typed is known by its label: its code counts within one file."""
    return next((block.identity for block in kept_blocks(json.loads(blocks)) if block.code == code), code)
