"""What others may ask of the committee; a territory must be open."""

from django.db.models import Q
from django.utils import timezone

from labmigration import clock
from labmigration.steering.committee import states
from labmigration.steering.committee.models import Decision, Meeting, Papers


def meetings_of(territory: str) -> tuple[list[Meeting], list[Meeting]]:
    """Meetings still to be held, the soonest first, and those held or cancelled, the latest first."""
    rows = list(Meeting.objects.filter(territory=territory).order_by("starts_at", "pk"))
    ahead = [each for each in rows if each.state == states.PLANNED]
    return ahead, [each for each in reversed(rows) if each.state != states.PLANNED]


def decisions_to_follow(meeting: Meeting) -> list[Decision]:
    """Decisions of earlier meetings that were still open on the day of this one, or came to an end since the last one.

    They come back by themselves: whatever is open follows into each next meeting until somebody settles it.
    """
    earlier = Decision.objects.filter(territory=meeting.territory_id, meeting__starts_at__lt=meeting.starts_at)
    before = Meeting.objects.filter(territory=meeting.territory_id, state=states.HELD, starts_at__lt=meeting.starts_at)
    last = before.order_by("-starts_at").values_list("starts_at", flat=True).first()
    since = timezone.localtime(last).date() if last else timezone.localtime(meeting.starts_at).date()
    rows = earlier.filter(Q(closed_on__isnull=True) | Q(closed_on__gte=since))
    return list(rows.select_related("owner__organisation", "meeting").order_by("due_on", "pk"))


def open_decisions(territory: str) -> list[Decision]:
    """Every decision still to be carried out, due first."""
    rows = Decision.objects.filter(territory=territory, state=states.OPEN)
    return list(rows.select_related("owner__organisation", "meeting").order_by("due_on", "pk"))


def late_decisions(territory: str) -> list[Decision]:
    """Those whose day has passed; one query."""
    rows = Decision.objects.filter(territory=territory, state=states.OPEN, due_on__lt=clock.today())
    return list(rows.select_related("owner__organisation", "meeting").order_by("due_on", "pk"))


def last_papers(meeting: Meeting) -> Papers | None:
    """The papers that count: the last ones made."""
    found: Papers | None = meeting.papers.select_related("made_by").order_by("-made_at", "pk").first()
    return found
