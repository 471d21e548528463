"""What a person corrects herself: how to reach her. Staff who follow her correct her names too (`forms.PersonForm`)."""

from typing import Any

import phonenumbers
from django import forms
from django.utils.translation import gettext_lazy as _

from labmigration.pathway.person import LANGUAGES
from labmigration.people.models import Candidate


class ContactForm(forms.Form):
    """How to reach a person, with the version that was shown."""

    phone = forms.CharField(label=_("Téléphone"), required=False, max_length=30)
    email = forms.EmailField(label=_("Courriel"), required=False)
    address = forms.CharField(label=_("Adresse"), required=False, max_length=200)
    postcode = forms.CharField(label=_("Code postal"), required=False, max_length=10)
    town = forms.CharField(label=_("Commune"), required=False, max_length=80)
    contact_language = forms.ChoiceField(label=_("Langue"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput())

    KEPT = ("phone", "email", "address", "postcode", "town", "contact_language")

    def __init__(self, data: Any = None, *, person: Candidate) -> None:
        initial = {name: getattr(person, name) for name in self.KEPT} | {"version": person.version}
        super().__init__(data, initial=initial)
        self.fields["contact_language"].choices = _languages(person.contact_language)

    def clean_phone(self) -> str:
        written = self.cleaned_data["phone"]
        if not written:
            return ""
        try:
            number = phonenumbers.parse(written, "FR")
        except phonenumbers.NumberParseException:
            number = None
        if number is None or not phonenumbers.is_possible_number(number):
            raise forms.ValidationError(_("Ce numéro n’est pas complet : dix chiffres, ou l’indicatif du pays."))
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)

    def apply_to(self, person: Candidate) -> None:
        """Write what was typed onto the person, without saving."""
        for name in self.KEPT:
            setattr(person, name, self.cleaned_data[name])


def _languages(present: str) -> list[tuple[str, Any]]:
    choices: list[tuple[str, Any]] = [("", _("non dite")), *LANGUAGES.items()]
    if present and present not in LANGUAGES:
        choices.append((present, present))
    return choices
