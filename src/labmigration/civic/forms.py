"""What people fill in: the checks of a step, a question, a meeting, who came."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from labmigration.access.models import User
from labmigration.civic.content import Check
from labmigration.civic.models import SessionPlace, Topic
from labmigration.people.consents import spoken
from labmigration.ui.forms import BigChoices, DayInput, TimeOfDayInput

LONGEST_QUESTION = 500


class ChecksForm(forms.Form):
    """The checks of a step that are not found yet; another answer than the right one is told why, and tried again."""

    def __init__(self, *args: Any, checks: list[Check], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.checks = checks
        for check in checks:
            self.fields[check.code] = forms.ChoiceField(
                label=spoken(check.question),
                choices=[(str(number), spoken(each)) for number, each in enumerate(check.answer)],
                widget=BigChoices(),
                error_messages={"required": _("Choisissez une réponse.")},
            )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        for check in self.checks:
            if check.code in told and told[check.code] != str(check.right):
                self.add_error(check.code, format_lazy(_("Pas encore. {why} Essayez encore."), why=spoken(check.why)))
        return told

    @property
    def found(self) -> list[str]:
        """The codes of the checks answered right, whatever the others are."""
        self.is_valid()
        return [check.code for check in self.checks if self.cleaned_data.get(check.code) == str(check.right)]

    def keep_only_others(self) -> None:
        """Draw no longer what was found: it stands above the form, with its reason."""
        for code in self.found:
            del self.fields[code]


class QuestionForm(forms.Form):
    """A question for a meeting."""

    topic = forms.ChoiceField(label=_("Sur quel sujet ?"), choices=Topic.choices, widget=BigChoices())
    words = forms.CharField(
        label=_("Votre question"),
        help_text=_("Quelques mots suffisent, dans votre langue. N’écrivez le nom de personne."),
        max_length=LONGEST_QUESTION,
        widget=forms.Textarea({"rows": 4}),
    )


class SessionForm(forms.Form):
    """A meeting of both sides."""

    topic = forms.ChoiceField(label=_("Sujet"), choices=Topic.choices, widget=BigChoices())
    day = forms.DateField(label=_("Jour"), widget=DayInput())
    at = forms.TimeField(label=_("Heure"), widget=TimeOfDayInput())
    minutes = forms.IntegerField(label=_("Durée, en minutes"), min_value=15, max_value=300, initial=90)
    place = forms.CharField(label=_("Lieu"), max_length=120)
    seats = forms.IntegerField(label=_("Places"), min_value=2, max_value=60, initial=12)
    facilitator = forms.ChoiceField(label=_("Qui anime"))

    def __init__(self, *args: Any, facilitators: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.facilitators = {str(user.pk): user for user in facilitators}
        self.fields["facilitator"].choices = [(key, user.name) for key, user in self.facilitators.items()]

    def told(self) -> dict[str, Any]:
        """What `sessions.plan` takes."""
        told = dict(self.cleaned_data)
        day, at = told.pop("day"), told.pop("at")
        starts_at = timezone.make_aware(datetime.combine(day, at or time(0)))
        return {**told, "starts_at": starts_at, "facilitator": self.facilitators[told["facilitator"]]}


class WhoCameForm(forms.Form):
    """One tick for each who said she comes; none ticked is an answer too."""

    came = forms.MultipleChoiceField(label=_("Qui est venu"), required=False, widget=forms.CheckboxSelectMultiple())

    def __init__(self, *args: Any, places: list[tuple[SessionPlace, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {str(place.pk): place.pk for place, _name in places}
        self.fields["came"].choices = [(str(place.pk), name) for place, name in places]
        # Whoever was added on the spot is there.
        self.fields["came"].initial = [str(place.pk) for place, _name in places if place.on_the_spot]

    def keys(self) -> set[Any]:
        """The places ticked."""
        return {self.places[key] for key in self.cleaned_data["came"]}
