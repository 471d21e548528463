"""What people fill in about papers: a photograph, what one reads on it, what a check of the right to work found."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from labmigration import clock
from labmigration.pathway.reception import document_states, photograph
from labmigration.pathway.reception import right_to_work_states as checks
from labmigration.pathway.reception.models import Document
from labmigration.pathway.reception.papers import KINDS, PAPERS
from labmigration.pathway.reception.refusals import PHOTOGRAPH_REFUSED
from labmigration.ui.forms import BigChoices, DayMonthYearInput

YES, NO = "yes", "no"


class PhotographForm(forms.Form):
    """One photograph of one kind of paper. Neither its name nor the type that it claims is read."""

    kind = forms.ChoiceField(choices=KINDS, widget=forms.HiddenInput())
    photo = forms.FileField(
        label=_("Prendre ou choisir une photo"),
        allow_empty_file=True,
        max_length=None,
        error_messages={
            "required": _("Choisissez d’abord une photo."),
            "invalid": _("Choisissez d’abord une photo."),
            "missing": _("Choisissez d’abord une photo."),
        },
    )

    def clean_photo(self) -> Any:
        sent = self.cleaned_data["photo"]
        if sent.size > photograph.MAX_BYTES:
            self.refuse(photograph.TOO_HEAVY)
        return sent

    def refuse(self, reason: str) -> None:
        """Say beside the field why the photograph is not taken."""
        self.add_error("photo", PHOTOGRAPH_REFUSED[reason])


class _EndForm(forms.Form):
    """A last day that is read on a paper, or the word that it has none: an empty box never means "no end"."""

    valid_until = forms.DateField(
        label=_("Dernier jour de validité"),
        required=False,
        widget=DayMonthYearInput(),
        help_text=_("Si le papier est bon : recopiez la date écrite dessus."),
    )
    no_end = forms.BooleanField(label=_("Aucune date de fin n’est écrite"), required=False)

    def end_or_error(self) -> None:
        """Refuse neither, and both."""
        told = self.cleaned_data
        if "valid_until" not in told:
            return
        if told["valid_until"] is None and not told.get("no_end"):
            self.add_error("valid_until", _("Recopiez la date de fin, ou cochez qu’aucune n’est écrite."))
        elif told["valid_until"] is not None and told.get("no_end"):
            self.add_error("no_end", _("Une date de fin est écrite : décochez."))


class CheckForm(_EndForm):
    """What one person reads on a photograph."""

    finding = forms.ChoiceField(
        label=_("Ce que vous voyez"), choices=document_states.FINDINGS, widget=BigChoices(), required=True
    )
    allows_work = forms.ChoiceField(
        label=_("Est-il écrit que la personne peut travailler ?"),
        choices=[(YES, _("oui")), (NO, _("non"))],
        widget=BigChoices(),
        required=False,
        help_text=_("Si le papier est bon : lisez la mention, de ce côté ou de l’autre."),
    )

    field_order = ["finding", "valid_until", "no_end", "allows_work"]

    def __init__(self, *args: Any, document: Document, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.paper = PAPERS[document.kind]
        if not self.paper.ends:
            del self.fields["valid_until"], self.fields["no_end"]
        if not self.paper.opens_work:
            del self.fields["allows_work"]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("finding") == document_states.GOOD:
            if self.paper.ends:
                self.end_or_error()
                if (end := told.get("valid_until")) and end < clock.today():
                    self.add_error("valid_until", _("Ce jour est passé : choisissez « il n’est plus valable »."))
            if self.paper.opens_work and not told.get("allows_work"):
                self.add_error("allows_work", _("Dites si ce papier autorise à travailler."))
        return told

    def read(self) -> dict[str, Any]:
        """The arguments of `document_actions.check`."""
        told = self.cleaned_data
        work = told.get("allows_work")
        return {
            "finding": told["finding"],
            "valid_until": told.get("valid_until"),
            "allows_work": None if not work else work == YES,
        }


class RightToWorkForm(_EndForm):
    """What a check of the right to work found. Kept: the kind of paper, its end, the outcome."""

    outcome = forms.ChoiceField(label=_("Ce que vous avez vu"), choices=checks.OUTCOMES, widget=BigChoices())
    kind = forms.ChoiceField(label=_("Papier regardé"), choices=[("", "—"), *checks.KINDS], required=False)

    field_order = ["outcome", "kind", "valid_until", "no_end"]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        outcome = told.get("outcome")
        if outcome in (checks.VALID, checks.RECEIPT):
            self.end_or_error()
            if not told.get("kind"):
                self.add_error("kind", _("Dites quel papier vous avez regardé."))
            if (end := told.get("valid_until")) and end < clock.today():
                self.add_error("valid_until", _("Ce jour est passé : choisissez « périmé »."))
        if outcome == checks.RECEIPT and told.get("no_end"):
            self.add_error("no_end", _("Un récépissé a une date de fin : recopiez-la."))
        return told

    def found(self) -> dict[str, Any]:
        """The arguments of `right_to_work_actions.record`."""
        told = self.cleaned_data
        end: date | None = told.get("valid_until")
        return {"outcome": told["outcome"], "kind": told["kind"], "valid_until": end}
