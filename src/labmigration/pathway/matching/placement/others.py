"""All of a territory but its needs: people who are ready, introductions, officers' decisions. Who changed is read
again alone.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from django.db.models import QuerySet

from labmigration import clock
from labmigration.decisions.placement import Worker
from labmigration.pathway import states as pathway_states
from labmigration.pathway.matching.models import Introduction
from labmigration.pathway.matching.placement.models import PairRule
from labmigration.pathway.matching.placement.persons import READY, Person, people_of
from labmigration.pathway.models import Pathway

#: Who is ready (ids of pathways), and since when.
Since = frozenset[tuple[str, date]]


@dataclass(frozen=True)
class Others:
    """`introductions`, `people`: by id. `workers`: those of them whom the engine reads, who waits longest first.
    `since`: also of those who ask for nothing more. `kept`: (person, need, kind) of decisions.
    """

    introductions: dict[str, Introduction]
    people: dict[str, Person]
    workers: tuple[Worker, ...]
    since: Since
    kept: tuple[tuple[str, str, str], ...]

    @cached_property
    def worker(self) -> dict[str, Worker]:
        """By id."""
        return {one.id: one for one in self.workers}


def others_of(territory: str) -> Others:
    """As they stand now; about eight queries, inside an open scope."""
    today, rows = clock.today(), {str(row.pk): row for row in _introductions(territory)}
    people, workers = people_of(territory, rows.values(), today)
    return Others(rows, people, _longest_first(workers), ready_since(territory), _kept(territory))


def others_again(territory: str, old: Others, touched: Collection[str], since: Since) -> Others:
    """As `others_of` on the same day, with only the people of `touched` (ids of pathways) read again."""
    if not touched:
        return replace(old, since=since, kept=_kept(territory))
    today = clock.today()
    stay = {key: row for key, row in old.introductions.items() if str(row.pathway_id) not in touched}
    rows = stay | {str(row.pk): row for row in _introductions(territory).filter(pathway__in=touched)}
    theirs = [row for row in rows.values() if str(row.pathway_id) in touched]
    people, workers = people_of(territory, theirs, today, touched)
    others = (worker for worker in old.workers if worker.id not in touched)
    return Others(
        rows,
        {key: person for key, person in old.people.items() if key not in touched} | people,
        _longest_first((*others, *workers)),
        since,
        _kept(territory),
    )


def who_holds(old: Others, needs: Collection[str], introductions: Collection[str]) -> set[str]:
    """The people of introductions (ids), and those whom an introduction binds to some needs."""
    found = {str(row.pathway_id) for row in old.introductions.values() if str(row.need_id) in needs}
    rows = Introduction.objects.filter(pk__in=introductions).values_list("pathway", flat=True)
    return found | set(map(str, rows)) if introductions else found


def ready_since(territory: str) -> Since:
    """Who is at a stage of READY, and since when."""
    rows = Pathway.objects.filter(territory=territory, state=pathway_states.OPEN, stage__in=READY).order_by()
    return frozenset((str(key), since) for key, since in rows.values_list("id", "stage_since"))


def _longest_first(workers: Iterable[Worker]) -> tuple[Worker, ...]:
    return tuple(sorted(workers, key=lambda one: (-one.waiting_days, one.id)))


def _introductions(territory: str) -> "QuerySet[Introduction]":
    rows = Introduction.objects.filter(territory=territory).select_related("need")
    return rows.only(
        *("territory", "pathway", "state", "declined_by", "need__slots", "need__postcode", "need__household")
    )


def _kept(territory: str) -> tuple[tuple[str, str, str], ...]:
    rows = PairRule.objects.filter(territory=territory, lifted_at__isnull=True).order_by()
    return tuple((str(one), str(need), kind) for one, need, kind in rows.values_list("pathway", "need", "kind"))
