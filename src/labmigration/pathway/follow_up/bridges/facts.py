"""What a person holds and where a bridge may lead, for `decisions.bridges`."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.decisions.bridges import Destination, Holdings, Part, Way, ways
from labmigration.pathway.certification.queries.ledger import ledger_of
from labmigration.pathway.employment.queries import contracts_of
from labmigration.pathway.models import Pathway
from labmigration.pathway.training.queries.module_hours import hours_by_module
from labmigration.pathway.training.queries.period import every_seat
from labmigration.programme import programme
from labmigration.programme.prescribing import prescribing


@dataclass(frozen=True)
class Bridges:
    """The present occupation, what she holds (labels of blocks, hours signed in all), and every way, in order."""

    occupation: str
    blocks: tuple[str, ...]
    signed: Decimal
    ways: tuple[Way, ...]

    @property
    def destinations(self) -> set[str]:
        return {way.destination.occupation for way in self.ways}


def bridges_of(actor: Actor, pathway: Pathway) -> Bridges:
    """What `pathway` opens, from the occupation of her newest contract that has begun, else the one prepared for."""
    contracts = list(contracts_of(actor, pathway).select_related("introduction__need"))
    worked: Counter[str] = Counter()
    for contract in contracts:
        worked[contract.introduction.need.occupation] += _days(contract.first_paid_on, contract.ended_on)
    begun = (contract.introduction.need.occupation for contract in contracts if contract.first_paid_on)
    occupation = next(begun, pathway.occupation)
    blocks = [line.block for title in ledger_of(pathway) for line in title.rows if line.held]
    signed = _signed(pathway)
    title = programme().occupation(occupation).title if occupation else ""
    held = Holdings(title, frozenset(block.code for block in blocks), signed, worked)
    found = ways(held, _destinations(occupation))
    return Bridges(
        occupation,
        tuple(dict.fromkeys(block.label for block in blocks)),
        sum(signed.values(), Decimal()),
        tuple(found),
    )


def _days(first: date | None, last: date | None) -> int:
    return 0 if first is None else max(0, ((last or clock.today()) - first).days + 1)


def _signed(pathway: Pathway) -> dict[str, Decimal]:
    total: dict[str, Decimal] = defaultdict(Decimal)
    for modules in hours_by_module(every_seat().filter(pathway=pathway)).values():
        for module in modules:
            total[module.code] += module.signed
    return total


def _destinations(occupation: str) -> list[Destination]:
    known = programme()
    named = {
        code
        for bridge in known.bridges.bridge
        if bridge.kind == "career" and occupation in bridge.origins
        for code in bridge.destinations
    }
    return [
        Destination(each.code, each.title, _parts(each.code), each.code in named)
        for each in known.occupations
        if each.code != occupation
    ]


def _parts(occupation: str) -> tuple[Part, ...]:
    """The common part, and of the options the ones that teach this trade: French and digital depend on the person."""
    found = []
    for module in programme().modules:
        ours = module.mandatory or (prescribing().parts(module.code).block and _is_of_trade(module.serves))
        if occupation in module.serves and ours:
            found.append(Part(module.code, Decimal(prescribing().hours_of(module.code)), module.block or ""))
    return tuple(found)


def _is_of_trade(serves: tuple[str, ...]) -> bool:
    return len(serves) < len(programme().occupations)
