"""The states of a photographed paper, what one may find on it, and why it can be refused."""

from django.utils.translation import gettext_lazy as _

from labmigration.timeline.moves import Move

SENT, DISPUTED, CHECKED, REFUSED, REPLACED, DROPPED = "sent", "disputed", "checked", "refused", "replaced", "dropped"
STATES = [
    (SENT, _("à contrôler")),
    (DISPUTED, _("deux lectures différentes")),
    (CHECKED, _("contrôlé")),
    (REFUSED, _("à renvoyer")),
    (REPLACED, _("remplacé par une autre photo")),
    (DROPPED, _("sans objet : le parcours est terminé")),
]
#: Nothing is left of what was sent, and nothing came of it.
SET_ASIDE = (REPLACED, DROPPED)
#: While it waits, its photograph is kept; in no other state.
WAITING = (SENT, DISPUTED)

GOOD, ILLEGIBLE, OTHER_PAPER, EXPIRED = "good", "illegible", "other_paper", "expired"
#: In the order in which a refusal is told when two people refuse for different reasons.
REFUSALS = [
    (ILLEGIBLE, _("on ne peut pas le lire")),
    (OTHER_PAPER, _("ce n’est pas le papier demandé")),
    (EXPIRED, _("il n’est plus valable")),
]
FINDINGS = [(GOOD, _("lisible, correspond, en cours de validité")), *REFUSALS]

MOVES = {
    "accept_document": Move.between("sent disputed", CHECKED, _("Papier contrôlé par deux personnes, photo supprimée")),
    "refuse_document": Move.between("sent disputed", REFUSED, _("Papier à renvoyer, photo supprimée")),
    "dispute_document": Move.between(SENT, DISPUTED, _("Papier lu différemment par deux personnes : à relire")),
    "replace_document": Move.between(
        "sent disputed", REPLACED, _("Photo remplacée par une autre, la première est supprimée")
    ),
    "drop_document": Move.between(
        "sent disputed", DROPPED, _("Papier écarté avec la fin du parcours, photo supprimée")
    ),
}
EVENTS = {
    "send_document": _("Photo d’un papier envoyée"),
    "check_document": _("Papier relu par une personne"),
}
