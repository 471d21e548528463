"""Rights on the reference document and the installation booklet."""

from django.utils.translation import gettext_lazy as _

from labmigration.access.rows import everywhere, my_territory
from labmigration.access.table.line import ADMIN, COORDINATOR, Right

_TERRITORY = "territories.Territory"
REPLICATION = {
    "replication.read": Right(
        _("lire le livret et le document de référence d’un territoire"),
        _TERRITORY,
        {COORDINATOR: my_territory, ADMIN: everywhere},
    ),
    "replication.exact": Right(
        _("lire ces documents avec les petits nombres, en copie interne"), _TERRITORY, {COORDINATOR: my_territory}
    ),
    "replication.make_copy": Right(
        _("faire le livret ou le document de référence en PDF"),
        _TERRITORY,
        {COORDINATOR: my_territory, ADMIN: everywhere},
    ),
}
