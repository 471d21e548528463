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
    "check_right_to_work": _("Droit au travail vérifié pour ce début de contrat"),
}

END_CAUSES = [
    ("trial", _("fin de période d’essai")),
    ("resigned", _("démission")),
    ("dismissed", _("licenciement")),
    ("fixed_term", _("fin de contrat à durée déterminée")),
    ("household_need_ended", _("le besoin du foyer a pris fin")),
    ("right_to_work_ended", _("fin du droit au travail")),
    ("other", _("autre")),
]
