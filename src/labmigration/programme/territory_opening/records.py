"""The records of `programme/opening/`. Attribute names are the keys of its TOML files."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from labmigration.programme.values import Coded, ProgrammeError, Sourced

Unit = Literal["jobs", "employers", "employees", "people", "percent", "contracts", "months", "euros", "words"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a fact is about. unit: "words" for what is told and not counted."""

    code: str
    name_fr: str
    name_en: str
    unit: Unit

    @property
    def in_words(self) -> bool:
        """Whether it is told in words."""
        return self.unit == "words"


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of the public file; asks: the question that it answers."""

    code: str
    name_fr: str
    name_en: str
    asks_fr: str
    asks_en: str
    subject: tuple[Subject, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicFile(Sourced):
    """The content of public_file.toml: date and source are those of all its parts."""

    section: tuple[Section, ...]

    def subject(self, code: str) -> Subject:
        """Raises ProgrammeError for an unknown code."""
        return self.section_of(code)[1]

    def section_of(self, code: str) -> tuple[Section, Subject]:
        """The section in which a subject stands, and the subject."""
        for section in self.section:
            for subject in section.subject:
                if subject.code == code:
                    return section, subject
        raise ProgrammeError(f"opening/public_file.toml knows no subject '{code}'.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Prerequisite(Coded):
    """One of the three things that must be there before a territory opens (S5)."""

    name_fr: str
    name_en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One task of the list. proof: what shows that it is done; weeks_before: the opening, as a proposal."""

    code: str
    name_fr: str
    name_en: str
    proof_fr: str
    proof_en: str
    weeks_before: int
    prerequisite: str = ""

    def due_before(self, opening: date) -> date:
        """The day proposed for a territory that wants to open on `opening`."""
        return opening - timedelta(weeks=self.weeks_before)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One of the nine parts of the booklet, numbered as ExpandNet's steps."""

    number: int
    name_fr: str
    name_en: str
    task: tuple[Task, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness(Sourced):
    """The content of readiness.toml: the tasks of one version of the booklet; date and source are those of all."""

    version: str
    prerequisite: tuple[Prerequisite, ...]
    step: tuple[Step, ...]

    @property
    def tasks(self) -> dict[str, tuple[Step, Task]]:
        """Every task by its code, with the step in which it stands, in the order of the file."""
        return {task.code: (step, task) for step in self.step for task in step.task}


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter(Coded):
    """A letter with the territory's names in braces. owner_fr: who answers for its words; version: of its words."""

    order: int
    version: str
    owner_fr: str
    name_fr: str
    to_fr: str
    subject_fr: str
    paragraphs_fr: tuple[str, ...]
