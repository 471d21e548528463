"""The states of a household's need and of an introduction: the steps of disclosure by mutual consent."""

from django.utils.translation import gettext_lazy as _

from labmigration.timeline.moves import Move

DRAFT, OPEN, FILLED, WITHDRAWN = "draft", "open", "filled", "withdrawn"
NEED_STATES = [
    (DRAFT, _("en cours de description")),
    (OPEN, _("à pourvoir")),
    (FILLED, _("pourvu")),
    (WITHDRAWN, _("retiré")),
]
NEED_MOVES = {
    "fill": Move.between(OPEN, FILLED, _("Besoin pourvu")),
    "publish_need": Move.between(DRAFT, OPEN, _("Besoin décrit en entier")),
    "withdraw_need": Move.between("draft open", WITHDRAWN, _("Besoin retiré")),
    "reopen_need": Move.between(FILLED, OPEN, _("Besoin de nouveau à pourvoir")),
}
NEED_EVENTS = {
    "begin_need": _("Description d’un besoin commencée"),
    "describe": _("Besoin décrit"),
    "edit_need": _("Besoin modifié"),
    "approve_live_in": _("Logement sur place : approuvé par une deuxième personne"),
}

PROPOSED, MUTUAL, INTERVIEW, AGREED, DECLINED = "proposed", "mutual", "interview", "agreed", "declined"
INTRODUCTION_STATES = [
    (PROPOSED, _("proposée aux deux")),
    (MUTUAL, _("les deux ont dit oui")),
    (INTERVIEW, _("rencontre convenue")),
    (AGREED, _("accord des deux côtés")),
    (DECLINED, _("sans suite")),
]
#: Those in which something can still come of it, the most advanced first.
UNDER_WAY = (INTERVIEW, MUTUAL, PROPOSED)
INTRODUCTION_MOVES = {
    "become_mutual": Move.between(PROPOSED, MUTUAL, _("Les deux ont dit oui à la rencontre")),
    # From "interview" too: a meeting may be moved to another day.
    "plan_interview": Move.between("mutual interview", INTERVIEW, _("Rencontre convenue le {day}")),
    "agree": Move.between(INTERVIEW, AGREED, _("Accord des deux côtés")),
    "decline": Move.between("proposed mutual interview", DECLINED, _("Mise en relation sans suite")),
    "fall_through": Move.between(AGREED, DECLINED, _("L’accord n’a pas mené à un contrat")),
}
INTRODUCTION_EVENTS = {
    "introduce": _("Mise en relation proposée"),
    "answer": _("Réponse reçue à la mise en relation"),
    "confirm": _("Un des deux côtés donne son accord"),
    "acknowledge": _("Le besoin a changé : les deux côtés sont prévenus"),
}

#: Who ended an introduction.
BY_CANDIDATE, BY_HOUSEHOLD, BY_OFFICER, BY_NEED, BY_CONTRACT = "candidate", "household", "officer", "need", "contract"
DECLINED_BY = [
    (BY_CANDIDATE, _("par la personne")),
    (BY_HOUSEHOLD, _("par le foyer")),
    (BY_OFFICER, _("par la mise en relation")),
    (BY_NEED, _("le besoin n’est plus à pourvoir")),
    (BY_CONTRACT, _("le contrat a été abandonné")),
]
