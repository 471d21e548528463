"""The only writer of questionnaires: opened, answered, paused, ended. Every answer is one row, written at once."""

import secrets
from collections.abc import Sequence
from enum import Enum

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused, claim, visible
from labmigration.pathway.models import Pathway, Stage
from labmigration.pathway.positioning import actions as positionings
from labmigration.pathway.positioning import states as positioning_states
from labmigration.pathway.positioning.models import Positioning
from labmigration.pathway.positioning.sittings import parts, questions, states
from labmigration.pathway.positioning.sittings.course import Course, Place
from labmigration.pathway.positioning.sittings.models import NO_SOUND, UNKNOWN, Answer, Part, Questionnaire
from labmigration.programme.positioning_bank import LANGUAGES, bank
from labmigration.timeline.models import Event
from labmigration.timeline.moves import move

SEEDS = 2**31
LONGEST_TYPED = 200
#: Two devices may answer two questions of one list in the same instant: the later one takes the next place.
ATTEMPTS = 5


class Taken(Enum):
    """What became of an answer."""

    KEPT = "kept"
    #: The same answer, sent again: it is one answer.
    AGAIN = "again"
    #: Something else was answered there before, on another device or in another window: that one stays.
    ELSEWHERE = "elsewhere"
    #: Nobody asked this now.
    NOT_ASKED = "not_asked"
    #: None of the answers offered.
    EMPTY = "empty"


@transaction.atomic
def sit(
    pathway: Pathway,
    *,
    actor: Actor,
    language: str,
    occupations: Sequence[str] | None = None,
    seed: int | None = None,
) -> Questionnaire:
    """Open the questions of the positioning under way, or return those that are open already.

    The person may open them by herself: the positioning then begins in the name of her advisor. Raises `Refused` when
    the actor is neither, when the pathway is elsewhere on its way, or when nobody follows her yet.
    """
    if actor.user is None or not visible(actor, "positioning.sit").filter(pk=pathway.pk).exists():
        raise Refused(_("Ces questions sont pour la personne et son conseil."))
    if pathway.state != "open":
        raise Refused(_("Ce parcours est terminé."))
    positioning = Positioning.objects.filter(pathway=pathway, state=positioning_states.DRAFT).first()
    if positioning is None:
        positioning = _positioning_opened(pathway, actor)
    known = Questionnaire.objects.filter(positioning=positioning).first()
    if known is not None:
        return known
    present = bank()
    questionnaire = Questionnaire(
        pathway=pathway,
        positioning=positioning,
        language=language if language in LANGUAGES else "fr",
        bank_version=present.version,
        bank_content=present.content,
        seed=secrets.randbelow(SEEDS) if seed is None else seed,
        occupations=list(occupations if occupations is not None else filter(None, [pathway.occupation])),
        begun_at=clock.now(),
    )
    try:
        with transaction.atomic():
            questionnaire.save(force_insert=True)
    except IntegrityError:  # opened on another device in the same instant
        return Questionnaire.objects.get(positioning=positioning)
    Event.record(questionnaire, "sit", actor)
    return questionnaire


def _positioning_opened(pathway: Pathway, actor: Actor) -> Positioning:
    if visible(actor, "positioning.begin").filter(pk=pathway.pk).exists():
        return positionings.begin(pathway, actor=actor)
    if pathway.stage != Stage.POSITIONING:
        raise Refused(_("Vos questions ne sont pas ouvertes pour l’instant. Votre conseillère vous dira quand."))
    if pathway.lead_advisor is None:
        raise Refused(_("Quelqu’un va bientôt s’occuper de vous. Vous pourrez commencer ensuite."))
    draft = Positioning(pathway=pathway, advisor=pathway.lead_advisor, begun_on=clock.today())
    try:
        with transaction.atomic():
            draft.save(force_insert=True)
    except IntegrityError:
        return Positioning.objects.get(pathway=pathway, state=positioning_states.DRAFT)
    Event.record(draft, "begin", actor)
    return draft


