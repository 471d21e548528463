"""Enqueue, lease, run. The clock here is the machine's: leases must run out in real time, even in a played pilot."""

import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from importlib import import_module
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from labmigration.jobs.models import Job

LEASE = timedelta(seconds=30)
MAX_ATTEMPTS = 5
PAUSE_SECONDS = 0.5
SWEEP_ASKED_EVERY_SECONDS = 60
log = logging.getLogger(__name__)

#: name of a job → "module:function"; a function takes its arguments by name and `renew`, to be called now and then.
REGISTRY = {
    "read_referral_file": "labmigration.pathway.reception.importing:read_referral_file",
    "forget_photographs": "labmigration.pathway.reception.document_actions:forget_photographs",
    "clear_remains": "labmigration.privacy.erasing:clear_remains",
    "build_evidence": "labmigration.quality.building:build_evidence",
    "deliver_notice": "labmigration.notices.delivery:deliver_notice",
    "simulate_positioning": "labmigration.steering.simulating:simulate_positioning",
    "search_timetable": "labmigration.pathway.training.timetable.searching:search_timetable",
    "compose_weeks": "labmigration.pathway.matching.placement.composing:compose_weeks",
    "export_esf": "labmigration.steering.esf.building:export_esf",
    "freeze_facts": "labmigration.steering.evaluation.freezes:freeze_facts",
    "build_extract": "labmigration.steering.extracts.building:build_extract",
    "make_table": "labmigration.steering.extracts.given:make_table",
    "compute_indicators": "labmigration.steering.indicators.computing:compute_indicators",
    "sweep": "labmigration.jobs.sweeping:sweep",
}


def enqueue(name: str, key: str, *, due_at: datetime | None = None, **arguments: Any) -> bool:
    """Ask for a job once per `key`, for now or for later; returns False when it was asked for before."""
    if name not in REGISTRY:
        raise LookupError(name)
    job = Job(name=name, key=key, arguments=arguments, due_at=due_at or timezone.now())
    return bool(Job.objects.bulk_create([job], ignore_conflicts=True)) and Job.objects.filter(pk=job.pk).exists()


def has_failed(key: str) -> bool:
    """Whether a job was tried as often as allowed and given up."""
    return Job.objects.filter(key=key, state=Job.State.FAILED).exists()


def lease() -> Job | None:
    """Take the next job that nobody works on, for `LEASE`; None when there is nothing to do."""
    now = timezone.now()
    free = Q(leased_until__isnull=True) | Q(leased_until__lt=now)
    todo = Job.objects.filter(free, state=Job.State.WAITING, due_at__lte=now).order_by("due_at", "id")
    for candidate in todo.values_list("pk", flat=True)[:5]:
        # Compare and set: two workers may see the same row, one of them gets it.
        taken = Job.objects.filter(free, pk=candidate, state=Job.State.WAITING).update(
            leased_until=now + LEASE, attempts=F("attempts") + 1
        )
        if taken:
            return Job.objects.get(pk=candidate)
    return None


def run_one() -> bool:
    """Lease and run one job; returns whether there was one."""
    job = lease()
    if job is None:
        return False

    def renew() -> None:
        Job.objects.filter(pk=job.pk).update(leased_until=timezone.now() + LEASE)

    module, _, function = REGISTRY[job.name].partition(":")
    work: Callable[..., None] = getattr(import_module(module), function)
    try:
        work(**job.arguments, renew=renew)
    except Exception as error:  # a job of any kind may fail in any way; it is kept and tried again
        log.exception("job %s failed", job.pk)
        last = job.attempts >= MAX_ATTEMPTS
        Job.objects.filter(pk=job.pk).update(
            state=Job.State.FAILED if last else Job.State.WAITING,
            leased_until=None,
            due_at=timezone.now() + timedelta(seconds=5 * job.attempts),
            error=f"{type(error).__name__}: {error}"[:500],
        )
    else:
        with transaction.atomic():
            Job.objects.filter(pk=job.pk).update(state=Job.State.DONE, leased_until=None, error="")
    return True


def work_forever() -> None:
    """The worker that `labmigration serve` starts beside the server."""
    from django.db import close_old_connections

    from labmigration.jobs.sweeping import ask_for_sweep

    asked_at = 0.0
    while True:
        close_old_connections()
        if time.monotonic() - asked_at > SWEEP_ASKED_EVERY_SECONDS:
            # The sweep asks for the next one itself; this begins the chain, and mends it.
            ask_for_sweep()
            asked_at = time.monotonic()
        if not run_one():
            time.sleep(PAUSE_SECONDS)
