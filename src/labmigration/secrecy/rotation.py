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
    """Draw a new key and seal everything with it; returns the number of values sealed anew by ``table.field``.

    The new key is in the keyring before anything is sealed with it, and old keys stay: a kill at any moment, and a
    request that sealed with the old key just before, leave every value readable. `finish` drops them.
    """
    write_keyring(keyring().with_new_key())
    return reseal()


def finish() -> dict[str, int]:
    """Seal whatever is still sealed with an older key (after a kill, by a slow request), then drop the older keys.

    To be run once no request from before the rotation is under way any more.
    """
    counts = reseal()
    ring = keyring()
    for old in [name for name in ring.keys if name != ring.current]:
        ring = ring.without(old)
    write_keyring(ring)
    return counts


def reseal() -> dict[str, int]:
    """Seal with the current key whatever is sealed with an older one. Values changed meanwhile are left as they are."""
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
    for place, reseal_there in ELSEWHERE.items():
        counts[place] = reseal_there()
    return counts


def as_stored(row: models.Model, field: SealedTextField) -> str:
    """The sealed value as read, without opening it."""
    value: str = row.__dict__[field.attname]
    return value
