"""The states of agreements, commitments and expenses, and what each change says in the journal."""

from django.utils.translation import gettext_lazy as _

from labmigration.timeline.moves import Move

DRAFT, PROPOSED, SIGNED, IN_FORCE = "draft", "proposed", "signed", "in_force"
REPLACED, ENDED, ABANDONED = "replaced", "ended", "abandoned"
AGREEMENT_STATES = [
    (DRAFT, _("brouillon")),
    (PROPOSED, _("à signer")),
    (SIGNED, _("signé de tous")),
    (IN_FORCE, _("en vigueur")),
    (REPLACED, _("remplacé par un avenant")),
    (ENDED, _("terminé")),
    (ABANDONED, _("abandonné")),
]
#: A text that nobody works on any more.
CLOSED = (REPLACED, ENDED, ABANDONED)
AGREEMENT_MOVES = {
    "propose": Move.between(DRAFT, PROPOSED, _("Texte arrêté et proposé à la signature")),
    "reopen": Move.between(PROPOSED, DRAFT, _("Texte repris : il sera signé de nouveau par tous")),
    "conclude": Move.between(PROPOSED, SIGNED, _("Signé par toutes les parties")),
    "take_effect": Move.between(SIGNED, IN_FORCE, _("Entrée en vigueur")),
    "replace": Move.between(IN_FORCE, REPLACED, _("Remplacé par un avenant")),
    "end": Move.between(f"{SIGNED} {IN_FORCE}", ENDED, _("Fin de la convention")),
    "abandon": Move.between(f"{DRAFT} {PROPOSED}", ABANDONED, _("Texte abandonné")),
}
AGREEMENT_EVENTS = {
    "draft": _("Texte commencé"),
    "edit": _("Texte modifié"),
    "amend": _("Avenant commencé"),
    "take_from_sources": _("Texte repris des sources ({source})"),
}
PARTY_EVENTS = {
    "sign": _("Signé à l’écran par {name}"),
    "record_signature": _("Signature sur papier notée, du {day}"),
    "withdraw_party": _("Une partie se retire de la convention"),
}
OPEN, KEPT, RELEASED = "open", "kept", "released"
COMMITMENT_STATES = [(OPEN, _("à tenir")), (KEPT, _("rempli")), (RELEASED, _("levé"))]
COMMITMENT_MOVES = {
    "keep": Move.between(OPEN, KEPT, _("Engagement tenu")),
    "release": Move.between(OPEN, RELEASED, _("Engagement levé")),
}
PARTNER_EVENTS = {
    "add_partner": _("Partenaire ajouté au répertoire"),
    "edit_partner": _("Fiche du partenaire modifiée"),
    "merge_partner": _("Deux fiches du même partenaire réunies"),
}
COUNTED, CANCELLED = "counted", "cancelled"
EXPENSE_STATES = [(COUNTED, _("comptée")), (CANCELLED, _("annulée"))]
EXPENSE_MOVES = {"cancel_expense": Move.between(COUNTED, CANCELLED, _("Dépense annulée"))}
EXPENSE_EVENTS = {"add_expense": _("Dépense notée")}
LINE_EVENTS = {
    "open_line": _("Ligne de financement ouverte"),
    "edit_line": _("Ligne de financement modifiée"),
    "import_expenses": _("Fichier de dépenses lu : {count} nouvelles"),
}
