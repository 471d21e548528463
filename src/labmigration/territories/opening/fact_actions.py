"""The only writer of the public file: facts noted, corrected by a further version, taken back; sources chosen."""

import uuid
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused, visible
from labmigration.programme.territory_opening import territory_opening
from labmigration.territories.opening.models import NotedFact, SourceChoice
from labmigration.territories.opening.queries import Contest, Fact, contests, facts_of, scope_code
from labmigration.timeline.models import Event

#: What a version says of the fact; the rest is who noted it, when, and why.
TOLD = (
    *("subject", "value", "precision", "words", "area", "place", "restricted_to", "kind", "year", "horizon"),
    *("source", "address", "licence", "owner", "expires_on"),
)


@transaction.atomic
def note_fact(territory: str, *, actor: Actor, **told: Any) -> NotedFact:
    """Add a fact; `told` are the fields of `TOLD`. Raises `Refused` without the right, or where something lacks."""
    _refuse_stranger(actor, "opening.note_fact", territory)
    row = _version(territory, actor, told, line=uuid.uuid4(), version=1, why="")
    row.save(force_insert=True)
    Event.record(row, "note_fact", actor, {"subject": row.subject})
    return row


@transaction.atomic
def correct_fact(
    territory: str, line: str, *, actor: Actor, version: int, why: str, withdrawn: bool = False, **told: Any
) -> NotedFact:
    """Write a further version of a fact; `version` is the one that was read. With `withdrawn`, take it back.

    Raises `Refused` without a reason, `Conflict` when somebody else has corrected it meanwhile.
    """
    _refuse_stranger(actor, "opening.note_fact", territory)
    if not why.strip():
        raise Refused(_("Écrivez ce qui est corrigé, et pourquoi."))
    before = NotedFact.objects.filter(territory=territory, line=line).order_by("-version").first()
    if before is None:
        raise Refused(_("Ce fait n’est pas de cette fiche."))
    if before.version != version or before.withdrawn:
        raise _overtaken()
    told = {name: getattr(before, name) for name in TOLD} | told
    row = _version(territory, actor, told, line=before.line, version=version + 1, why=why, withdrawn=withdrawn)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise _overtaken() from None
    Event.record(row, "correct_fact", actor, {"subject": row.subject, "version": row.version})
    return row


@transaction.atomic
def choose_source(territory: str, *, actor: Actor, chosen: str, among: list[str], reason: str) -> SourceChoice:
    """Keep one of several facts that contradict each other. `chosen` and `among` are keys of facts, as they were read.

    The others stay in the file, beside it. Raises `Refused` without a reason, `Conflict` when they are no longer these.
    """
    _refuse_stranger(actor, "opening.choose_source", territory)
    if not reason.strip():
        raise Refused(_("Écrivez pourquoi cette source plutôt que l’autre."))
    contest = contest_of(territory, chosen)
    if contest is None or sorted(fact.key for fact in contest.facts) != sorted(among):
        raise Conflict(_("Ces sources ont changé entre-temps. Relisez-les, puis choisissez."))
    choice = SourceChoice(
        territory_id=territory,
        scope=scope_code(list(contest.facts)),
        number=contest.choice.number + 1 if contest.choice else 1,
        chosen=chosen,
        among=sorted(among),
        reason=reason.strip(),
        chosen_by=actor.user,
        chosen_at=clock.now(),
    )
    try:
        with transaction.atomic():
            choice.save(force_insert=True)
    except IntegrityError:
        raise Conflict(_("Quelqu’un d’autre vient de choisir. Relisez, puis choisissez.")) from None
    Event.record(choice, "choose_source", actor, {"subject": contest.facts[0].subject})
    return choice


def contest_of(territory: str, key: str) -> Contest | None:
    """The contradiction in which the fact of that key stands."""
    facts: list[Fact] = facts_of(territory, clock.today())
    found = contests(territory, facts)
    return next((each for each in found if key in [fact.key for fact in each.facts]), None)


def _version(territory: str, actor: Actor, told: dict[str, Any], **more: Any) -> NotedFact:
    subject = territory_opening().public_file.subject(told["subject"])
    if subject.in_words != (told.get("value") is None):
        raise Refused(_("Un chiffre se compte, un fait se dit en mots : l’un ou l’autre."))
    if subject.in_words and not told.get("words", "").strip():
        raise Refused(_("Dites le fait en mots."))
    return NotedFact(territory_id=territory, noted_by=actor.user, noted_at=clock.now(), **told, **more)


def _refuse_stranger(actor: Actor, action: str, territory: str) -> None:
    if actor.user is None or not visible(actor, action).filter(pk=territory).exists():
        raise Refused(_("Vous ne tenez pas la fiche de ce territoire."))


def _overtaken() -> Conflict:
    return Conflict(_("Quelqu’un d’autre a corrigé ce fait entre-temps. Rien n’est perdu : relisez, puis recommencez."))
