"""Mobility and constraints: a checklist of everyday life, each line with what lifts it. Never anything about health."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from labmigration.pathway.positioning.sittings.models import Hindrance

#: Answers that ask for an action.
HINDERING = (Hindrance.SOMETIMES, Hindrance.NO)
_PLAIN = (Hindrance.YES, Hindrance.SOMETIMES, Hindrance.NO)


@dataclass(frozen=True)
class Line:
    """One line: what the person reads, what lifts the constraint (for the advisor), and the answers offered."""

    code: str
    pictogram: str
    question: Any
    lifts: Any
    answers: tuple[Hindrance, ...] = _PLAIN


CHECKLIST = (
    Line(
        "transport",
        "bus",
        _("Pouvez-vous aller au travail en bus, à vélo ou en voiture ?"),
        _("Regarder ensemble les trajets et les aides pour se déplacer"),
    ),
    Line(
        "weekdays",
        "school",
        _("Êtes-vous libre en semaine pour aller en formation ?"),
        _("Chercher une session aux jours et aux heures possibles"),
    ),
    Line(
        "early",
        "clock",
        _("Pouvez-vous commencer tôt, avant 8 heures ?"),
        _("Chercher des foyers qui n’ont pas besoin d’aide tôt le matin"),
    ),
    Line(
        "evening",
        "light-bulb",
        _("Pouvez-vous finir tard, après 19 heures ?"),
        _("Chercher des foyers qui n’ont pas besoin d’aide le soir"),
    ),
    Line(
        "weekend",
        "calendar",
        _("Pouvez-vous travailler le samedi ou le dimanche ?"),
        _("Chercher des foyers qui ont besoin d’aide en semaine"),
    ),
    Line(
        "childcare",
        "stroller",
        _("Quelqu’un peut-il garder vos enfants pendant votre travail ?"),
        _("Chercher une garde avec la mairie ou la crèche, avant la formation"),
        (*_PLAIN, Hindrance.NOT_CONCERNED),
    ),
    Line(
        "internet",
        "wifi",
        _("Avez-vous un téléphone avec Internet ?"),
        _("Trouver un lieu avec un accès à Internet, ou un prêt de matériel"),
    ),
    Line(
        "account",
        "euro",
        _("Avez-vous un compte en banque à votre nom ?"),
        _("Ouvrir un compte avant le premier salaire"),
    ),
)
LINES = {line.code: line for line in CHECKLIST}
