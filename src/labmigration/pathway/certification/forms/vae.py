"""What people fill in around a VAE."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from labmigration.pathway.certification.forms.files import FileForm
from labmigration.pathway.certification.models import StepKind
from labmigration.ui.forms import BigChoices, DayInput

WHOLE, BLOCKS = "whole", "blocks"


class VaeForm(FileForm):
    """The title, its blocks, whether the whole title is asked for, and the day on which the request was filed."""

    extent = forms.ChoiceField(
        label=_("Ce qui est demandé"),
        choices=[(BLOCKS, _("seulement ces blocs")), (WHOLE, _("le titre entier"))],
        widget=BigChoices(),
        initial=BLOCKS,
        help_text=_("Les demandes d’un titre entier sont comptées par année ; celles qui portent sur des blocs, non."),
    )
    filed_on = forms.DateField(label=_("Demande déposée le"), widget=DayInput())

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        given["whole"] = given.get("extent") == WHOLE
        return given


class DayForm(forms.Form):
    """The day on which something happened."""

    on = forms.DateField(label=_("Quel jour ?"), widget=DayInput())


class RefusalForm(DayForm):
    """A refusal: its day and the reason that was given."""

    why = forms.CharField(label=_("Pourquoi ?"), widget=forms.Textarea(attrs={"rows": 3}), max_length=600)


class StepForm(forms.Form):
    """What was done, and when."""

    kind = forms.ChoiceField(label=_("Qu’est-ce qui a été fait ?"), choices=StepKind.choices, widget=BigChoices())
    done_on = forms.DateField(label=_("Quel jour ?"), widget=DayInput())
