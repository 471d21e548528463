"""Writing to people about a seat or a timetable, through the outbox."""

from datetime import date

from django.conf import settings

from labmigration.access.models import User
from labmigration.pathway.models import Pathway
from labmigration.pathway.orientation.one_message import Fate, Message, tell
from labmigration.pathway.training.filling.words import TEXTS
from labmigration.ui import spoken


def write(pathway: Pathway, text: str, *, day: date, key: str, caller: User | None, link: str = "") -> bool:
    """Write one of `words.TEXTS` once per `key`; False when no message reaches her, so that she has to be called.

    `caller`: whose number someone gets who must be reached with care; `link`: her sign-in, when left out.
    """
    address = link or settings.PUBLIC_ADDRESS
    message = Message(TEXTS[text], lambda: {"day": spoken.day(day, with_year=False), "link": address})
    return tell(pathway, message, key=key, caller=caller) != Fate.UNREACHED
