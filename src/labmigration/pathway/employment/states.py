"""The states of a contract."""

from django.utils.translation import gettext_lazy as _

from labmigration.timeline.moves import Move

DRAFT, SIGNED, ACTIVE, ENDED, CANCELLED = "draft", "signed", "active", "ended", "cancelled"
STATES = [
    (DRAFT, _("à signer")),
    (SIGNED, _("signé des deux côtés")),
    (ACTIVE, _("en cours")),
    (ENDED, _("terminé")),
    (CANCELLED, _("abandonné")),
]

MOVES = {
    "sign": Move.between(DRAFT, SIGNED, _("Contrat signé des deux côtés")),
    "start": Move.between(SIGNED, ACTIVE, _("Premier jour payé : {day}")),
    "end": Move.between(ACTIVE, ENDED, _("Contrat terminé")),
    "cancel": Move.between("draft signed", CANCELLED, _("Contrat abandonné avant le premier jour")),
}

#: Contracts that count in the person's week: promised or running.
COUNTING = (DRAFT, SIGNED, ACTIVE)

EVENTS = {
    "draft": _("Contrat préparé"),
    "correct": _("Contrat corrigé : les deux côtés signent de nouveau"),
    "worker_signs": _("Contrat signé par la personne"),
    "household_signs": _("Contrat signé par le foyer"),
    "renew_trial": _("Période d’essai renouvelée jusqu’au {day}"),
    "check_right_to_work": _("Droit au travail vérifié pour ce début de contrat"),
}

END_CAUSES = [
    ("trial", _("fin de période d’essai")),
    ("resigned", _("démission")),
    ("dismissed", _("licenciement")),
    ("fixed_term", _("fin de contrat à durée déterminée")),
    ("household_need_ended", _("le besoin du foyer a pris fin")),
    ("licence_withdrawn", _("agrément retiré ou terminé")),
    ("right_to_work_ended", _("fin du droit au travail")),
    ("other", _("autre")),
]

#: Changes of terms while a contract runs: agreed by both sides, then applied on their day.
PROPOSED, AGREED, APPLIED, REFUSED = "proposed", "agreed", "applied", "refused"
CHANGE_STATES = [
    (PROPOSED, _("proposé aux deux")),
    (AGREED, _("accord des deux côtés")),
    (APPLIED, _("appliqué")),
    (REFUSED, _("refusé ou retiré")),
]
CHANGE_MOVES = {
    "agree_change": Move.between(PROPOSED, AGREED, _("Changement du contrat : accord des deux côtés")),
    "apply_change": Move.between(AGREED, APPLIED, _("Changement du contrat appliqué le {day}")),
    "refuse_change": Move.between("proposed agreed", REFUSED, _("Changement du contrat : sans suite")),
}
CHANGE_EVENTS = {
    "propose_change": _("Changement du contrat proposé pour le {day}"),
    "worker_agrees": _("Changement du contrat : accord de la personne"),
    "household_agrees": _("Changement du contrat : accord du foyer"),
}

HELD, WITHDRAWN = "held", "withdrawn"
LICENCE_STATES = [(HELD, _("agrément vu")), (WITHDRAWN, _("agrément retiré"))]
LICENCE_MOVES = {"withdraw_licence": Move.between(HELD, WITHDRAWN, _("Agrément retiré : les contrats s’arrêtent"))}
LICENCE_EVENTS = {"note_licence": _("Agrément vu, avec son assurance")}
