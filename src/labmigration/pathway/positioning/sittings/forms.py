"""How an advisor opens the questions."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from labmigration.pathway.models import Pathway
from labmigration.pathway.positioning.results.wording import occupation_name
from labmigration.programme import programme


def _occupations() -> list[tuple[str, Any]]:
    return [(each.code, occupation_name(each.code)) for each in programme().occupations]


class BeginForm(forms.Form):
    """For which occupations, and in which language beside the French."""

    occupations = forms.MultipleChoiceField(
        label=_("Métiers considérés"),
        choices=_occupations,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Les questions suivent ces métiers. Sans métier choisi, on demande ce qui vaut pour tous."),
    )
    language = forms.ChoiceField(label=_("Langue de la personne"), choices=settings.LANGUAGES)

    @staticmethod
    def initial_of(pathway: Pathway) -> dict[str, Any]:
        """What is known of the person already."""
        account = pathway.candidate.user
        known = account.language if account else pathway.candidate.contact_language
        languages = {code for code, _name in settings.LANGUAGES}
        return {
            "occupations": [pathway.occupation] if pathway.occupation else [],
            "language": known if known in languages else "fr",
        }
