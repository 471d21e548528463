"""What people fill in around households, their needs and introductions."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from labmigration import clock
from labmigration.access.telephone import e164
from labmigration.pathway.matching.models import HouseholdCheck
from labmigration.programme import programme
from labmigration.ui.forms import BigChoices, DayInput, TimeOfDayInput


def occupation_choices() -> list[tuple[str, str]]:
    """The occupations of the programme, as the screens call them."""
    return [(occupation.code, occupation.name_feminine_fr) for occupation in programme().occupations]


class HouseholdForm(forms.Form):
    """A household that wants to employ."""

    territory = forms.ChoiceField(label=_("Territoire"))
    name = forms.CharField(label=_("Nom du foyer"), max_length=80, help_text=_("Par exemple « Foyer Martin »."))
    contact_name = forms.CharField(label=_("Personne à contacter"), max_length=80)
    phone = forms.CharField(
        label=_("Téléphone"),
        max_length=30,
        required=False,
        help_text=_("Le foyer recevra ici le code qui lui ouvre son espace."),
    )
    email = forms.EmailField(label=_("Courriel"), required=False)
    address = forms.CharField(label=_("Adresse"), max_length=200, required=False)
    postcode = forms.RegexField(
        r"^\d{5}$",
        label=_("Code postal"),
        required=False,
        error_messages={"invalid": _("Un code postal a cinq chiffres.")},
    )
    town = forms.CharField(label=_("Commune"), max_length=80)

    def __init__(self, *args: Any, territories: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["territory"].choices = territories
        if len(territories) == 1:
            self.fields["territory"].widget = forms.HiddenInput()
            self.fields["territory"].initial = territories[0][0]

    def clean_phone(self) -> str:
        written: str = self.cleaned_data["phone"]
        try:
            return e164(written) if written else ""
        except ValueError:
            raise forms.ValidationError(_("Ce numéro ne se lit pas. Un numéro français a dix chiffres.")) from None

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and not (given.get("phone") or given.get("email")):
            raise forms.ValidationError(_("Donnez un téléphone ou un courriel : sans eux, le foyer ne peut rien lire."))
        return given


class CheckForm(forms.Form):
    """One step of vetting: how and when it was seen."""

    how = forms.ChoiceField(
        label=_("Comment"), widget=BigChoices(), error_messages={"required": _("Dites comment cela a été vu.")}
    )
    seen_on = forms.DateField(label=_("Le"), widget=DayInput())

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["how"].choices = [(way.value, way.label) for way in HouseholdCheck.WAYS[HouseholdCheck.Kind(kind)]]
        self.fields["seen_on"].initial = clock.today()

    def clean_seen_on(self) -> object:
        day = self.cleaned_data["seen_on"]
        if day > clock.today():
            raise forms.ValidationError(_("Ce jour n’est pas encore venu : notez-le quand c’est fait."))
        return day


class InterviewForm(forms.Form):
    """When and where both meet."""

    day = forms.DateField(label=_("Jour"), widget=DayInput())
    time = forms.TimeField(label=_("Heure"), widget=TimeOfDayInput())
    place = forms.CharField(
        label=_("Lieu"),
        max_length=200,
        help_text=_("Les deux le lisent. La première fois, un lieu neutre met tout le monde à l’aise."),
    )

    def clean_day(self) -> object:
        day = self.cleaned_data["day"]
        if day < clock.today():
            raise forms.ValidationError(_("Ce jour est passé : choisissez aujourd’hui ou un jour à venir."))
        return day

    def starts_at(self) -> datetime:
        """Day and time together, in the product's time zone."""
        return timezone.make_aware(datetime.combine(self.cleaned_data["day"], self.cleaned_data["time"]))


class AnswerForm(forms.Form):
    """Yes or no, without a reason asked."""

    says = forms.ChoiceField(choices=[("yes", _("oui")), ("no", _("non"))])
    words = forms.CharField(
        label=_("Quelques mots pour la mise en relation"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Vous n’avez pas à dire pourquoi. L’autre côté ne lit pas ces mots."),
    )
