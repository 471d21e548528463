"""What a person allows of one interview. The only reader and writer of `UseAnswer`; nothing said means no."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused, claim
from labmigration.pathway.interviews import states
from labmigration.pathway.interviews.models import Interview, Paragraph, Reading, Recording, UseAnswer
from labmigration.pathway.interviews.recordings import RECORDINGS
from labmigration.people.consents import Choice, asked_words, in_words, says_again, spoken
from labmigration.programme.interview_uses import ANALYSIS, RECORDING, interview_uses, uses_asked_on
from labmigration.timeline.models import Event
from labmigration.timeline.moves import move

Answer = UseAnswer.Answer


def title_of(use: str) -> Any:
    """What a use is called, as a lazy text; the code itself for one that is no more."""
    found = next((each for each in interview_uses() if each.code == use), None)
    return spoken(found.title) if found else use


def uses_of(interview: Interview) -> list[Choice[UseAnswer]]:
    """Every use asked about today, with what the person said; one query."""
    said: dict[str, list[UseAnswer]] = {}
    for row in UseAnswer.objects.filter(interview=interview).select_related("recorded_by").order_by("-order"):
        said.setdefault(row.use, []).append(row)
    return [Choice(each, tuple(said.get(each.code, ()))) for each in uses_asked_on(clock.today())]


def allowed_uses(interviews: Collection[UUID]) -> dict[UUID, frozenset[str]]:
    """What each of those interviews allows today; nothing at all where its study is not allowed. One query."""
    newest: dict[tuple[UUID, str], str] = {}
    rows = UseAnswer.objects.filter(interview__in=interviews).order_by("order")
    for interview, use, answer in rows.values_list("interview", "use", "answer"):
        newest[interview, use] = answer
    found: dict[UUID, set[str]] = {key: set() for key in interviews}
    for (interview, use), answer in newest.items():
        if answer == Answer.GIVEN:
            found[interview].add(use)
    return {key: frozenset(uses) if ANALYSIS in uses else frozenset() for key, uses in found.items()}


def allows(interview: Interview, use: str) -> bool:
    """Whether the person allows that use of that interview today."""
    return use in allowed_uses([interview.pk])[interview.pk]


@transaction.atomic
def choose(
    interview: Interview, use: str, yes: bool, *, actor: Actor, language: str, channel: str, version: str
) -> UseAnswer:
    """Keep one answer, to the words of `version` in `language`, and do at once what it means.

    No to the study erases words, codes and voice; no to the recording erases the voice. Raises `Refused` when the words
    changed since they were shown, and LookupError for an unknown use. The same answer twice is kept once.
    """
    asked = asked_words(uses_asked_on(clock.today()), use, version)
    if actor.user is None or not claim(actor, "interviews.choose", interview).exists():
        raise Refused(_("Cette réponse revient à la personne, ou à qui l’a invitée."))
    newest = UseAnswer.objects.filter(interview=interview, use=use).order_by("-order").first()
    if newest is not None and says_again(newest, asked, yes):
        return newest
    row = UseAnswer(
        territory_id=interview.territory_id,
        interview=interview,
        order=newest.order + 1 if newest else 1,
        at=clock.now(),
        use=use,
        **in_words(newest, asked, yes, language=language, channel=channel, by=actor.user),
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise Conflict(_("Une autre réponse arrivait au même moment. Relisez la page.")) from None
    Event.record(interview, "choose", actor, {"use": use, "answer": row.answer})
    _do_what_it_means(interview, use, yes, actor)
    return row


def _do_what_it_means(interview: Interview, use: str, yes: bool, actor: Actor) -> None:
    if use == RECORDING and not yes:
        forget_recording(interview, actor=actor)
    if use != ANALYSIS:
        return
    if yes and interview.state in states.MOVES["agree"].sources:
        move(interview, "agree", actor=actor)
    elif not yes and interview.state in states.MOVES["decline"].sources:
        move(interview, "decline", actor=actor)
    elif not yes and interview.state in states.MOVES["withdraw"].sources:
        move(
            interview,
            "withdraw",
            actor=actor,
            held_on=None,
            written_by=None,
            first_coder=None,
            second_coder=None,
            codebook=None,
        )
        forget_recording(interview, actor=actor)
        Reading.objects.filter(interview=interview).delete()
        Paragraph.objects.filter(interview=interview).delete()


def forget_recording(interview: Interview, *, actor: Actor) -> None:
    """Erase the voice, if it is kept: the row now, the file once the transaction holds."""
    row = Recording.objects.filter(interview=interview).first()
    if row is None:
        return
    key = row.pk
    row.delete()
    Event.record(interview, "forget_recording", actor)
    transaction.on_commit(lambda: RECORDINGS.forget(key))