@transaction.atomic
def answer(
    questionnaire: Questionnaire, *, actor: Actor, part: str, code: str, value: str = "", written: str = ""
) -> Taken:
    """Keep one answer: a choice, `UNKNOWN`, `NO_SOUND`, or what was written for a question that is typed.

    Raises `Conflict` when the actor may not answer here or all questions have been answered. An answer is never
    changed by this: see `Taken`.
    """
    if not claim(actor, "positioning.answer", questionnaire, state__in=states.TAKES_ANSWERS).exists():
        raise Conflict(_("Ces questions sont terminées. Vos réponses sont gardées."))
    for _attempt in range(ATTEMPTS):
        course = Course.of(questionnaire)
        earlier = course.answer(part, code)
        if earlier is not None:
            same = _says(course, part, code, value, written) == (earlier.value, earlier.outcome)
            return Taken.AGAIN if same else Taken.ELSEWHERE
        if not course.asks(part, code):
            return Taken.NOT_ASKED
        said = _says(course, part, code, value, written)
        if said is None:
            return Taken.EMPTY
        row = Answer(
            territory_id=questionnaire.territory_id,
            questionnaire=questionnaire,
            part=part,
            code=code,
            value=said[0],
            outcome=said[1],
            position=len(course.given),
            answered_at=clock.now(),
            answered_by=actor.user,
        )
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:  # someone answered in the same instant
            continue
        _after(questionnaire, course, course.followed_by(row), actor)
        return Taken.KEPT
    raise Conflict(_("Votre réponse n’est pas arrivée. Envoyez-la encore une fois."))


def _says(course: Course, part: str, code: str, value: str, written: str) -> tuple[str, str] | None:
    """What would be kept of an answer: (value, outcome); None when it is none of those offered."""
    try:
        asked = questions.question(course.bank, course.seed, Place(Part(part), code))
    except (KeyError, ValueError):
        return None
    measured = part in parts.MEASURED
    if value == UNKNOWN:
        return (UNKNOWN, UNKNOWN) if measured else (UNKNOWN, "")
    if value == NO_SOUND and asked.heard:
        return NO_SOUND, NO_SOUND
    if asked.typed:
        told = written.strip()[:LONGEST_TYPED]
        return ("", questions.outcome(course.bank.item(code), written=told)) if told else None
    if not asked.offers(value):
        return None
    return value, questions.outcome(course.bank.item(code), chosen=value) if measured else ""


def _after(questionnaire: Questionnaire, before: Course, course: Course, actor: Actor) -> None:
    if questionnaire.state == states.PAUSED:
        move(questionnaire, "resume", actor=actor)
    if course.present is None:
        move(questionnaire, "end_questions", actor=actor, ended_at=clock.now())
    elif course.sitting != before.sitting:
        Event.record(questionnaire, "end_sitting", actor)


@transaction.atomic
def take_back(questionnaire: Questionnaire, *, actor: Actor, part: str, code: str) -> bool:
    """Take the last answer back, so that it can be given anew: a slip of the thumb, on pictures and wishes only.

    Returns whether it was the last one; a question with a right answer is answered once.
    """
    if part in parts.MEASURED:
        return False
    if not claim(actor, "positioning.answer", questionnaire, state__in=states.TAKES_ANSWERS).exists():
        raise Conflict(_("Ces questions sont terminées. Vos réponses sont gardées."))
    last = Answer.objects.filter(questionnaire=questionnaire).order_by("-position").first()
    if last is None or (last.part, last.code) != (part, code):
        return False
    last.delete()
    return True


@transaction.atomic
def pause(questionnaire: Questionnaire, *, actor: Actor) -> None:
    """Stop for now; every answer is kept already. Pausing twice, or after the end, changes nothing."""
    if claim(actor, "positioning.pause", questionnaire, state=states.OPEN).exists():
        move(questionnaire, "pause", actor=actor)
