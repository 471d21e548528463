"""Writing to the placement officers of a territory about what cannot wait; the message itself names nobody."""

from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import override

from labmigration import clock
from labmigration.access.models import User
from labmigration.access.roles import Role
from labmigration.notices import outbox


def write_to_officers(territory: str, *, subject: Any, body: Any, key: str) -> None:
    """An e-mail to each officer, once per `key`: `body` has a place for the product's `%(address)s`; both are lazy."""
    for officer in _officers(territory):
        with override("fr"):
            outbox.put(
                "email",
                officer.email,
                subject=str(subject),
                body=str(body) % {"address": f"{settings.PUBLIC_ADDRESS}/"},
                key=f"{key}:{officer.pk}",
                invented=officer.invented,
            )


def _officers(territory: str) -> "QuerySet[User]":
    held = User.objects.filter(
        grants__role=Role.PLACEMENT_OFFICER,
        grants__territory=territory,
        grants__since__lte=clock.today(),
        is_active=True,
    ).exclude(email="")
    return held.exclude(grants__role=Role.PLACEMENT_OFFICER, grants__until__lt=clock.today()).distinct()
