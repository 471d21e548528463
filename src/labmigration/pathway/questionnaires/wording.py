"""The codebook's words as pages and "my data" say them."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import lazystr
from django.utils.translation import get_language, gettext

from labmigration.people.consents import spoken
from labmigration.programme.codebook import Question, codebook
from labmigration.programme.codebook.records import AskedIf
from labmigration.programme.values import ProgrammeError
from labmigration.ui.written import Joined, pair

#: Question → codes of the answers given; of a number, its figures. A question passed over has an empty tuple.
Given = Mapping[str, tuple[str, ...]]


def wave_title(code: str) -> Any:
    """The title of a wave as a lazy text; the code itself for a wave that is no longer in the codebook."""
    try:
        return spoken(codebook().wave(code).title)
    except ProgrammeError:
        return code


def answer_words(question: Question, answers: tuple[str, ...]) -> str:
    """The answers to one question in the reader's language, joined; empty where it was passed over."""
    language = get_language() or "fr"
    found = (question.answer_of(code) for code in answers)
    words = [each.text.in_language(language) if each else code for each, code in zip(found, answers, strict=True)]
    return ", ".join(words)


def told(given: Given) -> Joined:
    """Each question with its answer, one a line, in the reader's language."""
    language = get_language() or "fr"
    return Joined(
        pair(question.text.in_language(language), answer_words(question, given[question.code]))
        for question in codebook().questions
        if question.code in given
    )


class _OnlyIf:
    """“Only if”: the answers on which a question hangs, in the reader's language."""

    def __init__(self, condition: AskedIf) -> None:
        self.condition = condition

    def __str__(self) -> str:
        asked = codebook().question(self.condition.question)
        words = answer_words(asked, self.condition.among) if asked else ", ".join(self.condition.among)
        return gettext("Seulement si : %(answers)s.") % {"answers": words}


def answers_line(condition: AskedIf) -> Any:
    """The sentence under a question that is asked only after some answers, as a lazy text."""
    return lazystr(_OnlyIf(condition))


class AnswerWords:
    """The answers to a question in the language active when they are drawn; see `of`."""

    def __init__(self, question: Question, answers: tuple[str, ...]) -> None:
        self.question, self.answers = question, answers

    def __str__(self) -> str:
        return answer_words(self.question, self.answers)

    @classmethod
    def of(cls, question: Question, answers: tuple[str, ...]) -> Any:
        """As a lazy text; empty where the question was passed over."""
        return lazystr(cls(question, answers)) if answers else ""
