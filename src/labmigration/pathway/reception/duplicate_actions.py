"""What a person answers to a suspicion of duplicate: same person, two people, and back."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused, claim
from labmigration.pathway.actions import set_merged, set_next, set_unmerged
from labmigration.pathway.reception import states
from labmigration.pathway.reception.models import PossibleDuplicate
from labmigration.pathway.reception.writing import first_step
from labmigration.people.models import Candidate
from labmigration.timeline.models import Event
from labmigration.timeline.moves import move

Answer = PossibleDuplicate.Answer


@transaction.atomic
def merge(suspicion: PossibleDuplicate, *, actor: Actor) -> None:
    """Same person: her new file is put aside and points to the one that is followed. Nothing is deleted."""
    referral = suspicion.referral
    newcomer, known = referral.pathway.candidate, _followed(suspicion.known)
    if known.pk == newcomer.pk:
        raise Refused(_("Ces deux dossiers sont déjà réunis."))
    _answer(suspicion, Answer.OPEN, Answer.SAME, actor)
    move(referral, "merge", actor=actor)
    merged = Candidate.objects.filter(pk=newcomer.pk, merged_into__isnull=True).update(merged_into=known)
    if merged != 1:
        raise Conflict(_("Ce dossier vient d’être réuni à un autre : rien n’a été changé."))
    newcomer.merged_into = known
    set_merged(referral.pathway)


@transaction.atomic
def unmerge(suspicion: PossibleDuplicate, *, actor: Actor) -> None:
    """Undo a merge: both files stand again exactly as before, and the question is open again."""
    referral = suspicion.referral
    newcomer = referral.pathway.candidate
    _answer(suspicion, Answer.SAME, Answer.OPEN, actor)
    move(referral, "unmerge" if suspicion.strength == "strong" else "unmerge_received", actor=actor)
    Candidate.objects.filter(pk=newcomer.pk).update(merged_into=None)
    newcomer.merged_into = None
    set_unmerged(referral.pathway)


@transaction.atomic
def keep_apart(suspicion: PossibleDuplicate, *, actor: Actor) -> None:
    """Two people: the new file goes its own way."""
    referral = suspicion.referral
    _answer(suspicion, Answer.OPEN, Answer.DIFFERENT, actor)
    if referral.state == states.SUSPECTED:
        move(referral, "keep_apart", actor=actor)
        has_advisor = referral.pathway.lead_advisor_id is not None
        set_next(referral.pathway, first_step(False, has_advisor, referral.verdict))
    else:
        Event.record(referral, "clear", actor)


def _answer(suspicion: PossibleDuplicate, before: str, after: str, actor: Actor) -> None:
    is_open = after == Answer.OPEN
    changes: dict[str, Any] = {
        "answer": after,
        "answered_by": None if is_open else actor.user,
        "answered_at": None if is_open else clock.now(),
    }
    rows = claim(actor, "reception.judge_duplicate", suspicion, answer=before)
    if rows.update(**changes) != 1:
        raise Conflict(_("Quelqu’un a déjà répondu à cette question : rien n’a été changé."))
    for name, value in changes.items():
        setattr(suspicion, name, value)


def _followed(candidate: Candidate) -> Candidate:
    while candidate.merged_into is not None:
        candidate = candidate.merged_into
    return candidate
