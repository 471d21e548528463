"""Rights on opening a territory: its public file, the list of what is ready, the decision, the letters."""

from django.utils.translation import gettext_lazy as _

from labmigration.access.rows import everywhere, in_prepared_territory, my_territory, prepared_territory
from labmigration.access.table.line import ADMIN, COORDINATOR, OBSERVER, Right

_TERRITORY, _TASK = "territories.Territory", "opening.ReadinessTask"
_PREPARING = {COORDINATOR: prepared_territory, ADMIN: everywhere}
_TASKS = {COORDINATOR: in_prepared_territory, ADMIN: everywhere}

OPENING = {
    "opening.read": Right(
        _("lire la fiche publique et la préparation d’un territoire"),
        _TERRITORY,
        {**_PREPARING, OBSERVER: my_territory},
    ),
    "opening.open_territory": Right(_("ouvrir un territoire"), rows=dict.fromkeys((COORDINATOR, ADMIN), everywhere)),
    "opening.describe": Right(
        _("changer le nom et le périmètre d’un territoire ouvert à l’écran"),
        "opening.OpenedTerritory",
        {COORDINATOR: in_prepared_territory, ADMIN: everywhere},
    ),
    "opening.confide": Right(_("confier un territoire à la personne qui l’a ouvert"), _TERRITORY, {ADMIN: everywhere}),
    "opening.note_fact": Right(_("ajouter ou corriger un fait de la fiche publique"), _TERRITORY, _PREPARING),
    "opening.choose_source": Right(_("choisir entre des sources qui se contredisent"), _TERRITORY, _PREPARING),
    "opening.prepare": Right(_("commencer la préparation d’un territoire, ajouter une tâche"), _TERRITORY, _PREPARING),
    "opening.plan_task": Right(_("confier une tâche de préparation et lui donner une date"), _TASK, _TASKS),
    "opening.finish_task": Right(_("noter une tâche de préparation faite, avec sa preuve"), _TASK, _TASKS),
    "opening.set_aside_task": Right(_("écarter une tâche sans objet dans le territoire"), _TASK, _TASKS),
    "opening.reopen_task": Right(_("reprendre une tâche de préparation"), _TASK, _TASKS),
    "opening.decide": Right(_("décider d’ouvrir un territoire, d’attendre ou non"), _TERRITORY, _PREPARING),
    "opening.letter": Right(_("éditer une lettre du territoire"), _TERRITORY, _PREPARING),
}
