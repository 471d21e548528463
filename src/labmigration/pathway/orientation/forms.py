"""What people fill in around an orientation meeting."""

from datetime import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from labmigration import clock
from labmigration.pathway.orientation.models import Interest
from labmigration.programme import programme
from labmigration.ui.forms import BigChoices, DayInput, TimeOfDayInput


class MeetingForm(forms.Form):
    """Day, time and place of a meeting."""

    day = forms.DateField(label=_("Jour"), widget=DayInput())
    time = forms.TimeField(label=_("Heure"), widget=TimeOfDayInput())
    place = forms.CharField(label=_("Lieu"), max_length=120, help_text=_("Une adresse simple, ou « par téléphone »."))

    def clean_day(self) -> object:
        day = self.cleaned_data["day"]
        if day < clock.today():
            raise forms.ValidationError(_("Ce jour est passé : choisissez aujourd’hui ou un jour à venir."))
        return day

    def starts_at(self) -> datetime:
        """Day and time together, in the product's time zone."""
        return timezone.make_aware(datetime.combine(self.cleaned_data["day"], self.cleaned_data["time"]))


class OutcomeForm(forms.Form):
    """What came of the meeting."""

    occupation = forms.ChoiceField(label=_("Métier expliqué"), widget=BigChoices())
    explained = forms.BooleanField(
        label=_("Le métier a été expliqué : tâches, lieux, horaires, salaire, droits."),
        error_messages={"required": _("Cochez quand le métier a été expliqué : c’est le but de cet entretien.")},
    )
    interest = forms.ChoiceField(label=_("Ce que dit la personne"), choices=Interest.choices, widget=BigChoices())
    notes = forms.CharField(
        label=_("Ce qui a été dit"),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        help_text=_("Ni santé, ni religion, ni récit d’asile : seulement ce qui sert au projet."),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["occupation"].choices = [
            (occupation.code, occupation.name_feminine_fr) for occupation in programme().occupations
        ]
