"""Telling that a message waits, by SMS or e-mail. Neutral: it is read over a shoulder; no word of it, no name."""

from collections.abc import Mapping

from django.conf import settings

from labmigration import clock
from labmigration.pathway.matching.home_notices import tell_home
from labmigration.pathway.matching.messages.models import MessageReport, RelayedMessage
from labmigration.pathway.matching.models import Introduction
from labmigration.pathway.matching.sides import other_side
from labmigration.pathway.matching.states import BY_CANDIDATE
from labmigration.pathway.models import Pathway
from labmigration.pathway.orientation.one_message import Message
from labmigration.pathway.orientation.one_message import tell as tell_person
from labmigration.people.models import Household

#: English, Arabic and Ukrainian wait for native speakers.
TEXTS: Mapping[str, str] = {
    "fr": "Un message vous attend sur votre page : {address}",
    "en": "A message is waiting for you on your page: {address}",
    "ar": "هناك رسالة تنتظرك على صفحتك: {address}",
    "uk": "На вашій сторінці є повідомлення: {address}",
}


def tell(message: RelayedMessage, introduction: Introduction, *, urgent: bool) -> None:
    """Tell the other side, once an hour at most; what is urgent (late, cannot come), each time.

    Someone who must be reached with care gets her advisor's number alone.
    """
    to = other_side(message.side)
    hour = clock.now().strftime("%Y%m%d%H")
    key = f"relayed|{message.pk}" if urgent else f"relayed|{message.exchange_id}|{to}|{hour}"
    _tell_side(to, introduction.pathway, introduction.need.household, key)


def tell_answered(report: MessageReport) -> None:
    """Tell whoever reported that an answer waits."""
    household = report.exchange.introduction.need.household
    _tell_side(report.side, report.pathway, household, f"message_report_answered|{report.pk}")


def _tell_side(side: str, pathway: Pathway, household: Household, key: str) -> None:
    if side == BY_CANDIDATE:
        tell_person(pathway, Message(TEXTS, _address), key=key)
    else:
        tell_home(household, TEXTS, key=key)


def _address() -> Mapping[str, str]:
    return {"address": settings.PUBLIC_ADDRESS}
