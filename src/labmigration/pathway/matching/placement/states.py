"""The states of a plan of weeks, of a pair that it proposes, of an alarm; the sentences of the timeline."""

from django.utils.translation import gettext_lazy as _

SEARCHING, READY, FAILED, REPLACED = "searching", "ready", "failed", "replaced"
PLAN_STATES = [
    (SEARCHING, _("en calcul")),
    (READY, _("à regarder")),
    (FAILED, _("rien n’a été trouvé")),
    (REPLACED, _("remplacé par un plus récent")),
]
PLAN_EVENTS = {"compose": _("Semaines à composer")}

PROPOSED, ACCEPTED, CHANGED, REFUSED = "proposed", "accepted", "changed", "refused"
PAIR_STATES = [
    (PROPOSED, _("à regarder")),
    (ACCEPTED, _("proposée aux deux")),
    (CHANGED, _("une autre personne est proposée")),
    (REFUSED, _("non retenue")),
]
#: What the officer made of a pair otherwise than the machine proposed.
OVERRIDDEN = (CHANGED, REFUSED)
PAIR_EVENTS = {
    "accept_pair": _("Proposition du calcul suivie"),
    "change_pair": _("Proposition du calcul changée"),
    "refuse_pair": _("Proposition du calcul non retenue"),
}

KEEP_TOGETHER, KEEP_APART = "pin", "forbid"
RULE_KINDS = [(KEEP_TOGETHER, _("ensemble")), (KEEP_APART, _("jamais ensemble"))]
RULE_EVENTS = {"rule_pair": _("Décision sur un rapprochement"), "lift_rule": _("Décision levée")}

RAISED, HANDLED = "raised", "handled"
ALARM_STATES = [(RAISED, _("à traiter")), (HANDLED, _("traitée"))]
ALARM_EVENTS = {"raise_alarm": _("Alerte donnée par la personne"), "handle_alarm": _("Alerte traitée")}
WISHES_EVENTS = {
    "wish": _("Souhaits de travail notés"),
    "pause_search": _("Recherche mise en pause"),
    "resume_search": _("Recherche reprise"),
}

WALK, BICYCLE, BUS, CAR = "walk", "bicycle", "bus", "car"
MEANS = [(WALK, _("à pied")), (BUS, _("en bus, métro ou train")), (BICYCLE, _("à vélo")), (CAR, _("en voiture"))]
MORNING, AFTERNOON, EVENING, NIGHT = "morning", "afternoon", "evening", "night"
PARTS = [(MORNING, _("matin")), (AFTERNOON, _("après-midi")), (EVENING, _("soir")), (NIGHT, _("nuit"))]
