"""What people fill in about wishes, pauses, alarms, and what an officer makes of a pair."""

from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.functional import lazy
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from labmigration import clock
from labmigration.pathway.matching.placement import states
from labmigration.programme.communes import postcode
from labmigration.programme.occupation_leaflets import leaflets
from labmigration.ui.forms import BigChoices, DayInput

MINUTES = (15, 30, 45, 60, 90)
SECONDS = (5, 20, 60)


def task_choices(occupation: str) -> list[tuple[str, Any]]:
    """The tasks of an occupation, in the words of its leaflet, in the language of whoever reads."""
    if not occupation:
        return []
    return [(line.code, _in_language(line)) for line in leaflets().leaflet(occupation).lines("tasks")]


def _in_language(line: Any) -> Any:
    return lazy(lambda: line.in_language(get_language() or "fr"), str)()


def _minutes(minutes: int) -> Any:
    return lazy(lambda: gettext("%(minutes)s minutes") % {"minutes": minutes}, str)()


def _seconds(seconds: int) -> Any:
    return lazy(lambda: gettext("%(seconds)s secondes") % {"seconds": seconds}, str)()


class WishesForm(forms.Form):
    """When, where from, how far, how much, which tasks. The week is drawn by the page: a box a day and part of it."""

    halves = forms.MultipleChoiceField(
        label=_("Quand pouvez-vous travailler ?"),
        error_messages={"required": _("Cochez au moins une case dans la semaine.")},
    )
    postcode = forms.RegexField(
        r"^\d{5}$",
        label=_("Code postal de votre départ"),
        help_text=_("Cinq chiffres. Nous ne demandons pas votre adresse."),
        error_messages={"invalid": _("Un code postal a cinq chiffres.")},
    )
    means = forms.ChoiceField(label=_("Comment vous déplacez-vous ?"), choices=states.MEANS, widget=BigChoices())
    max_minutes = forms.TypedChoiceField(
        label=_("Combien de temps de trajet, au plus ?"),
        coerce=int,
        choices=[(minutes, _minutes(minutes)) for minutes in MINUTES],
        widget=BigChoices(),
    )
    hours_least = forms.IntegerField(label=_("Heures par semaine, au moins"), min_value=0, max_value=50)
    hours_most = forms.IntegerField(label=_("Heures par semaine, au plus"), min_value=1, max_value=50)
    tasks_wanted = forms.MultipleChoiceField(
        label=_("Ce que j’aime faire"), required=False, widget=forms.CheckboxSelectMultiple()
    )
    tasks_unwanted = forms.MultipleChoiceField(
        label=_("Ce que je ne veux pas faire"), required=False, widget=forms.CheckboxSelectMultiple()
    )
    version = forms.IntegerField(widget=forms.HiddenInput(), required=False)

    def __init__(self, *args: Any, occupation: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        halves: Any = self.fields["halves"]
        halves.choices = [(f"{day}-{part}", "") for day in range(7) for part, _label in states.PARTS]
        for name in ("tasks_wanted", "tasks_unwanted"):
            tasks: Any = self.fields[name]
            tasks.choices = task_choices(occupation)

    @property
    def week(self) -> list[tuple[Any, list[tuple[str, Any, bool]]]]:
        """Days, each with its boxes: (value, part of the day, ticked)."""
        given = set(self["halves"].value() or ())
        return [
            (WEEKDAYS[day], [(f"{day}-{part}", label, f"{day}-{part}" in given) for part, label in states.PARTS])
            for day in range(7)
        ]

    @property
    def parts(self) -> list[Any]:
        """Names of the parts of the day, in the order of the boxes."""
        return [label for _code, label in states.PARTS]

    def clean_postcode(self) -> str:
        typed: str = self.cleaned_data["postcode"]
        if postcode(typed) is None:
            raise forms.ValidationError(_("Nous ne connaissons pas ce code postal. Écrivez celui d’une ville voisine."))
        return typed

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        least, most = given.get("hours_least"), given.get("hours_most")
        if least is not None and most is not None and least > most:
            self.add_error("hours_most", _("Ce nombre est plus petit que le moins d’heures."))
        both = set(given.get("tasks_wanted", ())) & set(given.get("tasks_unwanted", ()))
        if both:
            self.add_error("tasks_unwanted", _("Vous avez coché le même travail deux fois : oui et non."))
        return given


class PauseForm(forms.Form):
    """A pause until a day, or without one."""

    until = forms.DateField(
        label=_("Jusqu’au (si vous savez)"),
        required=False,
        widget=DayInput(),
        help_text=_("Ce jour-là, la recherche reprend seule. Sans jour, vous direz quand reprendre."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput())

    def clean_until(self) -> object:
        until = self.cleaned_data["until"]
        if until is not None and until <= clock.today():
            raise forms.ValidationError(_("Choisissez un jour à venir, ou laissez vide."))
        return until


class AlarmForm(forms.Form):
    """What is wrong, in her own words, if she wants to say it."""

    words = forms.CharField(
        label=_("Ce qui ne va pas, dans votre langue"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Vous pouvez ne rien écrire. Le foyer ne lit jamais ces mots."),
    )


class HandledForm(forms.Form):
    """What was done about an alarm."""

    outcome = forms.CharField(
        label=_("Ce qui a été fait"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "Appelez d’abord la personne. Tant que l’alerte n’est pas traitée, personne n’est proposé à ce foyer."
        ),
    )


class ReasonForm(forms.Form):
    """Why an officer decides otherwise than the machine."""

    reason = forms.CharField(
        label=_("Pourquoi"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Ces mots sont gardés avec la décision. La personne peut les lire dans « mes données »."),
    )


class SearchForm(forms.Form):
    """How long to compose the weeks of which territory."""

    territory = forms.ChoiceField(label=_("Territoire"))
    seconds = forms.TypedChoiceField(
        label=_("Temps de calcul, au plus"),
        coerce=int,
        initial=SECONDS[1],
        choices=[(seconds, _seconds(seconds)) for seconds in SECONDS],
    )

    def __init__(self, *args: Any, territories: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["territory"]
        field.choices = territories
        if len(territories) == 1:
            field.widget, field.initial = forms.HiddenInput(), territories[0][0]
