"""What people fill in around an orientation meeting."""

from collections.abc import Sequence
from datetime import date, datetime, time

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from labmigration import clock
from labmigration.pathway.orientation.days_off import days_off
from labmigration.pathway.orientation.models import MINUTES, How, Interest, Reason
from labmigration.pathway.orientation.weekly import WEEKS_AT_MOST, Series, weekly
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
    wanted = forms.ChoiceField(
        label=_("L’autre métier qu’elle préfère"),
        required=False,
        help_text=_("Seulement si elle préfère un autre métier. Expliquez-le aussi avant d’enregistrer."),
    )
    reasons = forms.MultipleChoiceField(
        label=_("Pourquoi"),
        choices=Reason.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple(),
        help_text=_("Ce qui lui plaît, ou ce qui la fait hésiter. À dire dès que le métier ne l’intéresse pas."),
    )
    notes = forms.CharField(
        label=_("Ce qui a été dit"),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        help_text=_("Ni santé, ni religion, ni récit d’asile : seulement ce qui sert au projet."),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        occupations = [(occupation.code, occupation.name_feminine_fr) for occupation in programme().occupations]
        self.fields["occupation"].choices = occupations
        self.fields["wanted"].choices = [("", "—"), *occupations]

    def clean(self) -> dict[str, object]:
        told = super().clean() or {}
        interest, wanted = told.get("interest"), told.get("wanted")
        if interest == Interest.CHANGED and wanted in ("", told.get("occupation")):
            self.add_error("wanted", _("Choisissez le métier qu’elle préfère, autre que celui qui a été expliqué."))
        if interest and interest != Interest.CONFIRMED and not told.get("reasons"):
            self.add_error("reasons", _("Cochez au moins une raison : elle servira à la suite."))
        return told


LENGTHS = [(minutes, _("%(minutes)s minutes") % {"minutes": minutes}) for minutes in (30, 45, 60, 90)]
WEEKDAYS = [(0, _("lundi")), (1, _("mardi")), (2, _("mercredi")), (3, _("jeudi")), (4, _("vendredi")), (5, _("samedi"))]


class SlotsForm(forms.Form):
    """Hours to open: those of one day, or of some days of the week over some weeks."""

    day = forms.DateField(label=_("À partir du"), widget=DayInput())
    begins = forms.TimeField(label=_("De"), widget=TimeOfDayInput(), initial=time(9))
    ends = forms.TimeField(label=_("À"), widget=TimeOfDayInput(), initial=time(12))
    minutes = forms.TypedChoiceField(label=_("Durée d’un entretien"), coerce=int, choices=LENGTHS, initial=MINUTES)
    how = forms.ChoiceField(label=_("Comment"), choices=How.choices, initial=How.PLACE)
    place = forms.CharField(
        label=_("Lieu"),
        max_length=120,
        required=False,
        help_text=_("Une adresse simple. Vide par téléphone ou en vidéo."),
    )
    weekdays = forms.TypedMultipleChoiceField(
        label=_("Répéter chaque semaine"),
        coerce=int,
        choices=WEEKDAYS,
        required=False,
        widget=forms.CheckboxSelectMultiple(),
        help_text=_("Aucun jour coché : seulement le jour écrit plus haut."),
    )
    weeks = forms.IntegerField(
        label=_("Pendant combien de semaines"), min_value=1, max_value=WEEKS_AT_MOST, initial=4, required=False
    )

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day < clock.today():
            raise forms.ValidationError(_("Ce jour est passé : choisissez aujourd’hui ou un jour à venir."))
        return day

    def clean(self) -> dict[str, object]:
        told = super().clean() or {}
        if told.get("how") == How.PLACE and not told.get("place"):
            self.add_error("place", _("Écrivez le lieu, ou choisissez le téléphone ou la vidéo."))
        if not self.errors:
            try:
                self.series = self._series(told)
            except ValueError:
                self.add_error("ends", _("Aucun entretien ne tient entre ces heures, ou il y en aurait trop."))
        return told

    def _series(self, told: dict[str, object]) -> Series:
        first, repeated = told["day"], told.get("weekdays")
        weekdays: Sequence[int] = repeated or [first.weekday()]
        weeks = (told.get("weeks") or 1) if repeated else 1
        # Asked for by name, a public holiday is meant; in a series it is left out.
        off = days_off(first, date(first.year + 1, 12, 31)) if repeated else {}
        return weekly(first, weeks, weekdays, told["begins"], told["ends"], told["minutes"], off)

    def starts(self) -> list[datetime]:
        """When the hours begin, in the product's time zone."""
        return [timezone.make_aware(moment) for moment in self.series.starts]
