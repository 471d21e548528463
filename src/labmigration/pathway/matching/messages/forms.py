"""What is filled in around messages: the places of a chosen sentence, free words, a report and its answer."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from labmigration import clock
from labmigration.pathway.matching.messages import states
from labmigration.pathway.matching.messages.phrases import MINUTES, WEEKDAYS, Phrase
from labmigration.ui.forms import BigChoices, DayInput, TimeOfDayInput

#: Says why words may not go; empty when they may.
HeldBack = Callable[[str], Any]


def _minutes(minutes: int) -> Any:
    return lazy(lambda: gettext("%(minutes)s minutes") % {"minutes": minutes}, str)()


class _NotPast(forms.DateField):
    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and value < clock.today():
            raise forms.ValidationError(_("Ce jour est passé : choisissez aujourd’hui ou un jour à venir."))


#: A field for each kind of value, made anew for each form.
FIELDS: dict[str, Callable[[], forms.Field]] = {
    "day": lambda: _NotPast(label=_("Quel jour ?"), widget=DayInput()),
    "time": lambda: forms.TimeField(label=_("À quelle heure ?"), widget=TimeOfDayInput()),
    "until": lambda: forms.TimeField(label=_("Jusqu’à quelle heure ?"), widget=TimeOfDayInput()),
    "weekday": lambda: forms.ChoiceField(
        label=_("Quel jour de la semaine ?"),
        choices=[(str(number), name) for number, name in enumerate(WEEKDAYS)],
        widget=BigChoices(),
    ),
    "minutes": lambda: forms.ChoiceField(
        label=_("Combien de minutes ?"),
        choices=[(str(minutes), _minutes(minutes)) for minutes in MINUTES],
        widget=BigChoices(),
    ),
    "hours": lambda: forms.DecimalField(
        label=_("Combien d’heures par semaine ?"), min_value=1, max_value=48, max_digits=4, decimal_places=2
    ),
    "line": lambda: forms.CharField(label=_("Quelle ligne ?"), max_length=20, help_text=_("Par exemple : bus 12.")),
    "stop": lambda: forms.CharField(
        label=_("Quel arrêt ?"), max_length=60, help_text=_("Le nom de l’arrêt, comme il est écrit sur le plan.")
    ),
}


class PhraseForm(forms.Form):
    """The places of one sentence."""

    def __init__(self, *args: Any, phrase: Phrase, held_back: HeldBack, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.held_back = held_back
        for kind in phrase.asks:
            self.fields[kind] = FIELDS[kind]()

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for kind in ("line", "stop"):
            if given.get(kind) and (sentence := self.held_back(given[kind])):
                self.add_error(kind, sentence)
        if given.get("time") and given.get("until") and given["until"] <= given["time"]:
            self.add_error("until", _("La fin vient après le début."))
        return given

    def values(self) -> dict[str, str]:
        """By kind, as the action keeps them: days and times in ISO form."""
        return {
            kind: value.isoformat() if hasattr(value, "isoformat") else str(value)
            for kind, value in self.cleaned_data.items()
        }


class WordsForm(forms.Form):
    """A message in one's own words."""

    words = forms.CharField(
        label=_("Votre message"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        help_text=_("Ce message n’est pas traduit. Les phrases toutes faites, elles, sont traduites."),
        error_messages={"required": _("Écrivez quelques mots.")},
    )

    def __init__(self, *args: Any, held_back: HeldBack, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.held_back = held_back

    def clean_words(self) -> str:
        words: str = self.cleaned_data["words"]
        if sentence := self.held_back(words):
            raise forms.ValidationError(sentence)
        return words


class ReportForm(forms.Form):
    """Why the placement officer should read."""

    reason = forms.ChoiceField(
        label=_("Que se passe-t-il ?"),
        choices=states.REASONS,
        widget=BigChoices(),
        error_messages={"required": _("Choisissez une réponse.")},
    )
    words = forms.CharField(
        label=_("En quelques mots, dans votre langue"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=_("Vous pouvez ne rien écrire. L’autre côté ne lit jamais ces mots."),
    )


class ReportAnswerForm(forms.Form):
    """What the placement officer answers, and what becomes of the messages."""

    answer = forms.CharField(
        label=_("Votre réponse"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Seul le côté qui a signalé la lit. Écrivez court : elle n’est pas traduite."),
        error_messages={"required": _("Écrivez la réponse.")},
    )
    then = forms.ChoiceField(
        label=_("Et les messages ?"),
        choices=[("open", _("ils reprennent")), ("close", _("ils sont fermés"))],
        widget=BigChoices(),
        error_messages={"required": _("Choisissez une réponse.")},
    )
