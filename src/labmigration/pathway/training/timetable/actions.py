"""The only writer of drafts of timetables: searched, stopped, changed by hand, searched again, given up."""

from dataclasses import asdict
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused, claim, visible
from labmigration.decisions.timetable import Breach, Cost, check, cost_of
from labmigration.pathway.training import states
from labmigration.pathway.training.models import Cohort, Timetable
from labmigration.pathway.training.timetable import searching
from labmigration.pathway.training.timetable.question import Question, problem_of, question_of
from labmigration.pathway.training.timetable.standing import Kept, moved_between, name_of, published_before
from labmigration.timeline.models import Event
from labmigration.timeline.moves import move

#: Hours are decimal: as engines read them, two are the same when they differ by less.
HOURS_ALIKE = 1e-6


@transaction.atomic
def search(cohort: Cohort, *, actor: Actor, seconds: int) -> Timetable:
    """Ask for a timetable of the cohort: the search begins in the background and takes `seconds` at most.

    Where a timetable was published, as few of its sessions move as can be. Raises `Refused` where something is missing
    that the page names, `Conflict` while another draft is under way.
    """
    if actor.user is None or not visible(actor, "training.search_timetable").filter(pk=cohort.pk).exists():
        raise Refused(_("Seule la coordination de cet organisme de formation peut chercher un emploi du temps."))
    if cohort.state == states.FINISHED:
        raise Refused(_("Cette cohorte est terminée."))
    asked = question_of(cohort)
    if asked.missing:
        raise Refused(_("Il manque encore quelque chose pour chercher : la page le dit."))
    previous = published_before(cohort, asked.question)
    timetable = Timetable(
        territory_id=cohort.territory_id,
        cohort=cohort,
        seconds=seconds,
        question=asked.question | ({"previous": previous} if previous else {}),
        sessions=[],
        asked_at=clock.now(),
        asked_by=actor.user,
    )
    try:
        with transaction.atomic():
            timetable.save(force_insert=True)
    except IntegrityError:
        raise Conflict(_("Un brouillon est déjà en cours pour cette cohorte.")) from None
    Event.record(timetable, "search_timetable", actor)
    searching.ask(timetable)
    return timetable


@transaction.atomic
def stop(timetable: Timetable, *, actor: Actor) -> None:
    """End the search soon, with the best that was found; asking twice asks once."""
    claim(actor, "training.change_timetable", timetable, state=states.SEARCHING).update(stop_asked=True)


@transaction.atomic
def search_again(timetable: Timetable, *, actor: Actor, version: int, seconds: int) -> None:
    """Search around what is pinned, moving as few of the others as can be.

    What is asked is read afresh: absences and sessions noted since are in it. Raises `Conflict` where someone was
    faster, `Refused` where something is missing.
    """
    asked = question_of(timetable.cohort)
    if asked.missing:
        raise Refused(_("Il manque encore quelque chose pour chercher : la page le dit."))
    fitting = _fitting(timetable.sessions, asked.question)
    pinned = [one for one in fitting if name_of(one) in timetable.pins]
    question = asked.question | {"previous": fitting, "fixed": _as_they_are_now(pinned, asked.question)}
    if Timetable.objects.filter(pk=timetable.pk, version=version).update(version=F("version") + 1) != 1:
        raise _changed()
    again = {
        "question": question,
        "seconds": seconds,
        "round": timetable.round + 1,
        "stop_asked": False,
        "conflict": [],
    }
    move(timetable, "search_again", actor=actor, **again)
    searching.ask(timetable)


def _fitting(sessions: list[Kept], question: Question) -> list[Kept]:
    """The sessions of which everything is still known to the question."""
    modules = {one["id"] for one in question["modules"]}
    people = {one["id"] for one in question["cohorts"][0]["trainees"]}
    trainers = {one["id"] for one in question["trainers"]}
    rooms = {one["id"] for one in question["rooms"]}
    return [
        one
        for one in sessions
        if one["module"] in modules
        and set(one["trainees"]) <= people
        and one["trainer"] in trainers
        and one["room"] in rooms
        and one["date"] >= question["calendar"]["from"]
    ]


