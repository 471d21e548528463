"""What is filled in: a project, a reason, a table."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from labmigration import clock
from labmigration.people.models import Sex
from labmigration.programme import programme
from labmigration.programme.research import research
from labmigration.steering.extracts.columns import NO, NUMBERS, YES, name_of
from labmigration.steering.extracts.memory import Wanted
from labmigration.steering.extracts.projects import end_problem
from labmigration.steering.indicators.words import AGES, EDUCATION
from labmigration.ui.forms import DayInput

LONGEST = 2000


class ProjectForm(forms.Form):
    """A project: what for, which columns, about whom, until when."""

    title = forms.CharField(label=_("Titre du projet"), max_length=120)
    question = forms.CharField(
        label=_("Question"),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Ce que vous cherchez."),
    )
    why = forms.CharField(
        label=_("Pourquoi ces données"),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Pourquoi les nombres déjà publiés ne suffisent pas."),
    )
    recipient = forms.CharField(
        label=_("Remis à"), max_length=160, help_text=_("Qui garde le fichier, et où. C’est écrit dans chaque fichier.")
    )
    known = forms.MultipleChoiceField(
        label=_("Caractéristiques"),
        required=False,
        widget=forms.CheckboxSelectMultiple(),
        help_text=_("Moins il y en a, plus elles restent précises : chaque ligne doit ressembler à d’autres."),
    )
    outcomes = forms.MultipleChoiceField(label=_("Résultats"), required=False, widget=forms.CheckboxSelectMultiple())
    first = forms.DateField(label=_("Personnes orientées du"), widget=DayInput())
    last = forms.DateField(label=_("Au"), widget=DayInput())
    ends_on = forms.DateField(
        label=_("Fin du projet"), widget=DayInput(), help_text=_("Après ce jour, le fichier n’est plus remis.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["known"].choices = _columns("known")
        self.fields["outcomes"].choices = _columns("outcome")

    def clean(self) -> dict[str, Any]:
        """A period in order, an end that may be, one column at least."""
        told = super().clean() or {}
        if told.get("first") and told.get("last") and told["first"] > told["last"]:
            self.add_error("last", _("La période finit avant de commencer."))
        if told.get("ends_on") and (problem := end_problem(told["ends_on"], clock.today())):
            self.add_error("ends_on", problem)
        if not told.get("known") and not told.get("outcomes"):
            self.add_error("known", _("Choisissez au moins une colonne."))
        return told

    def told(self) -> dict[str, Any]:
        """As `projects.ask` takes it."""
        told = dict(self.cleaned_data)
        return {**told, "columns": [*told.pop("known"), *told.pop("outcomes")]}


class ReasonForm(forms.Form):
    """Why a project is refused, or stopped."""

    reason = forms.CharField(label=_("Raison"), max_length=LONGEST, widget=forms.Textarea({"rows": 2}))


class TableForm(forms.Form):
    """Rows, columns, among whom, for whom."""

    row = forms.ChoiceField(label=_("Lignes"))
    column = forms.ChoiceField(label=_("Colonnes"), required=False)
    only = forms.ChoiceField(label=_("Seulement"), required=False)
    made_for = forms.CharField(
        label=_("Pour qui"), max_length=160, help_text=_("L’organisme qui reçoit le tableau. C’est gardé.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [*_columns("known"), *_columns("outcome", but=NUMBERS)]
        self.fields["row"].choices = choices
        self.fields["column"].choices = [("", _("aucune")), *choices]
        self.fields["only"].choices = [("", _("tout le monde")), *_filters()]

    def clean(self) -> dict[str, Any]:
        """Three different columns."""
        told = super().clean() or {}
        if told.get("row") and told.get("row") == told.get("column"):
            self.add_error("column", _("Les colonnes doivent être autre chose que les lignes."))
        filtered = (told.get("only") or "").partition("=")[0]
        if filtered and filtered in (told.get("row"), told.get("column")):
            self.add_error("only", _("Le tableau montre déjà toutes ces valeurs."))
        return told

    def wanted(self) -> Wanted:
        """What is asked for."""
        by, _sign, value = self.cleaned_data["only"].partition("=")
        return Wanted(self.cleaned_data["row"], self.cleaned_data["column"], by, (value,) if by else ())


def _columns(kind: str, but: frozenset[str] = frozenset()) -> list[tuple[str, str]]:
    language = get_language() or "fr"
    return [(each.code, each.name.in_language(language)) for each in research().of_kind(kind) if each.code not in but]


def _filters() -> list[tuple[str, list[tuple[str, str]]]]:
    """Values by column, of those whose values the programme knows; no person's row is read for them."""
    flags = {each.code: (YES, NO) for each in research().of_kind("outcome") if each.code not in NUMBERS}
    values: dict[str, tuple[str, ...]] = {
        "sex": tuple(Sex.values),
        "age": tuple(AGES),
        "status": tuple(dict.fromkeys(ground.code for ground in programme().eligibility.ground)),
        "occupation": tuple(each.code for each in programme().occupations),
        "education": tuple(EDUCATION),
        **flags,
    }
    language = get_language() or "fr"
    found = []
    for code, each in values.items():
        column = research().named(code)
        named = [(f"{code}={value}", name_of(column, value).in_language(language)) for value in each]
        found.append((column.name.in_language(language), named))
    return found
