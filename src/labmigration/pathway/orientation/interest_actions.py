"""The only writer of what people say of an occupation: at the meeting, and whenever the person says it herself."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused, claim, visible
from labmigration.pathway.actions import set_occupation
from labmigration.pathway.models import Pathway
from labmigration.pathway.orientation import states
from labmigration.pathway.orientation.models import Interest, InterestStatement, Meeting, Reason
from labmigration.timeline.models import Event


def keep_outcome(
    meeting: Meeting, *, occupation: str, interest: str, wanted: str, reasons: Iterable[str]
) -> InterestStatement:
    """Keep what the person said at a meeting, as part of the action that holds it; her words are the meeting's notes.

    The occupation that she confirms, or prefers, becomes the one of her pathway.
    """
    statement = _kept(meeting.pathway, occupation, interest, wanted, reasons, meeting=meeting, seen_on=clock.today())
    if statement.wants and statement.wants != meeting.pathway.occupation:
        set_occupation(meeting.pathway, statement.wants)
    return statement


@transaction.atomic
def say(
    pathway: Pathway, *, actor: Actor, interest: str, wanted: str = "", reasons: Iterable[str] = (), words: str = ""
) -> InterestStatement:
    """The person says what she thinks of the occupation now. Nothing is decided: her advisor reads it and calls.

    Saying the same thing twice in a row keeps it once. Raises `Refused` before the occupation was explained to her, or
    when her pathway has ended.
    """
    if not visible(actor, "orientation.say_interest").filter(pk=pathway.pk).exists():
        raise Refused(_("Cela ne se dit pas ici."))
    if pathway.state != "open" or not Meeting.objects.filter(pathway=pathway, state=states.HELD).exists():
        raise Refused(_("Vous le direz après l’entretien avec votre conseillère."))
    told = sorted(set(reasons))
    newest = InterestStatement.objects.filter(pathway=pathway).order_by("-said_at", "-id").first()
    said = (interest, wanted if interest == Interest.CHANGED else "", told, words.strip())
    if newest is not None and newest.by_person and said == newest.said:
        return newest
    statement = _kept(pathway, pathway.occupation, interest, wanted, told, words=words.strip(), by_person=True)
    Event.record(statement, "say_interest", actor)
    return statement


@transaction.atomic
def take_up(statement: InterestStatement, *, actor: Actor, adopt: bool = False) -> None:
    """The advisor has read what the person said; `adopt` makes the occupation that she prefers the one of her pathway.

    Raises `Conflict` when it was taken up already.
    """
    rows = claim(actor, "orientation.take_up_interest", statement, seen_on__isnull=True)
    if rows.update(seen_on=clock.today()) != 1:
        raise Conflict(_("Cette réponse a déjà été prise en compte."))
    statement.seen_on = clock.today()
    if adopt and statement.interest == Interest.CHANGED and statement.wanted != statement.pathway.occupation:
        set_occupation(statement.pathway, statement.wanted)
        Event.record(statement, "adopt_occupation", actor, {"occupation": statement.wanted})
    else:
        Event.record(statement, "take_up_interest", actor)


def _kept(
    pathway: Pathway,
    occupation: str,
    interest: str,
    wanted: str,
    reasons: Iterable[str],
    *,
    meeting: Meeting | None = None,
    words: str = "",
    by_person: bool = False,
    seen_on: object = None,
) -> InterestStatement:
    changed = interest == Interest.CHANGED
    if changed and wanted in ("", occupation):
        raise Refused(_("Dites quel autre métier la personne préfère."))
    unknown = set(reasons) - set(Reason.values)
    if unknown or interest not in Interest.values:
        raise ValueError(f"{interest} {unknown}")
    statement = InterestStatement(
        pathway=pathway,
        meeting=meeting,
        said_at=clock.now(),
        by_person=by_person,
        occupation=occupation,
        interest=interest,
        wanted=wanted if changed else "",
        reasons=sorted(set(reasons)),
        words=words,
        seen_on=seen_on,
    )
    statement.save(force_insert=True)
    return statement
