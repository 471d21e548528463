"""What breaks, and why nothing is possible, in plain French sentences.

A sentence is a template and its values, so that whoever shows it can translate the template. Names of people, modules
and rooms come from whoever asks; the engine knows only their ids.
"""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from fractions import Fraction
from math import floor
from typing import Final

from labmigration.decisions.prescription.words import Names, Sentence, gettext_noop
from labmigration.decisions.timetable.check import Breach, Code
from labmigration.decisions.timetable.problem import Problem, Session, exactly, fixed_label

#: A half-day as people say it: from its date and the name of the half.
When = Callable[[date, str], str]

_BROKEN: Final[dict[Code, str]] = {
    "closed": gettext_noop("{module} : le {when} n’est pas une demi-journée ouverte."),
    "sessions_missing": gettext_noop("{of} ({cohort}) : chaque groupe doit avoir {limit} séances, ni plus ni moins."),
    "wrong_groups": gettext_noop("{of} ({cohort}) : ce groupe n’a pas lieu d’être."),
    "wrong_hours": gettext_noop("{module}, {when} : seule la dernière séance peut être plus courte que les autres."),
    "wrong_people": gettext_noop("{of} ({cohort}) : les groupes ne sont pas ceux des personnes qui suivent ce module."),
    "person_twice": gettext_noop("{of} serait à deux endroits le {when} ({modules})."),
    "trainer_twice": gettext_noop("{of} serait à deux endroits le {when} ({modules})."),
    "room_twice": gettext_noop("La salle {of} servirait deux fois le {when} ({modules})."),
    "trainer_cannot": gettext_noop("{of} n’enseigne pas : {module}."),
    "trainer_away": gettext_noop("{of} n’est pas là le {when} ({module})."),
    "room_kind": gettext_noop("La salle {of} ne convient pas à : {module}."),
    "room_seats": gettext_noop("La salle {of} n’a pas {people} places ({module})."),
    "room_away": gettext_noop("La salle {of} n’est pas libre le {when} ({module})."),
    "too_early": gettext_noop("{module} commence le {when}, avant la fin de : {of}."),
    "module_week": gettext_noop("{module} dépasse {limit} demi-journées dans la semaine du {week}."),
    "cohort_week": gettext_noop("{cohort} dépasse {limit} demi-journées dans la semaine du {week}."),
    "trainer_week": gettext_noop("{of} dépasse {limit} demi-journées dans la semaine du {week}."),
    "half_of_a_day": gettext_noop("{module} se tient par journées entières ; le {when} n’en est que la moitié."),
    "misses_too_much": gettext_noop("{of} manquerait {count} séances ; c’est {limit} au plus."),
    "fixed_moved": gettext_noop("{module} : la séance fixée le {when} ne tient pas comme elle a été fixée."),
}

_ALONE: Final = gettext_noop("Cette demande ne peut pas être tenue.")
_TOGETHER: Final = gettext_noop("Ces demandes ne tiennent pas ensemble.")
_REASONS: Final = {
    "cohort:hours": gettext_noop("{name} doit tenir {count} séances entre le {since} et le {until}."),
    "cohort:week": gettext_noop("{name} a au plus {count} demi-journées par semaine."),
    "module:week": gettext_noop("{name} : au plus {count} demi-journées par semaine pour un groupe."),
    "module:requires": gettext_noop("{name} vient après : {others}."),
    "module:full_days": gettext_noop("{name} se tient par journées entières."),
    "module:trainers": gettext_noop("Personne n’enseigne : {name}."),
    "module:rooms": gettext_noop("Aucune salle ne convient avec assez de places : {name}."),
    "trainer": gettext_noop("{name} n’est qu’à un endroit à la fois (demi-journées d’absence : {count})."),
    "trainer:week": gettext_noop(
        "{name} n’est qu’à un endroit à la fois (demi-journées d’absence : {count} ; par semaine, au plus : {most})."
    ),
    "room": gettext_noop(
        "La salle {name} sert à un groupe à la fois (demi-journées où elle n’est pas libre : {count})."
    ),
    "trainee": gettext_noop("{name} ne peut manquer plus de {most} séances (demi-journées d’absence : {count})."),
    "calendar:closed": gettext_noop("Jours fermés : {count}."),
    "fixed": gettext_noop("{module} ({name}) est fixé le {when}, avec {trainer}, salle {room}."),
}


