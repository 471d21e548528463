"""What others ask of a territory's preparation. Rows are read in the scope that is open: open the territory's first."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from labmigration.programme import programme
from labmigration.programme.areas import area, area_of, in_words
from labmigration.programme.geography import Figure
from labmigration.programme.territory_opening import Step, territory_opening
from labmigration.territories.opening import states
from labmigration.territories.opening.description import description_of
from labmigration.territories.opening.facts import Fact, contested
from labmigration.territories.opening.models import (
    NotedFact,
    OpeningDecision,
    Preparation,
    ReadinessTask,
    SourceChoice,
)

__all__ = [
    "Contest",
    "Fact",
    "Readiness",
    "Ringing",
    "StepReadiness",
    "contests",
    "decisions_of",
    "description_of",
    "fact_of",
    "facts_of",
    "jobs_to_fill",
    "national_facts",
    "programme_facts",
    "readiness_of",
    "ringing",
]

#: How the programme's figures are told where a noted fact names a licence and a person.
QUOTED = "chiffre cité avec sa source ; aucune licence de réutilisation n’a été lue"
PROGRAMME = "le programme (Fepem et IPERIA)"
NATIONAL = "france"
MARK = "p-"


@dataclass(frozen=True, slots=True, kw_only=True)
class StepReadiness:
    """One part of the booklet: tasks done of tasks; late: not done and past their day; set_aside: in neither."""

    number: int
    name_fr: str
    name_en: str
    done: int
    tasks: int
    late: int
    set_aside: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """How far a territory is, on a day. Tasks set aside for a reason stand in neither `done` nor `tasks`.

    tasks is 0 and `begun` False where nobody has begun: then there is no share to tell (indicator T2).
    """

    begun: bool
    booklet_version: str
    aims_at: date | None
    done: int
    tasks: int
    late: int
    set_aside: int
    by_step: tuple[StepReadiness, ...]

    @property
    def share(self) -> float | None:
        """T2: done / tasks; None where there is no task."""
        return self.done / self.tasks if self.tasks else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contest:
    """Facts that contradict each other; `kept`: the one that somebody chose among just these, None while nobody did."""

    facts: tuple[Fact, ...]
    kept: Fact | None
    choice: SourceChoice | None
    stale: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Ringing:
    """What waits for somebody: tasks past their day, facts to look at again, contradictions without a choice."""

    late: tuple[ReadinessTask, ...]
    expired: tuple[Fact, ...]
    undecided: tuple[Contest, ...]

    @property
    def count(self) -> int:
        return len(self.late) + len(self.expired) + len(self.undecided)


def facts_of(territory_code: str, on: date) -> list[Fact]:
    """The territory's public file on a day, section by section: the programme's figures, then what was noted here.

    Of a noted fact its last version, unless that one takes it back. One query (two for a territory opened on screen).
    """
    figures = description_of(territory_code).figure
    told = [_of_programme(territory_code, each) for each in figures if each.until is None or each.until >= on]
    latest: dict[object, NotedFact] = {}
    rows = NotedFact.objects.filter(territory=territory_code, noted_at__date__lte=on).select_related("owner")
    for row in rows.order_by("version"):
        latest[row.line] = row
    told += [
        as_fact(row) for row in sorted(latest.values(), key=lambda row: (row.noted_at, row.pk)) if not row.withdrawn
    ]
    order = [subject.code for section in territory_opening().public_file.section for subject in section.subject]
    return sorted(told, key=lambda fact: order.index(fact.subject))


def programme_facts(territory_code: str) -> list[Fact]:
    """What the programme's files say of a territory; nothing for one that was opened on screen."""
    return [_of_programme(territory_code, each) for each in description_of(territory_code).figure]


def national_facts(on: date) -> list[Fact]:
    """The country's figures, of the programme: never a territory's."""
    return [_of_programme(NATIONAL, each) for each in programme().national.figure if not each.until or each.until >= on]


def fact_of(territory_code: str, ref: str, on: date) -> Fact | None:
    """One fact of the public file by its `ref`, or None."""
    return next((fact for fact in facts_of(territory_code, on) if fact.ref == ref), None)


def jobs_to_fill(territory_code: str, on: date) -> Fact | None:
    """T1's denominator: the jobs to fill in exactly the territory's perimeter.

    None where no source speaks of that perimeter, or where several contradict each other and nobody has chosen.
    """
    here = area_of(description_of(territory_code).departements)
    facts = facts_of(territory_code, on)
    found = [fact for fact in facts if fact.subject == "jobs_to_fill" and fact.area.code == here.code]
    found = [fact for fact in found if not fact.restricted_to and fact.kind == "plan"]
    for contest in contests(territory_code, found):
        found = [fact for fact in found if fact not in contest.facts or fact == contest.kept]
    return found[-1] if found else None


