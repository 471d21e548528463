"""An operation's dates, and a period."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from labmigration.ui.forms import DayInput


class PeriodForm(forms.Form):
    """From when to when."""

    first = forms.DateField(label=_("Du"), widget=DayInput())
    last = forms.DateField(label=_("Au"), widget=DayInput())

    def clean(self) -> dict[str, Any]:
        """A period ends after it has begun."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "first" in cleaned and "last" in cleaned and cleaned["first"] > cleaned["last"]:
            self.add_error("last", _("La période finit avant de commencer."))
        return cleaned


class OperationForm(forms.Form):
    """What a funder calls the operation, and its dates."""

    name = forms.CharField(label=_("Nom de l’opération"), max_length=120)
    number = forms.CharField(
        label=_("Numéro donné par le financeur"), max_length=40, required=False, help_text=_("Tel qu’il est écrit.")
    )
    starts_on = forms.DateField(label=_("Premier jour"), widget=DayInput())
    ends_on = forms.DateField(label=_("Dernier jour"), widget=DayInput())
    version = forms.IntegerField(widget=forms.HiddenInput(), initial=1)

    def clean(self) -> dict[str, Any]:
        """An operation ends after it has begun."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "starts_on" in cleaned and "ends_on" in cleaned and cleaned["starts_on"] > cleaned["ends_on"]:
            self.add_error("ends_on", _("L’opération finit avant de commencer."))
        return cleaned

    def told(self) -> dict[str, Any]:
        """Without the version."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}
