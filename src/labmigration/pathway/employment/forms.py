"""What people fill in around contracts."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from labmigration import clock
from labmigration.access.models import User
from labmigration.pathway.employment import queries, states
from labmigration.pathway.employment.cards import euros
from labmigration.pathway.employment.models import Contract
from labmigration.programme.home_employment import LevelRule
from labmigration.programme.home_employment.pay import least_pay
from labmigration.ui.forms import BigChoices, DayInput

LEVELS = ("I", "II", "III", "IV", "V", "VI")


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
    level = forms.ChoiceField(label=_("Niveau de la grille"), widget=BigChoices())
    level_reason = forms.CharField(
        label=_("Pourquoi un autre niveau"),
        max_length=200,
        required=False,
        help_text=_("À écrire quand le niveau n’est pas celui qui est proposé. Les deux côtés le lisent."),
    )
    sibling = forms.BooleanField(label=_("Elle accueille déjà un frère ou une sœur de cet enfant"), required=False)
    route = forms.ChoiceField(label=_("Déclaration"), choices=Contract.Route.choices, widget=BigChoices())
    starts_on = forms.DateField(label=_("Premier jour prévu"), widget=DayInput())
    tutor = forms.ChoiceField(
        label=_("Employeur tuteur"), required=False, help_text=_("Un employeur expérimenté qui accompagne les deux.")
    )
    version = forms.IntegerField(widget=forms.HiddenInput(), required=False)

    def __init__(self, *args: Any, territory: str, rule: LevelRule | None, starts_on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if rule is None:
            del self.fields["level"], self.fields["level_reason"]
        else:
            del self.fields["sibling"]
            self.fields["level"].choices = [(level, _level_line(level, rule, starts_on)) for level in LEVELS]
        self._tutors = {str(user.pk): user for user in queries.tutors(territory)}
        names = [(key, user.name) for key, user in self._tutors.items()]
        self.fields["tutor"].choices = [("", _("pas pour l’instant")), *names]

    def clean_tutor(self) -> User | None:
        return self._tutors.get(self.cleaned_data["tutor"])

    def told(self) -> dict[str, Any]:
        """The terms, without the version."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


def _level_line(level: str, rule: LevelRule, on: date) -> Any:
    least = least_pay(level, on)
    told = gettext("niveau %(level)s") % {"level": level}
    if least is not None:
        told = gettext("%(level)s : au moins %(base)s (%(titled)s avec le titre de la branche)") % {
            "level": told,
            "base": euros(least.base),
            "titled": euros(least.with_title),
        }
    return gettext("%(told)s, proposé") % {"told": told} if level == rule.level else told


class ChangeForm(forms.Form):
    """Other hours or pay, from a day on."""

    effective_on = forms.DateField(label=_("À partir du"), widget=DayInput())
    weekly_hours = forms.DecimalField(label=_("Heures par semaine"), max_digits=4, decimal_places=2, min_value=1)
    gross_hourly = forms.DecimalField(
        label=_("Salaire horaire brut, en euros"), max_digits=6, decimal_places=2, min_value=1
    )
    words = forms.CharField(
        label=_("Pourquoi"),
        max_length=200,
        required=False,
        help_text=_("Les deux côtés le lisent. Rien sur la santé ni sur les papiers."),
    )

    def clean_effective_on(self) -> object:
        day = self.cleaned_data["effective_on"]
        if day < clock.today():
            raise forms.ValidationError(_("Ce jour est passé : choisissez aujourd’hui ou un jour à venir."))
        return day


class LicenceForm(forms.Form):
    """Until when the licence that was seen is valid."""

    valid_until = forms.DateField(label=_("Agrément valable jusqu’au"), widget=DayInput())
    seen = forms.BooleanField(
        label=_("J’ai vu l’agrément et l’attestation d’assurance."),
        error_messages={"required": _("Il faut avoir vu les deux.")},
    )


class WithdrawalForm(forms.Form):
    """The day on which a licence was withdrawn."""

    withdrawn_on = forms.DateField(label=_("Agrément retiré le"), widget=DayInput())

    def clean_withdrawn_on(self) -> object:
        day = self.cleaned_data["withdrawn_on"]
        if day > clock.today():
            raise forms.ValidationError(_("Ce jour n’est pas encore venu."))
        return day


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
