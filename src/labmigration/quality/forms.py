"""What staff fill in: the answer to a complaint, a line of the register, a period."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from labmigration.access.models import User
from labmigration.quality.models import Complaint, Improvement
from labmigration.quality.own_forms import LONGEST
from labmigration.ui.forms import BigChoices, DayInput


class ComplaintAnswerForm(forms.Form):
    """The answer: what came of it, in French, and in the person's language where somebody can write it."""

    outcome = forms.ChoiceField(label=_("La réponse"), choices=Complaint.Outcome.choices, widget=BigChoices())
    words = forms.CharField(
        label=_("En mots, pour la personne"),
        help_text=_("Phrases courtes, sans jargon : ce qui est décidé, pourquoi, ce qu’elle peut faire ensuite."),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 5}),
    )
    own_words = forms.CharField(
        label=_("La même réponse dans sa langue"),
        help_text=_("Écrite par quelqu’un qui la parle. Sinon, laissez vide : elle lira le français."),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )

    def __init__(self, *args: Any, own_language: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not own_language:
            del self.fields["own_words"]


class ImprovementForm(forms.Form):
    """A line of the register."""

    found_in = forms.ChoiceField(
        label=_("D’où vient le constat"), choices=Improvement.Source.choices, widget=BigChoices()
    )
    finding = forms.CharField(label=_("Le constat"), max_length=300, help_text=_("Sans nommer personne."))
    action = forms.CharField(label=_("Ce qu’on fait"), max_length=300)
    owner = forms.ChoiceField(label=_("Qui s’en charge"))
    due_on = forms.DateField(label=_("Au plus tard le"), widget=DayInput())

    def __init__(self, *args: Any, owners: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owners = {str(user.pk): user for user in owners}
        self.fields["owner"].choices = [(key, user.name) for key, user in self.owners.items()]

    def told(self) -> dict[str, Any]:
        """What `improvements.decide` takes."""
        return {**self.cleaned_data, "owner": self.owners[self.cleaned_data["owner"]]}


class ImprovementEndForm(forms.Form):
    """What an action has changed, or why it is given up."""

    result = forms.CharField(label=_("Ce qui a changé, ou pourquoi on l’abandonne"), max_length=300)


class PeriodForm(forms.Form):
    """From one day to another."""

    first = forms.DateField(label=_("Du"), widget=DayInput())
    last = forms.DateField(label=_("Au"), widget=DayInput())
    named = forms.BooleanField(
        label=_("Avec les noms"),
        required=False,
        help_text=_("Sans cela, chaque personne porte un numéro propre au fichier."),
    )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("first") and told.get("last") and told["first"] > told["last"]:
            self.add_error("last", _("La période finit avant de commencer."))
        return told


class HoursForm(PeriodForm):
    """The period, and the kind of file."""

    kind = forms.ChoiceField(
        label=_("Fichier"),
        choices=[("xlsx", _("classeur (XLSX), avec la lecture des colonnes")), ("csv", _("tableau seul (CSV)"))],
        widget=BigChoices(),
        initial="xlsx",
    )
