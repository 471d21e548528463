"""Rights on indicators: figures for who steers, trains and funds; people only for the coordination."""

from django.utils.translation import gettext_lazy as _

from labmigration.access.rows import everywhere, in_territory, my_territory
from labmigration.access.table.line import ADMIN, COORDINATOR, OBSERVER, RESEARCHER, TRAINING, Right

INDICATORS = {
    "indicators.read": Right(
        _("lire les indicateurs d’un territoire"),
        "territories.Territory",
        {
            COORDINATOR: my_territory,
            TRAINING: my_territory,
            OBSERVER: my_territory,
            ADMIN: everywhere,
            RESEARCHER: everywhere,
        },
    ),
    "indicators.compute": Right(
        _("faire calculer les indicateurs d’un grand territoire"),
        "territories.Territory",
        {COORDINATOR: my_territory, ADMIN: everywhere},
    ),
    "indicators.people": Right(
        _("voir les personnes derrière un indicateur"), "pathway.Pathway", {COORDINATOR: in_territory}
    ),
    "indicators.compare": Right(
        _("comparer les indicateurs des territoires"),
        "territories.Territory",
        {ADMIN: everywhere, RESEARCHER: everywhere},
    ),
}
