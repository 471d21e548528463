"""The only writer of answers: drafts question by question, sent, filled in with her, corrected, refused, resumed.

Raises `Refused` before the window opens and, for herself, after it has closed; staff may still fill in with her
afterwards, and the version says that it is late.
"""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused, claim, visible
from labmigration.links import actions as links
from labmigration.links.models import SignedLink
from labmigration.pathway.questionnaires import states
from labmigration.pathway.questionnaires.models import (
    AnonymousAnswer,
    AskedWave,
    FilledQuestionnaire,
    HouseholdQuestionnaire,
    read_given,
    written_given,
)
from labmigration.pathway.questionnaires.wording import Given
from labmigration.programme.codebook import Question, codebook
from labmigration.secrecy.fields import sealed
from labmigration.timeline.models import Event
from labmigration.timeline.moves import move

Channel = FilledQuestionnaire.Channel
NOTHING_YET = _("Répondez au moins à une question, ou dites que vous ne souhaitez pas répondre.")
TOO_LATE = _("Il n’est plus possible de répondre.")
TRIES = 3


@transaction.atomic
def save_draft(row: AskedWave, *, actor: Actor, question: str, answers: tuple[str, ...]) -> None:
    """Keep the answer to one question until all are sent; an empty tuple passes it over.

    Two pages of hers that answer at once both count: the draft is read again where somebody was faster.
    """
    _refuse_outside_window(row)
    asked = next((each for each in codebook().questions_of(row.wave) if each.code == question), None)
    if asked is None:
        raise Refused(_("Cette question n’est pas dans ce questionnaire."))
    check(asked, answers)
    for _try in range(TRIES):
        stands = dict(AskedWave.objects.filter(pk=row.pk).values_list("pk", "saves"))[row.pk]
        row.refresh_from_db(fields=["draft", "state"])
        draft = {**read_given(row.draft), question: answers}
        rows = claim(actor, "questionnaires.answer", row, saves=stands, state__in=(states.WAITING, states.ANSWERED))
        if rows.update(draft=sealed(row, "draft", written_given(draft)), saves=stands + 1) == 1:
            row.draft = written_given(draft)
            return
    raise Conflict(_("Vos réponses ont changé pendant ce temps. Rien n’est perdu : recommencez."))


@transaction.atomic
def send(row: AskedWave, *, actor: Actor, link: SignedLink | None = None, without_name: str = "") -> None:
    """Send what she has answered; questions without an answer stay without one. Behind a link, the link is used up.

    without_name: her answer to the question without a name, if there is one and she gave it.
    """
    _refuse_outside_window(row)
    if link is not None:
        links.use(link)
    row.refresh_from_db()
    verb = "correct" if row.state == states.ANSWERED else "send"
    channel = Channel.LINK if link is not None else Channel.OWN
    _fill(row, verb, read_given(row.draft), actor=actor, channel=channel)
    if without_name:
        _hear(row, without_name, actor)


@transaction.atomic
def note(row: AskedWave, *, actor: Actor, given: Given) -> None:
    """Write what she says to somebody of the team; the first time or as a correction. Late counts, and says so."""
    if clock.today() < row.opens_on:
        raise Refused(_("Ce questionnaire s’ouvre plus tard."))
    for question in codebook().questions_of(row.wave):
        check(question, given.get(question.code, ()))
    row.refresh_from_db()
    _fill(row, "correct" if row.state == states.ANSWERED else "note", given, actor=actor, channel=Channel.STAFF)
    links.withdraw(row, "questionnaire")


@transaction.atomic
def refuse(row: AskedWave, *, actor: Actor, link: SignedLink | None = None) -> None:
    """She does not wish to answer: nothing follows from it, and what she had begun is forgotten."""
    if link is not None:
        links.use(link)
    move(row, "refuse", actor=actor, draft="")
    links.withdraw(row, "questionnaire")


@transaction.atomic
def resume(row: AskedWave, *, actor: Actor) -> None:
    """She has changed her mind, while the window is open."""
    if clock.today() > row.closes_on:
        raise Refused(TOO_LATE)
    move(row, "resume", actor=actor)


@transaction.atomic
def begin_correction(row: AskedWave, *, actor: Actor) -> None:
    """Put what she sent back into the draft, to be changed and sent as the next version."""
    _refuse_outside_window(row)
    newest = row.versions.order_by("-number").first()
    if newest is None:
        raise Refused(_("Il n’y a encore rien à corriger."))
    rows = claim(actor, "questionnaires.answer", row, state=states.ANSWERED, draft="")
    rows.update(draft=sealed(row, "draft", newest.given))


