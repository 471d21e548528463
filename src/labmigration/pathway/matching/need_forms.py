"""The steps in which a need is described: short, each saved by itself, without JavaScript."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from labmigration.pathway.matching.contact_words import refuse_contact
from labmigration.pathway.matching.forms import occupation_choices
from labmigration.pathway.matching.models import HouseholdNeed
from labmigration.pathway.matching.need_words import task_lines
from labmigration.pathway.matching.week_rows import RowsOfWeek
from labmigration.programme.home_employment import employing
from labmigration.ui.forms import BigChoices, DayInput


class OccupationForm(forms.Form):
    """For which occupation somebody is needed: the first thing said, from which the tasks follow."""

    occupation = forms.ChoiceField(
        label=_("Métier"), widget=BigChoices(), error_messages={"required": _("Choisissez un métier.")}
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["occupation"].choices = occupation_choices()


class _Step(forms.Form):
    """A step of one need; `version` is that on which it was shown. Its fields carry the names of the need's own."""

    version = forms.IntegerField(widget=forms.HiddenInput())

    def __init__(self, *args: Any, need: HouseholdNeed, **kwargs: Any) -> None:
        self.need = need
        shown = {name: getattr(need, name) for name in self.base_fields}
        super().__init__(*args, initial=shown, **kwargs)

    def _without_contact(self, name: str) -> str:
        words: str = self.cleaned_data[name]
        if sentence := refuse_contact(words):
            raise forms.ValidationError(sentence)
        return words

    def described(self) -> dict[str, Any]:
        """What the action takes."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class WorkStep(_Step):
    """What there is to do, and who is cared for as far as the pay needs it."""

    task_codes = forms.MultipleChoiceField(
        label=_("Ce qu’il y a à faire"),
        widget=forms.CheckboxSelectMultiple(),
        required=False,
        help_text=_("Touchez tout ce qui convient. Vous pouvez aussi l’écrire plus bas."),
    )
    tasks = forms.CharField(
        label=_("Autre chose, avec vos mots"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Ni nom, ni adresse, ni téléphone : la personne les reçoit plus tard."),
    )
    cared_for = forms.MultipleChoiceField(
        label=_("De qui s’occupe-t-on ?"),
        widget=forms.CheckboxSelectMultiple(),
        required=False,
        help_text=_("Cela fixe l’emploi et le salaire. Oui ou non suffit : n’écrivez jamais pourquoi."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        occupation = self.need.occupation
        self.fields["task_codes"].choices = [(line.code, line.fr) for line in task_lines(occupation)]
        people = [(one.code, one.label_fr) for one in employing().homes.cared_for]
        if occupation == "childminder":
            # Outside the grid: nothing of her pay depends on it, so nothing is asked.
            del self.fields["cared_for"]
        else:
            self.fields["cared_for"].choices = people

    def clean_tasks(self) -> str:
        return self._without_contact("tasks")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and not (given.get("task_codes") or given.get("tasks")):
            self.add_error("task_codes", _("Choisissez au moins une tâche, ou écrivez-la."))
        return given


class WeekStep(_Step, RowsOfWeek):
    """The week as it repeats itself; a row holds the same hours on several days."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.add_rows(self.need.slots)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        self.slots = self.check_rows(given)
        if not self.slots and not self.errors:
            self.add_error(self.names[0], _("Donnez au moins un jour et ses heures."))
        return given

    def described(self) -> dict[str, Any]:
        """The slots of all rows."""
        return {"slots": self.slots}


class PlaceStep(_Step):
    """From when, where, and whether the worker would live there."""

    starts_on = forms.DateField(label=_("À partir du"), widget=DayInput())
    postcode = forms.RegexField(
        r"^\d{5}$",
        label=_("Code postal"),
        required=False,
        error_messages={"invalid": _("Un code postal a cinq chiffres.")},
    )
    town = forms.CharField(label=_("Commune"), max_length=80, required=False)
    live_in = forms.BooleanField(
        label=_("La personne logerait sur place"),
        required=False,
        help_text=_("Une deuxième personne de l’équipe regarde alors l’offre avant toute proposition."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.need.occupation == "childminder":
            # The child comes to her: there is no home to live in.
            del self.fields["live_in"]

    def clean_town(self) -> str:
        return self._without_contact("town")


class HomeStep(_Step):
    """What the home asks, what is spoken there, what one wishes."""

    home_asks = forms.MultipleChoiceField(
        label=_("Ce qu’il faut savoir de la maison"), widget=forms.CheckboxSelectMultiple(), required=False
    )
    languages = forms.MultipleChoiceField(
        label=_("Langues parlées à la maison"), widget=forms.CheckboxSelectMultiple(), required=False
    )
    wishes = forms.CharField(
        label=_("Ce qui compte pour vous"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Par exemple « aime cuisiner », « calme ». Jamais l’origine, l’âge, la religion ou la santé."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        homes = employing().homes
        self.fields["home_asks"].choices = [(one.code, one.label.fr) for one in homes.home_asks]
        self.fields["languages"].choices = [(one.code, one.label.fr.capitalize()) for one in homes.language]

    def clean_wishes(self) -> str:
        return self._without_contact("wishes")
