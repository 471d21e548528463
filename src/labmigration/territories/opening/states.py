"""The states of a task, the outcomes of a decision, and what each change says in the journal."""

from django.utils.translation import gettext_lazy as _

from labmigration.timeline.moves import Move

OPEN, DONE, SET_ASIDE = "open", "done", "set_aside"
TASK_STATES = [(OPEN, _("à faire")), (DONE, _("faite")), (SET_ASIDE, _("sans objet ici"))]
TASK_MOVES = {
    "finish_task": Move.between(OPEN, DONE, _("Tâche de préparation faite : {task}")),
    "set_aside_task": Move.between(OPEN, SET_ASIDE, _("Tâche de préparation sans objet ici : {task}")),
    "reopen_task": Move.between(f"{DONE} {SET_ASIDE}", OPEN, _("Tâche de préparation reprise : {task}")),
}
TASK_EVENTS = {
    "plan_task": _("Tâche de préparation confiée à {owner} : {task}"),
    "add_task": _("Tâche de préparation ajoutée ici : {task}"),
}
TERRITORY_EVENTS = {
    "open_territory": _("Territoire ouvert à l’écran : {name}"),
    "describe": _("Nom ou périmètre du territoire changés : {name}"),
}
PREPARATION_EVENTS = {
    "prepare": _("Préparation commencée, ouverture visée le {day}"),
    "aim": _("Ouverture visée le {day}"),
    "take_up_tasks": _("Tâches nouvelles du livret reprises : {tasks}"),
}
FACT_EVENTS = {
    "note_fact": _("Fiche publique, chiffre ou fait ajouté : {subject}"),
    "correct_fact": _("Fiche publique, version {version} : {subject}"),
}
CHOICE_EVENTS = {"choose_source": _("Fiche publique, source choisie pour {subject}")}
DECISION_EVENTS = {"decide": _("Décision d’ouverture : {outcome}")}
