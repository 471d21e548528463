"""The states of a positioning."""

from django.utils.translation import gettext_lazy as _

from labmigration.timeline.moves import Move

DRAFT, DONE, SUPERSEDED = "draft", "done", "superseded"
STATES = [(DRAFT, _("en cours")), (DONE, _("terminé")), (SUPERSEDED, _("remplacé"))]

MOVES = {
    "finish": Move.between(DRAFT, DONE, _("Positionnement terminé")),
    "supersede": Move.between(DONE, SUPERSEDED, _("Positionnement remplacé par un nouveau")),
}

EVENTS = {
    "begin": _("Positionnement commencé"),
    "fill_in": _("Positionnement complété"),
    "judge": _("Avis du conseil écrit avant de lire le profil"),
    "change_opinion": _("Avis du conseil changé, avec son motif"),
    "observe": _("Observation notée en entretien"),
    "plan_lifting": _("Qui s’occupe de quoi, convenu avec la personne"),
}
