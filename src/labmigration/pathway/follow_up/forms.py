"""What is asked at a milestone, by the advisor on the phone or by the person herself."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from labmigration.pathway.follow_up.models import ContactTry, HouseholdWord, NewNeed
from labmigration.ui.forms import BigChoices

#: The kinds of need as the person says them of herself.
OWN_NEEDS = [
    (NewNeed.Kind.TRAINING, _("me former")),
    (NewNeed.Kind.HOURS, _("trouver plus d’heures")),
    (NewNeed.Kind.MEDIATION, _("parler avec la famille, avec de l’aide")),
    (NewNeed.Kind.RIGHTS, _("connaître mes droits")),
    (NewNeed.Kind.CAREER, _("changer de métier")),
]
YES_NO = [("yes", _("Oui")), ("no", _("Non"))]
MOST_HOURS, MOST_HOUSEHOLDS = 80, 30


class AnswerForm(forms.Form):
    """What an advisor notes of the conversation."""

    in_sector = forms.ChoiceField(
        label=_("La personne travaille-t-elle encore chez des particuliers ?"), choices=YES_NO, widget=BigChoices()
    )
    households = forms.IntegerField(
        label=_("Chez combien de foyers ?"),
        required=False,
        min_value=1,
        max_value=MOST_HOUSEHOLDS,
        help_text=_("Si elle travaille encore chez des particuliers."),
    )
    weekly_hours = forms.DecimalField(
        label=_("Combien d’heures par semaine, tous foyers ensemble ?"),
        required=False,
        min_value=Decimal("0.5"),
        max_value=MOST_HOURS,
        decimal_places=2,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    words = forms.CharField(
        label=_("Ce que dit la personne"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Ni santé, ni religion, ni récit d’asile : seulement ce qui sert à l’emploi."),
    )
    new_needs = forms.MultipleChoiceField(
        label=_("De nouveaux besoins ?"),
        required=False,
        choices=NewNeed.Kind.choices,
        widget=forms.CheckboxSelectMultiple(),
    )

    def clean(self) -> dict[str, Any]:
        """Someone who works has at least one household; someone who left has none."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("in_sector") == "yes" and not cleaned.get("households") and "households" not in self.errors:
            self.add_error("households", _("Écrivez le nombre de foyers."))
        if cleaned.get("in_sector") == "no":
            cleaned |= {"households": None, "weekly_hours": None}
        return cleaned

    def told(self) -> dict[str, Any]:
        """The arguments of `actions.answer`."""
        names = ("households", "weekly_hours", "words", "new_needs")
        return {"in_sector": self.cleaned_data["in_sector"] == "yes", **{n: self.cleaned_data[n] for n in names}}


class OwnAnswerForm(AnswerForm):
    """The same, told to the person herself; whether she still works was her first answer."""

    in_sector = forms.ChoiceField(choices=YES_NO, widget=forms.HiddenInput())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["households"].label = _("Chez combien de familles travaillez-vous ?")
        self.fields["weekly_hours"].label = _("Combien d’heures par semaine en tout ?")
        self.fields["weekly_hours"].help_text = _("Vous ne savez pas ? Laissez vide.")
        self.fields["words"].label = _("Vous voulez nous dire quelque chose ?")
        self.fields["words"].help_text = _("Écrivez dans votre langue, si vous voulez.")
        self.fields["new_needs"].label = _("Vous avez besoin de quelque chose ?")
        self.fields["new_needs"].choices = OWN_NEEDS
        self.fields["households"].required = True
        self.fields["households"].help_text = ""
        self.fields["households"].error_messages["required"] = _("Écrivez le nombre de familles.")
        still = self.data.get("in_sector") if self.is_bound else self.initial.get("in_sector")
        if still == "no":
            del self.fields["households"], self.fields["weekly_hours"]

    def clean(self) -> dict[str, Any]:
        """Questions that were not asked have no answer."""
        if "households" in self.fields:
            return super().clean()
        self.cleaned_data |= {"households": None, "weekly_hours": None}
        return self.cleaned_data


class TryForm(forms.Form):
    """A try to reach her that found nobody."""

    channel = forms.ChoiceField(
        label=_("Comment avez-vous essayé ?"), choices=ContactTry.Channel.choices, widget=BigChoices()
    )


class HouseholdForm(forms.Form):
    """Three questions to a household, and a box for words."""

    employs = forms.ChoiceField(
        label=_("Cette personne travaille-t-elle encore chez vous ?"), choices=YES_NO, widget=BigChoices()
    )
    going = forms.TypedChoiceField(
        label=_("Comment cela se passe-t-il ?"),
        choices=HouseholdWord.Going.choices,
        coerce=int,
        empty_value=None,
        required=False,
        widget=BigChoices(),
        help_text=_("Si elle travaille encore chez vous."),
    )
    wants_help = forms.BooleanField(label=_("J’aimerais que l’on m’appelle"), required=False)
    said = forms.CharField(
        label=_("Autre chose à dire ?"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Son conseil lit ces mots, pas la personne. Rien sur la santé."),
    )

    def clean(self) -> dict[str, Any]:
        """Who still employs says how it goes."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("employs") == "yes" and not cleaned.get("going") and "going" not in self.errors:
            self.add_error("going", _("Dites comment cela se passe."))
        return cleaned

    def told(self) -> dict[str, Any]:
        """The arguments of `asking.answer_household`."""
        given = self.cleaned_data
        return {
            "employs": given["employs"] == "yes",
            "going": given["going"] if given["employs"] == "yes" else None,
            "wants_help": given["wants_help"],
            "said": given["said"],
        }


class NeedForm(forms.Form):
    """A need that came up at work."""

    kind = forms.ChoiceField(label=_("De quoi s’agit-il ?"), choices=NewNeed.Kind.choices, widget=BigChoices())
    words = forms.CharField(
        label=_("En quelques mots"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class OwnNeedForm(NeedForm):
    """The same, as the person says it of herself."""

    kind = forms.ChoiceField(label=_("De quoi avez-vous besoin ?"), choices=OWN_NEEDS, widget=BigChoices())
