"""Reads `programme/employing/` into one immutable record, or refuses it with a sentence that names file and key."""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from labmigration.programme.consistency import refuse_bad_sources, refuse_overlaps, refuse_unknown
from labmigration.programme.contents import decoded_file, toml_files
from labmigration.programme.occupation_leaflets import Leaflets, leaflets
from labmigration.programme.reader import Programme, programme
from labmigration.programme.values import ProgrammeError, in_force

from .records import Clause, GridFile, HiringFile, HiringStep, HomesFile, LevelRule, Rest, TermsFile, Trial

FOLDER = Path(__file__).parents[1] / "employing"

F = TypeVar("F")


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialPeriod:
    """The trial period of one contract: its rule, its last day, and its last day once renewed (None: not allowed)."""

    rule: Trial
    ends_on: date
    renewed_until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Employing:
    """What a household is told of employing. `known`: the programme whose occupations it speaks of."""

    homes: HomesFile
    grid: GridFile
    terms: TermsFile
    hiring: HiringFile
    known: Programme

    def level_for(
        self, occupation: str, *, cared_for: Iterable[str], tasks: Iterable[str], on: date
    ) -> LevelRule | None:
        """The rule that sets the job and the level; None for an occupation outside the grid (the childminder's)."""
        if self._workplace(occupation) == "own_home":
            return None
        people, work = frozenset(cared_for), frozenset(tasks)
        rules = (rule for rule in in_force(self.grid.level_rule, on) if rule.applies(occupation, people, work))
        return next(rules, None)

    def level_rule(self, code: str) -> LevelRule | None:
        """The rule of that code, whatever its dates; None for one that is no longer there."""
        return next((rule for rule in self.grid.level_rule if rule.code == code), None)

    def trial(
        self, occupation: str, *, kind: str, starts_on: date, days_a_week: int, sibling: bool = False
    ) -> TrialPeriod | None:
        """The trial period of a contract that begins on `starts_on`; None where our sources give no rule."""
        workplace = self._workplace(occupation)
        for rule in in_force(self.terms.trial, starts_on):
            fits = rule.days_from <= days_a_week <= rule.days_to
            if rule.workplace == workplace and rule.kind == kind and fits and (sibling or not rule.sibling):
                renewed = _last_day(rule, starts_on, times=2) if rule.renewals else None
                return TrialPeriod(rule=rule, ends_on=_last_day(rule, starts_on), renewed_until=renewed)
        return None

    def rest_on(self, day: date, occupation: str) -> Rest | None:
        """The rest that holds on that day where the occupation is practised; None where none is known."""
        workplace = self._workplace(occupation)
        return next((rest for rest in in_force(self.terms.rest, day) if rest.workplace == workplace), None)

    def steps_on(self, day: date, occupation: str) -> tuple[HiringStep, ...]:
        """What the law asks of the household before it hires, in order."""
        workplace = self._workplace(occupation)
        return tuple(step for step in in_force(self.hiring.step, day) if workplace in step.workplaces)

    def clauses_of(self, occupation: str) -> tuple[Clause, ...]:
        """What the contract says."""
        workplace = self._workplace(occupation)
        return tuple(clause for clause in self.hiring.clause if workplace in clause.workplaces)

    def _workplace(self, occupation: str) -> str:
        return self.known.occupation(occupation).workplace


def _last_day(rule: Trial, starts_on: date, *, times: int = 1) -> date:
    """The last day of so many periods: of one month from the 10th, the 9th; from 31 January, the last of February."""
    if rule.days:
        return starts_on + timedelta(days=rule.days * times - 1)
    year, month = divmod(starts_on.year * 12 + starts_on.month - 1 + rule.months * times, 12)
    longest = calendar.monthrange(year, month + 1)[1]
    if starts_on.day > longest:
        return date(year, month + 1, longest)
    return date(year, month + 1, starts_on.day) - timedelta(days=1)


@lru_cache(maxsize=1)
def employing() -> Employing:
    """What this installation tells households: read once, then kept."""
    return load(FOLDER, programme(), leaflets())


def load(folder: Path, known: Programme, sheets: Leaflets) -> Employing:
    """What the files of `folder` say, checked against the programme `known` and its leaflets `sheets`.

    Raises ProgrammeError, with the file and the key, for a file that is missing or not TOML, a value without date or
    source, an unknown occupation, task, person cared for or level of pay, a trial of no length, and values that
    overlap in time.
    """
    bytes_by_file = toml_files(folder)
    sources = {source.code: source for source in known.sources}

    def read(kind: type[F], name: str) -> F:
        content = decoded_file(kind, name, bytes_by_file)
        refuse_bad_sources(name, content, sources)
        return content

    homes, grid = read(HomesFile, "homes.toml"), read(GridFile, "grid.toml")
    terms, hiring = read(TermsFile, "terms.toml"), read(HiringFile, "hiring.toml")
    refuse_overlaps("homes.toml", "cared_for", homes.cared_for)
    refuse_overlaps("homes.toml", "home_asks", homes.home_asks)
    refuse_overlaps("homes.toml", "language", homes.language)
    refuse_overlaps("grid.toml", "level_rule", grid.level_rule)
    refuse_overlaps("terms.toml", "trial", terms.trial)
    refuse_overlaps("terms.toml", "rest", terms.rest)
    refuse_overlaps("hiring.toml", "step", hiring.step)
    people = [one.code for one in homes.cared_for]
    occupations = [occupation.code for occupation in known.occupations]
    paid = [level.code for level in sheets.pay.level]
    for rule in grid.level_rule:
        where = f"grid.toml, level_rule '{rule.code}'"
        refuse_unknown(where, "cared_for", rule.cared_for, people)
        refuse_unknown(where, "occupations", rule.occupations, occupations)
        refuse_unknown(where, "levels", rule.levels, paid)
        refuse_unknown(where, "proposed", [rule.level], rule.levels)
        tasks = {code for occupation in rule.occupations for code in sheets.leaflet(occupation).tasks}
        refuse_unknown(where, "tasks", rule.tasks, tasks)
    for trial in terms.trial:
        if bool(trial.months) == bool(trial.days):
            raise ProgrammeError(f"terms.toml, trial '{trial.code}': lasts either months or days.")
    return Employing(homes=homes, grid=grid, terms=terms, hiring=hiring, known=known)
