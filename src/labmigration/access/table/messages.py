"""Rights on the messages that the two sides of an introduction write to each other through us."""

from django.utils.translation import gettext_lazy as _

from labmigration.access.rows import in_territory, of_my_household, own
from labmigration.access.table.line import CANDIDATE, HOUSEHOLD, PLACEMENT, SYSTEM, Right

_INTRODUCTION, _EXCHANGE, _REPORT = "matching.Introduction", "matching.Exchange", "matching.MessageReport"
_SIDES = {CANDIDATE: own, HOUSEHOLD: of_my_household}
MESSAGE_RIGHTS = {
    "matching.read_messages": Right(_("lire les messages entre soi et l’autre côté"), _INTRODUCTION, _SIDES),
    "matching.write_message": Right(_("écrire à l’autre côté, quand les deux ont dit oui"), _INTRODUCTION, _SIDES),
    "matching.report_messages": Right(
        _("signaler des messages, ou demander de l’aide pour se comprendre"), _INTRODUCTION, _SIDES
    ),
    "matching.pause_messages": Right(_("mettre en pause des messages signalés"), _EXCHANGE, _SIDES),
    "matching.close_messages": Right(
        _("fermer des messages"), _EXCHANGE, {**_SIDES, PLACEMENT: in_territory, SYSTEM: in_territory}
    ),
    "matching.reopen_messages": Right(_("rouvrir des messages que l’on a fermés"), _EXCHANGE, _SIDES),
    "matching.resume_messages": Right(_("rouvrir des messages signalés"), _EXCHANGE, {PLACEMENT: in_territory}),
    "matching.handle_report": Right(
        _("lire des messages signalés, tant qu’ils le sont, et répondre"), _REPORT, {PLACEMENT: in_territory}
    ),
}
