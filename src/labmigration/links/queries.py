"""What may be asked of links: the token is nowhere, but whether one was given and opened is."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Model

from labmigration.links.actions import state_of
from labmigration.links.models import SignedLink


@dataclass(frozen=True)
class Given:
    """A link as whoever gave it reads it: when, until when, when its first device opened it; `state`: of `state_of`."""

    made_at: datetime
    ends_at: datetime
    opened_at: datetime | None
    state: str


def last_given(subject: Model, purpose: str) -> Given | None:
    """The last link of one purpose that was given for a row and not withdrawn; one query."""
    links = SignedLink.objects.filter(
        subject_model=subject._meta.label, subject_id=str(subject.pk), purpose=purpose, withdrawn_at__isnull=True
    )
    link = links.order_by("-made_at").first()
    return Given(link.made_at, link.ends_at, link.opened_at, state_of(link)) if link else None
