"""What the leaflet of an occupation shows on a day: the programme's words and numbers, as texts drawn in any language.

Pages and papers draw the same `Sheet`. Every text is lazy: it is told in the language active when it is drawn.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import number_format
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from labmigration.people.consents import spoken
from labmigration.programme import Sourced, programme
from labmigration.programme.occupation_leaflets import Job, Leaflet, PayOn, leaflets
from labmigration.ui.spoken import NBSP, month, spoken_language

#: How the parts of a leaflet are called on the page.
TITLES: dict[str, Any] = {
    "tasks": _("Ce que l’on fait"),
    "places": _("Où"),
    "times": _("Quand"),
    "people": _("Avec qui"),
    "liked": _("Ce qui plaît"),
    "hard": _("Ce qui est difficile"),
}
OWN_HOME = "own_home"


@dataclass(frozen=True)
class Told:
    """One sentence beside its drawing. `names` stand under it as a list; `where` says in which article it stands."""

    words: Any
    pictogram: str
    to_confirm: bool = False
    names: tuple[Any, ...] = ()
    where: str = ""


@dataclass(frozen=True)
class Section:
    """Some sentences under one title."""

    code: str
    title: Any
    lines: tuple[Told, ...]


@dataclass(frozen=True)
class PayRow:
    """The least that is paid for one job at one level; amounts are texts, gross per hour. `first`: of its job."""

    name: Any
    level: str
    base: Any
    with_title: Any
    first: bool = True


@dataclass(frozen=True)
class Pay:
    """The rows, what must be said of them, and the least and the most of the amounts without a title."""

    rows: tuple[PayRow, ...]
    notes: tuple[Any, ...]
    least: Any = ""
    most: Any = ""

    @property
    def by_level(self) -> bool:
        """Whether the rows stand at levels of the grid."""
        return any(row.level for row in self.rows)


@dataclass(frozen=True)
class Sheet:
    """A leaflet on one day. `sources`: (what is cited, the day that it stands for)."""

    code: str
    name: Any
    sentence: Any
    sections: tuple[Section, ...]
    week: tuple[tuple[int, int, int], ...]
    rights: Section
    pay: Pay
    training: Section
    after: Section
    sources: tuple[tuple[str, date], ...]
    reviewed: bool

    def section(self, code: str) -> Section:
        """One of the six first sections."""
        return {section.code: section for section in self.sections}[code]

    @property
    def before_pay(self) -> tuple[Section, ...]:
        """What the page shows first."""
        return (*self.sections, self.rights)

    @property
    def after_pay(self) -> tuple[Section, ...]:
        """What the page shows last."""
        return (self.training, self.after)

    @property
    def at_a_glance(self) -> tuple[Section, ...]:
        """What one compares first between occupations: where, when."""
        return (self.section("places"), self.section("times"))

    @property
    def drawings(self) -> tuple[str, ...]:
        """The pictograms of its first tasks."""
        return tuple(line.pictogram for line in self.section("tasks").lines[:4])

    @property
    def opens(self) -> Any:
        """What is written on the link to it."""
        return format_lazy(_("Lire la fiche : {name}"), name=self.name)


def sheet(occupation: str, on: date) -> Sheet:
    """The leaflet of an occupation as it stands on a day. Raises ProgrammeError for an unknown code."""
    leaflet = leaflets().leaflet(occupation)
    pay = leaflets().pay_on(on)
    return Sheet(
        code=leaflet.code,
        name=spoken(leaflet.name),
        sentence=spoken(leaflet.sentence),
        sections=tuple(
            Section(part.code, TITLES[part.code], tuple(Told(spoken(line), line.pictogram) for line in part.line))
            for part in sorted(leaflet.part, key=lambda part: list(TITLES).index(part.code))
        ),
        week=tuple(slot for week in leaflet.week for slot in week.slots),
        rights=Section("rights", _("Mes droits au travail"), tuple(_rights(occupation, on))),
        pay=_pay(leaflet, pay),
        training=Section("training", _("Ma formation au Lab"), tuple(_training(occupation))),
        after=Section("after", _("Et après ?"), tuple(_after(occupation))),
        sources=tuple(_sources(leaflet, pay, on)),
        reviewed=leaflet.reviewed,
    )


def sheets(on: date) -> list[Sheet]:
    """The four leaflets, in the order of the programme."""
    return [sheet(leaflet.code, on) for leaflet in leaflets().leaflets]


def name_of(occupation: str) -> Any:
    """An occupation in the reader's language; empty for no code."""
    return spoken(leaflets().leaflet(occupation).name) if occupation else ""


def _rights(occupation: str, on: date) -> Iterator[Told]:
    limit = programme().weekly_limit_on(on, occupation)
    if limit is not None:
        where = limit.article_fr
        norm = format_lazy(_("Une semaine normale : {hours} heures."), hours=limit.norm_hours)
        yield Told(norm, "calendar", where=where)
        most = format_lazy(_("Jamais plus de {hours} heures par semaine en moyenne."), hours=limit.average_hours)
        yield Told(most, "clock", where=where)
        if limit.peak_hours is not None:
            peak = format_lazy(_("Jamais plus de {hours} heures dans une même semaine."), hours=limit.peak_hours)
            yield Told(peak, "clock", where=where)
    for right in leaflets().rights_on(on, occupation):
        where = f"convention collective, {right.article}" if right.article else ""
        yield Told(spoken(right.text), right.pictogram, not right.confirmed, where=where)


