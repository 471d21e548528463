"""The states of meetings and decisions, and what each change says in the journal."""

from django.utils.translation import gettext_lazy as _

from labmigration.timeline.moves import Move

PLANNED, HELD, CANCELLED = "planned", "held", "cancelled"
MEETING_STATES = [(PLANNED, _("prévue")), (HELD, _("tenue")), (CANCELLED, _("annulée"))]
MEETING_MOVES = {
    "hold": Move.between(PLANNED, HELD, _("Comité de pilotage tenu")),
    "cancel": Move.between(PLANNED, CANCELLED, _("Comité de pilotage annulé")),
}
MEETING_EVENTS = {
    "plan": _("Comité de pilotage prévu"),
    "edit": _("Comité de pilotage modifié"),
    "invite": _("Invitations au comité de pilotage : {count} envoyées"),
    "make_papers": _("Dossier de séance arrêté"),
    "decide": _("Décision du comité de pilotage"),
}
OPEN, DONE, DROPPED = "open", "done", "dropped"
DECISION_STATES = [(OPEN, _("à faire")), (DONE, _("faite")), (DROPPED, _("abandonnée"))]
DECISION_MOVES = {
    "settle": Move.between(OPEN, DONE, _("Décision du comité faite")),
    "drop": Move.between(OPEN, DROPPED, _("Décision du comité abandonnée")),
}
