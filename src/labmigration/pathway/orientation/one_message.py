"""One message to a person about what waits for her: by the way she prefers, in her language, once.

Who must be reached with care gets no more than a number to call back.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.db import transaction
from django.utils.translation import override

from labmigration.access.models import User
from labmigration.notices.letters import in_gsm7
from labmigration.notices.outbox import AlreadyWritten, put
from labmigration.pathway.models import Pathway
from labmigration.pathway.orientation.cascade import Channel
from labmigration.pathway.orientation.messages import channels_of, must_be_careful
from labmigration.pathway.orientation.words import CALL_BACK_SUBJECTS, TEXTS, language_for
from labmigration.ui import spoken

#: The subject of an e-mail says nothing of what it is about.
SUBJECTS: Mapping[str, str] = {
    "fr": "Message pour vous",
    "en": "A message for you",
    "ar": "رسالة لك",
    "uk": "Повідомлення для вас",
}


class Fate(StrEnum):
    """What became of a message: written now, written before under the same key, or no way leads to her."""

    WRITTEN = "written"
    BEFORE = "before"
    UNREACHED = "unreached"


@dataclass(frozen=True)
class Message:
    """A text by language, and what fills its places: asked once a language, so that a day is said in each."""

    text: Mapping[str, str]
    fill: Callable[[], Mapping[str, str]] = dict

    def in_language(self, language: str) -> str:
        """The text in one language."""
        with override(language):
            return self.text[language].format(**self.fill())


def can_be_told(pathway: Pathway, caller: User | None) -> bool:
    """Whether a message with more than a number to call may be written to her."""
    return not must_be_careful(pathway.candidate) and bool(channels_of(pathway.candidate, caller))


def tell(pathway: Pathway, message: Message, *, key: str, caller: User | None = None) -> Fate:
    """Put a message to the person into the outbox: once per `key`, or each time where it is empty.

    `caller`: whose number someone gets who must be reached with care; her advisor, when left out.
    """
    person, caller = pathway.candidate, caller or pathway.lead_advisor
    channels = channels_of(person, caller)
    if not channels:
        return Fate.UNREACHED
    careful = must_be_careful(person)
    if careful:
        phone = spoken.telephone(caller.phone) if caller else ""
        message = Message(TEXTS["call_back"], lambda: {"phone": phone})
    language = language_for(person.contact_language)
    sms = channels[0] == Channel.SMS
    if sms:
        body = in_gsm7(message.in_language(language))
    else:
        body = "\n\n".join(message.in_language(each) for each in dict.fromkeys((language, "fr")))
    try:
        with transaction.atomic():
            put(
                channels[0],
                person.phone if sms else person.email,
                subject="" if sms else (CALL_BACK_SUBJECTS if careful else SUBJECTS)[language],
                body=body,
                key=key,
                pathway_id=pathway.pk,
                invented=person.invented,
            )
    except AlreadyWritten:
        return Fate.BEFORE
    return Fate.WRITTEN
