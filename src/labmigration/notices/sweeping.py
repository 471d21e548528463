"""Messages that stay behind: a worker died while they left, or their job was given up."""

from django.utils import timezone

from labmigration.jobs.queue import has_failed
from labmigration.notices.delivery import LEAVING_AT_MOST
from labmigration.notices.models import OutboxMessage

State = OutboxMessage.State


def settle_interrupted() -> int:
    """Say what became of them: unknown, or not sent; returns how many there were. None is sent again."""
    long_ago = timezone.now() - LEAVING_AT_MOST
    lost = OutboxMessage.objects.filter(state=State.LEAVING, leaving_at__lt=long_ago)
    settled = lost.update(state=State.UNKNOWN, error="interrupted while leaving")
    for pk in OutboxMessage.objects.filter(state=State.WAITING).values_list("pk", flat=True):
        if has_failed(f"deliver_notice:{pk}"):
            waiting = OutboxMessage.objects.filter(pk=pk, state=State.WAITING)
            settled += waiting.update(state=State.FAILED, error="given up")
    return settled
