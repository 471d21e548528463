"""The states of a prescription."""

from django.utils.translation import gettext_lazy as _

from labmigration.timeline.moves import Move

DRAFT, PROPOSED, SIGNED, REFUSED, SUPERSEDED = "draft", "proposed", "signed", "refused", "superseded"
STATES = [
    (DRAFT, _("en préparation")),
    (PROPOSED, _("proposée, à signer")),
    (SIGNED, _("signée")),
    (REFUSED, _("refusée par la personne")),
    (SUPERSEDED, _("remplacée")),
]

MOVES = {
    "propose": Move.between(DRAFT, PROPOSED, _("Parcours de {hours} proposé et signé par le conseil")),
    "take_back": Move.between(PROPOSED, DRAFT, _("Parcours repris par le conseil avant la signature de la personne")),
    "sign": Move.between(PROPOSED, SIGNED, _("Parcours signé par la personne")),
    "refuse": Move.between(PROPOSED, REFUSED, _("Parcours refusé par la personne")),
    "supersede": Move.between("signed refused", SUPERSEDED, _("Parcours remplacé par une nouvelle version")),
}

EVENTS = {
    "write": _("Parcours en préparation"),
    "edit": _("Parcours en préparation, modifié"),
    "reread": _("Parcours relu après un changement du profil : il reste le bon"),
    "give_link": _("Lien donné pour lire et signer le parcours"),
}
