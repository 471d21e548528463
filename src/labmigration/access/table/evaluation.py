"""Rights on evaluation: designs, plans registered by two, frozen data and the report made of them."""

from django.utils.translation import gettext_lazy as _

from labmigration.access.rows import everywhere, in_territory, my_territory, plans_to_confirm
from labmigration.access.table.line import ADMIN, COORDINATOR, RESEARCHER, Right

_TERRITORY, _PLAN, _FREEZE = "territories.Territory", "evaluation.Plan", "evaluation.Freeze"
_BOTH = dict.fromkeys((ADMIN, RESEARCHER), everywhere)
EVALUATION = {
    "evaluation.home": Right(_("lire l’évaluation d’un territoire"), _TERRITORY, {COORDINATOR: my_territory, **_BOTH}),
    "evaluation.design": Right(
        _("calculer ce qu’un dispositif d’évaluation peut montrer"), rows={COORDINATOR: everywhere, **_BOTH}
    ),
    "evaluation.compare": Right(
        _("comparer, en nombres, les personnes formées et celles qui attendent"),
        _TERRITORY,
        {COORDINATOR: my_territory, **_BOTH},
    ),
    "evaluation.read": Right(_("lire un plan d’évaluation"), _PLAN, {COORDINATOR: in_territory, **_BOTH}),
    "evaluation.draft": Right(_("préparer un plan d’évaluation"), _TERRITORY, _BOTH),
    "evaluation.edit": Right(_("changer un plan d’évaluation qui n’est pas signé"), _PLAN, _BOTH),
    "evaluation.propose": Right(_("signer un plan d’évaluation, le premier"), _PLAN, _BOTH),
    "evaluation.confirm": Right(
        _("enregistrer un plan d’évaluation, en second"), _PLAN, dict.fromkeys(_BOTH, plans_to_confirm)
    ),
    "evaluation.send_back": Right(
        _("rendre un plan d’évaluation à sa préparation"), _PLAN, dict.fromkeys(_BOTH, plans_to_confirm)
    ),
    "evaluation.amend": Right(_("écrire un avenant à un plan enregistré"), "evaluation.Registration", _BOTH),
    "evaluation.draw": Right(
        _("tirer au sort l’ordre des places, quand il en manque"), _TERRITORY, {COORDINATOR: my_territory}
    ),
    "evaluation.waiting": Right(
        _("voir qui attend une place, avant un tirage au sort"), "pathway.Pathway", {COORDINATOR: in_territory}
    ),
    "evaluation.drawn": Right(
        _("lire un ordre tiré au sort, avec les personnes"), "evaluation.Lots", {COORDINATOR: in_territory}
    ),
    "evaluation.freeze": Right(_("geler les données d’un territoire"), _TERRITORY, _BOTH),
    "evaluation.report": Right(
        _("lire le rapport fait d’un gel de données"), _FREEZE, {COORDINATOR: in_territory, **_BOTH}
    ),
    # Lines of people, even under a pseudonym, are anonymous to nobody in a pilot of 48: they stay with one role.
    "evaluation.frozen": Right(
        _("télécharger les données gelées, ligne à ligne, sans noms"), _FREEZE, {ADMIN: everywhere}
    ),
}
