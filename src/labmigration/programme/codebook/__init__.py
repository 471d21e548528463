"""The one codebook of questionnaires, read from the TOML files of this folder, versioned and hashed.

from labmigration.programme.codebook import codebook

codebook().questions_of("entry")        # in the order of asking
codebook().digest                       # kept beside every answer
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ..contents import decoded_file, toml_files
from ..values import ProgrammeError
from .records import (
    HOUSEHOLD,
    PERSON,
    PREFER_NOT,
    CodebookFile,
    FundField,
    FundFieldsFile,
    Question,
    QuestionsFile,
    Wave,
)

__all__ = ["HOUSEHOLD", "PERSON", "PREFER_NOT", "Codebook", "FundField", "Question", "Wave", "codebook", "load"]

FOLDER = Path(__file__).parent
#: The order of the files is the order of asking.
QUESTION_FILES = ("questions_entry.toml", "questions_later.toml", "questions_households.toml")
FIELDS_FILE = "fund_fields.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Codebook:
    """Waves, questions and fields. digest: SHA-256 (hexadecimal) of the files, names and bytes."""

    about: CodebookFile
    questions: tuple[Question, ...]
    fields: tuple[FundField, ...]
    fields_source_fr: str
    digest: str

    @property
    def version(self) -> str:
        return self.about.version

    @property
    def waves(self) -> tuple[Wave, ...]:
        return self.about.wave

    def wave(self, code: str) -> Wave:
        """Raises ProgrammeError for an unknown code."""
        for wave in self.waves:
            if wave.code == code:
                return wave
        raise ProgrammeError(f"codebook.toml knows no wave '{code}'.")

    def question(self, code: str) -> Question | None:
        """The question with that code; None for one that an earlier version asked."""
        return next((question for question in self.questions if question.code == code), None)

    def questions_of(self, wave: str) -> tuple[Question, ...]:
        """The questions of a wave that are kept with the person, in the order of asking."""
        return tuple(each for each in self.questions if wave in each.waves and not each.anonymous)

    def anonymous_of(self, wave: str) -> Question | None:
        """The question of a wave that is kept without the person; None where there is none."""
        return next((each for each in self.questions if wave in each.waves and each.anonymous), None)

    def asked(self, wave: str, given: Mapping[str, tuple[str, ...]]) -> tuple[Question, ...]:
        """The questions of a wave that concern her, as far as she has answered (question → codes of answers)."""
        return tuple(each for each in self.questions_of(wave) if _concerns(each, given))


def _concerns(question: Question, given: Mapping[str, tuple[str, ...]]) -> bool:
    condition = question.asked_if
    return condition is None or bool(set(given.get(condition.question, ())) & set(condition.among))


@lru_cache(maxsize=1)
def codebook() -> Codebook:
    """The codebook of this installation: read once, then kept."""
    return load(FOLDER)


def load(folder: Path) -> Codebook:
    """The codebook described by the files of `folder`.

    Raises ProgrammeError for what `decode` refuses, a code that stands twice, a condition on a question that does not
    come before, and a sensitive question that nobody can decline.
    """
    files = toml_files(folder)
    about = decoded_file(CodebookFile, "codebook.toml", files)
    questions = tuple(each for name in QUESTION_FILES for each in decoded_file(QuestionsFile, name, files).question)
    fields = decoded_file(FundFieldsFile, FIELDS_FILE, files)
    _refuse_twice("wave", [wave.code for wave in about.wave])
    _refuse_twice("question", [question.code for question in questions])
    _refuse_twice("field", [field.code for field in fields.field])
    for place, question in enumerate(questions):
        _refuse_incoherent(question, questions[:place], {wave.code for wave in about.wave})
    digest = hashlib.sha256()
    for name, content in sorted(files.items()):
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return Codebook(
        about=about,
        questions=questions,
        fields=fields.field,
        fields_source_fr=fields.source_fr,
        digest=digest.hexdigest(),
    )


def _refuse_twice(what: str, codes: list[str]) -> None:
    for code in codes:
        if codes.count(code) > 1:
            raise ProgrammeError(f"codebook, {what} '{code}': stands twice.")


def _refuse_incoherent(question: Question, before: tuple[Question, ...], waves: set[str]) -> None:
    where = f"codebook, question '{question.code}'"
    if unknown := set(question.waves) - waves:
        raise ProgrammeError(f"{where}, key 'waves': no wave is called {', '.join(sorted(unknown))}.")
    _refuse_twice(f"question '{question.code}', answer", [answer.code for answer in question.answer])
    if question.kind == "number" and (question.answer or question.least >= question.most):
        raise ProgrammeError(f"{where}: a number has no answers to choose, and a least below its most.")
    if question.kind != "number" and len(question.answer) < 2:
        raise ProgrammeError(f"{where}, key 'answer': fewer than two answers are no choice.")
    if question.sensitive and question.kind != "number" and question.answer_of(PREFER_NOT) is None:
        raise ProgrammeError(f"{where}, key 'answer': a sensitive question lets one prefer not to say.")
    if question.asked_if is not None:
        asked = next((each for each in before if each.code == question.asked_if.question), None)
        if asked is None or not set(question.waves) <= set(asked.waves):
            raise ProgrammeError(f"{where}, key 'asked_if': the question it hangs on does not come before it.")
        if not all(asked.answer_of(code) for code in question.asked_if.among):
            raise ProgrammeError(f"{where}, key 'asked_if': an answer is unknown.")
