"""The only writer of opinions: asked when a module is over, answered once."""

import logging
from collections.abc import Iterable, Mapping
from datetime import datetime, time, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused, claim
from labmigration.links import actions as links
from labmigration.links.models import SignedLink
from labmigration.notices.letters import in_gsm7
from labmigration.notices.outbox import AlreadyWritten, put
from labmigration.pathway.orientation.cascade import Channel
from labmigration.pathway.orientation.messages import channels_of, must_be_careful
from labmigration.pathway.orientation.words import language_for
from labmigration.pathway.training.feedback.models import ASKED, ModuleFeedback
from labmigration.pathway.training.models import Enrolment
from labmigration.secrecy.fields import sealed
from labmigration.timeline.models import Event

#: How long one may answer; results are shown only afterwards. Ours.
DAYS_TO_ANSWER = 14
#: A message is read over a shoulder: no programme, no module, no name. Reviewed by no native speaker yet.
TEXTS: Mapping[str, str] = {
    "fr": "Votre avis compte, sans votre nom. 5 gestes, ici : {link}",
    "en": "Your opinion counts, without your name. 5 taps, here: {link}",
    "ar": "رأيك مهم، دون ذكر اسمك. خمس لمسات هنا: {link}",
    "uk": "Ваша думка важлива, без імені. 5 дотиків тут: {link}",
}
SUBJECTS: Mapping[str, str] = {"fr": "Votre avis", "en": "Your opinion", "ar": "رأيك", "uk": "Ваша думка"}
log = logging.getLogger(__name__)


def ask(seats: Iterable[Enrolment], module: str, *, actor: Actor) -> int:
    """Ask each of these people for her opinion of a module that is over, once; returns how many were asked now."""
    return sum(_ask_one(seat, module, actor) for seat in seats)


@transaction.atomic
def _ask_one(seat: Enrolment, module: str, actor: Actor) -> bool:
    today = clock.today()
    row = ModuleFeedback(
        pathway=seat.pathway,
        enrolment=seat,
        module=module,
        asked_on=today,
        closes_on=today + timedelta(days=DAYS_TO_ANSWER),
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:  # asked before, or by another sweep at the same moment
        return False
    Event.record(row, "ask_feedback", actor, {"module": module})
    _write_to_her(row, actor)
    return True


def _write_to_her(row: ModuleFeedback, actor: Actor) -> None:
    """A message with a link, by the way she prefers; none for somebody whose contact must stay safe."""
    person, advisor = row.pathway.candidate, row.pathway.lead_advisor
    channels = channels_of(person, advisor) if advisor is not None and not must_be_careful(person) else []
    if not channels:
        return
    language = language_for(person.contact_language)
    ends_at = timezone.make_aware(datetime.combine(row.closes_on + timedelta(days=1), time()))
    link = links.make(
        actor, "module_feedback", row, ends_at, once=True, birth_date=person.birth_date, language=language
    )
    text = TEXTS[language].format(link=link)
    sms = channels[0] == Channel.SMS
    try:
        put(
            channels[0],
            person.phone if sms else person.email,
            subject="" if sms else SUBJECTS[language],
            body=in_gsm7(text) if sms else text,
            key=f"module_feedback|{row.pk}",
            pathway_id=row.pathway_id,
            invented=person.invented,
        )
    except AlreadyWritten:
        log.info("opinion of %s was asked before", row.pk)


@transaction.atomic
def answer(
    row: ModuleFeedback, *, actor: Actor, said: Mapping[str, int], comment: str = "", link: SignedLink | None = None
) -> None:
    """Keep her answer to the four sentences (1 to 4 each); behind a link, the link is used up.

    Raises `Refused` for an answer left out or after the last day, `Conflict` when it was answered before.
    """
    if any(said.get(name) not in range(1, 5) for name in ASKED):
        raise Refused(_("Répondez à chaque phrase."))
    if clock.today() > row.closes_on:
        raise Refused(_("Il n’est plus possible de répondre."))
    if link is not None:
        links.use(link)
    rows = claim(actor, "training.give_feedback", row, answered_on__isnull=True)
    told = {name: said[name] for name in ASKED}
    if rows.update(answered_on=clock.today(), comment=sealed(row, "comment", comment), **told) != 1:
        raise Conflict(_("Vous avez déjà répondu. Merci."))
    Event.record(row, "give_feedback", actor, {"module": row.module})
