"""What is filled in to note a fact of the public file, and to correct it."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from labmigration import clock
from labmigration.access.models import User
from labmigration.programme import ProgrammeError
from labmigration.programme.areas import FRANCE, area_of, departements, in_words
from labmigration.programme.geography import Territory
from labmigration.programme.territory_opening import territory_opening
from labmigration.territories.opening.fact_actions import TOLD
from labmigration.territories.opening.facts import Fact, same_number_elsewhere
from labmigration.territories.opening.forms import OwnerField
from labmigration.territories.opening.models import NotedFact
from labmigration.territories.opening.queries import as_fact
from labmigration.territories.opening.scope_words import how_they_differ
from labmigration.ui.forms import BigChoices, DayInput

ELSEWHERE = "other"
FIRST_YEAR, LAST_YEAR = 1990, 2100
#: A fact is looked at again after a year, where nobody says otherwise.
LASTS = timedelta(days=365)


def area_choices(territory: Territory) -> list[tuple[str, Any]]:
    """The perimeter first, then its départements and regions, the country, and any other place in words."""
    here = area_of(territory.departements)
    offered = [(here.code, _("Tout le périmètre du territoire : %(name)s") % {"name": here.name})]
    offered += [(f"D{code}", departements()[code].name) for code in territory.departements]
    regions = {f"R{departements()[code].region}": departements()[code].region_name for code in territory.departements}
    offered += [(code, _("Région %(name)s") % {"name": name}) for code, name in regions.items()]
    offered += [(FRANCE, _("La France")), (ELSEWHERE, _("Un autre lieu, que je nomme"))]
    return list(dict(reversed(offered)).items())[::-1]


def subject_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """What a fact can be about, section by section."""
    sections = territory_opening().public_file.section
    return [(each.name_fr, [(subject.code, subject.name_fr) for subject in each.subject]) for each in sections]


class FigureField(forms.DecimalField):
    """A figure as people write it: « 58 000 » or « 2,5 »."""

    def to_python(self, value: Any) -> Decimal | None:
        """Without the spaces between thousands, whatever their kind."""
        return super().to_python("".join(str(value or "").split()).replace(",", "."))


class FactForm(forms.Form):
    """A fact with everything that it must carry. What is wrong with its scope is told before anything is kept."""

    subject = forms.ChoiceField(label=_("De quoi s’agit-il ?"))
    value = FigureField(
        label=_("Le chiffre"),
        required=False,
        min_value=Decimal(0),
        max_digits=14,
        decimal_places=2,
        widget=forms.TextInput({"inputmode": "decimal", "autocomplete": "off"}),
        help_text=_("Pour ce qui se compte. L’unité vient de l’objet choisi."),
    )
    precision = forms.ChoiceField(
        label=_("Comment la source le dit"), choices=NotedFact.Precision.choices, initial="as_stated"
    )
    words = forms.CharField(
        label=_("En mots"),
        required=False,
        max_length=600,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Pour un public, un acteur, une politique, un financeur. Sans nommer une personne suivie."),
    )
    area = forms.ChoiceField(
        label=_("Le périmètre"), help_text=_("Le lieu dont parle la source, exactement : jamais un autre.")
    )
    place = forms.CharField(
        label=_("Cet autre lieu"),
        required=False,
        max_length=120,
        help_text=_("Une ville, une métropole, un bassin d’emploi."),
    )
    restricted_to = forms.CharField(
        label=_("Seulement une partie"),
        required=False,
        max_length=160,
        help_text=_("Si la source ne compte qu’une partie : un métier, une tranche d’âge, quelques mois."),
    )
    kind = forms.ChoiceField(
        label=_("Compté ou prévu"), choices=NotedFact.Kind.choices, initial="fact", widget=BigChoices()
    )
    year = forms.IntegerField(
        label=_("Année"),
        required=False,
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        help_text=_("Du comptage, ou de la parution d’une prévision. Vide si la source ne la dit pas."),
    )
    horizon = forms.IntegerField(
        label=_("Année visée par la prévision"), required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR
    )
    source = forms.CharField(
        label=_("La source"), max_length=300, help_text=_("Qui l’a écrit, le titre, la date, la page.")
    )
    address = forms.URLField(label=_("Adresse de la source"), required=False, max_length=300, assume_scheme="https")
    licence = forms.CharField(
        label=_("Licence"),
        max_length=120,
        help_text=_("Par exemple « Licence Ouverte ». Si vous ne savez pas, écrivez « non lue »."),
    )
    owner = OwnerField(label=_("Qui en répond"))
    expires_on = forms.DateField(
        label=_("À revoir le"), widget=DayInput(), help_text=_("Ce jour-là, il est rappelé à qui en répond.")
    )
    other_scope_seen = forms.BooleanField(
        label=_("Oui, c’est bien le chiffre de ce périmètre"), required=False, widget=forms.HiddenInput()
    )

    def __init__(self, *args: Any, territory: Territory, owners: list[User], known: list[Fact], **kwargs: Any) -> None:
        self.territory, self.known = territory, known
        super().__init__(*args, **kwargs)
        self.fields["subject"].choices = subject_choices()
        self.fields["area"].choices = area_choices(territory)
        self.fields["owner"].offer(owners, nobody=False)
        self.fields["expires_on"].initial = clock.today() + LASTS

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        self._check_what(told)
        self._check_when(told)
        self._place(told)
        if not self.errors:
            self._ask_about_same_numbers(told)
        return told

    def told(self) -> dict[str, Any]:
        """What `fact_actions` takes."""
        left_out = {"other_scope_seen", "why", "version"}
        return {name: value for name, value in self.cleaned_data.items() if name not in left_out}

    def _check_what(self, told: dict[str, Any]) -> None:
        if "subject" not in told:
            return
        in_words_only = territory_opening().public_file.subject(told["subject"]).in_words
        if in_words_only:
            told["value"] = None
            if not told.get("words", "").strip():
                self.add_error("words", _("Cet objet se dit en mots : écrivez-le ici."))
        elif told.get("value") is None and "value" not in self.errors:
            self.add_error("value", _("Cet objet se compte : écrivez le chiffre."))

    def _check_when(self, told: dict[str, Any]) -> None:
        if told.get("kind") == NotedFact.Kind.PLAN:
            if told.get("horizon") is None:
                self.add_error("horizon", _("Une prévision dit pour quelle année."))
        else:
            told["horizon"] = None
            if told.get("year") and told["year"] > clock.today().year:
                self.add_error("year", _("Un chiffre compté n’est pas d’une année à venir."))
        if told.get("expires_on") and told["expires_on"] <= clock.today():
            self.add_error("expires_on", _("Choisissez un jour à venir."))

    def _place(self, told: dict[str, Any]) -> None:
        """Put the area's code where a place was told in words."""
        if told.get("area") == ELSEWHERE:
            try:
                told["area"] = in_words(told.get("place", "")).code
            except ProgrammeError:
                self.add_error("place", _("Nommez ce lieu."))
        else:
            told["place"] = ""

    def _ask_about_same_numbers(self, told: dict[str, Any]) -> None:
        """The same number of another scope is asked about once: it may be a figure copied from elsewhere."""
        if told["value"] is None or told["other_scope_seen"]:
            return
        fact = as_fact(NotedFact(territory_id=self.territory.code, **{name: told[name] for name in TOLD}))
        for other, how in same_number_elsewhere(fact, self.known)[:1]:
            self.fields["other_scope_seen"].widget = forms.CheckboxInput()
            self.add_error(
                "value",
                _("Le même nombre est déjà celui d’un autre périmètre : %(other)s. %(how)s")
                % {"other": f"{other.name}, {other.area.name}", "how": how_they_differ(fact, other, how)},
            )
            self.add_error(
                "other_scope_seen", _("Vérifiez la source. Si c’est bien ce chiffre, cochez, puis enregistrez encore.")
            )


class CorrectForm(FactForm):
    """A further version: what it corrects, and the version that was read."""

    why = forms.CharField(
        label=_("Ce que vous corrigez, et pourquoi"),
        max_length=300,
        help_text=_("La version d’avant reste lisible, avec cette phrase."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput())


class WithdrawForm(forms.Form):
    """Why a fact is taken back."""

    why = forms.CharField(label=_("Pourquoi ce fait ne tient plus"), max_length=300)
    version = forms.IntegerField(widget=forms.HiddenInput())
