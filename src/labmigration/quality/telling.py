"""Telling the person that an answer waits on her page. Neutral: a message is read over a shoulder.

No name, no programme, not even that she complained. English, Arabic and Ukrainian wait for native speakers.
"""

from collections.abc import Mapping

from django.conf import settings

from labmigration.notices.letters import in_gsm7
from labmigration.notices.outbox import AlreadyWritten, put
from labmigration.pathway.orientation.cascade import Channel
from labmigration.pathway.orientation.messages import channels_of, must_be_careful
from labmigration.pathway.orientation.words import language_for
from labmigration.quality.models import Complaint

TEXTS: Mapping[str, str] = {
    "fr": "Une réponse vous attend sur votre page : {address}",
    "en": "An answer is waiting for you on your page: {address}",
    "ar": "هناك رد ينتظرك على صفحتك: {address}",
    "uk": "На вашій сторінці є відповідь: {address}",
}
SUBJECTS: Mapping[str, str] = {"fr": "Une réponse", "en": "An answer", "ar": "رد", "uk": "Відповідь"}


def tell_answered(complaint: Complaint) -> None:
    """Write to a candidate, once, by the way she prefers; nothing where her contact must stay safe."""
    pathway = complaint.own_pathway
    if pathway is None or must_be_careful(pathway.candidate):
        return
    person = pathway.candidate
    channels = channels_of(person, pathway.lead_advisor)
    if not channels:
        return
    language = language_for(person.contact_language)
    text = TEXTS[language].format(address=settings.PUBLIC_ADDRESS)
    sms = channels[0] == Channel.SMS
    try:
        put(
            channels[0],
            person.phone if sms else person.email,
            subject="" if sms else SUBJECTS[language],
            body=in_gsm7(text) if sms else text,
            key=f"complaint_answered|{complaint.pk}",
            invented=person.invented,
        )
    except AlreadyWritten:
        return
