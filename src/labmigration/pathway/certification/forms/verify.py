"""What anybody fills in to check a certificate."""

from django import forms
from django.utils.translation import gettext_lazy as _


class CodeForm(forms.Form):
    """The code printed on a certificate."""

    code = forms.CharField(
        label=_("Code du certificat"),
        max_length=40,
        help_text=_("Il est écrit sous le carré noir et blanc : quatre groupes de quatre signes."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )


class NameForm(forms.Form):
    """The name that stands on the certificate that somebody holds in her hands."""

    name = forms.CharField(
        label=_("Nom écrit sur le certificat"),
        max_length=160,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
