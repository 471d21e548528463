"""What anybody fills in to say that something goes wrong."""

from django import forms
from django.utils.translation import gettext_lazy as _

from labmigration.quality.models import Complaint
from labmigration.ui.forms import BigChoices

LONGEST = 2000


class ComplaintForm(forms.Form):
    """Two minutes: what it is about, in one's own words and language."""

    about = forms.ChoiceField(label=_("C’est à propos de quoi ?"), choices=Complaint.About.choices, widget=BigChoices())
    words = forms.CharField(
        label=_("Que s’est-il passé ?"),
        max_length=LONGEST,
        help_text=_("Quelques mots suffisent, dans votre langue."),
        widget=forms.Textarea({"rows": 5}),
    )
