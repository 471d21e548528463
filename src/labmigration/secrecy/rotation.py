"""Changing the key of every sealed field, row by row, so that it can be stopped and begun again at any point."""

from collections.abc import Callable, Iterator

from django.apps import apps
from django.db import models

from labmigration.secrecy.fields import SealedTextField
from labmigration.secrecy.keyring import keyring, write_keyring

BATCH = 500
#: Sealed text outside `SealedTextField`: place → what seals it with the current key and returns how many it changed.
ELSEWHERE: dict[str, Callable[[], int]] = {}


def sealed_fields() -> Iterator[tuple[type[models.Model], SealedTextField]]:
    """Every sealed field of the product."""
    for model in apps.get_models():
        for field in model._meta.local_fields:
            if isinstance(field, SealedTextField):
                yield model, field


def rotate() -> dict[str, int]:
    """Seal everything with a new key; returns the number of values sealed anew by ``table.field``.

    The new key is written to the keyring first and old keys stay until nothing is sealed with them, so a kill at any
    moment leaves every value readable: run it again to finish. Values changed by someone meanwhile are left to them
    (they were sealed with the new key already).
    """
    write_keyring(keyring().with_new_key())
    return finish_rotation()


def finish_rotation() -> dict[str, int]:
    """Seal with the current key whatever is still sealed with an older one, then drop the keys nobody needs."""
    counts: dict[str, int] = {}
    current = keyring().current
    for model, field in sealed_fields():
        # The plain manager on purpose: keys turn for every territory at once, outside any scope.
        rows = models.QuerySet(model)
        stale = rows.exclude(**{field.attname: ""}).exclude(**{f"{field.attname}__startswith": f"{current}:"})
        done = 0
        while batch := list(stale.only("pk", field.attname).order_by("pk")[:BATCH]):
            for row in batch:
                before = as_stored(row, field)
                text = keyring().open(before, field.place(row))
                done += rows.filter(pk=row.pk, **{field.attname: before}).update(
                    **{field.attname: field.seal(row, text)}
                )
        counts[f"{model._meta.db_table}.{field.column}"] = done
    for place, reseal in ELSEWHERE.items():
        counts[place] = reseal()
    ring = keyring()
    for old in [name for name in ring.keys if name != ring.current]:
        ring = ring.without(old)
    write_keyring(ring)
    return counts


def as_stored(row: models.Model, field: SealedTextField) -> str:
    """The sealed value as read, without opening it."""
    value: str = row.__dict__[field.attname]
    return value
