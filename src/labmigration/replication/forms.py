"""Which language a document is written in, and whether it tells small numbers."""

from django import forms
from django.utils.translation import gettext_lazy as _

from labmigration.replication import states


class CopyForm(forms.Form):
    """Asked with a document."""

    exact = forms.BooleanField(label=_("Copie interne, avec les petits nombres"), required=False)
    language = forms.ChoiceField(label=_("Langue du document"), choices=states.LANGUAGES)
