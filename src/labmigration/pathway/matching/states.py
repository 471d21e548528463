"""The states of a household's need and of an introduction: the steps of disclosure by mutual consent."""

from django.utils.translation import gettext_lazy as _

from labmigration.timeline.moves import Move

OPEN, FILLED, WITHDRAWN = "open", "filled", "withdrawn"
NEED_STATES = [(OPEN, _("à pourvoir")), (FILLED, _("pourvu")), (WITHDRAWN, _("retiré"))]
NEED_MOVES = {
    "fill": Move.between(OPEN, FILLED, _("Besoin pourvu")),
    "withdraw_need": Move.between(OPEN, WITHDRAWN, _("Besoin retiré")),
}
NEED_EVENTS = {"describe": _("Besoin décrit par le foyer"), "vet": _("Foyer vérifié")}

PROPOSED, MUTUAL, INTERVIEW, AGREED, DECLINED = "proposed", "mutual", "interview", "agreed", "declined"
INTRODUCTION_STATES = [
    (PROPOSED, _("proposée aux deux")),
    (MUTUAL, _("les deux ont dit oui")),
    (INTERVIEW, _("rencontre convenue")),
    (AGREED, _("accord des deux côtés")),
    (DECLINED, _("sans suite")),
]
INTRODUCTION_MOVES = {
    "become_mutual": Move.between(PROPOSED, MUTUAL, _("Les deux ont dit oui à la rencontre")),
    "plan_interview": Move.between(MUTUAL, INTERVIEW, _("Rencontre convenue le {day}")),
    "agree": Move.between(INTERVIEW, AGREED, _("Accord des deux côtés")),
    "decline": Move.between("proposed mutual interview", DECLINED, _("Mise en relation sans suite")),
}
INTRODUCTION_EVENTS = {
    "introduce": _("Mise en relation proposée"),
    "answer": _("Réponse reçue à la mise en relation"),
    "confirm": _("Un des deux côtés donne son accord"),
}
