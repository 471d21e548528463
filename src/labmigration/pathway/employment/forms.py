"""What people fill in around contracts."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from labmigration import clock
from labmigration.access.gate import Refused
from labmigration.pathway.employment import states
from labmigration.pathway.employment.cards import euros
from labmigration.pathway.employment.models import Contract
from labmigration.pathway.employment.terms import faults_of_week, refuse_low_pay
from labmigration.pathway.employment.working_time import hours_of
from labmigration.pathway.matching.week_rows import RowsOfWeek
from labmigration.programme.home_employment import LevelRule
from labmigration.programme.home_employment.pay import least_pay
from labmigration.ui.forms import BigChoices, DayInput
from labmigration.ui.spoken import duration

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
    version = forms.IntegerField(widget=forms.HiddenInput(), required=False)

    def __init__(self, *args: Any, rule: LevelRule | None, starts_on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if rule is None:
            del self.fields["level"], self.fields["level_reason"]
        else:
            del self.fields["sibling"]
            self.fields["level"].choices = [(level, _level_line(level, rule, starts_on)) for level in LEVELS]

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


class ChangeForm(RowsOfWeek):
    """Another week, other hours or pay, from a day on; what does not fit her whole week is told at its place."""

    effective_on = forms.DateField(label=_("À partir du"), widget=DayInput())
    weekly_hours = forms.DecimalField(
        label=_("Heures par semaine"),
        max_digits=4,
        decimal_places=2,
        min_value=1,
        required=False,
        help_text=_("Si vous changez les jours, laissez vide : nous comptons les heures."),
    )
    gross_hourly = forms.DecimalField(
        label=_("Salaire horaire brut, en euros"), max_digits=6, decimal_places=2, min_value=1
    )
    words = forms.CharField(
        label=_("Pourquoi"),
        max_length=200,
        required=False,
        help_text=_("Les deux côtés le lisent. Rien sur la santé ni sur les papiers."),
    )

    def __init__(self, *args: Any, contract: Contract, **kwargs: Any) -> None:
        shown = {"weekly_hours": contract.weekly_hours, "gross_hourly": contract.gross_hourly}
        super().__init__(*args, initial=shown, **kwargs)
        self.contract = contract
        self.add_rows(contract.slots)

    def clean_effective_on(self) -> object:
        day = self.cleaned_data["effective_on"]
        if day < clock.today():
            raise forms.ValidationError(_("Ce jour est passé : choisissez aujourd’hui ou un jour à venir."))
        return day

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        # No row at all means that the week stays: a contract has one.
        week = sorted(self.check_rows(given)) or sorted(self.contract.slots)
        self.slots = None if week == sorted(self.contract.slots) else week
        if self.errors:
            return given
        hours = given["weekly_hours"]
        if self.slots is not None:
            # Left as it was shown, the number of hours follows the days.
            if hours is None or hours == self.contract.weekly_hours:
                hours = hours_of(self.slots)
            if hours != hours_of(self.slots):
                told = {"hours": duration(hours_of(self.slots))}
                self.add_error("weekly_hours", _("Ces jours font %(hours)s par semaine : corrigez ou videz.") % told)
        given["weekly_hours"] = hours or self.contract.weekly_hours
        terms = (self.contract.weekly_hours, self.contract.gross_hourly)
        if self.slots is None and (given["weekly_hours"], given["gross_hourly"]) == terms:
            self.add_error(None, _("Rien ne change : la semaine, les heures et le salaire sont les mêmes."))
        elif not self.errors:
            self._check_terms(given)
        return given

    def _check_terms(self, given: dict[str, Any]) -> None:
        on, hours = given["effective_on"], given["weekly_hours"]
        for what, sentence in faults_of_week(self.contract, hours, on, self.slots or self.contract.slots):
            if what == "hours":
                self.add_error("weekly_hours", sentence)
            elif self.slots is not None:
                self.add_error(self.names[0], sentence)
        try:
            refuse_low_pay(self.contract.occupation, self.contract.level, given["gross_hourly"], on)
        except Refused as refused:
            self.add_error("gross_hourly", refused.sentence)

    def told(self) -> dict[str, Any]:
        """What the action takes."""
        names = ("effective_on", "weekly_hours", "gross_hourly", "words")
        return {"slots": self.slots, **{name: self.cleaned_data[name] for name in names}}


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
