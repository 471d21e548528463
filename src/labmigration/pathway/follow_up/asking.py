"""The only writer of what is asked at a milestone: her, by message and link; each of her households; every try kept."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused, claim, visible
from labmigration.links import actions as links
from labmigration.links.models import SignedLink
from labmigration.pathway.employment.queries import contracts_on
from labmigration.pathway.follow_up import states, words
from labmigration.pathway.follow_up.models import ContactTry, FollowUp, HouseholdWord
from labmigration.pathway.household_letters import end_of, write_to_household
from labmigration.pathway.orientation.messages import channels_of
from labmigration.pathway.orientation.one_message import Fate, Message, can_be_told, tell
from labmigration.pathway.orientation.words import language_for
from labmigration.people.models import Household
from labmigration.secrecy.fields import sealed
from labmigration.timeline.models import Event

#: Days between the first message and the second, which is the last: then somebody calls. Ours.
DAYS_BETWEEN = 7
MESSAGES = 2
Channel = ContactTry.Channel


@transaction.atomic
def ask(follow_up: FollowUp, *, actor: Actor) -> bool:
    """Write to her at a milestone whose window is open, at most `MESSAGES` times; with the first, ask her households.

    Returns whether a message left now. Who must be reached with care gets a number to call back and no link.
    """
    sent = list(ContactTry.objects.filter(follow_up=follow_up, tried_by__isnull=True).order_by("tried_on"))
    if not sent:
        _ask_households(follow_up, actor)
    if len(sent) >= MESSAGES or (sent and clock.today() < sent[-1].tried_on + timedelta(days=DAYS_BETWEEN)):
        return False
    person, advisor = follow_up.pathway.candidate, follow_up.pathway.lead_advisor
    channels = channels_of(person, advisor)
    if not channels:
        return False
    link = ""
    if can_be_told(follow_up.pathway, advisor):
        links.withdraw(follow_up, "follow_up")
        language = language_for(person.contact_language)
        ends = end_of(_last_day(follow_up.closes_on))
        link = links.make(
            actor, "follow_up", follow_up, ends, once=True, birth_date=person.birth_date, language=language
        )
    message = Message(words.ASK, lambda: {"link": link})
    fate = tell(follow_up.pathway, message, key=f"follow_up|{follow_up.pk}|{len(sent) + 1}", caller=advisor)
    if fate == Fate.WRITTEN:
        _keep(follow_up, str(channels[0]), None, actor)
    return fate == Fate.WRITTEN


@transaction.atomic
def note_try(follow_up: FollowUp, *, actor: Actor, channel: str) -> None:
    """Note that somebody tried to reach her today and could not; twice a day by one channel counts once."""
    if channel not in Channel.values:
        raise ValueError(f"{channel!r} is none of {Channel.values}")
    rows = visible(actor, "follow_up.lose").filter(pk=follow_up.pk, state=states.PLANNED)
    if clock.today() < follow_up.opens_on or not rows.exists():
        raise Refused(_("Ce suivi n’est pas à faire maintenant."))
    _keep(follow_up, channel, actor.user, actor)


@transaction.atomic
def answer_household(
    word: HouseholdWord,
    *,
    actor: Actor,
    employs: bool,
    going: int | None = None,
    wants_help: bool = False,
    said: str = "",
    link: SignedLink | None = None,
) -> None:
    """Keep what a household says; behind a link, the link is used up.

    `going`: one of `HouseholdWord.Going`, needed from a household that still employs. Raises `Refused` after the last
    day, `Conflict` when it was answered before.
    """
    if clock.today() > word.closes_on:
        raise Refused(_("Il n’est plus possible de répondre."))
    if employs and going not in HouseholdWord.Going.values:
        raise Refused(_("Dites comment cela se passe."))
    if link is not None:
        links.use(link)
    told: dict[str, Any] = {"employs": employs, "going": going if employs else None, "wants_help": wants_help}
    rows = claim(actor, "follow_up.answer_household", word, answered_on__isnull=True)
    if rows.update(answered_on=clock.today(), words=sealed(word, "words", said), **told) != 1:
        raise Conflict(_("Vous avez déjà répondu. Merci."))
    Event.record(word, "answer_household", actor, {"month": word.follow_up.month, "wants_help": wants_help})


def _keep(follow_up: FollowUp, channel: str, user: Any, actor: Actor) -> None:
    row = ContactTry(
        pathway=follow_up.pathway, follow_up=follow_up, channel=channel, tried_on=clock.today(), tried_by=user
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return
    Event.record(row, "try", actor, {"month": follow_up.month})


def _ask_households(follow_up: FollowUp, actor: Actor) -> None:
    for household in households_at(follow_up):
        word = HouseholdWord(
            pathway=follow_up.pathway,
            follow_up=follow_up,
            household=household,
            asked_on=clock.today(),
            closes_on=max(follow_up.closes_on, clock.today()),
        )
        try:
            with transaction.atomic():
                word.save(force_insert=True)
        except IntegrityError:
            continue
        Event.record(word, "ask_household", actor, {"month": follow_up.month})
        write_to_household(
            household, word, actor=actor, purpose="household_word", says=words.ASK_HOUSEHOLD,
            subject=words.HOUSEHOLD_SUBJECT, closes_on=_last_day(word.closes_on),
        )  # fmt: skip


def households_at(follow_up: FollowUp) -> Iterable[Household]:
    """The households that employ her while a milestone is open."""
    return {one.household_id: one.household for one in contracts_on(follow_up.pathway, clock.today())}.values()


def _last_day(closes_on: date) -> date:
    """The last day of a link: tomorrow where that of the milestone has passed, for a late answer is still one."""
    return max(closes_on, clock.today() + timedelta(days=1))
