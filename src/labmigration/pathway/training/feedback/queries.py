"""Opinions in numbers, for those who train and coordinate: never one person's answer.

A module of a cohort is told when nobody can answer any more, and when at least `small_numbers.THRESHOLD` people have
answered. Where fewer have, the same module is told over all cohorts of the provider that are hidden by themselves, if
together they are enough: a cohort shown on its own is never part of the sum, so that no difference gives it away.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from labmigration import clock
from labmigration.pathway.training.feedback.models import LEARNING, REACTION, Agreement, CanDo, ModuleFeedback
from labmigration.pathway.training.models import Cohort, Enrolment
from labmigration.pathway.training.queries.modules import module_name
from labmigration.small_numbers import THRESHOLD


@dataclass(frozen=True)
class Bar:
    """One answer of one sentence: how many gave it, of how many."""

    label: Any
    count: int
    of: int
    level: int

    @property
    def width(self) -> str:
        """Its length as an SVG attribute."""
        return f"{100 * self.count / self.of:.1f}%" if self.of else "0%"


@dataclass(frozen=True)
class Sentence:
    """One sentence and how it was answered."""

    code: str
    says: Any
    learned: bool
    bars: list[Bar]


@dataclass(frozen=True)
class ModuleOpinion:
    """What a cohort thinks of a module. `answered` of `asked`; pooled: told over several cohorts.

    open_until: somebody may still answer. hidden: too few answers, nothing is told (not even how many).
    """

    module: str
    name: str
    asked: int
    answered: int
    sentences: list[Sentence]
    comments: list[str]
    open_until: Any = None
    hidden: bool = False
    pooled: int = 0


def to_answer(seat: Enrolment) -> list[ModuleFeedback]:
    """What one person is asked now, the soonest to close first."""
    rows = ModuleFeedback.objects.filter(enrolment=seat, answered_on__isnull=True, closes_on__gte=clock.today())
    return list(rows.order_by("closes_on", "pk"))


def opinions_of(cohort: Cohort) -> list[ModuleOpinion]:
    """By module, in the order in which they were asked; two queries."""
    own = defaultdict(list)
    for row in ModuleFeedback.objects.filter(enrolment__cohort=cohort).order_by("asked_on", "pk"):
        own[row.module].append(row)
    elsewhere = _by_cohort(own, cohort)
    return [_opinion(module, rows, elsewhere.get(module, {})) for module, rows in own.items()]


def _by_cohort(modules: Iterable[str], cohort: Cohort) -> dict[str, dict[Any, list[ModuleFeedback]]]:
    found: dict[str, dict[Any, list[ModuleFeedback]]] = defaultdict(lambda: defaultdict(list))
    rows = ModuleFeedback.objects.filter(module__in=list(modules), enrolment__cohort__provider=cohort.provider_id)
    rows = rows.select_related("enrolment")
    for row in rows.order_by("pk"):
        found[row.module][row.enrolment.cohort_id].append(row)
    return found


def _opinion(module: str, rows: list[ModuleFeedback], cohorts: dict[Any, list[ModuleFeedback]]) -> ModuleOpinion:
    name = module_name(module)
    if not _over(rows):
        return ModuleOpinion(module, name, len(rows), 0, [], [], open_until=max(row.closes_on for row in rows))
    if _enough(rows):
        return _told(module, name, rows)
    hidden = [each for each in cohorts.values() if _over(each) and not _enough(each)]
    together = [row for each in hidden for row in each]
    if len(hidden) > 1 and _enough(together):
        return _told(module, name, together, pooled=len(hidden))
    return ModuleOpinion(module, name, len(rows), 0, [], [], hidden=True)


def _over(rows: Iterable[ModuleFeedback]) -> bool:
    """Whether nobody can answer any more, so that no later answer shows by what it changes."""
    today = clock.today()
    return all(row.answered_on is not None or row.closes_on < today for row in rows)


def _enough(rows: Iterable[ModuleFeedback]) -> bool:
    return sum(row.answered_on is not None for row in rows) >= THRESHOLD


def _told(module: str, name: str, rows: list[ModuleFeedback], *, pooled: int = 0) -> ModuleOpinion:
    answered = [row for row in rows if row.answered_on is not None]
    sentences = []
    for code, says in (*REACTION.items(), *LEARNING.items()):
        choices = CanDo.choices if code in LEARNING else Agreement.choices
        given = Counter(getattr(row, code) for row in answered)
        bars = [Bar(label, given[value], len(answered), value) for value, label in choices]
        sentences.append(Sentence(code, says, code in LEARNING, bars))
    # By key, which chance gave: neither the order of answering nor that of the seats.
    comments = [str(row.comment) for row in sorted(answered, key=lambda row: str(row.pk)) if row.comment]
    return ModuleOpinion(module, name, len(rows), len(answered), sentences, comments, pooled=pooled)
