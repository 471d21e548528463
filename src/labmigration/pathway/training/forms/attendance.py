"""What people fill in around attendance, departures and evaluation."""

from collections.abc import Collection
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from labmigration.pathway.training import states
from labmigration.pathway.training.actions import SheetLine
from labmigration.pathway.training.forms.hours import HoursField
from labmigration.pathway.training.models import AttendanceSignature, Enrolment, Evaluation, Session
from labmigration.ui.components.pieces import icon
from labmigration.ui.forms import BigChoices

Status = AttendanceSignature.Status
STATUS_ICONS = {
    Status.PRESENT: "check",
    Status.LATE: "clock",
    Status.LEFT_EARLY: "log-out",
    Status.EXCUSED: "file-check",
    Status.ABSENT: "user-x",
}
JUDGEMENT_ICONS = {
    Evaluation.Judgement.NOT_YET: "sprout",
    Evaluation.Judgement.WITH_HELP: "hand-heart",
    Evaluation.Judgement.ALONE: "user-check",
    Evaluation.Judgement.COULD_SHOW: "star",
}


def drawn(choices: Collection[tuple[Any, Any]], icons: dict[Any, str]) -> list[tuple[Any, SafeString]]:
    """Choices with a picture before the words."""
    return [(value, format_html("{} {}", icon(icons[value]), words)) for value, words in choices]


class SheetForm(forms.Form):
    """The attendance sheet: one question a person, none answered beforehand."""

    def __init__(self, *args: Any, session: Session, seats: Collection[Enrolment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.session, self.seats = session, list(seats)
        for seat in self.seats:
            self.fields[f"status_{seat.seat}"] = forms.ChoiceField(
                label=f"{seat.seat} · {seat.pathway.candidate.full_name}",
                choices=drawn(Status.choices, STATUS_ICONS),
                widget=BigChoices(attrs={"class": "in-a-row"}),
                error_messages={"required": _("Dites si cette personne est là.")},
            )
            self.fields[f"hours_{seat.seat}"] = HoursField(
                label=_("Heures suivies"), required=False, max_value=session.hours - Decimal("0.25")
            )

    @property
    def rows(self) -> list[tuple[Enrolment, forms.BoundField, forms.BoundField]]:
        """A row a person: the seat, the status, the hours."""
        return [(seat, self[f"status_{seat.seat}"], self[f"hours_{seat.seat}"]) for seat in self.seats]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        for seat in self.seats:
            partly = told.get(f"status_{seat.seat}") in (Status.LATE, Status.LEFT_EARLY)
            name = f"hours_{seat.seat}"
            if partly and told.get(name) is None and name not in self.errors:
                self.add_error(name, _("Dites les heures suivies."))
        return told

    def lines(self) -> list[SheetLine]:
        """What the action `sign_sheet` takes."""
        told = self.cleaned_data
        return [SheetLine(seat, told[f"status_{seat.seat}"], told[f"hours_{seat.seat}"]) for seat in self.seats]


class CorrectionForm(forms.Form):
    """What a line of the sheet should have said, and why."""

    status = forms.ChoiceField(label=_("Ce qui est juste"), widget=BigChoices())
    hours = HoursField(label=_("Heures suivies"), required=False)
    reason = forms.CharField(label=_("Pourquoi"), max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["status"].choices = drawn(Status.choices, STATUS_ICONS)
        self.fields["hours"].help_text = _now("Seulement pour un retard ou un départ avant la fin.")


class DepartureForm(forms.Form):
    """Why someone leaves before the end."""

    cause = forms.ChoiceField(label=_("Pourquoi"), choices=states.WITHDRAWAL_CAUSES, widget=BigChoices())


class EvaluationForm(forms.Form):
    """How well a module is mastered, in words."""

    judgement = forms.ChoiceField(label=_("Aujourd’hui"), widget=BigChoices())
    comment = forms.CharField(
        label=_("En quelques mots"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Ce qui est acquis, ce qui reste à travailler. Ni santé, ni vie privée."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["judgement"].choices = drawn(Evaluation.Judgement.choices, JUDGEMENT_ICONS)


class OwnEvaluationForm(EvaluationForm):
    """The same, said by the person herself."""

    comment = None
    judgement = forms.ChoiceField(label=_("Savez-vous le faire ?"), widget=BigChoices())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = {
            Evaluation.Judgement.NOT_YET: _now("Pas encore"),
            Evaluation.Judgement.WITH_HELP: _now("Oui, avec de l’aide"),
            Evaluation.Judgement.ALONE: _now("Oui, toute seule ou tout seul"),
            Evaluation.Judgement.COULD_SHOW: _now("Oui, et je peux montrer aux autres"),
        }
        self.fields["judgement"].choices = drawn(list(words.items()), JUDGEMENT_ICONS)
