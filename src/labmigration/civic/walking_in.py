"""Who may be added to a meeting on the spot: those for whom the steps are meant, as far as the reader sees them."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from labmigration.access.actor import Actor
from labmigration.access.gate import visible
from labmigration.civic.content import HOUSEHOLD, WORKER
from labmigration.civic.joined import concerned
from labmigration.civic.learner import Learner
from labmigration.civic.models import JointSession, SessionPlace
from labmigration.people.models import Candidate, Household
from labmigration.people.names import searchable

#: Letters that a search needs, and how many it shows.
LETTERS_AT_LEAST, SHOWN = 2, 8


def found(actor: Actor, session: JointSession, words: str) -> list[Learner]:
    """People and households of the territory whose name holds every one of the words, and who are not on the list."""
    wanted = searchable(words).split()
    if len("".join(wanted)) < LETTERS_AT_LEAST:
        return []
    on_list = SessionPlace.objects.filter(session=session).values_list("candidate", "household")
    taken = {key for pair in on_list for key in pair if key is not None}
    people = _people(actor)
    for word in wanted:
        people = people.filter(search_name__contains=word)
    homes = [one for one in _homes(actor) if all(word in searchable(one.name, one.contact_name) for word in wanted)]
    met = [Learner(WORKER, one) for one in people.order_by("search_name")[: 4 * SHOWN]]
    return [one for one in _may_come([*met, *(Learner(HOUSEHOLD, one) for one in homes)]) if one.who.pk not in taken][
        :SHOWN
    ]


def learner(actor: Actor, side: str, pk: UUID) -> Learner | None:
    """One of those whom `found` may show; None for anybody else."""
    rows = _people(actor) if side == WORKER else _homes(actor)
    who = rows.filter(pk=pk).first()
    return next(iter(_may_come([Learner(side, who)])), None) if who is not None else None


def _may_come(learners: Iterable[Learner]) -> list[Learner]:
    meant = concerned()
    return [one for one in learners if one.comes_to_meetings and one.who.pk in meant[one.side]]


def _people(actor: Actor) -> "QuerySet[Candidate]":
    return Candidate.objects.filter(pk__in=visible(actor, "pathway.read").order_by().values("candidate"))


def _homes(actor: Actor) -> "QuerySet[Household]":
    return Household.objects.filter(pk__in=visible(actor, "matching.read_households").order_by().values("pk"))
