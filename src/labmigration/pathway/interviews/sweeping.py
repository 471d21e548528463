"""What becomes due of interviews: recordings that nothing holds any more."""

from uuid import UUID

from django_scopes import scope

from labmigration.pathway.interviews.models import Recording
from labmigration.pathway.interviews.recordings import RECORDINGS
from labmigration.territories.models import Territory

#: Longer than any upload lasts: a file whose row is not written yet is left alone.
_BEING_SENT = 15 * 60


def forget_recordings(*, older_than: float = _BEING_SENT) -> int:
    """Delete the files of voices whose row has gone, left by a kill between two steps; returns how many.

    Run every other minute (`jobs.sweeping`), outside any territory.
    """
    kept = list(RECORDINGS.ids(older_than=older_than))
    if not kept:
        return 0
    needed: set[UUID] = set()
    for code in Territory.objects.values_list("code", flat=True):
        with scope(territory=[code]):
            needed |= set(Recording.objects.values_list("pk", flat=True))
    orphans = [one for one in kept if one not in needed]
    for orphan in orphans:
        RECORDINGS.forget(orphan)
    return len(orphans)