def _id(name: str) -> str:
    return name


def _when(day: date, half: str) -> str:
    return f"{_day(day)} ({ {'am': 'matin', 'pm': 'après-midi'}.get(half, half) })"


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def what_breaks(breach: Breach, names: Names = _id, when: When = _when) -> Sentence:
    """One sentence for a rule that a timetable breaks."""
    values = {"of": names(breach.of), "cohort": names(breach.cohort), "limit": str(breach.limit)}
    if breach.sessions:
        first, modules = breach.sessions[0], dict.fromkeys(one.module for one in breach.sessions)
        values |= {
            "module": names(first.module),
            "cohort": names(first.cohort),
            "when": when(first.date, first.half),
            "week": _day(first.date - timedelta(days=first.date.weekday())),
            "modules": ", ".join(names(one) for one in modules),
            "people": str(len(first.trainees)),
            "count": str(len(breach.sessions)),
        }
    return Sentence(_BROKEN[breach.code], values)


def why_impossible(
    problem: Problem, labels: Iterable[str], names: Names = _id, when: When = _when
) -> tuple[Sentence, ...]:
    """What the labels of a conflict say, one sentence each, after one that they can't hold together."""
    reasons = tuple(_reason(problem, label, names, when) for label in labels)
    return (Sentence(_TOGETHER if len(reasons) > 1 else _ALONE, {}), *reasons)


def _reason(problem: Problem, label: str, names: Names, when: When) -> Sentence:
    kind, _, rest = label.partition(":")
    if kind == "calendar":
        count = len({one for one in problem.calendar.closed if _counts(problem, one)})
        return Sentence(_REASONS[label], {"count": str(count)})
    if kind == "fixed":
        return _fixed(next(one for one in problem.fixed if label == fixed_label(one)), names, when)
    name, aspect = rest.rsplit(":", 1) if kind in ("cohort", "module") else (rest, "")
    values = {"name": names(name)}
    if kind == "cohort":
        values |= _of_cohort(problem, name, aspect)
    elif kind == "module":
        module = problem.module[name]
        values |= {"count": str(module.max_halves_a_week), "others": ", ".join(names(one) for one in module.requires)}
    elif kind == "trainee":
        her = next(one for cohort in problem.cohorts for one in cohort.trainees if one.id == name)
        sessions = sum(
            problem.sessions_of(problem.module[module])
            for (_cohort, module), those in problem.followers.items()
            if name in those
        )
        most = floor(exactly(problem.max_missed_share) * Fraction(sessions))
        values |= {"count": str(len(set(her.away))), "most": str(most)}
    elif kind == "room":
        values["count"] = str(len(set(next(one.away for one in problem.rooms if one.id == name))))
    else:
        trainer = next(one for one in problem.trainers if one.id == name)
        values["count"] = str(len(set(trainer.away)))
        if trainer.max_halves_a_week is not None:
            aspect, values["most"] = "week", str(trainer.max_halves_a_week)
    return Sentence(_REASONS[f"{kind}:{aspect}" if aspect else kind], values)


def _counts(problem: Problem, day: date) -> bool:
    calendar = problem.calendar
    return calendar.since <= day <= calendar.until and day.weekday() in calendar.days


def _of_cohort(problem: Problem, name: str, aspect: str) -> dict[str, str]:
    if aspect == "week":
        return {"count": str(problem.cohort[name].max_halves_a_week)}
    sessions = sum(
        problem.sessions_of(problem.module[module]) * problem.groups_of(cohort, module)
        for cohort, module in problem.followers
        if cohort == name
    )
    return {"count": str(sessions), "since": _day(problem.calendar.since), "until": _day(problem.calendar.until)}


def _fixed(one: Session, names: Names, when: When) -> Sentence:
    values = {
        "module": names(one.module),
        "name": names(one.cohort),
        "when": when(one.date, one.half),
        "trainer": names(one.trainer),
        "room": names(one.room),
    }
    return Sentence(_REASONS["fixed"], values)
