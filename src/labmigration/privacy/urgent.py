"""Reading in an emergency: opened with a reason, for three hours; the person, her advisor and data protection see it.

What it opens stands in the table of rights (`access.rows.opened_in_urgency`). It opens nothing of a protected person.
"""

from collections.abc import Mapping
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Refused, visible
from labmigration.notices import outbox
from labmigration.pathway.models import Pathway
from labmigration.pathway.orientation.one_message import Message, tell
from labmigration.privacy.models import UrgentReading
from labmigration.timeline.models import Event

HOURS = timedelta(hours=3)
#: A reason of two words explains nothing to the person who will read it.
LEAST_WORDS = 15
#: Read over a shoulder: it says neither which file nor whose.
TEXTS: Mapping[str, str] = {
    "fr": "Quelqu’un de l’équipe a lu votre dossier en urgence. Qui et pourquoi : {link}",
    "en": "Somebody of the team read your file urgently. Who and why: {link}",
    "ar": "قرأ شخص من الفريق ملفك بشكل عاجل. من ولماذا: {link}",
    "uk": "Хтось із команди терміново прочитав вашу справу. Хто й чому: {link}",
}


@transaction.atomic
def open_urgently(pathway: Pathway, *, actor: Actor, reason: str, words: str) -> UrgentReading:
    """Open what the actor does not read otherwise, for three hours, and tell the person and her advisor at once.

    Raises `Refused` without the right, without words, and for somebody whose contact is protected.
    """
    if actor.user is None or not visible(actor, "privacy.read_urgently").filter(pk=pathway.pk).exists():
        raise Refused(gettext_lazy("Vous ne pouvez pas ouvrir ce dossier en urgence."))
    if len(words.strip()) < LEAST_WORDS:
        raise Refused(gettext_lazy("Écrivez pourquoi en une phrase : la personne la lira."))
    if pathway.candidate.safe_contact:
        raise Refused(gettext_lazy("Ce contact est protégé : passez par sa conseillère, ou confiez-la à quelqu’un."))
    now = clock.now()
    reading = UrgentReading(
        territory_id=pathway.territory_id,
        pathway=pathway,
        reader=actor.user,
        reason=UrgentReading.Reason(reason),
        words=words.strip(),
        opened_at=now,
        ends_at=now + HOURS,
    )
    reading.save(force_insert=True)
    Event.record(reading, "read_urgently", actor, {"reason": reason})
    _tell(reading)
    return reading


def _tell(reading: UrgentReading) -> None:
    pathway, advisor = reading.pathway, reading.pathway.lead_advisor
    link = f"{settings.PUBLIC_ADDRESS}/"
    tell(pathway, Message(TEXTS, lambda: {"link": link}), key=f"urgent_reading|{reading.pk}")
    if advisor is not None and advisor.email and advisor.pk != reading.reader_id:
        with override("fr"):
            outbox.put(
                "email",
                advisor.email,
                subject=_("Un dossier lu en urgence"),
                body=_("La coordination a ouvert en urgence le dossier d’une personne que vous suivez : %(address)s")
                % {"address": link},
                key=f"urgent_reading|{reading.pk}|{advisor.pk}",
                invented=advisor.invented,
            )


def urgent_readings(actor: Actor) -> "QuerySet[UrgentReading]":
    """Those that the actor may look back on, newest first."""
    rows: QuerySet[UrgentReading] = visible(actor, "privacy.urgent_readings")
    return rows.select_related("reader", "pathway__candidate", "territory")
