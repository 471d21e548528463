"""The states of a referral and of a suspicion of duplicate."""

from django.utils.translation import gettext_lazy as _

from labmigration.timeline.moves import Move

RECEIVED, SUSPECTED, PROPOSED, ADMITTED, REFUSED, MERGED = (
    "received",
    "suspected",
    "refusal_proposed",
    "admitted",
    "refused",
    "merged",
)
STATES = [
    (RECEIVED, _("à décider")),
    (SUSPECTED, _("doublon possible")),
    (PROPOSED, _("refus proposé")),
    (ADMITTED, _("admise")),
    (REFUSED, _("refusée")),
    (MERGED, _("réunie à un dossier connu")),
]

MOVES = {
    "admit": Move.between(RECEIVED, ADMITTED, _("Admission prononcée")),
    "propose_refusal": Move.between(RECEIVED, PROPOSED, _("Refus proposé, à confirmer par une seconde personne")),
    "confirm_refusal": Move.between(PROPOSED, REFUSED, _("Refus confirmé par une seconde personne")),
    "send_back": Move.between(PROPOSED, RECEIVED, _("Refus non confirmé : le dossier est à reprendre")),
    "reopen": Move.between(REFUSED, RECEIVED, _("Dossier rouvert : un fait nouveau")),
    "merge": Move.between(
        f"{SUSPECTED} {RECEIVED}", MERGED, _("Reconnue comme déjà suivie : les deux dossiers sont réunis")
    ),
    "unmerge": Move.between(MERGED, SUSPECTED, _("Réunion de dossiers annulée")),
    # A weak suspicion never held the referral back: undone, it stands again where it was.
    "unmerge_received": Move.between(MERGED, RECEIVED, _("Réunion de dossiers annulée")),
    "keep_apart": Move.between(SUSPECTED, RECEIVED, _("Deux personnes différentes : le dossier suit son cours")),
}

EVENTS = {
    "receive": _("Orientation reçue"),
    "suspect": _("Doublon possible : une personne doit regarder"),
    "judge": _("Éligibilité examinée le {on}"),
    "correct": _("Dossier d’accueil complété"),
    "give_link": _("Lien donné à la personne pour envoyer ses papiers"),
    "clear": _("Ressemblance écartée : deux personnes différentes"),
    "import": _("Fichier d’orientations lu : {created} créées, {duplicate} doublons possibles, {rejected} à corriger"),
}
