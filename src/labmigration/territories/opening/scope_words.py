"""Facts in words: their value with its unit, and how two scopes differ."""

from decimal import Decimal
from typing import Any

from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from labmigration.territories.opening.facts import Fact

PRECISION: dict[str, Any] = {
    "as_stated": "",
    "about": gettext_lazy("environ"),
    "more_than": gettext_lazy("plus de"),
    "nearly": gettext_lazy("près de"),
}


def value_in_words(fact: Fact) -> str:
    """« plus de 58 000 emplois »; empty for what is told in words."""
    if fact.value is None:
        return ""
    number = f"{_number(fact.value)}\u00a0{_unit(fact)}"
    return f"{PRECISION[fact.precision]} {number}".strip()


def when_in_words(fact: Fact) -> str:
    """Of which year it is, and what it foresees."""
    if fact.kind == "plan":
        told = _("prévision pour %(year)s") % {"year": fact.horizon}
        return f"{told} ({fact.year})" if fact.year else told
    if fact.year or fact.value is None:
        return str(fact.year or "")
    return _("année non donnée")


def how_they_differ(fact: Fact, other: Fact, how: tuple[str, ...]) -> str:
    """Why the two can't be compared, as one sentence a difference."""
    return " ".join(_DIFFERS[name](fact, other) for name in how)


def _number(value: Decimal) -> str:
    if value == value.to_integral_value():
        return str(intcomma(int(value)))
    return str(number_format(value, decimal_pos=2, use_l10n=True, force_grouping=True))


def _unit(fact: Fact) -> str:
    value = int(fact.value or 0)
    return {
        "jobs": ngettext("emploi", "emplois", value),
        "employers": ngettext("employeur", "employeurs", value),
        "employees": ngettext("salarié", "salariés", value),
        "people": ngettext("personne", "personnes", value),
        "contracts": ngettext("contrat", "contrats", value),
        "months": _("mois"),
        "euros": "€",
        "percent": "%",
    }[fact.unit]


_DIFFERS: dict[str, Any] = {
    "subject": lambda one, other: _("Ce n’est pas la même chose qui est comptée."),
    "area": lambda one, other: (
        _("Ce n’est pas le même périmètre : %(one)s d’un côté, %(other)s de l’autre.")
        % {"one": one.area.name, "other": other.area.name}
    ),
    "restricted_to": lambda one, other: _("L’un des deux ne compte qu’une partie."),
    "unit": lambda one, other: _("Ce n’est pas la même unité."),
    "kind": lambda one, other: _("L’un est compté, l’autre est prévu."),
    "horizon": lambda one, other: _("Les deux prévisions ne visent pas la même année."),
    "year_unknown": lambda one, other: _("La source ne dit pas l’année."),
}
