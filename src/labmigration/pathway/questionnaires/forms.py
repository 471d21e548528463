"""The codebook's questions as forms: one a page for her, all on one page with somebody of the team."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from labmigration.pathway.questionnaires.wording import Given, answers_line
from labmigration.people.consents import spoken
from labmigration.programme.codebook import Question, codebook
from labmigration.ui.forms import BigChoices


class QuestionForm(forms.Form):
    """One question of the codebook, required; it is passed over with another button."""

    def __init__(self, question: Question, data: Any = None, *, given: tuple[str, ...] = ()) -> None:
        super().__init__(data, initial={question.code: initial(question, given)})
        self.question = question
        self.fields[question.code] = field_of(question, required=True)

    def answers(self) -> tuple[str, ...]:
        """The codes chosen."""
        return answers_in(self.cleaned_data, [self.question]).get(self.question.code, ())


class WholeForm(forms.Form):
    """All questions of a wave, each of which may stay empty; `hidden`: answered, and not shown again to staff."""

    def __init__(
        self, questions: Iterable[Question], data: Any = None, *, given: Given, hidden: frozenset[str] = frozenset()
    ) -> None:
        self.questions, self.hidden = tuple(questions), hidden
        super().__init__(
            data,
            initial={
                each.code: initial(each, given[each.code])
                for each in self.questions
                if each.code in given and each.code not in hidden
            },
        )
        for question in self.questions:
            self.fields[question.code] = field_of(question, required=False)

    @property
    def shown_names(self) -> str:
        """The questions to be answered, as `form_fields` takes them."""
        return ",".join(each.code for each in self.questions if each.code not in self.hidden)

    @property
    def hidden_names(self) -> str:
        """Those that are answered, and whose answer is not shown."""
        return ",".join(each.code for each in self.questions if each.code in self.hidden)

    def answers(self) -> dict[str, tuple[str, ...]]:
        """Question → codes, of the questions that were answered."""
        return answers_in(self.cleaned_data, self.questions)


class AnonymousForm(forms.Form):
    """The question without a name."""

    def __init__(self, question: Question, data: Any = None) -> None:
        super().__init__(data)
        self.fields["without_name"] = field_of(question, required=False)


def field_of(question: Question, *, required: bool) -> forms.Field:
    """The form field of a question, its texts in the reader's languages."""
    help_text: Any = spoken(question.help) if question.help else ""
    if not required and question.asked_if is not None:
        help_text = answers_line(question.asked_if)
    missing = {"required": _("Choisissez une réponse, ou passez la question.")}
    if question.kind == "number":
        return forms.IntegerField(
            label=spoken(question.text),
            help_text=help_text,
            required=required,
            min_value=question.least,
            max_value=question.most,
            widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
            error_messages={"required": _("Écrivez un nombre, ou passez la question.")},
        )
    choices = [(each.code, spoken(each.text)) for each in question.answer]
    if question.kind == "choices":
        return forms.MultipleChoiceField(
            label=spoken(question.text),
            help_text=help_text,
            required=required,
            choices=choices,
            widget=forms.CheckboxSelectMultiple(),
            error_messages=missing,
        )
    return forms.ChoiceField(
        label=spoken(question.text),
        help_text=help_text,
        required=required,
        choices=choices,
        widget=BigChoices(),
        error_messages=missing,
    )


def initial(question: Question, given: tuple[str, ...]) -> Any:
    """What the field shows as chosen."""
    if question.kind == "choices":
        return list(given)
    return given[0] if given else None


def answers_in(cleaned: dict[str, Any], questions: Iterable[Question]) -> dict[str, tuple[str, ...]]:
    """Question → codes, from what a valid form holds; a question left empty is left out."""
    found: dict[str, tuple[str, ...]] = {}
    for question in questions:
        value = cleaned.get(question.code)
        if value not in (None, "", []):
            found[question.code] = tuple(value) if isinstance(value, list) else (str(value),)
    return found


def staff_form(wave: str, data: Any, *, given: Given, reads: bool) -> WholeForm:
    """The whole of a wave for somebody of the team; sensitive answers are kept and not shown again.

    reads: whether this is who follows her. Anybody else completes what is missing, and reads no answer at all.
    """
    questions = codebook().questions_of(wave)
    hidden = frozenset(each.code for each in questions if (each.sensitive or not reads) and given.get(each.code))
    return WholeForm(questions, data, given=given, hidden=hidden)
