"""What others may ask of requests."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import may, visible
from labmigration.pathway.models import Pathway
from labmigration.privacy import states
from labmigration.privacy.decisions_taken import in_words
from labmigration.privacy.models import Kind, RightsRequest

_SHOWN = ("pathway__candidate", "answered_by", "agreed_by", "territory")


def waiting_for(actor: Actor) -> list[RightsRequest]:
    """The requests that the actor is to answer or to read again, due first: tasks of a first page. Two queries."""
    found: list[RightsRequest] = []
    if may(actor, "privacy.requests"):
        mine = visible(actor, "privacy.requests").filter(state=states.OPEN)
        found += mine.select_related(*_SHOWN)
    if may(actor, "privacy.reread"):
        found += visible(actor, "privacy.reread").select_related(*_SHOWN)
    return sorted(found, key=lambda request: (request.due_on, str(request.pk)))


@dataclass(frozen=True)
class Task:
    """One request as a list of tasks draws it."""

    request: RightsRequest
    title: str
    late: bool


def to_answer(actor: Actor) -> list[Task]:
    """`waiting_for`, as tasks."""
    return [Task(each, title_of(each), is_late(each)) for each in waiting_for(actor)]


def title_of(request: RightsRequest) -> str:
    """What is asked, in one line."""
    if request.kind == Kind.CONTEST:
        return _("Contester : %(decision)s") % {"decision": in_words(request.about)}
    return str(request.get_kind_display())


def handled(actor: Actor, at_most: int) -> "QuerySet[RightsRequest]":
    """The requests of the actor's role that wait for nothing more of it, newest answer first."""
    rows: QuerySet[RightsRequest] = visible(actor, "privacy.requests").exclude(state=states.OPEN)
    return rows.select_related(*_SHOWN).order_by("-asked_on", "id")[:at_most]


def own_requests(actor: Actor, pathway: Pathway) -> "QuerySet[RightsRequest]":
    """What the person asked, newest first."""
    rows: QuerySet[RightsRequest] = visible(actor, "privacy.follow_request").filter(pathway=pathway)
    return rows.select_related("answered_by").order_by("-asked_on", "-id")


def is_late(request: RightsRequest) -> bool:
    """Whether the month has gone by without an answer."""
    return request.state in states.WAITING and request.due_on < clock.today()
