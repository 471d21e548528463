"""Days on which juries sit, the files of each, and what may still be examined again."""

from datetime import date

from django.db.models import QuerySet

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import visible
from labmigration.pathway.certification import states
from labmigration.pathway.certification.models import Appeal, CertificationFile, JurySession, Outcome, Route
from labmigration.pathway.certification.terms import last_day
from labmigration.pathway.models import Pathway
from labmigration.pathway.whereabouts import sees_whereabouts


def tells_day(actor: Actor, file: CertificationFile) -> bool:
    """Whether the actor may learn the day and place of a file's jury: of a protected person, only who must be there.

    No query unless she is protected.
    """
    if sees_whereabouts(actor, file.pathway):
        return True
    return actor.user is not None and file.jurors.filter(pk=actor.user.pk).exists()


def sessions_ahead(actor: Actor) -> "QuerySet[JurySession]":
    """The days on which the actor sees files before a jury: those to come, and past ones, the newest first."""
    files = visible(actor, "certification.read_minutes").filter(session__isnull=False).order_by().values("session")
    rows: QuerySet[JurySession] = visible(actor, "certification.read_sessions").filter(pk__in=files)
    return rows.order_by("-held_on")


def session_files(actor: Actor, session: JurySession) -> list[CertificationFile]:
    """The files of one day that the actor may read and place, with their juries and results, by name."""
    rows: QuerySet[CertificationFile] = visible(actor, "certification.read_minutes").filter(session=session)
    related = rows.select_related("pathway__candidate").prefetch_related("jurors", "results", "opinions__juror")
    found = related.order_by("pathway__candidate__search_name", "pk")
    return [file for file in found if tells_day(actor, file)]


def appeals_open_to(actor: Actor, pathway: Pathway) -> list[tuple[CertificationFile, date]]:
    """The decisions that the person may still contest, each with the last day for it.

    A decision that acknowledged every block leaves nothing to contest; a second examination is the last one.
    """
    rows = visible(actor, "certification.appeal").filter(pathway=pathway, state=states.DECIDED)
    appealed = set(Appeal.objects.filter(pathway=pathway).values_list("file", flat=True))
    found = []
    for file in rows.exclude(route=Route.APPEAL).prefetch_related("results"):
        results = list(file.results.all())
        if file.pk in appealed or all(result.outcome == Outcome.ACQUIRED for result in results):
            continue
        until = last_day("appeal_ask", results[0].decided_on)
        if clock.today() <= until:
            found.append((file, until))
    return found
