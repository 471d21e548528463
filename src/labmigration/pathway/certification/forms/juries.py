"""What people fill in around a jury: who sits, what they say, ties, a second look."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from labmigration.access.models import User
from labmigration.pathway.certification.blocks import Block
from labmigration.pathway.certification.collegial import JURORS
from labmigration.pathway.certification.forms.files import told
from labmigration.pathway.certification.models import Link, Outcome
from labmigration.ui.components.pieces import icon
from labmigration.ui.forms import BigChoices, DayInput


class JuryForm(forms.Form):
    """The day of the jury and who sits on it."""

    version = forms.IntegerField(widget=forms.HiddenInput())
    jury_on = forms.DateField(label=_("Jour du jury"), widget=DayInput())
    place = forms.CharField(label=_("Lieu"), required=False, max_length=120)
    jurors = forms.MultipleChoiceField(
        label=_("Membres du jury"),
        widget=forms.CheckboxSelectMultiple(),
        help_text=_("Deux au moins. Qui a un lien avec la personne ne peut pas la juger et n’est pas proposé."),
    )

    def __init__(self, *args: Any, jurors: Collection[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(juror.pk): juror for juror in jurors}
        self.fields["jurors"].choices = [(key, juror.name) for key, juror in self.people.items()]

    def clean_jurors(self) -> list[User]:
        chosen = [self.people[key] for key in self.cleaned_data["jurors"]]
        if len(chosen) < JURORS:
            raise forms.ValidationError(_("Un jury se compose d’au moins deux personnes : la décision est collégiale."))
        return chosen


class OpinionForm(forms.Form):
    """What a juror says of each block, and what she saw: a block is not granted on nothing."""

    def __init__(
        self,
        *args: Any,
        blocks: Collection[Block],
        said: dict[str, str],
        proven: Collection[str] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.codes = {f"block_{place}": block.code for place, block in enumerate(blocks)}
        self.proven = set(proven)
        pictures = {Outcome.ACQUIRED: "circle-check", Outcome.PARTIAL: "hourglass", Outcome.RETAKE: "rotate-ccw"}
        choices = [(value, format_html("{} {}", icon(pictures[value]), words)) for value, words in Outcome.choices]
        for name, block in zip(self.codes, blocks, strict=True):
            self.fields[name] = forms.ChoiceField(
                label=told(block),
                choices=choices,
                widget=BigChoices(),
                initial=said.get(block.code),
                error_messages={"required": _("Donnez un avis sur ce bloc.")},
            )
            self.fields[f"seen_{name}"] = forms.CharField(
                label=_("Ce que vous avez vu"),
                required=False,
                max_length=600,
                widget=forms.Textarea(attrs={"rows": 2}),
                help_text="" if block.code in self.proven else _("Aucune preuve n’est encore notée pour ce bloc."),
            )

    def outcomes(self) -> dict[str, str]:
        """Outcome by code of block."""
        return {code: self.cleaned_data[name] for name, code in self.codes.items()}

    def seen(self) -> dict[str, str]:
        """What was seen, by code of block; blocks of which nothing new is said are left out."""
        return {code: words for name, code in self.codes.items() if (words := self.cleaned_data[f"seen_{name}"])}

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for name, code in self.codes.items():
            granted = given.get(name) in (Outcome.ACQUIRED, Outcome.PARTIAL)
            if granted and code not in self.proven and not given.get(f"seen_{name}"):
                self.add_error(f"seen_{name}", _("Un bloc ne s’acquiert pas sans preuve : dites ce que vous avez vu."))
        return given


class ConflictForm(forms.Form):
    """The tie that a juror has with the person."""

    link = forms.ChoiceField(
        label=_("Quel lien avez-vous avec la personne ?"), choices=Link.choices, widget=BigChoices()
    )


class AppealForm(forms.Form):
    """What the person wants to say to another jury."""

    words = forms.CharField(
        label=_("Voulez-vous dire pourquoi ?"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Vous pouvez écrire dans votre langue, ou ne rien écrire."),
    )
