"""What the journal says happened, by person: the evidence is what was done, when, and not what a form claims."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, time
from uuid import UUID

from django.utils import timezone

from labmigration.timeline.models import Event

Happened = dict[UUID, list[Event]]


def happened(verbs: Iterable[str], pathway_ids: Iterable[UUID], *, until: date) -> Happened:
    """The events of those verbs by person, oldest first, up to the end of a day; one query."""
    end = timezone.make_aware(datetime.combine(until, time.max))
    rows = Event.objects.filter(verb__in=list(verbs), pathway_id__in=list(pathway_ids), at__lte=end).order_by(
        "at", "id"
    )
    found: Happened = defaultdict(list)
    for event in rows:
        if event.pathway_id is not None:
            found[event.pathway_id].append(event)
    return found


def day_of(event: Event) -> date:
    """The day on which it happened, in Paris."""
    return timezone.localtime(event.at).date()


def last_before(events: Iterable[Event], day: date) -> date | None:
    """The last day, not after `day`, on which one of them happened."""
    days = [day_of(event) for event in events if day_of(event) <= day]
    return max(days, default=None)
