"""Rights on forecasts of a territory."""

from django.utils.translation import gettext_lazy as _

from labmigration.access.rows import everywhere, in_territory, my_territory
from labmigration.access.table.line import ADMIN, COORDINATOR, Right

_TERRITORY, _SCENARIO = "territories.Territory", "forecasting.Scenario"
FORECASTING = {
    "forecasting.play": Right(
        _("essayer des prévisions pour un territoire"), _TERRITORY, {COORDINATOR: my_territory, ADMIN: everywhere}
    ),
    "forecasting.keep": Right(_("garder un scénario de prévision"), _TERRITORY, {COORDINATOR: my_territory}),
    "forecasting.read": Right(
        _("lire les scénarios de prévision"), _SCENARIO, {COORDINATOR: in_territory, ADMIN: everywhere}
    ),
    "forecasting.drop": Right(_("retirer un scénario de prévision"), _SCENARIO, {COORDINATOR: in_territory}),
}
