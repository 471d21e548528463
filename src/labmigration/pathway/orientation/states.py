"""The states of an orientation meeting."""

from django.utils.translation import gettext_lazy as _

from labmigration.timeline.moves import Move

PLANNED, HELD, MISSED, CANCELLED = "planned", "held", "missed", "cancelled"
STATES = [(PLANNED, _("prévu")), (HELD, _("tenu")), (MISSED, _("manqué")), (CANCELLED, _("annulé"))]

MOVES = {
    "hold": Move.between(PLANNED, HELD, _("Entretien d’orientation tenu")),
    "miss": Move.between(PLANNED, MISSED, _("Entretien manqué")),
    "cancel": Move.between(PLANNED, CANCELLED, _("Entretien annulé")),
}

EVENTS = {"plan": _("Entretien d’orientation fixé au {day}")}
