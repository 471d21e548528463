"""What an officer fills in when she proposes, changes or does not keep a pair."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from labmigration.pathway.matching.contact_words import refuse_contact
from labmigration.pathway.matching.placement import states
from labmigration.pathway.matching.placement.looking import Match
from labmigration.pathway.matching.placement.needs import Need
from labmigration.pathway.person import occupation
from labmigration.ui.forms import BigChoices
from labmigration.ui.spoken import day as spoken_day
from labmigration.ui.spoken import duration


class ProposalForm(forms.Form):
    """What goes out with a proposal to both sides."""

    availability = forms.CharField(
        label=_("Disponibilités de la personne"),
        max_length=200,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Le foyer lit ces mots. Ni nom, ni pays, ni téléphone."),
    )
    because = forms.CharField(
        label=_("Pourquoi cette proposition"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("À écrire quand le métier n’est pas celui que la personne souhaite, ou après un premier non."),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for name in ("availability", "because"):
            if sentence := refuse_contact(given.get(name, "")):
                self.add_error(name, sentence)
        return given


class IntroductionForm(ProposalForm):
    """Which need is proposed to a person: those that suit her first, the others after them."""

    need = forms.ChoiceField(
        label=_("Foyer"), widget=BigChoices(), error_messages={"required": _("Choisissez un foyer.")}
    )
    field_order = ("need", "availability", "because")

    def __init__(self, *args: Any, able: list[Need], others: list[Need], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = ((gettext("Ce qui convient"), able), (gettext("Les autres besoins ouverts"), others))
        field: Any = self.fields["need"]
        field.choices = [(title, [(one.id, need_line(one)) for one in needs]) for title, needs in groups if needs]


class ChangeForm(ProposalForm):
    """Somebody else for the need of a pair, and why."""

    person = forms.ChoiceField(
        label=_("Personne"), widget=BigChoices(), error_messages={"required": _("Choisissez une personne.")}
    )
    reason = forms.CharField(
        label=_("Pourquoi elle plutôt que la personne calculée"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Ces mots sont gardés avec la décision. La personne peut les lire dans « mes données »."),
    )
    field_order = ("person", "reason", "availability", "because")

    def __init__(self, *args: Any, matches: list[Match], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["person"]
        field.choices = [(one.person.id, one.person.name) for one in matches]


class RuleForm(forms.Form):
    """An officer's own decision on a pair."""

    kind = forms.ChoiceField(
        label=_("Ma décision"),
        choices=states.RULE_KINDS,
        widget=BigChoices(),
        error_messages={"required": _("Choisissez une décision.")},
    )
    reason = forms.CharField(
        label=_("Pourquoi"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Écrivez pourquoi : c’est gardé avec la décision.")},
        help_text=_("Ces mots sont gardés avec la décision. La personne peut les lire dans « mes données »."),
    )


def need_line(need: Need) -> str:
    """A need in one line: household, trade, place, hours, first day."""
    parts = (
        need.household,
        occupation(need.occupation),
        f"{need.postcode} {need.place}".strip() if need.place != need.postcode else need.place,
        gettext("%(hours)s par semaine") % {"hours": duration(need.hours)},
        gettext("dès le %(day)s") % {"day": spoken_day(need.starts_on)},
    )
    return " · ".join(part for part in parts if part)
