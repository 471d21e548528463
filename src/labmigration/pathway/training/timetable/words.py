"""What the engine says, in sentences for the coordinator: what breaks, why nothing is possible."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from labmigration.decisions.prescription.words import Sentence
from labmigration.decisions.timetable import Breach, Problem, what_breaks, why_impossible
from labmigration.pathway.training.models import Cohort, Enrolment, Half, Room
from labmigration.pathway.training.queries import module_name
from labmigration.programme import programme
from labmigration.ui import spoken

Names = Callable[[str], str]


def names_in(cohort: Cohort) -> Names:
    """From the engine's ids to what people read: the cohort, its people, its trainers, its rooms; four queries."""
    known = {str(cohort.pk): cohort.name}
    seats = Enrolment.objects.filter(cohort=cohort).select_related("pathway__candidate")
    known |= {str(seat.pk): seat.pathway.candidate.full_name for seat in seats}
    known |= {str(trainer.pk): trainer.name for trainer in cohort.trainers.all()}
    known |= {str(room.pk): room.name for room in Room.objects.filter(provider=cohort.provider)}
    known |= {module.code: module_name(module.code) for module in programme().modules}
    return lambda key: known.get(key, key)


def half_day(day: date, half: str) -> str:
    """Mardi 8 décembre, matin."""
    return f"{spoken.day(day, with_year=False)}, {Half(half).label}"


def breaks(found: Iterable[Breach], names: Names) -> list[str]:
    """A sentence for each rule that is broken, each once; of many people at two places at once, the first by name."""
    said: dict[str, None] = {}
    others: Counter[tuple[date, str]] = Counter()
    for breach in found:
        if breach.code == "person_twice":
            when = breach.sessions[0].date, breach.sessions[0].half
            others[when] += 1
            if others[when] > 1:
                continue
        said[_said(what_breaks(breach, _in_sentences(names), half_day))] = None
    for (day, half), people in others.items():
        if people > 1:
            told = {"count": people - 1, "when": half_day(day, half)}
            says = ngettext(
                "Le %(when)s, %(count)s autre personne serait elle aussi à deux endroits.",
                "Le %(when)s, %(count)s autres personnes seraient elles aussi à deux endroits.",
                people - 1,
            )
            said[says % told] = None
    return list(said)


def _in_sentences(names: Names) -> Names:
    """A room that is called “Salle Calanque” is “Calanque” after the word “salle”."""
    return lambda key: names(key).removeprefix("Salle ")


def impossible(problem: Problem, labels: Iterable[str], names: Names) -> list[str]:
    """Why nothing is possible, in sentences."""
    return [_said(sentence) for sentence in why_impossible(problem, labels, _in_sentences(names), half_day)]


def _said(sentence: Sentence) -> str:
    return _(sentence.template).format(**sentence.values)
