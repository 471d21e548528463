"""The states of complaints and improvements, and what each change says in the journal."""

from django.utils.translation import gettext_lazy as _

from labmigration.timeline.moves import Move

RECEIVED, TAKEN_UP, ANSWERED = "received", "taken_up", "answered"
COMPLAINT_STATES = [
    (RECEIVED, _("reçue")),
    (TAKEN_UP, _("prise en charge")),
    (ANSWERED, _("répondue")),
]
WAITING = (RECEIVED, TAKEN_UP)
COMPLAINT_MOVES = {
    "acknowledge": Move.between(RECEIVED, TAKEN_UP, _("Réclamation prise en charge par {name}")),
    "answer": Move.between(f"{RECEIVED} {TAKEN_UP}", ANSWERED, _("Réclamation répondue")),
}
COMPLAINT_EVENTS = {"complain": _("Réclamation reçue, réponse attendue le {day}")}

DECIDED, DONE, DROPPED = "decided", "done", "dropped"
IMPROVEMENT_STATES = [(DECIDED, _("décidée")), (DONE, _("faite")), (DROPPED, _("abandonnée"))]
IMPROVEMENT_MOVES = {
    "finish_improvement": Move.between(DECIDED, DONE, _("Action d’amélioration faite")),
    "drop_improvement": Move.between(DECIDED, DROPPED, _("Action d’amélioration abandonnée")),
}
IMPROVEMENT_EVENTS = {"decide_improvement": _("Action d’amélioration décidée")}
EVIDENCE_EVENTS = {"build_evidence": _("Fichier de preuves demandé : {indicator}")}
