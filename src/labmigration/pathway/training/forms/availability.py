"""What people fill in about when trainers, rooms and trainees are there."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import dateformat
from django.utils.dates import WEEKDAYS
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from labmigration import clock
from labmigration.pathway.training.models import Half
from labmigration.pathway.training.weekly_pattern import every_working_half
from labmigration.programme import programme
from labmigration.ui.forms import BigChoices, DayInput

MOST_DAYS = 200
A_YEAR = timedelta(days=365)
_WORDS = {"matin": Half.AM, "après-midi": Half.PM, "apres-midi": Half.PM}


def weekly_halves(days: int = 7) -> list[tuple[str, list[tuple[str, str]]]]:
    """Choices of half-days by day of the week."""
    monday = date(2024, 1, 1)  # any Monday: only the names of the days are used
    names = [(weekday, dateformat.format(monday.replace(day=1 + weekday), "l")) for weekday in range(days)]
    return [(name, [(f"{weekday}-{half}", str(Half(half).label)) for half in Half.values]) for weekday, name in names]


class WeeklyField(forms.MultipleChoiceField):
    """Half-days of a week, as "0-am"."""

    def __init__(self, **options: Any) -> None:
        widget = forms.CheckboxSelectMultiple(attrs={"class": "halves"})
        super().__init__(widget=widget, required=False, **options)


class DaysField(forms.CharField):
    """Days typed one a line: 24/12/2026, or 24/12/2026 matin. Told as [["2026-12-24", "am"], …], sorted."""

    def __init__(self, **options: Any) -> None:
        given = {
            "required": False,
            "widget": forms.Textarea(attrs={"rows": 3}),
            "help_text": _("Un jour par ligne : 24/12/2026, ou 24/12/2026 matin, ou 24/12/2026 après-midi."),
            **options,
        }
        super().__init__(**given)

    def prepare_value(self, value: Any) -> Any:
        """As it is typed: whole days where both halves are there."""
        if not isinstance(value, list):
            return value
        by_day: dict[str, list[str]] = {}
        for day, half in value:
            by_day.setdefault(day, []).append(half)
        written = [(date.fromisoformat(day).strftime("%d/%m/%Y"), halves) for day, halves in sorted(by_day.items())]
        return "\n".join(day if len(halves) == 2 else f"{day} {Half(halves[0]).label}" for day, halves in written)

    def clean(self, value: Any) -> list[list[str]]:
        """Raises `ValidationError` with the line that is no day."""
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        if len(lines) > MOST_DAYS:
            raise forms.ValidationError(gettext("C’est trop de jours : %(most)s au plus.") % {"most": MOST_DAYS})
        found: set[tuple[str, str]] = set()
        for line in lines:
            day, _sep, word = line.partition(" ")
            half = _WORDS.get(word.strip().casefold())
            try:
                on = forms.DateField().to_python(day)
            except forms.ValidationError:
                on = None
            if on is None or (word.strip() and half is None):
                message = gettext(
                    "« %(line)s » n’est pas un jour : écrivez par exemple 24/12/2026 ou 24/12/2026 matin."
                )
                raise forms.ValidationError(message % {"line": line})
            found |= {(on.isoformat(), each) for each in ([half] if half else Half.values)}
        return [list(each) for each in sorted(found)]


class TraineeWeekForm(forms.Form):
    """When a person cannot come."""

    weekly = WeeklyField(label=_("Chaque semaine, elle ne peut pas venir"))
    days = DaysField(label=_("Ni ces jours-là"))
    version = forms.IntegerField(widget=forms.HiddenInput(), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["weekly"].choices = weekly_halves(5)  # type: ignore[attr-defined]


class OwnWeekForm(forms.Form):
    """The half-days of every week on which the person herself cannot come."""

    weekly = WeeklyField(label=_("Je ne peux pas venir"))
    version = forms.IntegerField(widget=forms.HiddenInput(), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # One below the other: two languages and an ear beside each leave no room for two columns.
        self.fields["weekly"].widget.attrs.pop("class")
        # Each says its day: one sentence a box, in two languages and aloud.
        self.fields["weekly"].choices = [  # type: ignore[attr-defined]
            (each, capfirst(format_lazy("{day} {half}", day=WEEKDAYS[int(each[0])], half=Half(each[2:]).label)))
            for each in every_working_half()
        ]

    def clean_weekly(self) -> list[str]:
        """In the order of the week."""
        return sorted(self.cleaned_data["weekly"])


class OwnDayForm(forms.Form):
    """One day on which the person cannot come, or half of it."""

    WHOLE = "day"
    day = forms.DateField(label=_("Quel jour ?"), widget=DayInput())
    half = forms.ChoiceField(
        label=_("Quand ?"),
        choices=[(WHOLE, _("toute la journée")), *Half.choices],
        initial=WHOLE,
        widget=BigChoices(),
    )
    version = forms.IntegerField(widget=forms.HiddenInput(), required=False)

    def clean_day(self) -> date:
        """A day to come, at most a year ahead."""
        told: date = self.cleaned_data["day"]
        if told < clock.today():
            raise forms.ValidationError(_("Ce jour est passé."))
        if told > clock.today() + A_YEAR:
            raise forms.ValidationError(_("Ce jour est trop loin : un an au plus."))
        return told

    def halves(self) -> list[tuple[str, str]]:
        """The half-days told, as a week keeps them."""
        told, day = self.cleaned_data["half"], self.cleaned_data["day"].isoformat()
        return [(day, str(half)) for half in (Half.values if told == self.WHOLE else [told])]


class CohortWeekForm(forms.Form):
    """When a cohort sits."""

    week = WeeklyField(label=_("Demi-journées possibles"))
    halves_a_week = forms.IntegerField(
        label=_("Demi-journées par semaine, au plus"),
        min_value=1,
        max_value=14,
        help_text=_("Pour laisser du temps à la maison, au travail et aux démarches."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput(), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["week"].choices = weekly_halves()  # type: ignore[attr-defined]

    def clean_week(self) -> list[str]:
        if not self.cleaned_data["week"]:
            raise forms.ValidationError(gettext("Choisissez au moins une demi-journée."))
        return sorted(self.cleaned_data["week"])


class RoomForm(forms.Form):
    """A room."""

    name = forms.CharField(label=_("Nom de la salle"), max_length=60)
    seats = forms.IntegerField(label=_("Places pour les stagiaires"), min_value=1, max_value=100)
    weekly = WeeklyField(label=_("Chaque semaine, elle est prise par d’autres"))
    days = DaysField(label=_("Et ces jours-là"))
    in_use = forms.TypedChoiceField(
        label=_("Utilisée pour les emplois du temps"),
        coerce=lambda value: value == "yes",
        choices=[("yes", _("oui")), ("no", _("non"))],
        initial="yes",
        widget=BigChoices(attrs={"class": "in-a-row"}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput(), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["weekly"].choices = weekly_halves()  # type: ignore[attr-defined]


class TrainerWeekForm(forms.Form):
    """What someone teaches, and when not."""

    teaches = forms.MultipleChoiceField(
        label=_("Modules enseignés"),
        required=False,
        widget=forms.CheckboxSelectMultiple(),
        help_text=_("Rien de coché : tous."),
    )
    max_halves = forms.IntegerField(
        label=_("Demi-journées par semaine, au plus"), min_value=1, max_value=14, required=False
    )
    weekly = WeeklyField(label=_("Chaque semaine, n’est pas là"))
    days = DaysField(label=_("Ni ces jours-là"))
    version = forms.IntegerField(widget=forms.HiddenInput(), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["teaches"].choices = [(each.code, each.name_fr) for each in programme().modules]  # type: ignore[attr-defined]
        self.fields["weekly"].choices = weekly_halves()  # type: ignore[attr-defined]


class ClosureForm(forms.Form):
    """Days on which the provider is closed."""

    first = forms.DateField(label=_("Du"), widget=DayInput())
    last = forms.DateField(label=_("Au"), widget=DayInput())
    label = forms.CharField(label=_("Pourquoi"), max_length=60, help_text=_("Par exemple : congés de fin d’année."))

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        first, last = told.get("first"), told.get("last")
        if first and last and last < first:
            self.add_error("last", _("Le dernier jour vient avant le premier."))
        return told
