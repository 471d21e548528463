"""The states of a follow-up milestone and of a new need."""

from django.utils.translation import gettext_lazy as _

from labmigration.timeline.moves import Move

PLANNED, DONE, LOST = "planned", "done", "lost"
STATES = [(PLANNED, _("à faire")), (DONE, _("fait")), (LOST, _("personne non jointe"))]

MOVES = {
    "answer": Move.between(PLANNED, DONE, _("Suivi à {month} mois fait")),
    "lose": Move.between(PLANNED, LOST, _("Suivi à {month} mois : personne non jointe")),
}

EVENTS = {
    "plan": _("Suivis fixés à partir du premier jour payé, {day}"),
    "plan_more": _("Suivi à {month} mois prévu en plus"),
}
TRY_EVENTS = {"try": _("Suivi à {month} mois : essai de la joindre")}
WORD_EVENTS = {
    "ask_household": _("Suivi à {month} mois : le foyer est interrogé"),
    "answer_household": _("Suivi à {month} mois : le foyer a répondu"),
}

OPEN, MET = "open", "met"
NEED_STATES = [(OPEN, _("à traiter")), (MET, _("traité"))]
NEED_MOVES = {"meet": Move.between(OPEN, MET, _("Nouveau besoin traité"))}
NEED_EVENTS = {"raise": _("Nouveau besoin noté")}
