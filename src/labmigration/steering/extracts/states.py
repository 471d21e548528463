"""The states of a research project, and what each change says in the journal."""

from django.utils.translation import gettext_lazy as _

from labmigration.timeline.moves import Move

ASKED, AGREED, APPROVED, REFUSED, ENDED = "asked", "agreed", "approved", "refused", "ended"
PROJECT_STATES = [
    (ASKED, _("demandé, attend deux accords")),
    (AGREED, _("un accord donné, attend le second")),
    (APPROVED, _("approuvé par deux personnes")),
    (REFUSED, _("refusé")),
    (ENDED, _("terminé")),
]
PROJECT_MOVES = {
    "agree": Move.between(ASKED, AGREED, _("Projet de recherche : premier accord")),
    "approve": Move.between(AGREED, APPROVED, _("Projet de recherche approuvé par deux personnes")),
    "refuse": Move.between(f"{ASKED} {AGREED}", REFUSED, _("Projet de recherche refusé")),
    "stop": Move.between(APPROVED, ENDED, _("Projet de recherche arrêté avant sa fin")),
    "end": Move.between(APPROVED, ENDED, _("Projet de recherche arrivé à sa fin : le fichier n’est plus remis")),
}
PROJECT_EVENTS = {"ask": _("Projet de recherche demandé")}
EXTRACT_EVENTS = {
    "prepare": _("Extraction demandée"),
    "finish": _("Extraction faite : {people} personnes, {withdrawn} ont repris leur accord depuis la précédente"),
    "download": _("Extraction téléchargée"),
}
#: Why a table was not made.
NOTHING, TOO_MANY = "nothing", "too_many"
TABLE_PROBLEMS = [
    (NOTHING, _("Rien ne peut être montré : trop peu de personnes, ou trop peu d’écart avec un tableau déjà donné.")),
    (TOO_MANY, _("On ne peut plus répondre d’un autre tableau : ceux déjà remis sont trop nombreux.")),
]
WANTED_EVENTS = {"ask_table": _("Tableau externe demandé")}
TABLE_EVENTS = {"give": _("Tableau externe n° {number} fait")}
