"""The only writer of judgements by skill, and of the advisor's answer to what they show."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Refused, visible
from labmigration.pathway.models import Pathway
from labmigration.pathway.training.evaluation.models import HIGHEST, LOWEST, ChangeConsidered, SkillJudgement
from labmigration.pathway.training.evaluation.skills import known_skill
from labmigration.pathway.training.models import AttendanceSignature, Enrolment
from labmigration.timeline.models import Event

SignedAs = AttendanceSignature.SignedAs


@dataclass(frozen=True)
class Judged:
    """What is said of one skill: a level from 1 to 4, and words."""

    skill: str
    level: int
    words: str = ""


@transaction.atomic
def judge_skills(seat: Enrolment, judged: Iterable[Judged], *, actor: Actor) -> int:
    """Write what one side says of some skills today; returns how many lines that adds.

    What the same side said last, on this very day and in the same words, is not written twice. Raises `Refused` for
    somebody whom the actor may not evaluate, an unknown skill or level, or French told by the trainee (it is measured
    by the trainer: a declaration is no measure).
    """
    if actor.user is None or not visible(actor, "training.evaluate").filter(pk=seat.pk).exists():
        raise Refused(_("Vous ne pouvez pas évaluer cette personne."))
    own = seat.pathway.candidate.user_id == actor.user.pk
    given_as = SignedAs.TRAINEE if own else SignedAs.TRAINER
    said = {
        each.skill: each
        for each in SkillJudgement.objects.filter(enrolment=seat, given_as=given_as).order_by("given_at")
    }
    added = []
    for each in judged:
        _refuse_unknown(each, own)
        last = said.get(each.skill)
        repeated = last is not None and (last.level, last.words) == (each.level, each.words)
        if last is not None and repeated and last.given_at.date() == clock.now().date():
            continue
        row = SkillJudgement(
            pathway=seat.pathway,
            enrolment=seat,
            skill=each.skill,
            level=each.level,
            words=each.words,
            given_as=given_as,
            given_by=actor.user,
            given_at=clock.now(),
        )
        row.save(force_insert=True)
        added.append(row)
    if added:
        Event.record(added[0], "evaluate_skills", actor, {"count": len(added), "as": given_as})
    return len(added)


def _refuse_unknown(judged: Judged, own: bool) -> None:
    skill = known_skill(judged.skill)
    if skill is None or not LOWEST <= judged.level <= HIGHEST:
        raise Refused(_("Ce savoir-faire n’est pas dans la liste."))
    if own and skill.is_french:
        raise Refused(_("Le français se mesure avec la formatrice ou le formateur."))


@transaction.atomic
def keep_prescription(pathway: Pathway, *, actor: Actor, words: str) -> ChangeConsidered:
    """The advisor keeps the prescription after reading what training shows. Raises `Refused` without a reason."""
    if actor.user is None or not visible(actor, "training.consider_change").filter(pk=pathway.pk).exists():
        raise Refused(_("Cette personne ne vous est pas confiée."))
    if not words.strip():
        raise Refused(_("Écrivez pourquoi la prescription reste la même."))
    row = ChangeConsidered(pathway=pathway, words=words, by=actor.user, at=clock.now())
    row.save(force_insert=True)
    Event.record(row, "keep_prescription", actor)
    return row
