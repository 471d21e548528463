"""What people fill in around certification."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from labmigration.access.models import User
from labmigration.pathway.certification.blocks import Block, known_blocks, typed_blocks
from labmigration.pathway.certification.collegial import JURORS
from labmigration.pathway.certification.models import Outcome
from labmigration.programme import programme
from labmigration.ui.components.pieces import icon
from labmigration.ui.forms import BigChoices, DayInput


def told(block: Block) -> str:
    """A block's label, with a word where no source confirms it."""
    return block.label if block.confirmed or block.typed else _now("%(block)s (à confirmer)") % {"block": block.label}


class TitleForm(forms.Form):
    """Which title the person presents."""

    certification = forms.ChoiceField(label=_("Titre présenté"), widget=BigChoices())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["certification"].choices = [(title.code, title.name_fr) for title in programme().titles]


class FileForm(TitleForm):
    """The title and its blocks: those that the programme knows of any title, and labels typed by hand."""

    blocks = forms.MultipleChoiceField(
        label=_("Blocs présentés"), required=False, widget=forms.CheckboxSelectMultiple()
    )
    typed = forms.CharField(
        label=_("Autres blocs"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Un intitulé par ligne, tel qu’il est écrit dans le référentiel. Aucun numéro n’est inventé ici."),
    )

    def __init__(self, *args: Any, outstanding: Collection[Block] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_title = {
            title.code: {block.code: block for block in known_blocks(title.code)} for title in programme().titles
        }
        self.outstanding = {block.code: block for block in outstanding}
        groups = [
            (
                title.name_fr,
                [(f"{title.code}/{code}", told(block)) for code, block in self.by_title[title.code].items()],
            )
            for title in programme().titles
            if self.by_title[title.code]
        ]
        again = [(f"again/{code}", told(block)) for code, block in self.outstanding.items()]
        if again:
            groups = [(_now("À repasser"), again)]
            self.initial["blocks"] = [value for value, _label in again]
        self.fields["blocks"].choices = groups

    def chosen(self) -> list[Block]:
        """The blocks ticked, then those typed."""
        ticked = [value.split("/", 1) for value in self.cleaned_data["blocks"]]
        found = [self.outstanding[code] if title == "again" else self.by_title[title][code] for title, code in ticked]
        labels = self.cleaned_data["typed"].splitlines()
        return [*found, *typed_blocks(labels, [block.code for block in found])]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        titles = {value.split("/", 1)[0] for value in given.get("blocks", ())} - {"again"}
        if titles - {given.get("certification")}:
            self.add_error("blocks", _("Un bloc choisi appartient à un autre titre."))
        elif not given.get("blocks") and not given.get("typed", "").strip():
            self.add_error("blocks", _("Choisissez ou écrivez au moins un bloc."))
        return given


class JuryForm(forms.Form):
    """The day of the jury and who sits on it."""

    jury_on = forms.DateField(label=_("Jour du jury"), widget=DayInput())
    jurors = forms.MultipleChoiceField(
        label=_("Membres du jury"),
        widget=forms.CheckboxSelectMultiple(),
        help_text=_("Deux au moins. Qui a formé la personne ne peut pas la juger et n’est pas proposé."),
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
    """What a juror says of each block."""

    def __init__(self, *args: Any, blocks: Collection[Block], said: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.codes = {f"block_{place}": block.code for place, block in enumerate(blocks)}
        pictures = {Outcome.ACQUIRED: "circle-check", Outcome.RETAKE: "rotate-ccw"}
        choices = [(value, format_html("{} {}", icon(pictures[value]), words)) for value, words in Outcome.choices]
        for name, block in zip(self.codes, blocks, strict=True):
            self.fields[name] = forms.ChoiceField(
                label=told(block),
                choices=choices,
                widget=BigChoices(),
                initial=said.get(block.code),
                error_messages={"required": _("Donnez un avis sur ce bloc.")},
            )

    def outcomes(self) -> dict[str, str]:
        """Outcome by code of block."""
        return {code: self.cleaned_data[name] for name, code in self.codes.items()}


class SstForm(forms.Form):
    """The day on which a first-aid certificate was obtained."""

    obtained_on = forms.DateField(label=_("Obtenu le"), widget=DayInput())
