"""The states of an exchange of messages and of a report about it; the sentences of the timeline."""

from django.utils.translation import gettext_lazy as _

from labmigration.pathway.matching.states import BY_CANDIDATE, BY_HOUSEHOLD, BY_OFFICER
from labmigration.timeline.moves import Move

SIDES = [(BY_CANDIDATE, _("la personne")), (BY_HOUSEHOLD, _("le foyer"))]
CLOSED_BY = [*SIDES, (BY_OFFICER, _("la mise en relation"))]

OPEN, PAUSED, CLOSED = "open", "paused", "closed"
EXCHANGE_STATES = [
    (OPEN, _("ouverts")),
    (PAUSED, _("en pause, signalés")),
    (CLOSED, _("fermés")),
]
EXCHANGE_MOVES = {
    "pause_messages": Move.between(OPEN, PAUSED, _("Messages en pause : quelqu’un les a signalés")),
    "resume_messages": Move.between(PAUSED, OPEN, _("Messages rouverts par la mise en relation")),
    "close_messages": Move.between(f"{OPEN} {PAUSED}", CLOSED, _("Messages fermés")),
    "reopen_messages": Move.between(CLOSED, OPEN, _("Messages rouverts")),
}
EXCHANGE_EVENTS = {"begin_messages": _("Premier message entre la personne et un foyer")}

RAISED, HANDLED = "raised", "handled"
REPORT_STATES = [(RAISED, _("à traiter")), (HANDLED, _("traité"))]
REPORT_MOVES = {"handle_report": Move.between(RAISED, HANDLED, _("Signalement de messages traité"))}
REPORT_EVENTS = {"report_messages": _("Messages signalés à la mise en relation")}

#: The one reason that pauses nothing: somebody is asked to read along.
HELP = "help"
REASONS = [
    ("disrespect", _("Un manque de respect")),
    ("discrimination", _("Des mots sur mon origine, ma religion ou mon corps")),
    ("money", _("On me demande de l’argent, ou de travailler sans contrat")),
    ("elsewhere", _("On veut mon téléphone, mon adresse ou mes papiers")),
    ("danger", _("J’ai peur")),
    ("other", _("Autre chose")),
    (HELP, _("Je ne comprends pas : aidez-nous à nous parler")),
]
