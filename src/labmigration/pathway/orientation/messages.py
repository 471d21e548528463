"""Writing to a person: how she can be reached, in which language, and what may stand there."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import override

from labmigration.access.models import User
from labmigration.notices.letters import in_gsm7
from labmigration.notices.outbox import can_leave, put
from labmigration.pathway.orientation.cascade import Channel
from labmigration.pathway.orientation.words import CALL_BACK_SUBJECTS, SUBJECTS, TEXTS, language_for
from labmigration.people.models import Candidate
from labmigration.ui import spoken

FRENCH_MOBILE = ("+336", "+337")


@dataclass(frozen=True)
class Told:
    """What a message tells: the meeting's moment, the end of an offer, the link, the number to call."""

    starts_at: datetime | None = None
    until: datetime | None = None
    link: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Written:
    """A message as it leaves; a text message has no subject."""

    subject: str
    body: str


def must_be_careful(person: Candidate) -> bool:
    """Whether nothing of her meetings may stand in a message."""
    return bool(getattr(person, "safe_contact", False))


def channels_of(person: Candidate, advisor: User | None) -> tuple[Channel, ...]:
    """How she can be reached by a message, the preferred way first; none where only a call is left."""
    if must_be_careful(person) and not (advisor and advisor.phone):
        return ()
    found = []
    if _takes_texts(person.phone) and can_leave(Channel.SMS):
        found.append(Channel.SMS)
    if person.email and can_leave(Channel.EMAIL):
        found.append(Channel.EMAIL)
    return tuple(found)


def _takes_texts(phone: str) -> bool:
    return bool(phone) and (phone.startswith(FRENCH_MOBILE) or not phone.startswith("+33"))


def compose(text: str, language: str, channel: Channel, told: Told) -> Written:
    """One of `words.TEXTS`: for a text message in one language and the letters that fit, for an e-mail French below."""
    if channel == Channel.SMS:
        return Written("", in_gsm7(_in(text, language, told)))
    languages = dict.fromkeys((language, "fr"))
    subjects = CALL_BACK_SUBJECTS if text == "call_back" else SUBJECTS
    return Written(subjects[language], "\n\n".join(_in(text, each, told) for each in languages))


def _in(text: str, language: str, told: Told) -> str:
    with override(language):
        return TEXTS[text][language].format(
            day=spoken.day(told.starts_at, with_year=False) if told.starts_at else "",
            time=spoken.clock_time(told.starts_at) if told.starts_at else "",
            until=spoken.clock_time(told.until) if told.until else "",
            link=told.link,
            phone=spoken.telephone(told.phone) if told.phone else "",
        )


def write(
    person: Candidate, text: str, told: Told, *, advisor: User, channel: Channel, key: str, pathway_id: Any
) -> None:
    """Put a message to her into the outbox, once per `key` (`AlreadyWritten` is raised the second time).

    For someone whose contact must stay safe it only asks to call back.
    """
    language = language_for(person.contact_language)
    if must_be_careful(person):
        text, told = "call_back", Told(phone=advisor.phone)
    written = compose(text, language, channel, told)
    put(
        channel,
        person.phone if channel == Channel.SMS else person.email,
        subject=written.subject,
        body=written.body,
        key=key,
        pathway_id=pathway_id,
        invented=person.invented,
    )