def contests(territory_code: str, facts: list[Fact]) -> list[Contest]:
    """The contradictions among `facts`, each with the choice that stands; one query where there is any."""
    groups = contested(facts)
    if not groups:
        return []
    choices = {choice.scope: choice for choice in SourceChoice.objects.filter(territory=territory_code)}
    found = []
    for group in groups:
        choice = choices.get(scope_code(group))
        stale = choice is not None and sorted(choice.among) != sorted(fact.key for fact in group)
        kept = next((fact for fact in group if choice and not stale and fact.key == choice.chosen), None)
        found.append(Contest(facts=tuple(group), kept=kept, choice=choice, stale=stale))
    return found


def scope_code(group: list[Fact]) -> str:
    """What a choice among contradicting facts is about: their scope, and the year that they count."""
    year = group[0].year if group[0].kind == "fact" else ""
    return f"{group[0].scope.code}|{year}"


def readiness_of(territory_code: str, on: date) -> Readiness:
    """The list of tasks on a day: what was done by then. Two queries."""
    preparation = Preparation.objects.filter(territory=territory_code).first()
    tasks = list(ReadinessTask.objects.filter(territory=territory_code)) if preparation else []
    by_step = tuple(_step(step, [task for task in tasks if task.step == step.number], on) for step in _steps())
    return Readiness(
        begun=preparation is not None,
        booklet_version=preparation.booklet_version if preparation else "",
        aims_at=preparation.aims_at if preparation else None,
        done=sum(step.done for step in by_step),
        tasks=sum(step.tasks for step in by_step),
        late=sum(step.late for step in by_step),
        set_aside=sum(step.set_aside for step in by_step),
        by_step=by_step,
    )


def ringing(territory_code: str, on: date) -> Ringing:
    """What waits for somebody in a territory's preparation. Three queries at most."""
    facts = facts_of(territory_code, on)
    late = ReadinessTask.objects.filter(territory=territory_code, state=states.OPEN, due_on__lt=on)
    return Ringing(
        late=tuple(late.select_related("owner").order_by("due_on", "step", "rank")),
        expired=tuple(sorted((f for f in facts if f.expired(on)), key=lambda f: f.expires_on or on)),
        undecided=tuple(each for each in contests(territory_code, facts) if each.kept is None),
    )


def decisions_of(territory_code: str) -> list[OpeningDecision]:
    """Every decision, the last one first."""
    return list(OpeningDecision.objects.filter(territory=territory_code).select_related("decided_by"))


def as_fact(row: NotedFact) -> Fact:
    """A noted version as a fact."""
    section, subject = territory_opening().public_file.section_of(row.subject)
    where = in_words(row.place) if row.place else area(row.area)
    return Fact(
        ref=str(row.line),
        version=row.version,
        territory=row.territory_id,
        section=section.code,
        subject=row.subject,
        name=subject.name_fr,
        value=row.value,
        words=row.words,
        unit=subject.unit,
        precision=row.precision,
        area=where,
        restricted_to=row.restricted_to,
        scope_words=where.name,
        kind=row.kind,
        year=row.year,
        horizon=row.horizon,
        source=row.source,
        address=row.address,
        licence=row.licence,
        owner=row.owner.name,
        owner_id=str(row.owner_id),
        expires_on=row.expires_on,
        read_only=False,
        confirmed=True,
        note=row.why,
    )


def _of_programme(place: str, figure: Figure) -> Fact:
    section, _subject = territory_opening().public_file.section_of(figure.subject)
    return Fact(
        ref=f"{MARK}{figure.code}",
        version=1,
        territory=place,
        section=section.code,
        subject=figure.subject,
        name=figure.name_fr,
        value=Decimal(figure.value),
        words="",
        unit=figure.unit,
        precision=figure.precision,
        area=area(figure.area),
        restricted_to=figure.restricted_to_fr,
        scope_words=figure.scope_fr,
        kind=figure.kind,
        year=figure.year,
        horizon=figure.horizon,
        source=programme().source(figure.source).citation,
        address="",
        licence=QUOTED,
        owner=PROGRAMME,
        owner_id="",
        expires_on=None,
        read_only=True,
        confirmed=figure.confirmed,
        note=figure.note,
    )


def _steps() -> tuple[Step, ...]:
    return territory_opening().readiness.step


def _step(step: Step, tasks: list[ReadinessTask], on: date) -> StepReadiness:
    ended = {task.pk for task in tasks if task.ended_on is not None and task.ended_on <= on}
    done = [task for task in tasks if task.pk in ended and task.state == states.DONE]
    aside = [task for task in tasks if task.pk in ended and task.state == states.SET_ASIDE]
    late = [task for task in tasks if task.pk not in ended and task.due_on is not None and task.due_on < on]
    return StepReadiness(
        number=step.number,
        name_fr=step.name_fr,
        name_en=step.name_en,
        done=len(done),
        tasks=len(tasks) - len(aside),
        late=len(late),
        set_aside=len(aside),
    )
