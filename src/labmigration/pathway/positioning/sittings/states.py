"""The states of a questionnaire."""

from django.utils.translation import gettext_lazy as _

from labmigration.timeline.moves import Move

OPEN, PAUSED, FINISHED = "open", "paused", "finished"
STATES = [(OPEN, _("en cours")), (PAUSED, _("en pause")), (FINISHED, _("terminé"))]
#: States in which answers are taken: nobody has to "resume" before she answers.
TAKES_ANSWERS = (OPEN, PAUSED)

MOVES = {
    "pause": Move.between(OPEN, PAUSED, _("Questions du positionnement en pause")),
    "resume": Move.between(PAUSED, OPEN, _("Questions du positionnement reprises")),
    "end_questions": Move.between(
        "open paused", FINISHED, _("Toutes les questions du positionnement ont leur réponse")
    ),
}

EVENTS = {
    "sit": _("Questions du positionnement ouvertes"),
    "end_sitting": _("Premier moment des questions terminé"),
}
