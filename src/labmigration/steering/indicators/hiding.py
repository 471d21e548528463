"""What outsiders do not read of figures: small numbers, what would give them away by difference, shares of too few.

Thresholds stand in the programme (`indicators/reading.toml`). Every figure of a territory is hidden or shown in one
walk, in the order of the catalogue, so that a count shown on one page protects the same people on every page: a count
is shown when nobody, or enough people, lie between it and each count already shown.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from labmigration.programme.indicators import SmallNumbers
from labmigration.steering.indicators.measure import Detail, IndicatorValue, Part
from labmigration.steering.masking import mask_parts

#: Counts of tasks, jobs and euros are about nobody.
OF_NOBODY = frozenset({"tasks"})
#: A share of jobs is no share of people: its numerator alone is masked.
JOBS = "jobs"


@dataclass
class Hiding:
    """One reader's walk through the figures of one territory on one day."""

    rule: SmallNumbers
    shown: list[int] = field(default_factory=list)

    def figures(self, found: Iterable[IndicatorValue]) -> list[IndicatorValue]:
        """The figures without what is too small to be read."""
        return [self.figure(each) for each in found]

    def figure(self, one: IndicatorValue) -> IndicatorValue:
        """One figure; `hidden` where its value says too much of too few."""
        parts = tuple(self._part(part) for part in one.parts)
        if one.unit == "people":
            readable = one.value is not None and self._may_show(int(one.value))
        else:
            behind = [part.people for part in one.parts[:1] if part.people is not None and part.who not in OF_NOBODY]
            enough = not behind or behind[0] >= self.rule.no_share_under or one.parts[0].who == JOBS
            readable = enough and not any(part.hidden for part in parts[:1])
        details = self._details(one) if readable else ()
        if readable:
            curve = tuple(point for point in one.curve if point.at_risk >= self.rule.mask_under)
            return replace(one, parts=parts, curve=curve, details=details)
        bare = {"value": None, "low": None, "high": None, "worst": None, "best": None, "quartiles": None}
        return replace(one, parts=parts, curve=(), details=(), hidden=one.cannot is None, **bare)

    def groups(self, found: Iterable[IndicatorValue]) -> list[IndicatorValue]:
        """Figures of the groups of one breakdown: when one is hidden, so is the smallest of the others."""
        found = list(found)
        sizes = {number: _people_of(each) for number, each in enumerate(found)}
        hidden = mask_parts({str(number): size for number, size in sizes.items()}, sum(sizes.values()))
        kept = []
        for number, each in enumerate(found):
            one = self.figure(each)
            kept.append(one if hidden[str(number)] is not None else _without(one))
        return kept

    def _part(self, part: Part) -> Part:
        if part.who in OF_NOBODY:
            return part
        if part.people is None or part.who in (JOBS, "worker_years"):
            counts = [int(part.numerator)]
        elif part.denominator == part.people:
            counts = [int(part.denominator), int(part.numerator), int(part.denominator - part.numerator)]
            counts += [part.lost] if part.lost else []
        else:
            # Blocks, follow-ups, hours of these people: a few of them speak of a few people too.
            counts = [part.people, int(part.numerator), int(max(part.denominator - part.numerator, 0))]
        if not all(count == 0 or count >= self.rule.mask_under for count in counts) or not counts[0]:
            return _hidden(part)
        nested = counts[: 2 if part.denominator == part.people else 1]
        if not all(self._far(count) for count in nested):
            return _hidden(part)
        self.shown += [count for count in nested if count not in self.shown]
        if part.people is not None and part.people < self.rule.no_share_under and part.who != JOBS:
            return replace(part, rate=None, low=None, high=None, worst=None, best=None)
        return part

    def _details(self, one: IndicatorValue) -> tuple[Detail, ...]:
        whole = _people_of(one)
        found: list[Detail] = []
        for kind in dict.fromkeys(each.kind for each in one.details):
            mine = [each for each in one.details if each.kind == kind]
            counts = mask_parts({each.name: each.count or 0 for each in mine}, whole)
            found += [replace(each, count=counts[each.name]) for each in mine if counts[each.name] is not None]
        return tuple(found)

    def _may_show(self, count: int) -> bool:
        if count < self.rule.mask_under or not self._far(count):
            return False
        self.shown.append(count)
        return True

    def _far(self, count: int) -> bool:
        return all(count == other or abs(count - other) >= self.rule.mask_under for other in self.shown)


def _hidden(part: Part) -> Part:
    return Part(part.who, 0, 0, hidden=True)


def _without(one: IndicatorValue) -> IndicatorValue:
    bare = {"value": None, "low": None, "high": None, "worst": None, "best": None, "quartiles": None}
    return replace(
        one, parts=tuple(_hidden(part) for part in one.parts), curve=(), details=(), hidden=one.cannot is None, **bare
    )


def _people_of(one: IndicatorValue) -> int:
    """How many people stand behind a figure."""
    if one.unit == "people" and one.value is not None:
        return int(one.value)
    return next((part.people for part in one.parts if part.people is not None), 0)