def _as_they_are_now(pinned: list[Kept], question: Question) -> list[Kept]:
    """Pins with the people who follow the module today; without those that are no session of the question any more.

    Hours that were held since, or a group more, make other sessions of a module: a pin on one of them means nothing.
    """
    problem = problem_of(question)
    found = []
    for one in pinned:
        followers = problem.followers.get((one["cohort"], one["module"]), ())
        groups, module = problem.groups_of(one["cohort"], one["module"]), problem.module[one["module"]]
        stands = one["group"] <= groups and one["number"] <= problem.sessions_of(module)
        if not stands or abs(problem.hours_of(module, one["number"]) - one["hours"]) > HOURS_ALIKE:
            continue
        people = sorted(followers) if groups == 1 else one["trainees"]
        if set(people) <= set(followers):
            found.append(one | {"trainees": people})
    return found


@transaction.atomic
def move_half_day(
    timetable: Timetable, name: str, *, actor: Actor, version: int, place: dict[str, str]
) -> list[Breach]:
    """Put one session of a draft at another half-day, and pin it there; returns what it breaks, which stops nobody.

    `place`: date, half, trainer, room. Only publishing asks that nothing be broken. Raises `Conflict`.
    """
    sessions = changed(timetable, name, place)
    before = next(one for one in timetable.sessions if name_of(one) == name)
    breaches, cost = judged(timetable.question, sessions)
    _update(
        timetable,
        actor,
        version,
        sessions=sessions,
        pins=sorted({*timetable.pins, name}),
        moved=moved_between(timetable.question.get("previous") or [], sessions),
        cost=asdict(cost),
    )
    Event.record(timetable, "move_half_day", actor, {"from_day": before["date"], "day": place["date"]})
    return breaches


@transaction.atomic
def pin(timetable: Timetable, name: str, *, actor: Actor, version: int, pinned: bool) -> None:
    """Keep a session of a draft where it is in the searches to come, or let it move again. Raises `Conflict`."""
    pins = {*timetable.pins, name} if pinned else set(timetable.pins) - {name}
    _update(timetable, actor, version, pins=sorted(pins))
    Event.record(timetable, "pin_half_day", actor)


@transaction.atomic
def drop(timetable: Timetable, *, actor: Actor) -> None:
    """Give a draft up; a search under way ends by itself."""
    move(timetable, "drop_timetable", actor=actor)


def changed(timetable: Timetable, name: str, place: dict[str, str]) -> list[Kept]:
    """The sessions of a draft with one of them elsewhere. Raises `Refused` where there is no such session."""
    if name not in {name_of(one) for one in timetable.sessions}:
        raise Refused(_("Cette séance n’est plus dans le brouillon."))
    return [one | place if name_of(one) == name else one for one in timetable.sessions]


def judged(question: Question, sessions: list[Kept]) -> tuple[list[Breach], Cost]:
    """What a timetable breaks, and what it costs; a few milliseconds, without the solver."""
    # Pins speak to the solver: a session that is moved by hand breaks none of them.
    problem = problem_of({**question, "fixed": []})
    planned = problem_of({**question, "fixed": [], "previous": sessions}).previous
    return list(check(problem, planned)), cost_of(problem, planned)


def _update(timetable: Timetable, actor: Actor, version: int, **changes: Any) -> None:
    rows = claim(actor, "training.change_timetable", timetable, state=states.DRAFT, version=version)
    if rows.update(version=F("version") + 1, **changes) != 1:
        raise _changed()
    timetable.refresh_from_db()


def _changed() -> Conflict:
    return Conflict(_("Quelqu’un a changé ce brouillon pendant ce temps : relisez-le, rien n’a été écrasé."))
