"""Who may enter the Lab: the dated rules, and the few facts that a decision needs of them on one day."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from .values import Coded, FrenchLevel, ProgrammeError, Sourced, in_force, with_code


@dataclass(frozen=True, slots=True, kw_only=True)
class MinimumAge(Sourced):
    """Age in full years from which a person may enter."""

    value: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MinimumFrench(Sourced):
    """Level of French from which a person may enter; oral and written are judged separately."""

    skill: Literal["oral", "written"]
    value: FrenchLevel

    @property
    def key(self) -> str:
        return self.skill


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground(Coded):
    """A reason for being among the Lab's publics; `proof_fr` says what shows it, in plain French."""

    name_fr: str
    name_en: str
    covered: bool
    plain_fr: str
    plain_en: str
    proof_fr: str
    right_to_work_fr: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document(Coded):
    """A paper that people show. work: whether the law always opens work, or the paper must be read."""

    name_fr: str
    name_en: str
    work: Literal["always", "as_written"]
    term_fr: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FrenchProof(Coded):
    """A proof of the level of French. valid_months: None where it never ends or nobody says."""

    name_fr: str
    name_en: str
    valid_months: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recheck(Coded):
    """When the right to work is looked at again. days: after the admission (intake) or a paper found out of date
    (again), before the day that it is about for the others."""

    name_fr: str
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EligibilityRules:
    """The rules in force on one day. source: the codes of the sources, joined; since: the latest of the rules."""

    minimum_age: int
    minimum_oral: FrenchLevel
    minimum_written: FrenchLevel
    covered_grounds: frozenset[str]
    source: str
    since: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Eligibility:
    """The content of eligibility.toml."""

    minimum_age: tuple[MinimumAge, ...]
    minimum_french: tuple[MinimumFrench, ...]
    ground: tuple[Ground, ...]
    document: tuple[Document, ...]
    french_proof: tuple[FrenchProof, ...]
    recheck: tuple[Recheck, ...]

    def recheck_on(self, day: date, code: str) -> Recheck:
        """The rule of that day; before the first rules, the first ones. Raises ProgrammeError for an unknown code."""
        return with_code(in_force(self.recheck, max(day, self.begins)), code, "eligibility.toml")

    @property
    def begins(self) -> date:
        """The first day on which every rule has a value."""
        oral_and_written = (
            min((rule.since for rule in self.minimum_french if rule.skill == skill), default=date.max)
            for skill in ("oral", "written")
        )
        ages = min((rule.since for rule in self.minimum_age), default=date.max)
        grounds = min((ground.since for ground in self.ground), default=date.max)
        return max(ages, grounds, *oral_and_written)

    def rules_on(self, day: date) -> EligibilityRules:
        """The rules of that day. A day before the first rules is judged by the first rules.

        (Nobody was refused before the Lab began: only re-reading an old file asks for such a day.)
        Raises ProgrammeError when a rule has no value on that day.
        """
        day = max(day, self.begins)
        ages = in_force(self.minimum_age, day)
        french = {rule.skill: rule for rule in in_force(self.minimum_french, day)}
        grounds = tuple(ground for ground in in_force(self.ground, day) if ground.covered)
        if not ages:
            raise ProgrammeError(f"eligibility.toml, key 'minimum_age': nothing is in force on {day}.")
        for skill in ("oral", "written"):
            if skill not in french:
                raise ProgrammeError(f"eligibility.toml, key 'minimum_french': no {skill} level is in force on {day}.")
        used: tuple[Sourced, ...] = (*ages, *french.values(), *grounds)
        return EligibilityRules(
            minimum_age=ages[0].value,
            minimum_oral=french["oral"].value,
            minimum_written=french["written"].value,
            covered_grounds=frozenset(ground.code for ground in grounds),
            source=", ".join(sorted({code for rule in used for code in (rule.source, *rule.also_in)})),
            since=max(rule.since for rule in used),
        )
