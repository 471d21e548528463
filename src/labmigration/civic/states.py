"""The states of joint sessions and of questions, and what each change says in the journal."""

from django.utils.translation import gettext_lazy as _

from labmigration.timeline.moves import Move

PLANNED, HELD, CANCELLED = "planned", "held", "cancelled"
SESSION_STATES = [(PLANNED, _("prévue")), (HELD, _("tenue")), (CANCELLED, _("annulée"))]
SESSION_MOVES = {
    "hold": Move.between(PLANNED, HELD, _("Rencontre du parcours citoyen tenue")),
    "cancel": Move.between(PLANNED, CANCELLED, _("Rencontre du parcours citoyen annulée")),
}
SESSION_EVENTS = {"plan": _("Rencontre du parcours citoyen prévue le {day}")}

ASKED, SHOWN, SET_ASIDE = "asked", "shown", "set_aside"
QUESTION_STATES = [(ASKED, _("à lire")), (SHOWN, _("montrée, sans nom")), (SET_ASIDE, _("mise de côté"))]
QUESTION_MOVES = {
    "show": Move.between(ASKED, SHOWN, _("Question montrée, sans nom")),
    "set_aside": Move.between(f"{ASKED} {SHOWN}", SET_ASIDE, _("Question mise de côté")),
}
QUESTION_EVENTS = {"ask": _("Question laissée pour une rencontre")}
STEP_EVENTS = {"finish_step": _("Étape du parcours citoyen terminée")}
PLACE_EVENTS = {
    "join": _("Dit venir à une rencontre du parcours citoyen"),
    "welcome": _("Venu à une rencontre du parcours citoyen sans l’avoir dit avant"),
    "leave": _("Ne vient plus à une rencontre du parcours citoyen"),
}
