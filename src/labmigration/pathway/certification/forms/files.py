"""What people fill in of a file: the title, its blocks, what they rest on, first aid."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from labmigration.pathway.certification.blocks import Block, known_blocks, typed_blocks
from labmigration.pathway.certification.models import Kind
from labmigration.programme import programme
from labmigration.ui.forms import BigChoices, DayInput


def told(block: Block) -> str:
    """A block's label, with a word where no source confirms it."""
    return (
        block.label if block.confirmed or block.typed else gettext("%(block)s (à confirmer)") % {"block": block.label}
    )


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
            groups = [(gettext("À repasser"), again)]
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


class EvidenceForm(forms.Form):
    """What somebody saw or read for one block."""

    block = forms.ChoiceField(label=_("Bloc"), widget=BigChoices())
    kind = forms.ChoiceField(
        label=_("Quelle preuve ?"),
        choices=[choice for choice in Kind.choices if choice[0] != Kind.OBSERVED],
        widget=BigChoices(),
    )
    seen_on = forms.DateField(label=_("Vu le"), widget=DayInput())
    words = forms.CharField(
        label=_("Ce qui a été vu"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=600,
        help_text=_("Ce que la personne a fait, en une phrase ou deux. Rien sur sa santé ni sur son histoire."),
    )

    def __init__(self, *args: Any, blocks: Collection[Block], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["block"].choices = [(block.code, told(block)) for block in blocks]


class PriorForm(TitleForm):
    """A block held from elsewhere: the title, the block, the day, and the document that was read."""

    block = forms.ChoiceField(label=_("Bloc"), required=False)
    typed = forms.CharField(
        label=_("Ou un autre bloc"),
        required=False,
        max_length=160,
        help_text=_("Son intitulé, tel qu’il est écrit sur le document. Aucun numéro n’est inventé ici."),
    )
    obtained_on = forms.DateField(label=_("Obtenu le"), widget=DayInput())
    read = forms.CharField(
        label=_("Document lu"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=400,
        help_text=_("Par exemple : parchemin, livret de certification, notification du jury. Qui l’a délivré, quand."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_title = {
            title.code: {block.code: block for block in known_blocks(title.code)} for title in programme().titles
        }
        self.fields["block"].choices = [
            ("", gettext("Aucun de ceux-ci")),
            *(
                (title.name_fr, [(f"{title.code}/{code}", told(block)) for code, block in known.items()])
                for title in programme().titles
                if (known := self.by_title[title.code])
            ),
        ]

    def chosen(self) -> Block:
        """The block picked, or the one typed."""
        if self.cleaned_data["block"]:
            title, code = self.cleaned_data["block"].split("/", 1)
            return self.by_title[title][code]
        return typed_blocks([self.cleaned_data["typed"]])[0]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        picked = given.get("block", "")
        if picked and picked.split("/", 1)[0] != given.get("certification"):
            self.add_error("block", _("Un bloc choisi appartient à un autre titre."))
        elif not picked and not given.get("typed", "").strip():
            self.add_error("block", _("Choisissez ou écrivez au moins un bloc."))
        if not given.get("read", "").strip():
            self.add_error("read", _("Un bloc ne s’acquiert pas sans preuve : dites quel document vous avez lu."))
        return given


class WhyForm(forms.Form):
    """A reason, in a few words."""

    why = forms.CharField(label=_("Pourquoi ?"), widget=forms.Textarea(attrs={"rows": 3}), max_length=600)


class SstForm(forms.Form):
    """The day on which a first-aid certificate was obtained, and whether it prolongs an earlier one."""

    obtained_on = forms.DateField(label=_("Obtenu le"), widget=DayInput())
    refresher = forms.BooleanField(
        label=_("C’est un recyclage (MAC)"),
        required=False,
        help_text=_("Il prolonge un certificat encore valable ce jour-là."),
    )
