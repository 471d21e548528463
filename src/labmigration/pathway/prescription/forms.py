"""The advisor's plan, and the person's answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from labmigration.pathway.prescription.facts import Plan, PlannedModule, catalogue
from labmigration.programme import programme
from labmigration.programme.records import Module
from labmigration.ui.forms import BigChoices

FOR_ALL, WISH = _("Partie commune à tout le monde"), _("Souhait de la personne")


@dataclass(frozen=True)
class ModuleRow:
    """A module with its check box, its hours and its reason, as the template draws them."""

    module: Module
    take: forms.BoundField
    boxes: tuple[forms.BoundField, forms.BoundField]


class PlanForm(forms.Form):
    """Modules of the catalogue that serve the occupation chosen, with hours and why; the reason in words.

    `needs`: what the positioning found, in words; each may be the reason of a module. `asked`: the tool has proposed
    something for this version, so that another plan says why. `blocks`: those that may go by VAE, code and name.
    """

    version = forms.IntegerField(widget=forms.HiddenInput())
    by_hand = forms.BooleanField(required=False, widget=forms.HiddenInput())
    occupation = forms.ChoiceField(label=_("Métier visé"), widget=BigChoices())
    reason = forms.CharField(
        label=_("Pourquoi ce parcours"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("La personne le lira. Nécessaire quand une partie commune à tout le monde est laissée de côté."),
    )

    departure = forms.CharField(
        label=_("Pourquoi autre chose que la proposition de l’outil"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Nécessaire si vos modules ou vos heures diffèrent. Gardé avec cette version."),
    )
    vae = forms.MultipleChoiceField(
        label=_("Blocs à valider par l’expérience (VAE)"),
        required=False,
        widget=forms.CheckboxSelectMultiple(),
        help_text=_("Le module du socle de ce bloc peut alors être laissé de côté."),
    )

    def __init__(
        self,
        *args: Any,
        occupation: str,
        needs: Sequence[str],
        asked: bool = False,
        blocks: Sequence[tuple[str, Any]] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if not asked:
            del self.fields["departure"]
        if blocks:
            self.fields["vae"].choices = list(blocks)
        else:
            del self.fields["vae"]
        self.fields["occupation"].choices = [(each.code, each.name_feminine_fr) for each in programme().occupations]
        known = {each.code for each in programme().occupations}
        chosen = self.data.get("occupation") if self.is_bound else occupation
        self.modules = catalogue(chosen if chosen in known else occupation)
        # An option ticked for another occupation stays on the page, with its error: nothing vanishes unseen.
        here = {module.code for module in self.modules}
        self.modules += [m for m in programme().modules if m.code not in here and self.data.get(f"take_{m.code}")]
        for module in self.modules:
            self._add_boxes(module, needs)

    def _add_boxes(self, module: Module, needs: Sequence[str]) -> None:
        code = module.code
        self.fields[f"take_{code}"] = forms.BooleanField(label=module.name_fr, required=False)
        self.fields[f"hours_{code}"] = forms.DecimalField(
            label=_("Heures"),
            required=False,
            min_value=Decimal("0.25"),
            max_value=999,
            decimal_places=2,
            localize=True,
            widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        )
        reasons = [str(FOR_ALL)] if module.mandatory else []
        reasons += [*needs, str(WISH)]
        kept = self.initial.get(f"because_{code}")
        if kept and kept not in reasons:
            reasons.append(kept)
        self.fields[f"because_{code}"] = forms.ChoiceField(
            label=_("Pourquoi"), required=False, choices=[("", "…"), *((reason, reason) for reason in reasons)]
        )

    @staticmethod
    def proposal(occupation: str) -> dict[str, Any]:
        """A first proposal: what everybody follows, with the hours that the programme's sources give."""
        initial: dict[str, Any] = {"version": 0, "occupation": occupation}
        for module in catalogue(occupation):
            initial |= {f"take_{module.code}": module.mandatory, f"hours_{module.code}": module.hours}
            if module.mandatory:
                initial[f"because_{module.code}"] = str(FOR_ALL)
        return initial

    @staticmethod
    def initial_of(plan: Plan, *, version: int) -> dict[str, Any]:
        """What the page shows of a plan already written."""
        initial = {f"hours_{module.code}": module.hours for module in catalogue(plan.occupation)}
        initial |= {"version": version, "occupation": plan.occupation, "reason": plan.reason, "vae": list(plan.vae)}
        for planned in plan.modules:
            initial |= {
                f"take_{planned.module}": True,
                f"hours_{planned.module}": planned.hours.normalize(),
                f"because_{planned.module}": planned.because,
            }
        return initial

    def rows(self) -> tuple[list[ModuleRow], list[ModuleRow]]:
        """What everybody follows, and the options."""
        drawn = [
            ModuleRow(m, self[f"take_{m.code}"], (self[f"hours_{m.code}"], self[f"because_{m.code}"]))
            for m in self.modules
        ]
        return [row for row in drawn if row.module.mandatory], [row for row in drawn if not row.module.mandatory]

    def clean(self) -> dict[str, Any]:
        """Hours of every module taken, a reason for every option; the plan itself is read by `plan`."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        occupation = cleaned.get("occupation")
        for module in self.modules:
            code = module.code
            if not cleaned.get(f"take_{code}"):
                continue
            if cleaned.get(f"hours_{code}") is None and f"hours_{code}" not in self.errors:
                self.add_error(f"hours_{code}", _("Écrivez les heures : le programme ne les donne pas pour ce module."))
            if not module.mandatory and not cleaned.get(f"because_{code}"):
                self.add_error(f"because_{code}", _("Dites à quel besoin cette option répond."))
            if occupation and occupation not in module.serves:
                self.add_error(f"take_{code}", _("Cette option ne sert pas le métier choisi : décochez-la."))
        return cleaned

    def plan(self) -> Plan:
        """The plan of a valid form."""
        cleaned = self.cleaned_data
        modules = tuple(
            PlannedModule(m.code, cleaned[f"hours_{m.code}"], cleaned[f"because_{m.code}"])
            for m in self.modules
            if cleaned[f"take_{m.code}"]
        )
        return Plan(cleaned["occupation"], modules, cleaned["reason"], tuple(cleaned.get("vae", ())))


def programme_occupations() -> dict[str, str]:
    """The names of the occupations by their codes."""
    return {each.code: each.name_feminine_fr for each in programme().occupations}


class RefusalForm(forms.Form):
    """What the person says when she does not agree; she may say nothing."""

    words = forms.CharField(
        label=_("Qu’est-ce qui ne va pas ?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Écrivez dans votre langue, si vous voulez."),
    )
