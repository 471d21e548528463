"""Reads `programme/opening/` into one immutable record, or refuses it with a sentence that names file and key."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from string import Formatter
from typing import TypeVar

from labmigration.programme.consistency import refuse_bad_sources, refuse_unknown
from labmigration.programme.contents import decoded_file, toml_files
from labmigration.programme.reader import Programme, programme
from labmigration.programme.values import ProgrammeError, with_code

from .records import Letter, PublicFile, Readiness

FOLDER = Path(__file__).parents[1] / "opening"
STEPS = 9
#: What a letter may say of the territory.
NAMES = ("territory", "area", "region", "coordinator", "day")

F = TypeVar("F")


@dataclass(frozen=True, slots=True, kw_only=True)
class TerritoryOpening:
    """What it takes to open a territory: the public file, the list of tasks, the letters in their order."""

    public_file: PublicFile
    readiness: Readiness
    letters: tuple[Letter, ...]

    def letter(self, code: str) -> Letter:
        """Raises ProgrammeError for an unknown code."""
        return with_code(self.letters, code, "opening/letters/")


@lru_cache(maxsize=1)
def territory_opening() -> TerritoryOpening:
    """The list of this installation: read once, then kept."""
    return load(FOLDER, programme())


def load(folder: Path, known: Programme) -> TerritoryOpening:
    """What the files of `folder` describe, checked against the programme `known`.

    Raises ProgrammeError for a file that is missing or not TOML, a value without date or source, steps that are not
    the nine, a code that stands twice, a figure of the programme whose subject or unit the public file does not know,
    and a letter that asks for a name which no territory has.
    """
    bytes_by_file = toml_files(folder)
    sources = {source.code: source for source in known.sources}

    def read(kind: type[F], name: str) -> F:
        content = decoded_file(kind, name, bytes_by_file)
        refuse_bad_sources(name, content, sources)
        return content

    public_file = read(PublicFile, "public_file.toml")
    readiness = read(Readiness, "readiness.toml")
    letters = [read(Letter, name) for name in bytes_by_file if name.startswith("letters/")]
    _refuse_twice("public_file.toml", [subject.code for section in public_file.section for subject in section.subject])
    _check_figures(public_file, known)
    _check_steps(readiness)
    for letter in letters:
        _check_letter(letter)
    return TerritoryOpening(
        public_file=public_file,
        readiness=readiness,
        letters=tuple(sorted(letters, key=lambda letter: letter.order)),
    )


def _check_figures(public_file: PublicFile, known: Programme) -> None:
    """Every figure of the programme has its place in the public file, in the same unit."""
    figures = [*known.national.figure, *(figure for place in known.territories for figure in place.figure)]
    for figure in figures:
        if public_file.subject(figure.subject).unit != figure.unit:
            raise ProgrammeError(f"figure '{figure.code}': '{figure.subject}' is not counted in {figure.unit}.")


def _check_steps(readiness: Readiness) -> None:
    if [step.number for step in readiness.step] != list(range(1, STEPS + 1)):
        raise ProgrammeError(f"readiness.toml: the steps are numbered from 1 to {STEPS}, in this order.")
    tasks = [task for step in readiness.step for task in step.task]
    _refuse_twice("readiness.toml", [task.code for task in tasks])
    prerequisites = [each.code for each in readiness.prerequisite]
    asked = [task.prerequisite for task in tasks if task.prerequisite]
    refuse_unknown("readiness.toml, task", "prerequisite", asked, prerequisites)
    refuse_unknown("readiness.toml, prerequisite", "code", prerequisites, asked)


def _check_letter(letter: Letter) -> None:
    for text in (letter.subject_fr, *letter.paragraphs_fr):
        asked = [name for _text, name, _spec, _conversion in Formatter().parse(text) if name is not None]
        refuse_unknown(f"letters/{letter.code}.toml", "paragraphs_fr", asked, NAMES)


def _refuse_twice(file: str, codes: list[str]) -> None:
    for code in codes:
        if codes.count(code) > 1:
            raise ProgrammeError(f"{file}, key 'code': '{code}' stands twice.")
