"""Rights on wishes, composed weeks, the pairs that they propose, and alarms."""

from django.utils.translation import gettext_lazy as _

from labmigration.access.rows import assigned, in_territory, my_territory, own, ready_for_households
from labmigration.access.table.line import ADVISOR, CANDIDATE, COORDINATOR, PLACEMENT, Right

_PATHWAY, _PAIR, _ALARM = "pathway.Pathway", "matching.ProposedPair", "matching.Alarm"
PLACEMENT_RIGHTS = {
    "matching.own_wishes": Right(
        _("dire soi-même quand, où et comment on veut travailler"), _PATHWAY, {CANDIDATE: own}
    ),
    "matching.wish": Right(
        _("noter les souhaits de travail d’une personne"), _PATHWAY, {CANDIDATE: own, PLACEMENT: ready_for_households}
    ),
    "matching.note_wishes": Right(
        _("noter au téléphone les souhaits de travail d’une personne"), _PATHWAY, {PLACEMENT: ready_for_households}
    ),
    "matching.read_wishes": Right(
        _("lire les souhaits de travail d’une personne"),
        "matching.WorkWishes",
        {PLACEMENT: in_territory, ADVISOR: assigned},
    ),
    "matching.raise_alarm": Right(_("donner l’alerte à propos d’un foyer"), _PATHWAY, {CANDIDATE: own}),
    "matching.handle_alarm": Right(_("traiter une alerte à propos d’un foyer"), _ALARM, {PLACEMENT: in_territory}),
    "matching.compose": Right(
        _("faire composer les semaines d’un territoire"), "territories.Territory", {PLACEMENT: my_territory}
    ),
    "matching.read_plan": Right(_("lire les semaines composées"), "matching.PlacementPlan", {PLACEMENT: in_territory}),
    "matching.stop_composing": Right(
        _("arrêter le calcul et garder le meilleur"), "matching.PlacementPlan", {PLACEMENT: in_territory}
    ),
    "matching.decide_pair": Right(
        _("suivre, changer ou ne pas retenir une proposition du calcul"), _PAIR, {PLACEMENT: in_territory}
    ),
    "matching.rank": Right(_("voir qui convient à quoi, et pourquoi"), _PATHWAY, {PLACEMENT: ready_for_households}),
    "matching.rule_pair": Right(
        _("garder ensemble ou séparer une personne et un besoin"), _PATHWAY, {PLACEMENT: ready_for_households}
    ),
    "matching.lift_rule": Right(
        _("lever une décision sur un rapprochement"), "matching.PairRule", {PLACEMENT: in_territory}
    ),
    "matching.watch_overrides": Right(
        _("voir combien de propositions du calcul sont changées"),
        "territories.Territory",
        {PLACEMENT: my_territory, COORDINATOR: my_territory},
    ),
}
