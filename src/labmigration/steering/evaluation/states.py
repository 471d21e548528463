"""The states of a plan, and what each change says in the journal."""

from django.utils.translation import gettext_lazy as _

from labmigration.timeline.moves import Move

DRAFT, PROPOSED, REGISTERED = "draft", "proposed", "registered"
PLAN_STATES = [
    (DRAFT, _("en préparation")),
    (PROPOSED, _("signé une fois, attend la seconde signature")),
    (REGISTERED, _("enregistré")),
]
PLAN_MOVES = {
    "propose": Move.between(DRAFT, PROPOSED, _("Plan d’évaluation signé une première fois : {digest}")),
    "send_back": Move.between(PROPOSED, DRAFT, _("Plan d’évaluation rendu à sa préparation")),
    "confirm": Move.between(PROPOSED, REGISTERED, _("Plan d’évaluation enregistré : {digest}")),
}
PLAN_EVENTS = {"draft": _("Plan d’évaluation commencé"), "edit": _("Plan d’évaluation changé")}
AMENDMENT_EVENTS = {"amend": _("Avenant n° {number} au plan d’évaluation")}
LOTS_EVENTS = {"draw": _("Ordre tiré au sort : {people} personnes pour {seats} places, graine « {seed} »")}
FREEZE_EVENTS = {
    "freeze": _("Gel des données demandé"),
    "finish_freeze": _("Données gelées : {people} personnes, {withdrawn} retirées depuis le gel d’avant, {digest}"),
    "read_frozen": _("Données gelées téléchargées"),
}
