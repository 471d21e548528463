"""The decision to open or not: what was known at that moment, in one canonical text, and who decided what.

Nothing here computes a decision: it says what is missing, and a person decides.
"""

import hashlib
import json
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import override

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused, visible
from labmigration.programme.territory_opening import territory_opening
from labmigration.territories.opening import states
from labmigration.territories.opening.models import OpeningDecision, ReadinessTask
from labmigration.territories.opening.queries import contests, facts_of, jobs_to_fill, readiness_of
from labmigration.territories.opening.scope_words import value_in_words
from labmigration.timeline.models import Event


@override("fr")  # the same words, and the same digest, whatever language its reader has
def known_today(territory: str) -> dict[str, Any]:
    """What a decision of today would rest on: readiness, what is missing, the facts. Only what JSON can hold.

    missing: sentences-to-be by kind: tasks still open, late ones, sections of the public file without a fact, facts to
    look at again, contradictions without a choice, whether the jobs to fill of the perimeter are known.
    """
    today = clock.today()
    facts = facts_of(territory, today)
    ready = readiness_of(territory, today)
    tasks = ReadinessTask.objects.filter(territory=territory, state=states.OPEN)
    told = {fact.section for fact in facts}
    return {
        "day": today.isoformat(),
        "begun": ready.begun,
        "booklet_version": ready.booklet_version,
        "aims_at": ready.aims_at.isoformat() if ready.aims_at else None,
        "done": ready.done,
        "tasks": ready.tasks,
        "set_aside": ready.set_aside,
        "steps": [[step.number, step.done, step.tasks] for step in ready.by_step],
        "prerequisites": prerequisites_of(territory),
        "missing": {
            "tasks": [task.name for task in tasks],
            "late": [task.name for task in tasks if task.due_on and task.due_on < today],
            "sections": [each.code for each in territory_opening().public_file.section if each.code not in told],
            "expired": [fact.title for fact in facts if fact.expired(today)],
            "undecided": [each.facts[0].name for each in contests(territory, facts) if each.kept is None],
            "jobs_to_fill": jobs_to_fill(territory, today) is None,
        },
        "facts": [
            {
                "key": fact.key,
                "told": f"{value_in_words(fact)} · {fact.name}" if fact.value is not None else fact.words,
                "value": None if fact.value is None else str(fact.value),
                "unit": fact.unit,
                "scope": fact.scope_words,
                "source": fact.source,
            }
            for fact in facts
        ],
    }


def digest_of(known: dict[str, Any]) -> str:
    """SHA-256 of its canonical JSON."""
    text = json.dumps(known, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


@transaction.atomic
def decide(
    territory: str, *, actor: Actor, outcome: str, reasons: str, taken_with: str, decided_on: date, digest: str
) -> OpeningDecision:
    """Write a decision and what was known. `digest` is that of the state which was read.

    Raises `Conflict` when that state has changed since, `Refused` without reasons or for a day to come.
    """
    if actor.user is None or not visible(actor, "opening.decide").filter(pk=territory).exists():
        raise Refused(_("Vous ne décidez pas pour ce territoire."))
    if not reasons.strip():
        raise Refused(_("Écrivez les raisons de la décision."))
    if decided_on > clock.today():
        raise Refused(_("Une décision ne se note pas avant d’être prise."))
    known = known_today(territory)
    if digest_of(known) != digest:
        raise Conflict(_("La préparation ou la fiche ont changé depuis que vous avez ouvert cette page. Relisez."))
    last = OpeningDecision.objects.filter(territory=territory).aggregate(last=Max("number"))["last"] or 0
    decision = OpeningDecision(
        territory_id=territory,
        number=last + 1,
        outcome=OpeningDecision.Outcome(outcome),
        reasons=reasons.strip(),
        taken_with=taken_with.strip(),
        decided_on=decided_on,
        decided_by=actor.user,
        noted_at=clock.now(),
        seen=known,
        digest=digest,
    )
    try:
        with transaction.atomic():
            decision.save(force_insert=True)
    except IntegrityError:
        raise Conflict(_("Quelqu’un d’autre vient de noter une décision. Relisez, puis recommencez.")) from None
    Event.record(decision, "decide", actor, {"outcome": str(OpeningDecision.Outcome(outcome).label)})
    return decision


def prerequisites_of(territory: str) -> list[list[Any]]:
    """Of each prerequisite of S5: its code, tasks done, tasks (those set aside left out)."""
    rows = list(ReadinessTask.objects.filter(territory=territory).exclude(prerequisite=""))
    counted = [row for row in rows if row.state != states.SET_ASIDE]
    return [
        [each.code, sum(row.state == states.DONE for row in mine), len(mine)]
        for each in territory_opening().readiness.prerequisite
        for mine in [[row for row in counted if row.prerequisite == each.code]]
    ]
