"""What the coordination fills in around a meeting."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from labmigration.steering.committee.models import Meeting
from labmigration.territories.agreements.queries import Partner
from labmigration.ui.forms import DayInput, TimeOfDayInput


class MeetingForm(forms.Form):
    """A meeting to come: when, where, what about, whom to invite."""

    title = forms.CharField(label=_("Titre"), max_length=120, initial=_("Comité de pilotage"))
    day = forms.DateField(label=_("Jour"), widget=DayInput())
    time = forms.TimeField(label=_("Heure"), widget=TimeOfDayInput())
    place = forms.CharField(label=_("Lieu"), max_length=160)
    agenda = forms.CharField(
        label=_("Ordre du jour"),
        max_length=3000,
        required=False,
        help_text=_("Un point par ligne."),
        widget=forms.Textarea({"rows": 5}),
    )
    partners = forms.MultipleChoiceField(
        label=_("Partenaires invités"), required=False, widget=forms.CheckboxSelectMultiple()
    )
    version = forms.IntegerField(widget=forms.HiddenInput(), required=False)

    def __init__(self, *args: Any, partners: list[Partner], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {str(each.pk): each for each in partners}
        self.fields["partners"].choices = [(key, each.name) for key, each in self.known.items()]

    def told(self) -> dict[str, Any]:
        """What `actions.plan` and `edit` take, without the version."""
        told = self.cleaned_data
        return {
            "title": told["title"],
            "starts_at": timezone.make_aware(datetime.combine(told["day"], told["time"])),
            "place": told["place"],
            "agenda": told["agenda"].split("\n"),
            "partners": [self.known[key] for key in told["partners"]],
        }

    @staticmethod
    def initial_of(meeting: Meeting) -> dict[str, Any]:
        """The form as the meeting stands."""
        local = timezone.localtime(meeting.starts_at)
        return {
            "title": meeting.title,
            "day": local.date(),
            "time": local.time(),
            "place": meeting.place,
            "agenda": "\n".join(meeting.agenda),
            "partners": [str(key) for key in meeting.invitations.values_list("partner", flat=True)],
            "version": meeting.version,
        }


class MinutesForm(forms.Form):
    """Who was there, and what was said."""

    minutes = forms.CharField(
        label=_("Compte rendu"),
        max_length=8000,
        help_text=_("Lu par tous les partenaires du territoire. Sans nommer de personne accompagnée."),
        widget=forms.Textarea({"rows": 8}),
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.invitations = list(meeting.invitations.select_related("partner__organisation"))
        for each in self.invitations:
            key = each.partner_id
            self.fields[f"present_{key}"] = forms.BooleanField(label=each.partner.name, required=False)
            self.fields[f"by_{key}"] = forms.CharField(
                label=_("Qui représentait %(name)s") % {"name": each.partner.name}, max_length=160, required=False
            )

    @property
    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """For each partner invited, whether it was there and by whom."""
        return [(self[f"present_{each.partner_id}"], self[f"by_{each.partner_id}"]) for each in self.invitations]

    def present(self) -> dict[str, str]:
        """Those who were there, by the key of the partner, with who represented them."""
        told = self.cleaned_data
        return {
            str(each.partner_id): told[f"by_{each.partner_id}"]
            for each in self.invitations
            if told[f"present_{each.partner_id}"]
        }


class DecisionForm(forms.Form):
    """A decision with who carries it out, and by when."""

    text = forms.CharField(label=_("Ce qui est décidé"), max_length=300, widget=forms.Textarea({"rows": 2}))
    owner = forms.ChoiceField(label=_("Qui s’en charge"), required=False)
    due_on = forms.DateField(label=_("Au plus tard le"), widget=DayInput())

    def __init__(self, *args: Any, partners: list[Partner], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {str(each.pk): each for each in partners}
        names = [(key, each.name) for key, each in self.known.items()]
        self.fields["owner"].choices = [("", _("La coordination du territoire")), *names]

    def told(self) -> dict[str, Any]:
        """What `actions.decide` takes."""
        told = self.cleaned_data
        return {"text": told["text"], "due_on": told["due_on"], "owner": self.known.get(told["owner"])}


class ResultForm(forms.Form):
    """What came of a decision, or why it is given up."""

    words = forms.CharField(
        label=_("Ce qui en est sorti, ou pourquoi on l’abandonne"), max_length=300, widget=forms.Textarea({"rows": 3})
    )
