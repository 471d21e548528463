"""The only writer of addresses of agendas."""

import hashlib
import secrets

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from labmigration import clock
from labmigration.access.models import User
from labmigration.calendars.models import CalendarAddress

TOKEN_BYTES = 24


@transaction.atomic
def renew(user: User) -> str:
    """Give the account a new address, whole, shown once; the one before opens nothing any more."""
    withdraw(user)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    CalendarAddress(user=user, digest=digest_of(token), made_at=clock.now()).save(force_insert=True)
    return f"{settings.PUBLIC_ADDRESS}{reverse('calendars:feed', args=[token])}"


def withdraw(user: User) -> bool:
    """Take the account's address away; returns whether there was one."""
    standing = CalendarAddress.objects.filter(user=user, withdrawn_at__isnull=True)
    return standing.update(withdrawn_at=clock.now()) == 1


def digest_of(token: str) -> str:
    """What is kept of a token; it is random, so a plain digest is enough."""
    return hashlib.sha256(token.encode()).hexdigest()
