"""Rights on research projects, their extracts, and tables for outsiders."""

from django.utils.translation import gettext_lazy as _

from labmigration.access.rows import (
    approved_for_me,
    asked_by_me,
    everywhere,
    extracted_for_me,
    in_territory,
    my_territory,
    projects_to_approve,
    projects_to_judge,
)
from labmigration.access.table.line import ADMIN, COORDINATOR, DPO, RESEARCHER, SYSTEM, Right

_TERRITORY, _PROJECT, _EXTRACT = "territories.Territory", "extracts.Project", "extracts.Extract"
_TABLE = "extracts.TableGiven"
#: Two people of these two roles approve; neither may have asked.
_BOTH = (DPO, ADMIN)
EXTRACTS = {
    "extracts.home": Right(
        _("voir les projets de recherche d’un territoire"),
        _TERRITORY,
        {RESEARCHER: everywhere, **dict.fromkeys(_BOTH, everywhere)},
    ),
    "extracts.ask": Right(_("demander une extraction pour la recherche"), _TERRITORY, {RESEARCHER: everywhere}),
    "extracts.read": Right(
        _("lire un projet de recherche"), _PROJECT, {RESEARCHER: asked_by_me, **dict.fromkeys(_BOTH, everywhere)}
    ),
    "extracts.agree": Right(
        _("donner le premier accord à un projet de recherche"), _PROJECT, dict.fromkeys(_BOTH, projects_to_judge)
    ),
    "extracts.approve": Right(
        _("donner le second accord à un projet de recherche"), _PROJECT, dict.fromkeys(_BOTH, projects_to_approve)
    ),
    "extracts.refuse": Right(
        _("refuser un projet de recherche, avec une raison"), _PROJECT, dict.fromkeys(_BOTH, projects_to_judge)
    ),
    "extracts.stop": Right(
        _("arrêter un projet de recherche avant sa fin"), _PROJECT, dict.fromkeys(_BOTH, projects_to_judge)
    ),
    "extracts.end": Right(_("terminer un projet de recherche à son jour"), _PROJECT, {SYSTEM: in_territory}),
    "extracts.prepare": Right(_("préparer l’extraction d’un projet approuvé"), _PROJECT, {RESEARCHER: approved_for_me}),
    "extracts.follow": Right(
        _("voir les extractions d’un projet, et qui les a prises"),
        _EXTRACT,
        {RESEARCHER: extracted_for_me, **dict.fromkeys(_BOTH, everywhere)},
    ),
    "extracts.download": Right(
        _("télécharger une extraction de son propre projet"), _EXTRACT, {RESEARCHER: extracted_for_me}
    ),
    "extracts.tables": Right(
        _("voir les tableaux externes d’un territoire"), _TERRITORY, {COORDINATOR: my_territory, ADMIN: everywhere}
    ),
    "extracts.give": Right(
        _("faire un tableau externe, sans petit nombre"), _TERRITORY, {COORDINATOR: my_territory, ADMIN: everywhere}
    ),
    "extracts.wanted": Right(
        _("voir les tableaux externes demandés"),
        "extracts.TableWanted",
        {COORDINATOR: in_territory, ADMIN: everywhere},
    ),
    "extracts.table": Right(
        _("lire un tableau externe et le télécharger"), _TABLE, {COORDINATOR: in_territory, ADMIN: everywhere}
    ),
}
