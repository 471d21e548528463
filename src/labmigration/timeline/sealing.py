"""Seals over the journal: once a day a digest of the lines written since, chained to the one before.

The tables refuse changes by themselves (`triggers`); a seal shows what somebody did who went around them with the
rights of the database. Its head is written to a file of the installation's home, to be copied off the machine.

A line gets its number before its transaction ends, so the newest may still change: a seal reaches as far as the lines
that were there at the seal before it, a day earlier at least.
"""

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import IntegrityError, models, transaction
from django.db.models import Max
from django.utils import timezone
from django_scopes import scopes_disabled

from labmigration.home import home
from labmigration.timeline.models import Event, FileOpening, JournalSeal

SEALED: tuple[type[models.Model], ...] = (Event, FileOpening)
EVERY = timedelta(days=1)
#: What the first seal of a table is chained to.
NOTHING = "0" * 64
FOLDER = "journal"


def seal_daily() -> None:
    """Seal every table whose last seal is a day old. Part of the sweep: one query a table when nothing is due."""
    for model in SEALED:
        last = _last(model)
        if last is None or timezone.now() - last.sealed_at >= EVERY:
            seal(model)


def seal(model: type[models.Model]) -> JournalSeal | None:
    """Seal what was written up to the seal before this one; None when another worker is faster.

    The first seal of a table covers nothing: it only notes how far the table reaches.
    """
    last = _last(model)
    table = model._meta.db_table
    after, until = (last.last_id, last.seen_id) if last else (0, 0)
    # A seal is over the whole table: nobody reads a line of it here, only its digest leaves.
    with scopes_disabled():
        seen = model._default_manager.aggregate(Max("pk"))["pk__max"] or 0
    count, digest = _digest(model, after, until, last.digest if last else NOTHING)
    made = JournalSeal(
        table=table,
        number=last.number + 1 if last else 1,
        first_id=after + 1,
        last_id=until,
        seen_id=seen,
        rows=count,
        digest=digest,
        sealed_at=timezone.now(),
    )
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        return None
    _export(made)
    return made


@dataclass(frozen=True)
class Checked:
    """What a check found of one table: how many seals and lines hold; `broken`: the first seal that does not, or 0."""

    table: str
    seals: int
    rows: int
    broken: int = 0


def verify() -> Iterator[Checked]:
    """Compute every seal of every table again, oldest first; stops at the first that does not hold."""
    for model in SEALED:
        before, rows, seals = NOTHING, 0, 0
        expected = 1
        broken = 0
        for kept in JournalSeal.objects.filter(table=model._meta.db_table).order_by("number"):
            count, digest = _digest(model, expected - 1, kept.last_id, before)
            if (kept.number, kept.first_id, kept.rows, kept.digest) != (seals + 1, expected, count, digest):
                broken = kept.number
                break
            before, rows, seals, expected = digest, rows + count, seals + 1, kept.last_id + 1
        yield Checked(model._meta.db_table, seals, rows, broken)


def _last(model: type[models.Model]) -> JournalSeal | None:
    return JournalSeal.objects.filter(table=model._meta.db_table).order_by("-number").first()


def _digest(model: type[models.Model], after: int, until: int, before: str) -> tuple[int, str]:
    """How many lines have a number in (after, until], and the digest of them all, chained to `before`."""
    digest, count = hashlib.sha256(before.encode()), 0
    names = sorted(field.attname for field in model._meta.concrete_fields)
    # As above: every line of every territory is counted, none is shown.
    with scopes_disabled():
        rows = model._default_manager.filter(pk__gt=after, pk__lte=until).order_by("pk").values(*names)
        for row in rows.iterator(chunk_size=2000):
            line = json.dumps(row, sort_keys=True, ensure_ascii=False, default=_plain)
            digest.update(line.encode() + b"\n")
            count += 1
    return count, digest.hexdigest()


def _plain(value: Any) -> str:
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else str(value)


def _export(made: JournalSeal) -> None:
    """Add the head as one line of JSON to the file of its table."""
    folder = home() / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    told = {
        "table": made.table,
        "number": made.number,
        "last_id": made.last_id,
        "rows": made.rows,
        "digest": made.digest,
        "sealed_at": made.sealed_at.isoformat(),
    }
    with (folder / f"{made.table}.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps(told) + "\n")
        file.flush()
        os.fsync(file.fileno())
