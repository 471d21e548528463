"""What a person fills in when she says, by herself, whether the occupation still interests her."""

from django import forms
from django.utils.translation import gettext_lazy as _

from labmigration.pathway.orientation.leaflet_page import name_of
from labmigration.pathway.orientation.models import Interest, Reason
from labmigration.programme.occupation_leaflets import leaflets
from labmigration.ui.forms import BigChoices

#: The same answers as her advisor notes, in the words of the person herself.
ANSWERS = [
    (Interest.CONFIRMED, _("Oui, ce métier m’intéresse.")),
    (Interest.CHANGED, _("Je préfère un autre métier.")),
    (Interest.UNSURE, _("Je ne sais pas encore.")),
    (Interest.DECLINED, _("Non, je ne veux plus continuer.")),
]


class OwnInterestForm(forms.Form):
    """One answer; the rest is told only if she likes."""

    interest = forms.ChoiceField(label=_("Ma réponse"), choices=ANSWERS, widget=BigChoices())
    wanted = forms.ChoiceField(label=_("Le métier que je préfère"), required=False, widget=BigChoices())
    reasons = forms.MultipleChoiceField(
        label=_("Pourquoi ?"), choices=Reason.choices, required=False, widget=forms.CheckboxSelectMultiple()
    )
    words = forms.CharField(
        label=_("Avec mes mots"), widget=forms.Textarea(attrs={"rows": 3}), required=False, max_length=1000
    )

    def __init__(self, *args: object, occupation: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        others = [leaflet.code for leaflet in leaflets().leaflets if leaflet.code != occupation]
        self.fields["wanted"].choices = [(code, name_of(code)) for code in others]

    def clean(self) -> dict[str, object]:
        told = super().clean() or {}
        if told.get("interest") == Interest.CHANGED and not told.get("wanted"):
            self.add_error("wanted", _("Choisissez le métier que vous préférez."))
        return told
