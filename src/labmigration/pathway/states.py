"""The states of a whole pathway; where it stands on the way is its `stage`."""

from django.utils.translation import gettext_lazy as _

from labmigration.timeline.moves import Move

OPEN, CLOSED, MERGED = "open", "closed", "merged"
STATES = [(OPEN, _("en cours")), (CLOSED, _("terminé")), (MERGED, _("réuni à un autre dossier"))]

MOVES = {
    "close": Move.between(OPEN, CLOSED, _("Parcours terminé")),
    "reopen": Move.between(CLOSED, OPEN, _("Parcours repris : un nouveau besoin")),
}

EVENTS = {
    "open": _("Parcours ouvert"),
    "assign": _("Confié à {advisor}"),
    "correct": _("Coordonnées corrigées"),
    "note_contact": _("Contact noté"),
    "invite_to_choose": _("Lien envoyé pour choisir un entretien"),
}

CLOSING_REASONS = [
    ("lasting_job", _("emploi durable, suivi terminé")),
    ("refused", _("non éligible")),
    ("not_interested", _("ne souhaite pas continuer")),
    ("withdrew", _("a quitté la formation")),
    ("moved", _("a quitté le territoire")),
    ("other_job", _("a trouvé un autre emploi")),
    ("lost", _("plus de nouvelles")),
]
