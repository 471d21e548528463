"""The states of a request."""

from django.utils.translation import gettext_lazy as _

from labmigration.timeline.moves import Move

OPEN, AGREED, ANSWERED, WITHDRAWN = "open", "agreed", "answered", "withdrawn"
STATES = [
    (OPEN, _("reçue, on y répond")),
    (AGREED, _("acceptée, une seconde personne relit")),
    (ANSWERED, _("répondue")),
    (WITHDRAWN, _("retirée par vous")),
]
#: While a request is in one of these, somebody has to act.
WAITING = (OPEN, AGREED)

MOVES = {
    "answer": Move.between(OPEN, ANSWERED, _("Demande de la personne : répondue")),
    "agree_to_erase": Move.between(OPEN, AGREED, _("Effacement proposé, à relire par une seconde personne")),
    "erase": Move.between(AGREED, ANSWERED, _("Données effacées à la demande de la personne")),
    "send_back": Move.between(AGREED, OPEN, _("Effacement non confirmé par la seconde personne")),
    "withdraw": Move.between(OPEN, WITHDRAWN, _("Demande retirée par la personne")),
}
EVENTS = {"ask": _("Demande de la personne reçue")}
