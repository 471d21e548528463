"""What a coordinator moves: the levers of a territory, with their bounds, as a form that is read from the address."""

from dataclasses import asdict, dataclass
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from labmigration.steering.forecasting.assumptions import COHORT_SIZE
from labmigration.steering.forecasting.own_figures import OwnFigures
from labmigration.ui.forms import BigChoices

SEED: Final = 2030


@dataclass(frozen=True)
class Levers:
    """One setting. `max_wait`: after so many months a cohort starts with whoever is there; None: never so."""

    arrivals: int
    advisors: int
    rooms: int
    tracks: int
    start_with: int
    max_wait: int | None
    own: bool
    seed: int = SEED

    def asked(self, **changes: Any) -> dict[str, Any]:
        """The values of the form that say this setting, for an address."""
        told = {**asdict(self), **changes}
        wait = told.pop("max_wait")
        told["own"] = "own" if told["own"] else "reference"
        return {**told, **({"early": "on", "max_wait": wait} if wait is not None else {})}


class Slider(forms.NumberInput):
    """A range with its number beside, which follows it where scripts run."""

    input_type = "range"
    template_name = "forecasting/slider.html"


class LeversForm(forms.Form):
    """The same, moved on the page."""

    arrivals = forms.IntegerField(label=_("Personnes orientées, par mois"), min_value=1, max_value=80, widget=Slider())
    advisors = forms.IntegerField(label=_("Conseillères et conseillers"), min_value=1, max_value=10, widget=Slider())
    rooms = forms.IntegerField(label=_("Salles de formation"), min_value=1, max_value=24, widget=Slider())
    tracks = forms.TypedChoiceField(
        label=_("Cohortes"),
        coerce=int,
        choices=[
            (1, _("mélangées : les heures communes ensemble")),
            (4, _("une par métier : quatre files d’attente")),
        ],
        widget=BigChoices(),
    )
    start_with = forms.IntegerField(
        label=_("Commencer dès que tant de personnes attendent"),
        min_value=4,
        max_value=COHORT_SIZE,
        widget=Slider(),
    )
    early = forms.BooleanField(
        label=_("Commencer à moins, quand la première personne a attendu trop longtemps"), required=False
    )
    max_wait = forms.IntegerField(
        label=_("Attente au plus, en mois"), min_value=1, max_value=12, required=False, widget=Slider()
    )
    own = forms.ChoiceField(
        label=_("Ce que le calcul suppose"),
        choices=[
            ("own", _("les chiffres du territoire, dès qu’assez de personnes les portent")),
            ("reference", _("les hypothèses d’illustration seulement")),
        ],
        widget=BigChoices(),
        required=False,
    )
    seed = forms.IntegerField(label=_("Graine du hasard"), min_value=0, max_value=2**31 - 1, required=False)

    def levers(self) -> Levers:
        """What a valid form asks."""
        told = self.cleaned_data
        return Levers(
            arrivals=told["arrivals"],
            advisors=told["advisors"],
            rooms=told["rooms"],
            tracks=told["tracks"],
            start_with=told["start_with"],
            max_wait=(told["max_wait"] or 3) if told["early"] else None,
            own=told["own"] != "reference",
            seed=SEED if told["seed"] is None else told["seed"],
        )


class KeepForm(LeversForm):
    """A setting with the name under which it is kept."""

    name = forms.CharField(
        label=_("Nom du scénario"), max_length=80, help_text=_("Par exemple : quatre salles, cohortes mélangées")
    )


def as_today(own: OwnFigures) -> Levers:
    """Where the levers stand at first: the territory as it is, and the illustration's where it says nothing."""
    bounds = LeversForm.base_fields

    def within(name: str, value: float) -> int:
        field = bounds[name]
        return max(field.min_value, min(field.max_value, round(value)))

    return Levers(
        arrivals=within("arrivals", own.arrivals_a_month or 20),
        advisors=within("advisors", own.advisors or 1),
        rooms=within("rooms", own.rooms or 2),
        tracks=4,
        start_with=COHORT_SIZE,
        max_wait=None,
        own=True,
    )
