"""The states of cohorts, seats and sessions, and what each change says in the timeline."""

from django.utils.translation import gettext_lazy as _

from labmigration.timeline.moves import Move

FORMING, RUNNING, FINISHED = "forming", "running", "finished"
COHORT_STATES = [(FORMING, _("en constitution")), (RUNNING, _("en cours")), (FINISHED, _("terminée"))]
COHORT_MOVES = {
    "start": Move.between(FORMING, RUNNING, _("La cohorte {cohort} commence")),
    "finish": Move.between(RUNNING, FINISHED, _("La cohorte {cohort} est terminée")),
}
COHORT_EVENTS = {
    "form": _("Cohorte {cohort} ouverte"),
    "edit": _("Cohorte {cohort} modifiée"),
    "plan_series": _("{count} séances fixées du {first} au {last}"),
    "set_week": _("Semaine de la cohorte {cohort} modifiée"),
}

ENROLLED, WITHDRAWN, COMPLETED = "enrolled", "withdrawn", "completed"
SEAT_STATES = [(ENROLLED, _("inscrite")), (WITHDRAWN, _("partie avant la fin")), (COMPLETED, _("formation terminée"))]
SEAT_MOVES = {
    "withdraw": Move.between(ENROLLED, WITHDRAWN, _("A quitté la formation")),
    "complete": Move.between(ENROLLED, COMPLETED, _("Formation terminée")),
}
SEAT_EVENTS = {"enrol": _("Place {seat} dans la cohorte {cohort}"), "begin": _("Formation commencée")}

PLANNED, HELD, CANCELLED = "planned", "held", "cancelled"
SESSION_STATES = [(PLANNED, _("prévue")), (HELD, _("tenue")), (CANCELLED, _("annulée"))]
SESSION_MOVES = {
    "hold_session": Move.between(PLANNED, HELD, _("Séance du {day} tenue")),
    "cancel_session": Move.between(PLANNED, CANCELLED, _("Séance du {day} annulée")),
}
SESSION_EVENTS = {"plan_session": _("Séance fixée au {day}"), "move_session": _("Séance déplacée au {day}")}

OFFERED, ACCEPTED, DECLINED, ENDED = "offered", "accepted", "declined", "ended"
OFFER_STATES = [
    (OFFERED, _("attend la réponse")),
    (ACCEPTED, _("a dit oui")),
    (DECLINED, _("a dit non")),
    (ENDED, _("n’est plus proposée")),
]
OFFER_MOVES = {
    "accept_offer": Move.between(OFFERED, ACCEPTED, _("A dit oui à une place en formation")),
    "decline_offer": Move.between(OFFERED, DECLINED, _("A dit non à une place en formation")),
    "end_offer": Move.between(f"{OFFERED} {ACCEPTED}", ENDED, _("La place n’est plus proposée")),
    # Her own answers, on her page or behind the link that she was sent.
    "say_yes": Move.between(OFFERED, ACCEPTED, _("A répondu oui à une place en formation")),
    "say_no": Move.between(OFFERED, DECLINED, _("A répondu non à une place en formation")),
    "ask_call": Move.between(OFFERED, OFFERED, _("Demande un appel avant de répondre pour une place")),
}
OFFER_EVENTS = {
    "offer_seat": _("Place proposée dans la cohorte {cohort}"),
    "call_about_offer": _("Appel au sujet d’une place proposée"),
}
CALL_EVENTS = {"note_call": _("Appel avant un départ de formation")}

SEARCHING, DRAFT, IMPOSSIBLE, FAILED = "searching", "draft", "impossible", "failed"
PUBLISHED, DROPPED = "published", "dropped"
TIMETABLE_STATES = [
    (SEARCHING, _("recherche en cours")),
    (DRAFT, _("brouillon")),
    (IMPOSSIBLE, _("impossible")),
    (FAILED, _("recherche interrompue")),
    (PUBLISHED, _("publié")),
    (DROPPED, _("abandonné")),
]
TIMETABLE_UNDER_WAY = (SEARCHING, DRAFT, IMPOSSIBLE, FAILED)
TIMETABLE_MOVES = {
    "publish_timetable": Move.between(DRAFT, PUBLISHED, _("Emploi du temps publié : {count} séances")),
    "drop_timetable": Move.between(" ".join(TIMETABLE_UNDER_WAY), DROPPED, _("Brouillon d’emploi du temps abandonné")),
    "search_again": Move.between(f"{DRAFT} {FAILED}", SEARCHING, _("Emploi du temps cherché de nouveau")),
}
TIMETABLE_EVENTS = {
    "search_timetable": _("Emploi du temps cherché"),
    "move_half_day": _("Demi-journée déplacée dans le brouillon, du {from_day} au {day}"),
    "pin_half_day": _("Demi-journée fixée ou libérée dans le brouillon"),
}

ROOM_EVENTS = {"keep_room": _("Salle {name} notée")}
TRAINER_WEEK_EVENTS = {"keep_trainer_week": _("Disponibilités de {name} notées")}
CLOSURE_EVENTS = {"keep_closure": _("Fermeture du {first} au {last} notée"), "end_closure": _("Fermeture retirée")}
TRAINEE_WEEK_EVENTS = {"keep_trainee_week": _("Disponibilités pour la formation notées")}

# A plain signature is its own journal (who, when, never changed): in the timeline, a hundred of them would hide the
# rest. Only what someone has to act on is told there.
ATTENDANCE_EVENTS = {
    "miss": _("Absence le {day}"),
    "correct": _("Présence du {day} corrigée"),
    "take_back": _("Signature du {day} retirée : ce n’était pas cette personne"),
    "add_line": _("Présence du {day} ajoutée à la feuille"),
}
PAPER_EVENTS = {
    "print_paper": _("Feuille du {day} imprimée, version {number}"),
    "enter_paper": _("Feuille papier du {day} saisie"),
}
EVALUATION_EVENTS = {"evaluate": _("Évaluation donnée")}

WITHDRAWAL_CAUSES = [
    ("job", _("a trouvé un emploi")),
    ("childcare", _("garde d’enfants")),
    ("moved", _("déménagement")),
    ("french", _("français insuffisant pour suivre")),
    ("not_suited", _("le métier ne convient pas")),
    ("unknown", _("cause non dite")),
]
