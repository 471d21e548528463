"""What people fill in around filling a cohort."""

from django import forms
from django.utils.translation import gettext_lazy as _

from labmigration.pathway.training.models import DepartureCall
from labmigration.ui.forms import BigChoices


class CallForm(forms.Form):
    """A call to someone who may leave: what came of it."""

    answer = forms.ChoiceField(label=_("L’appel"), choices=DepartureCall.Answer.choices, widget=BigChoices())
