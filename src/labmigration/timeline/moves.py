"""Moves between states: one statement that checks territory, right and state, and its event in the same transaction."""

from dataclasses import dataclass
from typing import Any

from django.db import models, transaction
from django.dispatch import Signal
from django.utils.translation import gettext_lazy as _

from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, claim
from labmigration.secrecy.fields import SealedTextField
from labmigration.timeline.models import Event

#: Sent after each move, inside its transaction, so that a later stage hears of an earlier one without being known by
#: it: `sender` is the model, with `subject`, `verb`, `actor` and `event`. A receiver that raises undoes the move.
moved = Signal()


@dataclass(frozen=True)
class Move:
    """From any of `sources` to `target`; `says` is the sentence that the timeline shows (a lazy translation)."""

    sources: frozenset[str]
    target: str
    says: Any

    @classmethod
    def between(cls, sources: str, target: str, says: Any) -> "Move":
        """`sources` as words separated by spaces."""
        return cls(frozenset(sources.split()), target, says)


@transaction.atomic
def move(
    subject: models.Model,
    verb: str,
    *,
    actor: Actor,
    facts: dict[str, Any] | None = None,
    **changes: Any,
) -> Event:
    """Move `subject` by `verb` of its ``MOVES``, with other `changes` of fields in the same statement.

    Raises `Conflict` when the actor has no right here, the subject is in another state, or someone was faster: all
    three change nothing. The right is ``<app>.<verb>`` in the table.
    """
    step: Move = subject.MOVES[verb]  # type: ignore[attr-defined]
    sealed = {
        name: field.seal(subject, value)
        for name, value in changes.items()
        if isinstance(field := subject._meta.get_field(name), SealedTextField)
    }
    rows = claim(actor, f"{subject._meta.app_label}.{verb}", subject, state__in=step.sources)
    if rows.update(state=step.target, **{**changes, **sealed}) != 1:
        raise Conflict(_("Cette étape n’est plus possible : quelqu’un a été plus rapide, ou l’état a changé."))
    for name, value in {"state": step.target, **changes}.items():
        setattr(subject, name, value)
    event = Event.record(subject, verb, actor, facts)
    moved.send(sender=type(subject), subject=subject, verb=verb, actor=actor, event=event)
    return event
