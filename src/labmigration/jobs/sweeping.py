"""The sweep: every other minute, finds what has become due. Periods are the machine's; what is due, the product's.

The job asks for the next one before it begins, under a key by period: whoever is killed in the middle, and however many
workers there are, each period is swept once, and no period breaks the chain. A part may be killed anywhere and run
again: what it did must not be done twice.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from importlib import import_module

from django.utils import timezone

from labmigration.jobs.models import Job
from labmigration.jobs.queue import enqueue

PERIOD = timedelta(minutes=2)
KEPT = timedelta(days=1)
log = logging.getLogger(__name__)

#: What a sweep does, in this order: "module:function", called without arguments and outside any territory.
PARTS = (
    "labmigration.notices.sweeping:settle_interrupted",
    "labmigration.pathway.orientation.sweeping:remind_and_offer",
    "labmigration.pathway.reception.document_actions:sweep",
    "labmigration.pathway.matching.sweeping:forget_cards",
    "labmigration.pathway.matching.messages.sweeping:forget_messages",
    "labmigration.pathway.employment.sweeping:apply_changes",
    "labmigration.pathway.certification.vae_sweeping:settle",
    "labmigration.pathway.training.feedback.sweeping:ask_after_modules",
    "labmigration.pathway.follow_up.sweeping:ask_at_milestones",
    "labmigration.pathway.questionnaires.sweeping:ask_what_is_due",
    "labmigration.pathway.interviews.sweeping:forget_recordings",
    "labmigration.steering.extracts.sweeping:end_projects",
    "labmigration.timeline.sealing:seal_daily",
)


def ask_for_sweep(period: int | None = None) -> None:
    """Ask for the sweep of a period (the present one), once."""
    number = _present() if period is None else period
    enqueue("sweep", key=f"sweep:{number}", due_at=_begins(number), period=number)


def sweep(period: int, renew: Callable[[], None]) -> None:
    """Do every part; one that fails keeps none of the others from running, and is run again by the next sweep."""
    ask_for_sweep(max(period, _present()) + 1)
    for part in PARTS:
        module, _, function = part.partition(":")
        try:
            getattr(import_module(module), function)()
        except Exception:  # any part may fail in any way
            log.exception("sweep: %s failed", part)
        renew()
    Job.objects.filter(name="sweep", state=Job.State.DONE, due_at__lt=timezone.now() - KEPT).delete()


def _present() -> int:
    return int(timezone.now().timestamp() // PERIOD.total_seconds())


def _begins(period: int) -> datetime:
    return datetime.fromtimestamp(period * PERIOD.total_seconds(), tz=timezone.get_default_timezone())
