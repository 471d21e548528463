"""The reader of relayed messages: what each side reads, what is new, what waits for the placement officer."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from labmigration.access.actor import Actor
from labmigration.access.gate import visible
from labmigration.pathway.matching import states as matching
from labmigration.pathway.matching.messages import states
from labmigration.pathway.matching.messages.models import Exchange, MessageReport, RelayedMessage
from labmigration.pathway.matching.models import Introduction
from labmigration.pathway.matching.sides import other_side
from labmigration.people.models import Household

#: Both have said yes: they write to each other.
SPEAKING = (matching.MUTUAL, matching.INTERVIEW, matching.AGREED)
#: A meeting is agreed: surname and telephone are known.
KNOWN = (matching.INTERVIEW, matching.AGREED)
#: So many messages stand on a page; older ones are kept until their time is over.
SHOWN = 60


@dataclass(frozen=True)
class Line:
    """One message as one side reads it: `mine`, `new` since she last said that she has read."""

    message: RelayedMessage
    mine: bool
    new: bool


def exchange_of(introduction: Introduction) -> Exchange | None:
    """What the two sides wrote to each other; None before the first message."""
    return Exchange.objects.filter(introduction=introduction).first()


def may_write(introduction: Introduction) -> Any:
    """Why nobody writes here now, as a sentence for both sides; empty when they may."""
    if introduction.state == matching.PROPOSED:
        return _("Vous pourrez écrire quand les deux auront dit oui.")
    if introduction.state not in SPEAKING:
        return _("Cette mise en relation est terminée : les messages sont fermés.")
    if introduction.need.household.state != Household.Vetting.VETTED:
        return _("Les messages sont arrêtés. La mise en relation vous dira la suite.")
    exchange = exchange_of(introduction)
    if exchange is not None and exchange.state == states.PAUSED:
        return _("Les messages sont en pause. La mise en relation lit, puis répond.")
    if exchange is not None and exchange.state == states.CLOSED:
        return _("Les messages sont fermés. Pour toute question, appelez la mise en relation.")
    return ""


def lines(exchange: Exchange | None, side: str) -> list[Line]:
    """The messages of an exchange, the oldest first; one query."""
    if exchange is None:
        return []
    read_at = getattr(exchange, f"{side}_read_at")
    newest = RelayedMessage.objects.filter(exchange=exchange).order_by("-written_at", "-pk")[:SHOWN]
    return [
        Line(one, one.side == side, one.side != side and (read_at is None or one.written_at > read_at))
        for one in reversed(newest)
    ]


def new_messages(introductions: Iterable[Introduction], side: str) -> dict[Any, int]:
    """By introduction: how many messages this side has not read yet; those without are left out. One query."""
    speaking = [one.pk for one in introductions if one.state in SPEAKING]
    if not speaking:
        return {}
    read = f"exchange__{side}_read_at"
    unread = Q(**{f"{read}__isnull": True}) | Q(written_at__gt=F(read))
    rows = RelayedMessage.objects.filter(unread, exchange__introduction__in=speaking, side=other_side(side))
    found: dict[Any, int] = {}
    for introduction in rows.order_by().values_list("exchange__introduction", flat=True):
        found[introduction] = found.get(introduction, 0) + 1
    return found


def waits_for_her(actor: Actor) -> bool:
    """Whether a message that the person has not read waits on one of her introductions; two queries at most."""
    mine = visible(actor, "matching.read_messages").filter(pathway__candidate__user=actor.user, state__in=SPEAKING)
    return bool(new_messages(list(mine.only("pk", "state")), states.BY_CANDIDATE))


def reports_of(exchange: Exchange | None, side: str) -> list[MessageReport]:
    """What one side reported, newest first: she reads what was answered."""
    if exchange is None:
        return []
    return list(MessageReport.objects.filter(exchange=exchange, side=side).order_by("-raised_at")[:3])


def reports_to_handle(actor: Actor) -> "list[MessageReport]":
    """Reports that wait for the placement officer, those that ask for help last, then the oldest; one query."""
    rows: QuerySet[MessageReport] = visible(actor, "matching.handle_report").filter(state=states.RAISED)
    related = ("pathway__candidate", "exchange__introduction__need__household")
    return sorted(rows.select_related(*related).order_by("raised_at"), key=lambda one: one.asks_help)