@transaction.atomic
def hear(row: AskedWave, *, actor: Actor, answer: str) -> None:
    """Keep the answer to the question without a name, later and by itself."""
    if row.state != states.ANSWERED:
        raise Refused(NOTHING_YET)
    _hear(row, answer, actor)


@transaction.atomic
def answer_household(
    row: HouseholdQuestionnaire, *, actor: Actor, given: Given, link: SignedLink | None = None
) -> None:
    """Keep what a household says, once. Raises `Refused` after the last day, `Conflict` when it was answered before."""
    if clock.today() > row.closes_on:
        raise Refused(TOO_LATE)
    kept = _kept(row.wave, given)
    if not any(kept.values()):
        raise Refused(_("Répondez au moins à une question."))
    for question in codebook().questions_of(row.wave):
        check(question, kept.get(question.code, ()))
    if link is not None:
        links.use(link)
    rows = claim(actor, "questionnaires.answer_household", row, answered_on__isnull=True)
    told = {"answered_on": clock.today(), "codebook": codebook().digest}
    if rows.update(given=sealed(row, "given", written_given(kept)), **told) != 1:
        raise Conflict(_("Vous avez déjà répondu. Merci."))
    Event.record(row, "answer_household", actor, {"wave": row.wave})


def check(question: Question, answers: tuple[str, ...]) -> None:
    """Raises `Refused` for an answer that is not offered, a number out of bounds, or two answers where one fits."""
    if not answers:
        return
    if question.kind == "number":
        if len(answers) != 1 or not answers[0].isdecimal() or not question.least <= int(answers[0]) <= question.most:
            raise Refused(_("Écrivez un nombre entre %(least)s et %(most)s."), least=question.least, most=question.most)
        return
    found = [question.answer_of(code) for code in answers]
    several = question.kind == "choices" and not (len(found) > 1 and any(each and each.alone for each in found))
    if None in found or (len(found) > 1 and not several):
        raise Refused(_("Ces réponses ne vont pas ensemble : choisissez de nouveau."))


def _kept(wave: str, given: Given) -> dict[str, tuple[str, ...]]:
    """The answers to the questions that concern her, and to no other."""
    return {question.code: given[question.code] for question in codebook().asked(wave, given) if question.code in given}


def _fill(row: AskedWave, verb: str, given: Given, *, actor: Actor, channel: str) -> None:
    kept = _kept(row.wave, given)
    if not any(kept.values()):
        raise Refused(NOTHING_YET)
    number = row.number + 1
    changes: dict[str, Any] = {"number": number, "draft": ""}
    if row.answered_on is None:
        changes["answered_on"] = clock.today()
    if not visible(actor, f"questionnaires.{verb}").filter(pk=row.pk, number=row.number).exists():
        raise Conflict(_("Ces réponses ont changé pendant ce temps. Relisez-les avant de les envoyer."))
    move(row, verb, actor=actor, facts={"wave": row.wave, "version": number}, **changes)
    FilledQuestionnaire(
        pathway=row.pathway,
        questionnaire=row,
        number=number,
        codebook=codebook().digest,
        given=written_given(kept),
        written_on=clock.today(),
        channel=channel,
        written_by=actor.user if channel == Channel.STAFF else None,
        late=clock.today() > row.closes_on,
    ).save(force_insert=True)


def _hear(row: AskedWave, answer: str, actor: Actor) -> None:
    question = codebook().anonymous_of(row.wave)
    if question is None or question.answer_of(answer) is None:
        raise Refused(_("Ces réponses ne vont pas ensemble : choisissez de nouveau."))
    rows = claim(actor, "questionnaires.answer", row, heard=False)
    if rows.update(heard=True) != 1:
        raise Conflict(_("Vous avez déjà répondu. Merci."))
    # No event, no day, no link to her: only the half-year.
    today = clock.today()
    AnonymousAnswer(
        territory_id=row.territory_id,
        wave=row.wave,
        question=question.code,
        answer=answer,
        half_year=f"{today.year}-{1 if today.month <= 6 else 2}",
    ).save(force_insert=True)


def _refuse_outside_window(row: AskedWave) -> None:
    if clock.today() < row.opens_on:
        raise Refused(_("Ce questionnaire s’ouvre plus tard."))
    if clock.today() > row.closes_on:
        raise Refused(TOO_LATE)
