"""What a second device is asked."""

from django import forms
from django.utils.translation import gettext_lazy as _

from labmigration.ui.forms import DayMonthYearInput


class BirthDateForm(forms.Form):
    """The birth date of whom the link was sent to."""

    birth_date = forms.DateField(label=_("Votre date de naissance"), widget=DayMonthYearInput())
