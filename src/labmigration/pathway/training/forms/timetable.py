"""What people fill in around a timetable that the engine makes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from labmigration.pathway.training.models import Half, Timetable
from labmigration.pathway.training.timetable.standing import Kept
from labmigration.pathway.training.timetable.words import Names
from labmigration.ui.forms import BigChoices, DayInput


class SearchForm(forms.Form):
    """How long to search; what stands is sent back with its version."""

    seconds = forms.TypedChoiceField(
        label=_("Chercher pendant"),
        coerce=int,
        initial=30,
        choices=[(10, _("10 secondes")), (30, _("30 secondes")), (120, _("2 minutes"))],
        widget=BigChoices(attrs={"class": "in-a-row"}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput(), required=False)


class MoveForm(forms.Form):
    """Another half-day, another trainer or another room for one session of a draft."""

    date = forms.DateField(label=_("Jour"), widget=DayInput())
    half = forms.ChoiceField(
        label=_("Demi-journée"), choices=Half.choices, widget=BigChoices(attrs={"class": "in-a-row"})
    )
    trainer = forms.ChoiceField(label=_("Formatrice ou formateur"), widget=BigChoices())
    room = forms.ChoiceField(label=_("Salle"), widget=BigChoices())
    version = forms.IntegerField(widget=forms.HiddenInput())

    def __init__(self, *args: Any, timetable: Timetable, one: Kept, names: Names, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = timetable.question
        trainers = [each["id"] for each in asked["trainers"] if one["module"] in each["teaches"]]
        rooms = [each["id"] for each in asked["rooms"]]
        for name, keys in (("trainer", trainers), ("room", rooms)):
            self.fields[name].choices = [(key, names(key)) for key in dict.fromkeys([*keys, one[name]])]  # type: ignore[attr-defined]

    def place(self) -> dict[str, str]:
        """Where it would stand, as the timetable keeps it."""
        told = self.cleaned_data
        return {
            "date": told["date"].isoformat(),
            "half": told["half"],
            "trainer": told["trainer"],
            "room": told["room"],
        }
