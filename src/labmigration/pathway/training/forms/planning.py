"""What people fill in around cohorts and sessions."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from labmigration.access.models import User
from labmigration.pathway.training import states
from labmigration.pathway.training.forms.availability import weekly_halves
from labmigration.pathway.training.forms.hours import HoursField
from labmigration.pathway.training.models import SEATS, Cohort, Half
from labmigration.pathway.training.weekly_pattern import ModuleHours
from labmigration.programme import programme
from labmigration.ui.forms import BigChoices, DayInput

MODULE_LINES = 5
LONGEST_HALF_DAY = Decimal(6)


class CohortForm(forms.Form):
    """A cohort: what it is called, for whom, when, how many, who teaches."""

    name = forms.CharField(label=_("Nom de la cohorte"), max_length=80)
    occupation = forms.ChoiceField(label=_("Métier"), required=False, widget=BigChoices())
    starts_on = forms.DateField(label=_("Premier jour"), widget=DayInput())
    ends_on = forms.DateField(label=_("Dernier jour"), widget=DayInput())
    target = forms.IntegerField(
        label=_("Personnes visées"), min_value=1, max_value=30, initial=SEATS, help_text=_("Ce que le Lab espère.")
    )
    capacity = forms.IntegerField(
        label=_("Places"),
        min_value=1,
        max_value=30,
        initial=SEATS,
        help_text=_("Ce que la salle permet."),
    )
    trainers = forms.MultipleChoiceField(
        label=_("Formatrices et formateurs"), required=False, widget=forms.CheckboxSelectMultiple()
    )
    version = forms.IntegerField(widget=forms.HiddenInput(), required=False)

    def __init__(self, *args: Any, trainers: Collection[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(trainer.pk): trainer for trainer in trainers}
        occupations = [(each.code, each.name_feminine_fr) for each in programme().occupations]
        self.fields["occupation"].choices = [*occupations, ("", gettext("plusieurs métiers ensemble"))]
        self.fields["trainers"].choices = [(key, trainer.name) for key, trainer in self.people.items()]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        first, last = told.get("starts_on"), told.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("Le dernier jour vient avant le premier."))
        return told

    def told(self) -> dict[str, Any]:
        """The arguments of the actions `form` and `edit`."""
        told = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return told | {"trainers": [self.people[key] for key in told["trainers"]]}


class _InCohort(forms.Form):
    """What a session and a series have in common: who teaches, where, which group."""

    trainer = forms.ChoiceField(label=_("Formatrice ou formateur"), widget=BigChoices())
    group = forms.TypedChoiceField(label=_("Pour qui"), coerce=int, initial=0, widget=BigChoices())
    room = forms.CharField(label=_("Salle"), max_length=60, required=False)

    def __init__(self, *args: Any, cohort: Cohort, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(trainer.pk): trainer for trainer in cohort.trainers.order_by("name")}
        self.fields["trainer"].choices = [(key, trainer.name) for key, trainer in self.people.items()]
        seats = cohort.enrolments.filter(state=states.ENROLLED)
        groups = sorted(set(seats.values_list("sst_group", flat=True)))
        named = [(group, gettext("Groupe %(group)s") % {"group": group}) for group in groups if len(groups) > 1]
        self.fields["group"].choices = [(0, gettext("Toute la cohorte")), *named]

    def clean_trainer(self) -> User:
        return self.people[self.cleaned_data["trainer"]]


def module_choices() -> list[tuple[str, str]]:
    """Codes and names of the modules of the programme."""
    return [(module.code, module.name_fr) for module in programme().modules]


class SessionForm(_InCohort):
    """One half-day of one module."""

    module = forms.ChoiceField(label=_("Module"))
    date = forms.DateField(label=_("Jour"), widget=DayInput())
    half = forms.ChoiceField(label=_("Demi-journée"), choices=Half.choices, widget=BigChoices())
    hours = HoursField(label=_("Heures"), max_value=LONGEST_HALF_DAY)
    field_order = ["module", "date", "half", "hours", "trainer", "group", "room"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["module"].choices = module_choices()


class SeriesForm(_InCohort):
    """A series of sessions from a weekly pattern."""

    first = forms.DateField(label=_("Du"), widget=DayInput())
    last = forms.DateField(label=_("Au"), widget=DayInput())
    halves = forms.MultipleChoiceField(
        label=_("Demi-journées de la semaine"),
        widget=forms.CheckboxSelectMultiple(attrs={"class": "halves"}),
    )
    hours_a_half = HoursField(label=_("Heures par demi-journée"), max_value=LONGEST_HALF_DAY)
    without = forms.CharField(
        label=_("Jours sans séance"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Un jour par ligne, comme 24/12/2026. Jours fériés et fermetures notées sont passés d’eux-mêmes."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["halves"].choices = weekly_halves()
        for number in range(1, MODULE_LINES + 1):
            choices = [("", gettext("– aucun –")), *module_choices()]
            label = gettext("Module %(number)s") % {"number": number}
            self.fields[f"module_{number}"] = forms.ChoiceField(label=label, choices=choices, required=number == 1)
            self.fields[f"hours_{number}"] = HoursField(label=_("Heures"), required=number == 1)

    @property
    def module_lines(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The pairs of fields, module and hours, as the page sets them side by side."""
        return [(self[f"module_{number}"], self[f"hours_{number}"]) for number in range(1, MODULE_LINES + 1)]

    def clean_without(self) -> list[date]:
        field = forms.DateField()
        days = []
        for line in filter(None, (line.strip() for line in self.cleaned_data["without"].splitlines())):
            try:
                days.append(field.to_python(line))
            except forms.ValidationError:
                message = gettext("« %(line)s » n’est pas un jour : écrivez par exemple 14/07/2026.") % {"line": line}
                raise forms.ValidationError(message) from None
        return days

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        first, last = told.get("first"), told.get("last")
        if first and last and last < first:
            self.add_error("last", _("Le dernier jour vient avant le premier."))
        for number in range(1, MODULE_LINES + 1):
            if (
                told.get(f"module_{number}")
                and not told.get(f"hours_{number}")
                and f"hours_{number}" not in self.errors
            ):
                self.add_error(f"hours_{number}", _("Dites combien d’heures."))
        return told

    def told(self) -> dict[str, Any]:
        """The arguments of the action `plan_series`."""
        told = self.cleaned_data
        given = [(told[f"module_{number}"], told[f"hours_{number}"]) for number in range(1, MODULE_LINES + 1)]
        names = ("first", "last", "hours_a_half", "trainer", "room", "group", "without")
        return {name: told[name] for name in names} | {
            "pattern": {(int(value[0]), value[2:]) for value in told["halves"]},
            "lines": [ModuleHours(module, hours) for module, hours in given if module],
        }
