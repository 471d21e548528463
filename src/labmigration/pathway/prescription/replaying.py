"""Computing kept proposals again: same question, same seed, same catalogue, and the bytes compared."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from django.db.models import Q

from labmigration.access.actor import Actor
from labmigration.access.gate import visible
from labmigration.pathway.prescription import asking
from labmigration.pathway.prescription.catalogue import parts_in, with_demands
from labmigration.pathway.prescription.demands import Demands
from labmigration.pathway.prescription.models import CatalogueEdition, Proposal

#: same: the very bytes. other: another answer. altered: the question is not what catalogue and demands make. gone: the
#: catalogue of that day was not kept here. unreadable: what was kept can't be read. engine: another version of it.
Outcome = Literal["same", "other", "altered", "gone", "unreadable", "engine"]


@dataclass(frozen=True)
class Replayed:
    """What became of one proposal."""

    proposal: Proposal
    outcome: Outcome


def proposals(actor: Actor, which: UUID | None = None) -> Iterator[Proposal]:
    """Those to compute again: of one version (or the one of that id), or all, oldest first. A scope must be open."""
    rows = visible(actor, "prescription.replay").select_related("opinion")
    if which is not None:
        rows = rows.filter(Q(pk=which) | Q(prescriptions=which)).distinct()
    yield from rows.order_by("at", "rank").iterator(chunk_size=100)


def replay(proposal: Proposal) -> Replayed:
    """Compute one proposal again, from the catalogue of its day."""
    kept = CatalogueEdition.objects.filter(version=proposal.catalogue_version).first()
    if kept is None:
        return Replayed(proposal, "gone")
    if proposal.engine_version != asking.engine_version():
        return Replayed(proposal, "engine")
    try:
        if not _is_of_its_catalogue(proposal, kept.content):
            return Replayed(proposal, "altered")
        again = asking.answer(proposal.question, catalogue_version=proposal.catalogue_version, seed=proposal.seed)
    except (ValueError, KeyError, TypeError):
        return Replayed(proposal, "unreadable")
    return Replayed(proposal, "same" if again == proposal.answer else "other")


def _is_of_its_catalogue(proposal: Proposal, content: str) -> bool:
    """Whether skills, modules and VAE of the question are those of the catalogue with the demands that were kept."""
    demands = Demands.read(proposal.demands)
    expected: dict[str, Any] = with_demands(parts_in(content, proposal.opinion.occupation), demands)
    asked = json.loads(proposal.question)
    if any(asked[part] != expected[part] for part in expected):
        return False
    person, limits = asked["person"], {"hours": demands.most_hours, "cost": dict(demands.budget)}
    told = (asked["lock"], asked["forbid"], person["held"], sorted(person["prefers"]), asked["limits"])
    return told == (*map(list, (demands.lock, demands.forbid, demands.held, demands.wish)), limits)
