"""Definitions as pages tell them: in words, with their versions, their hashes and what is known of their codes."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from labmigration import clock
from labmigration.programme import programme
from labmigration.programme.indicators import Indicator, catalogue
from labmigration.steering.indicators import words

DEFINITION_LINES = (
    _("Population"),
    _("Numérateur"),
    _("Dénominateur"),
    _("Horloge"),
    _("Mesuré"),
)


def definition_context(asked: Indicator) -> dict[str, Any]:
    """The versions of a definition in words, the newest first, and what is known of its codes."""
    today = clock.today()
    in_force = asked.version_on(today)
    return {
        "asked_by": words.told(asked.asked_by),
        "codes": [(each.scheme, each.code, words.CODE_STATES[each.status]) for each in asked.codes],
        "versions": [
            {
                "version": each,
                "digest": each.digest(asked.code),
                "in_force": each is in_force,
                "to_come": each.since > today,
                "estimator": words.ESTIMATORS[each.estimator],
                "source": programme().source(each.source).citation,
                "lines": [
                    (label, words.told(text))
                    for label, text in zip(
                        DEFINITION_LINES,
                        (each.population, each.numerator, each.denominator, each.clock, each.measured_at),
                        strict=True,
                    )
                ],
                "exclusions": words.told(each.exclusions),
            }
            for each in reversed(asked.version)
        ],
    }


def every_definition() -> list[tuple[str, list[dict[str, Any]]]]:
    """(theme, its definitions in force today), in the order of the catalogue."""
    today = clock.today()
    known = catalogue()
    return [
        (
            words.told(theme.name),
            [
                {
                    "code": each.code,
                    "name": words.told(each.name),
                    "asked_by": words.told(each.asked_by),
                    "version": each.version_on(today),
                    "digest": each.version_on(today).digest(each.code),
                    "numerator": words.told(each.version_on(today).numerator),
                    "denominator": words.told(each.version_on(today).denominator),
                    "codes": [(code.scheme, code.code, words.CODE_STATES[code.status]) for code in each.codes],
                }
                for each in known.of_theme(theme.code)
            ],
        )
        for theme in known.themes
    ]
