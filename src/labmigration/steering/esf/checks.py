"""What is missing or contradictory, person by person: pure. Each line says what, and where it is completed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from labmigration.programme.codebook import PREFER_NOT, codebook
from labmigration.steering.esf.fields import Asked, Participant

MISSING, WRONG, REFUSED, SOON = "missing", "wrong", "refused", "soon"
YOUNGEST, OLDEST = 16, 100
ENTRY, EXIT, LATER = "entry", "exit", "leaving_6"


@dataclass(frozen=True)
class Issue:
    """One line about one participant. what: MISSING, WRONG (two facts that can't both be true), REFUSED (not to be
    asked again) or SOON (still in its window); `question`: of the codebook, where one is concerned."""

    key: str
    what: str
    code: str
    says: Any
    wave: str = ""
    question: str = ""


def issues(person: Participant, on: date) -> list[Issue]:
    """Everything to be said of one participant on a day, contradictions first."""
    return [*_contradictions(person), *_missing(person, on)]


def _missing(person: Participant, on: date) -> Iterator[Issue]:
    waves = [(ENTRY, person.entry), (EXIT, person.exit), (LATER, person.later)]
    for wave, asked in waves:
        if asked.opens_on is None or asked.opens_on > on:
            continue
        if asked.refused:
            yield Issue(person.key, REFUSED, f"{wave}_refused", WAVE_SAYS[wave]["refused"], wave)
        elif not asked.answered and asked.closes_on is not None and on <= asked.closes_on:
            yield Issue(person.key, SOON, f"{wave}_soon", WAVE_SAYS[wave]["soon"], wave)
        elif not asked.answered:
            yield Issue(person.key, MISSING, f"{wave}_missing", WAVE_SAYS[wave]["missing"], wave)
        else:
            yield from _empty_fields(person.key, wave, asked)


def _empty_fields(key: str, wave: str, asked: Asked) -> Iterator[Issue]:
    for question in codebook().asked(wave, asked.given):
        if question.basis == "funder" and not asked.given.get(question.code):
            yield Issue(key, MISSING, "field", _("Pas de réponse : {question}"), wave, question.code)


def _contradictions(person: Participant) -> Iterator[Issue]:
    for code, holds, says, wave in (
        ("exit_before_entry", person.left_on is not None and person.left_on < person.entered_on, EXIT_FIRST, ""),
        ("born_after_entry", person.birth_date is not None and person.birth_date >= person.entered_on, BORN_LATE, ""),
        ("age", person.age is not None and not YOUNGEST <= person.age <= OLDEST, AGE, ENTRY),
        ("birth_year", _differs(person.birth_year_said, person.birth_date), BIRTH_YEAR, ENTRY),
        ("gender", _gender_differs(person), GENDER, ENTRY),
        ("no_hours", person.left_on is not None and person.first_hours_on is None, NO_HOURS, ""),
        (
            "hours_before",
            person.first_hours_on is not None and person.first_hours_on < person.entered_on,
            HOURS_BEFORE,
            "",
        ),
        ("answered_before", _answered_before_leaving(person), ANSWERED_BEFORE, EXIT),
        (
            "qualification",
            person.qualified_on is not None
            and person.exit.answered_on is not None
            and person.qualified_on <= person.exit.answered_on
            and person.exit.given.get("qualification") == ("no",),
            QUALIFIED,
            EXIT,
        ),
        (
            "contract",
            person.worked_on_leaving
            and bool(set(person.exit.given.get("situation_now", ())) & {"job_seeker", "not_seeking"}),
            WORKED,
            EXIT,
        ),
    ):
        if holds:
            yield Issue(person.key, WRONG, code, says, wave)


def _differs(said: int | None, born: date | None) -> bool:
    return said is not None and born is not None and said != born.year


def _gender_differs(person: Participant) -> bool:
    said = person.entry.given.get("gender", ())
    return bool(said and person.gender) and said[0] not in (person.gender, PREFER_NOT)


def _answered_before_leaving(person: Participant) -> bool:
    answered, left = person.exit.answered_on, person.left_on
    return answered is not None and left is not None and answered < left


EXIT_FIRST = _("La sortie est avant l’entrée.")
BORN_LATE = _("La date de naissance du dossier est après l’entrée.")
AGE = _("L’âge à l’entrée n’est pas plausible.")
BIRTH_YEAR = _("L’année de naissance dite n’est pas celle du dossier : corrigez l’une des deux.")
GENDER = _("Le sexe dit n’est pas celui du dossier : corrigez l’un des deux.")
NO_HOURS = _("Sortie, et aucune heure signée : à vérifier sur les feuilles.")
HOURS_BEFORE = _("Des heures sont signées avant l’entrée.")
ANSWERED_BEFORE = _("Les questions de sortie ont été remplies avant la sortie : à faire confirmer.")
QUALIFIED = _("Elle dit ne rien avoir obtenu, et un bloc acquis est noté.")
WORKED = _("Elle dit être sans travail à la sortie, et un contrat courait ce jour-là.")
WAVE_SAYS: dict[str, dict[str, Any]] = {
    ENTRY: {
        "missing": _("Questions d’entrée : sans réponse, fenêtre fermée"),
        "soon": _("Questions d’entrée : à remplir"),
        "refused": _("Questions d’entrée : elle a dit non"),
    },
    EXIT: {
        "missing": _("Questions de sortie : sans réponse, fenêtre fermée"),
        "soon": _("Questions de sortie : à remplir"),
        "refused": _("Questions de sortie : elle a dit non"),
    },
    LATER: {
        "missing": _("Six mois après la sortie : sans réponse, fenêtre fermée"),
        "soon": _("Six mois après la sortie : à remplir"),
        "refused": _("Six mois après la sortie : elle a dit non"),
    },
}
