"""Writing to people about a seat or a timetable, through the outbox."""

from datetime import date

from django.conf import settings
from django.db import transaction
from django.utils.translation import override

from labmigration.access.models import User
from labmigration.notices.letters import in_gsm7
from labmigration.notices.outbox import AlreadyWritten, put
from labmigration.pathway.models import Pathway
from labmigration.pathway.orientation.cascade import Channel
from labmigration.pathway.orientation.messages import channels_of, must_be_careful
from labmigration.pathway.orientation.words import language_for
from labmigration.pathway.training.filling.words import SUBJECTS, TEXTS
from labmigration.ui import spoken


def write(pathway: Pathway, text: str, *, day: date, key: str, caller: User | None) -> bool:
    """Write one of `words.TEXTS` once per `key`; False when no message reaches her, so that she has to be called.

    `caller`: whose number someone gets who must be reached with care.
    """
    person = pathway.candidate
    channels = channels_of(person, caller)
    if not channels:
        return False
    careful = must_be_careful(person)
    language = language_for(person.contact_language)
    told = "call_back" if careful else text
    phone = caller.phone if caller else ""
    if channels[0] == Channel.SMS:
        body = in_gsm7(_in(told, language, day, phone))
    else:
        body = "\n\n".join(_in(told, each, day, phone) for each in dict.fromkeys((language, "fr")))
    try:
        with transaction.atomic():
            put(
                channels[0],
                person.phone if channels[0] == Channel.SMS else person.email,
                subject="" if channels[0] == Channel.SMS else SUBJECTS[language],
                body=body,
                key=key,
                pathway_id=pathway.pk,
                invented=person.invented,
            )
    except AlreadyWritten:
        return True
    return True


def _in(text: str, language: str, day: date, phone: str) -> str:
    with override(language):
        return TEXTS[text][language].format(
            day=spoken.day(day),
            link=settings.PUBLIC_ADDRESS,
            phone=spoken.telephone(phone) if phone else "",
        )
