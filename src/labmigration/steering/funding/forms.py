"""What a coordinator fills in about money: a line, an expense, a file of expenses."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from labmigration.programme import programme
from labmigration.steering.funding.money import euros
from labmigration.territories.agreements.funding_actions import LineTerms, Spent
from labmigration.territories.agreements.queries import Agreement, FundingLine, Partner
from labmigration.ui.forms import DayInput


class MoneyField(forms.DecimalField):
    """Euros with cents, typed with a comma or a point."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput({"inputmode": "decimal"})
        super().__init__(**{"min_value": Decimal(), "max_digits": 12, "decimal_places": 2, "widget": widget, **options})

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = "".join(value.replace("€", "").split()).replace(",", ".")
        return super().to_python(value)


class LineForm(forms.Form):
    """A funding line."""

    label = forms.CharField(label=_("Pour quoi"), max_length=160)
    funder = forms.ChoiceField(label=_("Qui finance"))
    agreement = forms.ChoiceField(label=_("Au titre de quel texte"), required=False)
    amount = MoneyField(label=_("Montant (€)"))
    starts_on = forms.DateField(label=_("Du"), widget=DayInput())
    ends_on = forms.DateField(label=_("Au"), widget=DayInput())
    hours = MoneyField(
        label=_("Heures éligibles au plus"),
        required=False,
        max_digits=9,
        help_text=_("Vide si la ligne ne paie pas d’heures de formation."),
    )
    hourly_rate = MoneyField(
        label=_("Euros par heure signée"),
        required=False,
        max_digits=7,
        help_text=_("Vide si les heures sont suivies sans être payées à l’heure."),
    )
    modules = forms.MultipleChoiceField(
        label=_("Modules payés"),
        required=False,
        widget=forms.CheckboxSelectMultiple(),
        help_text=_("Aucun coché : tous. Une heure n’est payée que par une seule ligne."),
    )
    occupations = forms.MultipleChoiceField(
        label=_("Métiers payés"),
        required=False,
        widget=forms.CheckboxSelectMultiple(),
        help_text=_("Aucun coché : tous."),
    )
    kinds = forms.MultipleChoiceField(
        label=_("Dépenses éligibles"),
        choices=FundingLine.Kind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple(),
    )
    version = forms.IntegerField(widget=forms.HiddenInput(), required=False)

    def __init__(self, *args: Any, partners: list[Partner], agreements: list[Agreement], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.partners = {str(each.pk): each for each in partners}
        self.agreements = {str(each.pk): each for each in agreements}
        self.fields["funder"].choices = [(key, each.name) for key, each in self.partners.items()]
        self.fields["agreement"].choices = [("", "—"), *((key, each.title) for key, each in self.agreements.items())]
        self.fields["modules"].choices = [(each.code, each.name_fr) for each in programme().modules]
        self.fields["occupations"].choices = [(each.code, each.name_feminine_fr) for each in programme().occupations]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("starts_on") and told.get("ends_on") and told["ends_on"] < told["starts_on"]:
            self.add_error("ends_on", _("La ligne finit avant de commencer."))
        return told

    def terms(self) -> LineTerms:
        """What the actions take."""
        told = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        told["funder"] = self.partners[told["funder"]]
        told["agreement"] = self.agreements.get(told["agreement"])
        return LineTerms(**told)


class ExpenseForm(forms.Form):
    """One expense with the paper that proves it; beyond what is left, one says so first."""

    spent_on = forms.DateField(label=_("Date de la dépense"), widget=DayInput())
    kind = forms.ChoiceField(label=_("Nature"))
    label = forms.CharField(label=_("Libellé"), max_length=200, help_text=_("Sans nommer de stagiaire."))
    amount = MoneyField(label=_("Montant (€)"), min_value=Decimal("0.01"), max_digits=10)
    supplier = forms.CharField(label=_("Payée à"), max_length=120)
    piece = forms.CharField(
        label=_("Numéro de la pièce"), max_length=60, help_text=_("Facture ou reçu : il ne sert qu’une fois.")
    )
    beyond = forms.BooleanField(label=_("La compter quand même, au-delà de la ligne"), required=False)

    def __init__(self, *args: Any, line: FundingLine, available: Decimal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.available = available
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in FundingLine.Kind if kind in line.kinds]
        if not self._asks_beyond():
            del self.fields["beyond"]

    def _asks_beyond(self) -> bool:
        """The box is there once what was typed is more than what is left."""
        try:
            typed = self.fields["amount"].clean(self.data.get("amount", "")) if self.is_bound else None
        except forms.ValidationError:
            return False
        return typed is not None and typed > self.available

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if "beyond" in self.fields and not told.get("beyond") and "amount" in told:
            over = euros(told["amount"] - self.available)
            self.add_error(
                "beyond", _("Il manque %(over)s sur cette ligne. Cochez pour compter la dépense.") % {"over": over}
            )
        return told

    def spent(self) -> Spent:
        """What the action takes."""
        return Spent(**{name: value for name, value in self.cleaned_data.items() if name != "beyond"})


class ExpenseFileForm(forms.Form):
    """A file of expenses."""

    file = forms.FileField(
        label=_("Fichier de dépenses (CSV)"),
        allow_empty_file=True,
        help_text=_("Colonnes : date, nature, libelle, montant, paye_a, piece."),
        widget=forms.ClearableFileInput({"accept": ".csv,text/csv"}),
    )


class CancelForm(forms.Form):
    """Why an expense no longer counts."""

    reason = forms.CharField(label=_("Pourquoi"), max_length=200)
