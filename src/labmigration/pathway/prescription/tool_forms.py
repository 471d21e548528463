"""The advisor's opinion before the tool's, and what she asks of the tool."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from labmigration.pathway.prescription.demands import FORBID, HELD, LOCK, MODULE_DEMANDS, WISH, Demands
from labmigration.pathway.prescription.facts import catalogue
from labmigration.programme.prescribing import prescribing

MOST = 999
ASKED = (
    ("", _("Selon l’outil")),
    (LOCK, _("À garder")),
    (FORBID, _("À écarter")),
    (WISH, _("Souhait de la personne")),
    (HELD, _("Déjà fait, papier vu")),
)
NO_SENSITIVE = _("Ni santé, ni religion, ni récit d’asile. La personne pourra le lire.")


class OpinionForm(forms.Form):
    """The modules that the advisor would choose; what everybody follows is ticked already."""

    modules = forms.MultipleChoiceField(
        label=_("Les modules que vous choisiriez"), widget=forms.CheckboxSelectMultiple()
    )
    words = forms.CharField(
        label=_("En quelques mots"),
        required=False,
        max_length=500,
        help_text=NO_SENSITIVE,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, occupation: str, **kwargs: Any) -> None:
        modules = catalogue(occupation)
        kwargs.setdefault("initial", {"modules": [module.code for module in modules if module.mandatory]})
        super().__init__(*args, **kwargs)
        self.fields["modules"].choices = [(module.code, module.name_fr) for module in modules]


class DemandsForm(forms.Form):
    """What is asked of each module, the hours of the whole and of each funder; everything may stay as it is."""

    waived = forms.CharField(required=False, widget=forms.HiddenInput())
    most_hours = forms.DecimalField(
        label=_("Heures en tout, au plus"),
        required=False,
        min_value=1,
        max_value=MOST,
        decimal_places=2,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )

    def __init__(self, *args: Any, occupation: str, demands: Demands, **kwargs: Any) -> None:
        self.codes = [module.code for module in catalogue(occupation)]
        kwargs.setdefault("initial", self.as_initial(demands, self.codes))
        super().__init__(*args, **kwargs)
        for module in catalogue(occupation):
            self.fields[f"ask_{module.code}"] = forms.ChoiceField(
                label=_("Votre demande"), choices=ASKED, required=False
            )
            self.fields[f"hours_{module.code}"] = forms.DecimalField(
                label=_("Heures"),
                required=False,
                min_value=Decimal("0.25"),
                max_value=MOST,
                decimal_places=2,
                localize=True,
                widget=forms.TextInput(attrs={"inputmode": "decimal"}),
            )
        for funder in prescribing().funder:
            self.fields[f"budget_{funder.code}"] = forms.DecimalField(
                label=_("%(funder)s : heures au plus") % {"funder": funder.name_fr},
                required=False,
                min_value=0,
                max_value=MOST,
                decimal_places=2,
                localize=True,
                widget=forms.TextInput(attrs={"inputmode": "decimal"}),
            )

    @staticmethod
    def as_initial(demands: Demands, codes: list[str]) -> dict[str, Any]:
        """The fields that say these demands."""
        initial: dict[str, Any] = {"waived": " ".join(demands.waived), "most_hours": _shown(demands.most_hours)}
        for code in codes:
            initial[f"ask_{code}"] = demands.of_module(code)
            initial[f"hours_{code}"] = _shown(demands.hours.get(code, prescribing().hours_of(code)))
        initial |= {f"budget_{funder.code}": _shown(demands.budget.get(funder.code)) for funder in prescribing().funder}
        return initial

    def boxes(self, code: str) -> tuple[forms.BoundField, forms.BoundField]:
        """The two fields of a module."""
        return self[f"ask_{code}"], self[f"hours_{code}"]

    def limits(self) -> list[forms.BoundField]:
        """The fields of hours and budgets."""
        return [self["most_hours"], *(self[f"budget_{funder.code}"] for funder in prescribing().funder)]

    def clean_waived(self) -> str:
        """Only rules of the catalogue may be waived."""
        labels = self.cleaned_data["waived"].split()
        known = {f"{kind}:{code}" for kind in ("core", "requires") for code in self.codes}
        if not set(labels) <= known:
            raise forms.ValidationError(_("Cette règle n’existe pas."))
        return " ".join(labels)

    def demands(self) -> Demands:
        """What a valid form asks."""
        data = self.cleaned_data
        asked = {kind: tuple(c for c in self.codes if data[f"ask_{c}"] == kind) for kind in MODULE_DEMANDS}
        return Demands(
            **asked,
            waived=tuple(data["waived"].split()),
            hours={
                code: float(hours)
                for code in self.codes
                if (hours := data[f"hours_{code}"]) is not None and hours != prescribing().hours_of(code)
            },
            most_hours=None if data["most_hours"] is None else float(data["most_hours"]),
            budget={
                funder.code: float(most)
                for funder in prescribing().funder
                if (most := data[f"budget_{funder.code}"]) is not None
            },
        )


def _shown(hours: float | None) -> Decimal | None:
    return None if hours is None else Decimal(f"{hours:g}")
