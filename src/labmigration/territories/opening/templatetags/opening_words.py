"""Facts in words, for templates."""

from django import template
from django.utils.translation import get_language

from labmigration.territories.opening.facts import Fact
from labmigration.territories.opening.scope_words import value_in_words, when_in_words

register = template.Library()


@register.filter
def fact_value(fact: Fact) -> str:
    """« plus de 58 000 emplois »."""
    return value_in_words(fact)


@register.filter
def fact_when(fact: Fact) -> str:
    """« prévision pour 2030 (2022) »."""
    return when_in_words(fact)


@register.filter
def named(record: object) -> str:
    """The name of a record of the programme in the language of the page: it has a French and an English one."""
    return str(getattr(record, "name_en" if get_language() == "en" else "name_fr"))


@register.filter
def asks(record: object) -> str:
    """The question of a section, in the language of the page."""
    return str(getattr(record, "asks_en" if get_language() == "en" else "asks_fr"))
