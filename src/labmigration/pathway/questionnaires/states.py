"""The states of a questionnaire, and what the timeline says of it."""

from django.utils.translation import gettext_lazy as _

from labmigration.timeline.moves import Move

WAITING, ANSWERED, REFUSED, ENDED = "waiting", "answered", "refused", "ended"
STATES = [
    (WAITING, _("pas encore de réponse")),
    (ANSWERED, _("répondu")),
    (REFUSED, _("ne souhaite pas répondre")),
    (ENDED, _("n’est plus demandé")),
]
#: Her thread is read by many: it names no wave, and tells a refusal from nothing else that closes one.
MOVES = {
    "send": Move.between(WAITING, ANSWERED, _("Questionnaire rempli")),
    "note": Move.between(f"{WAITING} {REFUSED}", ANSWERED, _("Questionnaire rempli avec la personne")),
    "correct": Move.between(ANSWERED, ANSWERED, _("Questionnaire corrigé")),
    "refuse": Move.between(WAITING, REFUSED, _("Questionnaire clos")),
    "resume": Move.between(REFUSED, WAITING, _("Questionnaire rouvert")),
    "set_aside": Move.between(
        f"{WAITING} {REFUSED}", ENDED, _("Questionnaire qui n’est plus demandé : retour en formation")
    ),
}
EVENTS = {"plan": _("Questionnaires prévus"), "plan_again": _("Questionnaire prévu de nouveau")}
HOUSEHOLD_EVENTS = {"ask_household": _("Le foyer est interrogé"), "answer_household": _("Le foyer a répondu")}
