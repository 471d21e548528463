"""The template filters: an empty value gives an empty text, anything else is told in full."""

from collections.abc import Callable
from typing import Any

from django import template
from django.contrib.humanize.templatetags.humanize import intcomma

from labmigration.ui import spoken

register = template.Library()


def _unless_empty(tell: Callable[[Any], str]) -> Callable[[Any], str]:
    def tell_or_nothing(value: Any) -> str:
        return "" if value is None or value == "" else tell(value)

    return tell_or_nothing


register.filter("jour", _unless_empty(spoken.day))
register.filter("jour_heure", _unless_empty(spoken.day_and_time))
register.filter("heure", _unless_empty(spoken.clock_time))
register.filter("heures", _unless_empty(spoken.duration))
register.filter("dans", _unless_empty(spoken.distance))
register.filter("nombre", _unless_empty(intcomma))
register.filter("telephone", _unless_empty(spoken.telephone))