def _pay(leaflet: Leaflet, pay: PayOn) -> Pay:
    if not leaflet.job:
        if pay.childminder is None:
            return Pay((), (_("Le salaire de ce métier n’est pas encore écrit ici."),))
        amount = pay.childminder
        row = PayRow(_("Pour un enfant"), "", _euros(amount.base), _euros(amount.with_title))
        notes = (_("Un contrat par enfant, donc un salaire par enfant."), *_of_grid(amount))
        return Pay((row,), notes, _euros(amount.base))
    known = [(job, code) for job in leaflet.job for code in job.levels if code in pay.levels]
    if not known:
        return Pay((), (_("Le salaire de ce métier n’est pas encore écrit ici."),))
    due = [pay.due(pay.levels[code].base) for _job, code in known]
    rows = tuple(_row(job, code, pay) for job, code in known)
    notes = tuple(_of_grid(pay.levels[known[0][1]]))
    if pay.smic is not None:
        told = format_lazy(
            _("Personne n’est payé sous le SMIC : {amount} depuis le {day}."),
            amount=_euros(pay.smic.hourly),
            day=_day(pay.smic.since),
        )
        notes = (*notes, told)
    return Pay(rows, notes, _euros(min(due)), _euros(max(due)))


def _row(job: Job, code: Any, pay: PayOn) -> PayRow:
    level = pay.levels[code]
    due = _euros(pay.due(level.base)), _euros(pay.due(level.with_title))
    return PayRow(spoken(job.name), code, *due, first=code == next(each for each in job.levels if each in pay.levels))


def _of_grid(amount: Sourced) -> Iterator[Any]:
    yield _("C’est le minimum, brut, pour une heure. Brut veut dire : avant les cotisations.")
    told = _("Grille du {day}. Une grille plus récente n’est pas vérifiée.")
    yield format_lazy(told, day=_day(amount.since))


def _training(occupation: str) -> Iterator[Told]:
    known, words = programme(), leaflets()
    modules = [module for module in known.modules if occupation in module.serves]
    core = tuple(spoken(words.module_words(module.code)) for module in modules if module.kind == "core")
    hours = known.training.core.hours
    yield Told(format_lazy(_("Environ {hours} heures pour tout le monde :"), hours=hours), "school", names=core)
    for module in modules:
        if module.kind in ("sst", "citizenship"):
            told = _("{name} : {hours} heures.") if module.hours else _("{name}.")
            pictogram = "first-aid" if module.kind == "sst" else "vote"
            name = spoken(words.module_words(module.code))
            yield Told(format_lazy(told, name=name, hours=module.hours or ""), pictogram)
    options = tuple(spoken(words.module_words(module.code)) for module in modules if module.kind == "option")
    yield Told(_("Puis des options, selon vos besoins et vos envies :"), "book", True, options)
    title = known.title(known.occupation(occupation).title)
    told = _("Au bout, un titre reconnu : {title}, niveau {level}.")
    yield Told(format_lazy(told, title=title.name_fr, level=title.level), "sign-pen")


def _after(occupation: str) -> Iterator[Told]:
    unsure = {career.code for career in programme().bridges.career if not career.confirmed}
    for bridge in programme().bridges.bridge:
        if occupation in bridge.origins:
            words = leaflets().bridge_words(bridge.code)
            sure = bridge.confirmed and not any(code in unsure for code in bridge.destinations)
            yield Told(spoken(words), words.pictogram, not sure)


def _sources(leaflet: Leaflet, pay: PayOn, on: date) -> Iterator[tuple[str, date]]:
    known = programme()
    modules = [module for module in known.modules if leaflet.code in module.serves]
    bridges = [bridge for bridge in known.bridges.bridge if leaflet.code in bridge.origins]
    limit = known.weekly_limit_on(on, leaflet.code)
    amounts = [pay.levels[code] for code in leaflet.levels if code in pay.levels] if leaflet.job else [pay.childminder]
    floor = pay.smic if leaflet.job else None
    values: Iterable[Sourced | None] = (
        *(leaflet, *leaflets().rights_on(on, leaflet.code), *leaflet.job, *amounts, floor, limit),
        *(known.training.core, *modules, *bridges, known.title(known.occupation(leaflet.code).title)),
    )
    cited = {value.source for value in values if value is not None}
    for source in known.sources:
        if source.code in cited:
            yield source.citation, source.date


def _in_euros(amount: float) -> str:
    return f"{number_format(amount, 2)}{NBSP}€"


def _in_words(day: date) -> str:
    number = "1er" if day.day == 1 and spoken_language() == "fr" else str(day.day)
    return f"{number}{NBSP}{month(day)} {day.year}"


_euros = lazy(_in_euros, str)
_day = lazy(_in_words, str)
