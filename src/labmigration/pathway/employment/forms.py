"""What people fill in around contracts."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from labmigration import clock
from labmigration.access.models import User
from labmigration.pathway.employment import queries, states
from labmigration.pathway.employment.models import Contract
from labmigration.ui.forms import BigChoices, DayInput


class ContractForm(forms.Form):
    """The terms of a contract."""

    kind = forms.ChoiceField(label=_("Type de contrat"), choices=Contract.Kind.choices, widget=BigChoices())
    weekly_hours = forms.DecimalField(
        label=_("Heures par semaine"),
        max_digits=4,
        decimal_places=2,
        min_value=1,
        help_text=_("Elles viennent des créneaux du besoin ; corrigez-les si les deux côtés en ont convenu autrement."),
    )
    gross_hourly = forms.DecimalField(
        label=_("Salaire horaire brut, en euros"),
        max_digits=6,
        decimal_places=2,
        min_value=1,
        help_text=_("Convenu entre les deux côtés, au moins le minimum de la branche pour l’emploi repère."),
    )
    route = forms.ChoiceField(label=_("Déclaration"), choices=Contract.Route.choices, widget=BigChoices())
    starts_on = forms.DateField(label=_("Premier jour prévu"), widget=DayInput())
    tutor = forms.ChoiceField(
        label=_("Employeur tuteur"), required=False, help_text=_("Un employeur expérimenté qui accompagne les deux.")
    )
    version = forms.IntegerField(widget=forms.HiddenInput(), required=False)

    def __init__(self, *args: Any, territory: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._tutors = {str(user.pk): user for user in queries.tutors(territory)}
        names = [(key, user.name) for key, user in self._tutors.items()]
        self.fields["tutor"].choices = [("", _("pas pour l’instant")), *names]

    def clean_tutor(self) -> User | None:
        return self._tutors.get(self.cleaned_data["tutor"])

    def told(self) -> dict[str, Any]:
        """The terms, without the version."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class StartForm(forms.Form):
    """The first paid day."""

    first_paid_on = forms.DateField(
        label=_("Premier jour payé"),
        widget=DayInput(),
        help_text=_("Les suivis se comptent de ce jour."),
    )


class EndForm(forms.Form):
    """The last day, and why."""

    ended_on = forms.DateField(label=_("Dernier jour"), widget=DayInput())
    cause = forms.ChoiceField(label=_("Pourquoi"), choices=states.END_CAUSES, widget=BigChoices())

    def clean_ended_on(self) -> object:
        day = self.cleaned_data["ended_on"]
        if day > clock.today():
            raise forms.ValidationError(_("Ce jour n’est pas encore venu."))
        return day
