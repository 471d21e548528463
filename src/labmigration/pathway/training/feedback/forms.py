"""Four sentences, one tap each; words if she likes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from labmigration.pathway.training.feedback.models import ASKED, LEARNING, Agreement, CanDo
from labmigration.ui.forms import BigChoices


class FeedbackForm(forms.Form):
    """The four sentences, and a box for words."""

    comment = forms.CharField(
        label=_("Autre chose à dire ?"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("N’écrivez aucun nom : ce texte est lu par l’équipe, sans votre nom."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, says in ASKED.items():
            choices = CanDo.choices if name in LEARNING else Agreement.choices
            self.fields[name] = forms.TypedChoiceField(
                label=says,
                choices=choices,
                coerce=int,
                widget=BigChoices(),
                error_messages={"required": _("Choisissez une réponse.")},
            )
        self.order_fields([*ASKED, "comment"])

    def said(self) -> dict[str, int]:
        """The four answers."""
        return {name: self.cleaned_data[name] for name in ASKED}
