"""What people fill in around attendance, departures and evaluation."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from labmigration.pathway.reception import photograph
from labmigration.pathway.reception.refusals import PHOTOGRAPH_REFUSED
from labmigration.pathway.training import states
from labmigration.pathway.training.actions import SheetLine
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
PARTLY = (Status.LATE, Status.LEFT_EARLY)
PROOF = _("J’ai vu le justificatif (il n’est ni gardé ni décrit)")
JUDGEMENT_ICONS = {
    Evaluation.Judgement.NOT_YET: "sprout",
    Evaluation.Judgement.WITH_HELP: "hand-heart",
    Evaluation.Judgement.ALONE: "user-check",
    Evaluation.Judgement.COULD_SHOW: "star",
}


def drawn(choices: Collection[tuple[Any, Any]], icons: dict[Any, str]) -> list[tuple[Any, SafeString]]:
    """Choices with a picture before the words."""
    return [(value, format_html("{} {}", icon(icons[value]), words)) for value, words in choices]


def called(person: Any) -> str:
    """First name and one letter: what a tablet that goes round the room shows."""
    return f"{person.first_name} {person.surname[:1]}."


class MinutesField(forms.IntegerField):
    """Minutes missed of one session: some, and not all of them."""

    def __init__(self, session: Session, **options: Any) -> None:
        most = int(session.hours * 60) - 1
        widget = forms.NumberInput(attrs={"step": "1", "inputmode": "numeric"})
        super().__init__(label=_("Minutes manquées"), min_value=1, max_value=most, widget=widget, **options)


@dataclass(frozen=True)
class SheetRow:
    """One person's line of the sheet."""

    seat: Enrolment
    status: forms.BoundField
    minutes: forms.BoundField
    proof: forms.BoundField


class SheetForm(forms.Form):
    """The attendance sheet: one question a person, none answered beforehand."""

    def __init__(self, *args: Any, session: Session, seats: Collection[Enrolment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.session, self.seats = session, list(seats)
        for seat in self.seats:
            self.fields[f"status_{seat.seat}"] = forms.ChoiceField(
                label=f"{seat.seat} · {called(seat.pathway.candidate)}",
                choices=drawn(Status.choices, STATUS_ICONS),
                widget=BigChoices(attrs={"class": "in-a-row"}),
                error_messages={"required": _("Dites si cette personne est là.")},
            )
            self.fields[f"minutes_{seat.seat}"] = MinutesField(session, required=False)
            self.fields[f"proof_{seat.seat}"] = forms.BooleanField(label=PROOF, required=False)

    @property
    def rows(self) -> list[SheetRow]:
        """A row a person."""
        return [
            SheetRow(seat, self[f"status_{seat.seat}"], self[f"minutes_{seat.seat}"], self[f"proof_{seat.seat}"])
            for seat in self.seats
        ]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        for seat in self.seats:
            status, minutes, proof = (f"{name}_{seat.seat}" for name in ("status", "minutes", "proof"))
            if told.get(status) in PARTLY and told.get(minutes) is None and minutes not in self.errors:
                self.add_error(minutes, _("Dites les minutes manquées."))
            if told.get(status) == Status.EXCUSED and not told.get(proof):
                self.add_error(proof, _("Sans justificatif, notez une absence : elle pourra être corrigée."))
        return told

    def lines(self) -> list[SheetLine]:
        """What the action `sign_sheet` takes."""
        told = self.cleaned_data
        return [
            SheetLine(seat, told[f"status_{seat.seat}"], told[f"minutes_{seat.seat}"], told[f"proof_{seat.seat}"])
            for seat in self.seats
        ]


class PaperForm(SheetForm):
    """What a signed paper shows: the sheet again, beside each line the person's own signature, and a photograph."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for seat in self.seats:
            self.fields[f"own_{seat.seat}"] = forms.BooleanField(
                label=_("Sa signature est sur le papier"), required=False
            )
        self.fields["trainer_signed"] = forms.BooleanField(
            label=_("La signature de la formatrice ou du formateur est sur le papier"),
            error_messages={"required": _("Sans cette signature, la feuille ne prouve rien : elle ne se saisit pas.")},
        )
        self.fields["photo"] = forms.FileField(
            label=_("Photo de la feuille signée"),
            allow_empty_file=True,
            help_text=_("Elle est gardée sous scellés avec la séance."),
            error_messages={"required": _("Ajoutez la photo de la feuille.")},
            widget=forms.ClearableFileInput(attrs={"accept": "image/*"}),
        )

    @property
    def paper_rows(self) -> list[tuple[SheetRow, forms.BoundField]]:
        """The rows with the person's own signature on the paper."""
        return [(row, self[f"own_{row.seat.seat}"]) for row in self.rows]

    def clean_photo(self) -> Any:
        sent = self.cleaned_data["photo"]
        if sent.size > photograph.MAX_BYTES:
            self.refuse(photograph.TOO_HEAVY)
        return sent

    def refuse(self, reason: str) -> None:
        """Say beside the field why the photograph is not taken."""
        self.add_error("photo", PHOTOGRAPH_REFUSED[reason])

    def signed_by_trainee(self) -> set[UUID]:
        """Keys of the seats whose person has signed."""
        return {seat.pk for seat in self.seats if self.cleaned_data[f"own_{seat.seat}"]}


class LineForm(forms.Form):
    """What one line should say, and why it is written now."""

    status = forms.ChoiceField(label=_("Ce qui est juste"), widget=BigChoices())
    proof_seen = forms.BooleanField(label=PROOF, required=False)
    reason = forms.CharField(label=_("Pourquoi"), max_length=200)

    field_order = ["status", "minutes", "proof_seen", "reason"]

    def __init__(self, *args: Any, session: Session, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["status"].choices = drawn(Status.choices, STATUS_ICONS)
        self.fields["minutes"] = MinutesField(session, required=False)
        self.fields["minutes"].help_text = gettext("Seulement pour un retard ou un départ avant la fin.")
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("status") in PARTLY and told.get("minutes") is None and "minutes" not in self.errors:
            self.add_error("minutes", _("Dites les minutes manquées."))
        if told.get("status") == Status.EXCUSED and not told.get("proof_seen"):
            self.add_error("proof_seen", _("Sans justificatif, notez une absence : elle pourra être corrigée."))
        return told


class TakeBackForm(forms.Form):
    """Why a trainee's signature was not hers."""

    reason = forms.CharField(
        label=_("Pourquoi"), max_length=200, help_text=_("Par exemple : elle a signé sur la ligne d’une autre.")
    )


class PaperCodeForm(forms.Form):
    """The code at the foot of a printed sheet."""

    code = forms.CharField(label=_("Code écrit sous le carré"), max_length=12, help_text=_("8 lettres et chiffres."))

    def clean_code(self) -> str:
        return "".join(sign for sign in self.cleaned_data["code"].upper() if sign.isalnum())


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
            Evaluation.Judgement.NOT_YET: _("Pas encore"),
            Evaluation.Judgement.WITH_HELP: _("Oui, avec de l’aide"),
            Evaluation.Judgement.ALONE: _("Oui, toute seule ou tout seul"),
            Evaluation.Judgement.COULD_SHOW: _("Oui, et je peux montrer aux autres"),
        }
        self.fields["judgement"].choices = list(words.items())
