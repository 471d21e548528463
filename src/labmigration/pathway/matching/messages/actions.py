"""The only writer of relayed messages: written, read, reported, answered by the officer, closed."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused, visible
from labmigration.pathway.matching.contact_words import contacts_in
from labmigration.pathway.matching.messages import phrases, states, telling
from labmigration.pathway.matching.messages.models import Exchange, MessageReport, RelayedMessage
from labmigration.pathway.matching.messages.queries import KNOWN, SPEAKING, may_write
from labmigration.pathway.matching.models import Introduction
from labmigration.pathway.matching.officers import write_to_officers
from labmigration.pathway.matching.sides import side_of
from labmigration.people.names import searchable
from labmigration.timeline.models import Event
from labmigration.timeline.moves import move

#: So many messages may one side write that the other has not answered; what cannot wait always goes. Ours.
MOST_IN_A_ROW = 8
#: The same words from the same side within this time are one message: a button pressed twice.
TWICE = timedelta(minutes=2)


@transaction.atomic
def write(
    introduction: Introduction,
    *,
    actor: Actor,
    code: str = "",
    values: Mapping[str, str] | None = None,
    words: str = "",
    language: str = "fr",
) -> RelayedMessage:
    """Write to the other side: a phrase by its `code` with the `values` that it asks for, or free `words`.

    `language`: in which the writer reads. Raises `Refused` before both have said yes and once it is over, while a
    report waits, and for words that hold a way to reach somebody before the meeting is agreed.
    """
    side = _side(introduction, actor, "matching.write_message")
    if sentence := may_write(introduction):
        raise Refused(sentence)
    phrase = phrases.PHRASES.get(code)
    if phrase is None and not words.strip():
        raise Refused(_("Écrivez quelques mots."))
    if phrase is not None and side not in phrase.sides:
        raise Refused(_("Choisissez une phrase de la liste."))
    told = {"code": code, **{kind: (values or {})[kind] for kind in phrase.asks}} if phrase else {}
    typed = words.strip() if phrase is None else " ".join(str(told.get(kind, "")) for kind in ("line", "stop")).strip()
    if held := held_back(introduction, typed, side):
        raise Refused(held)
    exchange = _exchange(introduction, actor)
    text = json.dumps(told, ensure_ascii=False) if told else ""
    mine = list(RelayedMessage.objects.filter(exchange=exchange).order_by("-written_at", "-pk")[:MOST_IN_A_ROW])
    for earlier in mine:
        same = earlier.side == side and (earlier.phrase, earlier.words) == (text, "" if phrase else typed)
        if same and earlier.written_at > clock.now() - TWICE:
            return earlier
    urgent = phrase is not None and phrase.urgent
    if not urgent and len(mine) == MOST_IN_A_ROW and all(one.side == side for one in mine):
        raise Refused(_("Vous avez beaucoup écrit. Attendez une réponse, ou appelez la mise en relation."))
    message = RelayedMessage(
        pathway=introduction.pathway,
        exchange=exchange,
        side=side,
        phrase=text,
        words="" if phrase else typed,
        language="en" if language == "en" else "fr",
        written_at=clock.now(),
    )
    message.save(force_insert=True)
    _touch(exchange, last_at=message.written_at, **{f"{side}_read_at": message.written_at})
    telling.tell(message, introduction, urgent=urgent)
    return message


def held_back(introduction: Introduction, words: str, side: str) -> Any:
    """A sentence that names what may not be told yet, as the writer reads it; empty when nothing is in the way.

    Once a meeting is agreed both know surname and telephone, and nothing is held back.
    """
    if introduction.state in KNOWN or not words:
        return ""
    found = [str(name) for name in contacts_in(words)]
    if _names_herself(introduction, words, side):
        found.append(str(_("votre nom de famille")))
    if not found:
        return ""
    return _(
        "Pas encore : %(what)s. Chacun reçoit le nom et le téléphone de l’autre quand la rencontre est fixée. "
        "Enlevez cela et envoyez de nouveau : votre texte est gardé."
    ) % {"what": ", ".join(found)}


def _names_herself(introduction: Introduction, words: str, side: str) -> bool:
    if side == states.BY_CANDIDATE:
        surname = introduction.pathway.candidate.surname
    else:
        surname = introduction.need.household.contact_name.rpartition(" ")[2]
    name = searchable(surname)
    # A common noun may be a name: only with its capital does it count ("Petit", but not "le petit").
    given = [searchable(word) for word in words.replace("’", " ").replace("'", " ").split() if word[:1].isupper()]
    return len(name) > 2 and any(name == word.strip(".,;:!?()") for word in given)


@transaction.atomic
def note_read(introduction: Introduction, *, actor: Actor, until: datetime) -> None:
    """One side has read what was written up to `until`."""
    side = _side(introduction, actor, "matching.read_messages")
    rows = Exchange.objects.filter(introduction=introduction)
    rows.exclude(**{f"{side}_read_at__gte": until}).update(**{f"{side}_read_at": until})


@transaction.atomic
def report(
    introduction: Introduction,
    *,
    actor: Actor,
    reason: str,
    words: str = "",
    message: RelayedMessage | None = None,
) -> MessageReport:
    """Ask the placement officer to read; but for `states.HELP` nobody writes until she has answered.

    The officers are written to at once, without a name and without a word of what was written. Raises `Conflict` when
    a report of this side waits already.
    """
    side = _side(introduction, actor, "matching.report_messages")
    if reason not in dict(states.REASONS):
        raise ValueError(reason)
    exchange = _exchange(introduction, actor)
    if message is not None and message.exchange_id != exchange.pk:
        raise Refused(_("Ce message n’est pas de cet échange."))
    row = MessageReport(
        pathway=introduction.pathway,
        exchange=exchange,
        message=message,
        side=side,
        reason=reason,
        words=words,
        raised_at=clock.now(),
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise Conflict(_("Vous avez déjà demandé à la mise en relation de lire. Elle vous répond vite.")) from None
    Event.record(row, "report_messages", actor, {"reason": reason})
    if not row.asks_help and exchange.state == states.OPEN:
        move(exchange, "pause_messages", actor=actor)
    help_asked = _("On vous demande d’aider une personne et un foyer à se parler. Lisez leurs messages : %(address)s")
    reported = _("Des messages entre une personne et un foyer sont signalés. Lisez-les maintenant : %(address)s")
    write_to_officers(
        row.territory_id,
        subject=_("Des messages à lire"),
        body=help_asked if row.asks_help else reported,
        key=f"message_report:{row.pk}",
    )
    return row


@transaction.atomic
def handle_report(row: MessageReport, *, actor: Actor, answer: str, close: bool = False) -> None:
    """Answer whoever reported, in words that only she reads; the messages open again, or close for good.

    They stay paused while the other side's report waits. Raises `Conflict` when it is answered already.
    """
    if not answer.strip():
        raise Refused(_("Écrivez la réponse."))
    told = {"handled_by": actor.user, "handled_at": clock.now(), "answer": answer.strip()}
    move(row, "handle_report", actor=actor, **told)
    exchange = row.exchange
    exchange.refresh_from_db()
    if close and exchange.state != states.CLOSED:
        move(exchange, "close_messages", actor=actor, closed_by=states.BY_OFFICER)
    elif close:
        # One side had closed them already: now neither opens them again.
        Exchange.objects.filter(pk=exchange.pk, state=states.CLOSED).update(closed_by=states.BY_OFFICER)
    elif exchange.state == states.PAUSED and not _waits(exchange):
        move(exchange, "resume_messages", actor=actor)
    telling.tell_answered(row)


@transaction.atomic
def close(introduction: Introduction, *, actor: Actor) -> None:
    """One side wants no more messages; only she opens them again."""
    side = _side(introduction, actor, "matching.read_messages")
    move(_exchange(introduction, actor), "close_messages", actor=actor, closed_by=side)


@transaction.atomic
def reopen(introduction: Introduction, *, actor: Actor) -> None:
    """The side that closed the messages opens them again; not while a report waits."""
    side = _side(introduction, actor, "matching.read_messages")
    exchange = Exchange.objects.filter(introduction=introduction, closed_by=side).first()
    if exchange is None:
        raise Refused(_("Vous n’avez pas fermé ces messages."))
    if _waits(exchange):
        raise Refused(_("Les messages sont en pause. La mise en relation lit, puis répond."))
    move(exchange, "reopen_messages", actor=actor, closed_by="")


def shut(introduction: Introduction) -> None:
    """Close the messages of an introduction whose work has ended, as part of that action."""
    exchange = Exchange.objects.filter(introduction=introduction).exclude(state=states.CLOSED).first()
    if exchange is not None:
        system = Actor.system(introduction.territory_id)
        move(exchange, "close_messages", actor=system, closed_by=states.BY_OFFICER)


def _side(introduction: Introduction, actor: Actor, action: str) -> str:
    side = side_of(introduction, actor)
    if not side or not visible(actor, action).filter(pk=introduction.pk).exists():
        raise Refused(_("Seuls la personne et le foyer s’écrivent ici."))
    return side


def _exchange(introduction: Introduction, actor: Actor) -> Exchange:
    """The exchange of an introduction, begun with its first message; `Refused` where there is none to begin."""
    found = Exchange.objects.filter(introduction=introduction).first()
    if found is not None:
        return found
    if introduction.state not in SPEAKING:
        raise Refused(may_write(introduction))
    begun = Exchange(pathway=introduction.pathway, introduction=introduction, last_at=clock.now())
    try:
        with transaction.atomic():
            begun.save(force_insert=True)
    except IntegrityError:  # both wrote first at the same moment
        return Exchange.objects.get(introduction=introduction)
    Event.record(begun, "begin_messages", actor)
    return begun


def _waits(exchange: Exchange) -> bool:
    """Whether a report that pauses the messages waits for the officer."""
    return MessageReport.objects.filter(exchange=exchange, state=states.RAISED).exclude(reason=states.HELP).exists()


def _touch(exchange: Exchange, **changes: Any) -> None:
    """Note the newest message where the exchange still is open; whoever closed or reported it meanwhile was first."""
    if Exchange.objects.filter(pk=exchange.pk, state=states.OPEN).update(**changes) != 1:
        raise Conflict(_("Les messages viennent d’être fermés ou mis en pause : le vôtre n’est pas parti."))
