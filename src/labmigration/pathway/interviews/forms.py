"""Forms of interviews."""

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from labmigration import clock
from labmigration.access.models import User
from labmigration.pathway.interviews.models import UseAnswer
from labmigration.pathway.interviews.text import MOST_CHARACTERS
from labmigration.people.models import Household
from labmigration.ui.forms import BigChoices, DayInput


class InviteForm(forms.Form):
    """A household, or somebody of the staff: one of the two."""

    household = forms.ChoiceField(label=_("Un foyer"), required=False)
    staff = forms.ChoiceField(label=_("Ou une personne de l’équipe"), required=False)

    def __init__(self, data: Any = None, *, households: Iterable[Household], staff: Iterable[User]) -> None:
        super().__init__(data)
        self.households = {str(each.pk): each for each in households}
        self.people = {str(each.pk): each for each in staff}
        nobody = [("", "—")]
        self.fields["household"].choices = nobody + [(key, each.name) for key, each in self.households.items()]
        self.fields["staff"].choices = nobody + [(key, each.name) for key, each in self.people.items()]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if bool(told.get("household")) == bool(told.get("staff")):
            raise forms.ValidationError(_("Choisissez un foyer ou une personne de l’équipe : l’un des deux."))
        return told


class NotedForm(forms.Form):
    """How a person answered somebody who notes it for her, and in which language she was read the text."""

    channel = forms.ChoiceField(
        label=_("Comment la personne a répondu"),
        choices=[(each.value, each.label) for each in (UseAnswer.Channel.ORAL, UseAnswer.Channel.PAPER)],
        widget=BigChoices(),
    )
    language = forms.ChoiceField(label=_("Langue du texte lu"), choices=settings.LANGUAGES)


class WriteForm(forms.Form):
    """The day and the words."""

    held_on = forms.DateField(label=_("Jour de l’entretien"), widget=DayInput())
    text = forms.CharField(
        label=_("Ce qui a été dit"),
        max_length=MOST_CHARACTERS,
        help_text=_(
            "Un paragraphe par idée, une ligne vide entre deux. Les questions commencent par « Q : ». "
            "Aucun nom, numéro ni adresse : écrivez [nom], [numéro], [adresse]."
        ),
        widget=forms.Textarea({"rows": 24}),
    )

    def clean_held_on(self) -> Any:
        day = self.cleaned_data["held_on"]
        if day > clock.today():
            raise forms.ValidationError(_("Ce jour n’est pas encore passé."))
        return day


class HandOutForm(forms.Form):
    """Two coders."""

    first = forms.ChoiceField(label=_("Première lecture"))
    second = forms.ChoiceField(label=_("Seconde lecture"))

    def __init__(self, data: Any = None, *, coders: Iterable[User], me: User) -> None:
        super().__init__(data)
        self.coders = {str(each.pk): each for each in coders}
        for name in ("first", "second"):
            self.fields[name].choices = [("", "—")] + [(key, each.name) for key, each in self.coders.items()]
        self.fields["first"].initial = str(me.pk)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("first") and told.get("first") == told.get("second"):
            raise forms.ValidationError(_("Il faut deux personnes différentes : elles codent sans se voir."))
        return told


class RecordingForm(forms.Form):
    """A recording."""

    file = forms.FileField(
        label=_("Enregistrement"),
        help_text=_("Son en ogg, mp3, m4a, wav ou webm, 30 Mo au plus."),
        widget=forms.FileInput({"accept": "audio/*"}),
    )


class CodeForm(forms.Form):
    """One code of the codebook."""

    theme = forms.CharField(label=_("Thème"), max_length=80)
    name = forms.CharField(label=_("Code"), max_length=80)
    definition = forms.CharField(
        label=_("Quand l’employer, quand non"), max_length=600, widget=forms.Textarea({"rows": 4})
    )


class PublishForm(forms.Form):
    """Why a version is published."""

    note = forms.CharField(label=_("Ce qui change, et pourquoi"), max_length=300)


class ExchangedForm(forms.Form):
    """A file of another tool."""

    file = forms.FileField(label=_("Fichier"))

    def __init__(self, data: Any = None, files: Any = None, *, ending: str) -> None:
        super().__init__(data, files)
        self.fields["file"].widget.attrs["accept"] = ending
        self.fields["file"].label = _("Fichier %(ending)s") % {"ending": ending}


def marks_in(sent: Any, paragraphs: Collection[UUID]) -> dict[UUID, set[UUID]]:
    """The codes ticked in a page of paragraphs: check boxes named by the paragraph, whose values are codes.

    Raises ValueError for a value that is no code.
    """
    return {key: {UUID(value) for value in sent.getlist(f"codes-{key}")} for key in paragraphs}


def quotes_in(sent: Any, paragraphs: Collection[UUID]) -> set[UUID]:
    """The paragraphs ticked as quotes."""
    return {key for key in paragraphs if sent.get(f"quote-{key}")}
