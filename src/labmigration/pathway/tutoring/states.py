"""The states of offers to tutor, of tutorships and of alerts, and what each change says in the journal."""

from django.utils.translation import gettext_lazy as _

from labmigration.timeline.moves import Move

WAITING, ACCEPTED, NOT_ACCEPTED, WITHDRAWN = "waiting", "accepted", "not_accepted", "withdrawn"
OFFER_STATES = [
    (WAITING, _("à lire")),
    (ACCEPTED, _("acceptée")),
    (NOT_ACCEPTED, _("pas retenue")),
    (WITHDRAWN, _("retirée")),
]
#: Those that stand in the way of another offer by the same household.
STANDING = (WAITING, ACCEPTED)
OFFER_MOVES = {
    "accept": Move.between(WAITING, ACCEPTED, _("Employeur tuteur accepté")),
    "turn_down": Move.between(WAITING, NOT_ACCEPTED, _("Proposition d’employeur tuteur pas retenue")),
    "withdraw": Move.between(f"{WAITING} {ACCEPTED}", WITHDRAWN, _("N’est plus employeur tuteur")),
}
OFFER_EVENTS = {"volunteer": _("Propose d’être employeur tuteur, charte acceptée")}

PROPOSED, UNDER_WAY, DECLINED, ENDED = "proposed", "under_way", "declined", "ended"
TUTORSHIP_STATES = [
    (PROPOSED, _("proposé aux deux")),
    (UNDER_WAY, _("en cours")),
    (DECLINED, _("sans suite")),
    (ENDED, _("terminé")),
]
OPEN = (PROPOSED, UNDER_WAY)
TUTORSHIP_MOVES = {
    "begin": Move.between(PROPOSED, UNDER_WAY, _("Tutorat commencé, d’un commun accord")),
    "decline": Move.between(PROPOSED, DECLINED, _("Tutorat sans suite")),
    "end": Move.between(UNDER_WAY, ENDED, _("Tutorat terminé")),
}
TUTORSHIP_EVENTS = {"propose": _("Employeur tuteur proposé"), "answer": _("Réponse reçue au tutorat")}
END_REASONS = [
    ("goals_reached", _("les objectifs sont atteints")),
    ("no_longer_needed", _("il n’y en a plus besoin")),
    ("no_time", _("le temps manque")),
    ("not_suited", _("cela ne convenait pas")),
    ("moved", _("départ ou déménagement")),
    ("other", _("autre raison")),
]

RAISED, HANDLED = "raised", "handled"
ALERT_STATES = [(RAISED, _("à traiter")), (HANDLED, _("traitée"))]
ALERT_MOVES = {"handle_alert": Move.between(RAISED, HANDLED, _("Alerte de tutorat traitée"))}
ALERT_EVENTS = {"raise_alert": _("Alerte de tutorat")}
LOG_EVENTS = {
    "note_meeting": _("Rencontre de tutorat notée"),
    "confirm_meeting": _("Rencontre de tutorat confirmée"),
    "take_back_meeting": _("Rencontre de tutorat retirée"),
}
GOAL_EVENTS = {"set_goal": _("Objectif de tutorat écrit"), "reach_goal": _("Objectif de tutorat atteint")}
