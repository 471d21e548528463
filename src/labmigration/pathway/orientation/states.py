"""The states of an orientation meeting, of an hour that an advisor opens, of someone who waits for one."""

from django.utils.translation import gettext_lazy as _

from labmigration.timeline.moves import Move

PLANNED, HELD, MISSED, CANCELLED = "planned", "held", "missed", "cancelled"
STATES = [(PLANNED, _("prévu")), (HELD, _("tenu")), (MISSED, _("manqué")), (CANCELLED, _("annulé"))]

MOVES = {
    "hold": Move.between(PLANNED, HELD, _("Entretien d’orientation tenu")),
    "miss": Move.between(PLANNED, MISSED, _("Entretien manqué")),
    "cancel": Move.between(PLANNED, CANCELLED, _("Entretien annulé")),
    "move": Move.between(PLANNED, PLANNED, _("Entretien déplacé au {day}")),
}

EVENTS = {
    "plan": _("Entretien d’orientation fixé au {day}"),
    "choose": _("Entretien d’orientation choisi par la personne : {day}"),
    "confirm": _("Entretien du {day} confirmé"),
    "remind_sms": _("Rappel d’entretien par SMS"),
    "remind_email": _("Rappel d’entretien par courriel"),
}

OPEN, OFFERED, TAKEN, CLOSED = "open", "offered", "taken", "closed"
SLOT_STATES = [
    (OPEN, _("libre")),
    (OFFERED, _("proposé")),
    (TAKEN, _("pris")),
    (CLOSED, _("fermé")),
]
SLOT_EVENTS = {"open_slots": _("Créneaux ouverts : {count}"), "close_slot": _("Créneau fermé : {day}")}

WAITING, SERVED, STOPPED = "waiting", "served", "stopped"
WAITING_STATES = [(WAITING, _("attend")), (SERVED, _("servie")), (STOPPED, _("n’attend plus"))]
WAITING_EVENTS = {
    "wait": _("Entretien demandé dès que possible"),
    "stop_waiting": _("N’attend plus d’entretien plus tôt"),
}

ACCEPTED, DECLINED, LAPSED = "accepted", "declined", "lapsed"
OFFER_STATES = [(OPEN, _("proposé")), (ACCEPTED, _("accepté")), (DECLINED, _("décliné")), (LAPSED, _("sans réponse"))]
OFFER_EVENTS = {
    "offer": _("Créneau libéré proposé : {day}"),
    "accept_offer": _("Créneau proposé accepté : {day}"),
    "decline_offer": _("Créneau proposé décliné : {day}"),
    "lapse_offer": _("Créneau proposé resté sans réponse : {day}"),
}

INTEREST_EVENTS = {
    "say_interest": _("La personne a dit si le métier l’intéresse toujours"),
    "take_up_interest": _("Réponse de la personne sur le métier prise en compte"),
    "adopt_occupation": _("Le métier que la personne préfère devient celui de son parcours"),
}
