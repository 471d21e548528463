"""What staff fill in about a pathway: filters of the list, who a person is, an advisor, an end, a new beginning."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from labmigration import clock
from labmigration.access.models import User
from labmigration.access.roles import HELD
from labmigration.pathway import people_list, states
from labmigration.pathway.models import Pathway, Stage
from labmigration.pathway.own_forms import ContactForm
from labmigration.ui.forms import BigChoices, DayMonthYearInput

CHANNELS = [
    ("call", _("appel")),
    ("message", _("message")),
    ("visit", _("visite")),
]

#: Where a closed pathway can be taken up again: the next step, and the stage in which it stands.
NEW_BEGINNINGS = {
    "orientation.plan": (Stage.ORIENTATION, _("refaire le point : un entretien d’orientation")),
    "positioning.do": (Stage.POSITIONING, _("refaire un positionnement")),
    "prescription.write": (Stage.PRESCRIPTION, _("préparer un nouveau parcours de formation")),
    "training.enrol": (Stage.TRAINING, _("reprendre la formation dans une autre cohorte")),
    "matching.introduce": (Stage.MATCHING, _("chercher un foyer")),
    "follow_up.meet_need": (Stage.FOLLOW_UP, _("répondre à un nouveau besoin dans l’emploi")),
}


class PeopleFilter(forms.Form):
    """The filters of the list of people, kept in the address."""

    texte = forms.CharField(label=_("Nom ou prénom"), required=False, max_length=80)
    etape = forms.ChoiceField(label=_("Étape"), required=False, choices=[("", _("toutes")), *Stage.choices])
    conseil = forms.ChoiceField(label=_("Suivies par"), required=False)
    etat = forms.ChoiceField(label=_("Parcours"), required=False, choices=states.STATES[:2])
    role = forms.ChoiceField(label=_("Qui agit"), required=False)
    retard = forms.BooleanField(label=_("seulement en retard"), required=False)

    def __init__(self, data: Any, *, is_advisor: bool) -> None:
        super().__init__(data)
        everybody = (people_list.ALL, _("toutes"))
        nobody = (people_list.NOBODY, _("personne encore"))
        mine = (people_list.MINE, _("moi"))
        self.fields["conseil"].choices = [mine, nobody, everybody] if is_advisor else [everybody, nobody]
        self.fields["role"].choices = [("", _("toutes et tous")), *((role.value, role.label) for role in HELD)]
        self.default_advisor = people_list.MINE if is_advisor else people_list.ALL

    def wanted(self, place: str) -> people_list.Wanted:
        """What is asked for; a filter that cannot be read counts as not given."""
        self.is_valid()
        told = self.cleaned_data
        return people_list.Wanted(
            text=told.get("texte", ""),
            stage=told.get("etape", ""),
            role=told.get("role", ""),
            advisor=told.get("conseil") or self.default_advisor,
            state=told.get("etat") or states.OPEN,
            late=told.get("retard", False),
            after=people_list.Place.read(place),
        )


class PersonForm(ContactForm):
    """Names and birth date too, for those who follow the person."""

    first_name = forms.CharField(label=_("Prénom"), max_length=80)
    surname = forms.CharField(label=_("Nom"), max_length=80)
    birth_date = forms.DateField(label=_("Date de naissance"), widget=DayMonthYearInput())

    KEPT = ("first_name", "surname", "birth_date", *ContactForm.KEPT)
    field_order = (*KEPT, "version")

    def clean_birth_date(self) -> object:
        day = self.cleaned_data["birth_date"]
        if day >= clock.today():
            raise forms.ValidationError(_("Une date de naissance est un jour passé."))
        return day


class AssignForm(forms.Form):
    """To whom a person is confided, and whom the page showed as her advisor."""

    advisor = forms.ChoiceField(label=_("Conseil"))
    instead_of = forms.CharField(required=False, widget=forms.HiddenInput())

    def __init__(self, data: Any = None, *, pathway: Pathway, advisors: list[User]) -> None:
        super().__init__(data, initial={"advisor": pathway.lead_advisor_id, "instead_of": pathway.lead_advisor_id})
        self.advisors = {str(user.pk): user for user in advisors}
        self.fields["advisor"].choices = [(pk, user.name) for pk, user in self.advisors.items()]

    def chosen(self) -> User:
        """The advisor chosen."""
        return self.advisors[self.cleaned_data["advisor"]]


class ContactNoteForm(forms.Form):
    """How the person was reached today."""

    channel = forms.ChoiceField(label=_("Comment"), choices=CHANNELS)


class CloseForm(forms.Form):
    """Why a pathway ends. A refusal is not among the reasons: it is confirmed by two people at reception."""

    reason = forms.ChoiceField(
        label=_("Pourquoi ce parcours se termine"),
        choices=[reason for reason in states.CLOSING_REASONS if reason[0] != "refused"],
        widget=BigChoices(),
    )


class ReopenForm(forms.Form):
    """Where a closed pathway is taken up again: never further than it had come."""

    next_step = forms.ChoiceField(label=_("Reprendre par"), widget=BigChoices())

    def __init__(self, data: Any = None, *, pathway: Pathway) -> None:
        super().__init__(data)
        reached = pathway.stage_number
        self.fields["next_step"].choices = [
            (code, says)
            for code, (stage, says) in NEW_BEGINNINGS.items()
            if Stage.values.index(stage) <= max(reached, Stage.values.index(Stage.ORIENTATION))
        ]

    def stage(self) -> str:
        """The stage in which the chosen step stands."""
        return NEW_BEGINNINGS[self.cleaned_data["next_step"]][0].value
