"""The states of an interview, and what each change says in the journal."""

from django.utils.translation import gettext_lazy as _

from labmigration.timeline.moves import Move

INVITED, AGREED, DECLINED, WITHDRAWN = "invited", "agreed", "declined", "withdrawn"
WRITTEN, CODING, COMPARING, CODED = "written", "coding", "comparing", "coded"
STATES = [
    (INVITED, _("la personne n’a pas encore répondu")),
    (AGREED, _("d’accord : entretien à écrire")),
    (DECLINED, _("la personne a dit non")),
    (WITHDRAWN, _("accord retiré : paroles effacées")),
    (WRITTEN, _("écrit : à confier à deux lectures")),
    (CODING, _("deux lectures en cours")),
    (COMPARING, _("deux lectures finies : à rapprocher")),
    (CODED, _("codé")),
]
MOVES = {
    "agree": Move.between("invited declined withdrawn", AGREED, _("D’accord pour un entretien de recherche")),
    "decline": Move.between("invited", DECLINED, _("Entretien de recherche refusé")),
    "withdraw": Move.between(
        "agreed written coding comparing coded", WITHDRAWN, _("Accord retiré pour un entretien : paroles effacées")
    ),
    "write": Move.between("agreed written", WRITTEN, _("Entretien écrit, sans nom")),
    "hand_out": Move.between("written", CODING, _("Entretien confié à deux lectures")),
    "compare": Move.between("coding", COMPARING, _("Les deux lectures de l’entretien sont finies")),
    "settle": Move.between("comparing", CODED, _("Lectures de l’entretien rapprochées")),
}
EVENTS = {
    "invite": _("Invitation à un entretien de recherche"),
    "choose": _("Choix donné pour un entretien"),
    "keep_recording": _("Enregistrement d’un entretien gardé sous clé"),
    "forget_recording": _("Enregistrement d’un entretien effacé"),
    "output": _("Sortie des entretiens : {interviews} entretiens, {quotes} citations, {gone} retirés depuis"),
}
