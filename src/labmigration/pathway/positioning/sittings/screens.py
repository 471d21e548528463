"""What a screen of the questions shows, whoever holds the device: the person alone, or her advisor beside her."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from labmigration.pathway.models import Pathway
from labmigration.pathway.positioning.sittings import parts, states
from labmigration.pathway.positioning.sittings.course import AHEAD, DONE, PRESENT, Course, Step
from labmigration.pathway.positioning.sittings.models import Questionnaire
from labmigration.pathway.positioning.sittings.questions import question
from labmigration.ui.recordings import recording_of

#: What may be said above a page, by the code that its address carries (`?dit=`): drawn in both languages.
NOTES = {
    "ailleurs": _("Vous avez déjà répondu à cette question, peut-être sur un autre appareil. Voici la suite."),
    "perdu": _("Cette question n’est plus là. Rien n’est perdu. Voici la question d’aujourd’hui."),
    "vide": _("Choisissez une réponse. Vous ne savez pas ? Appuyez sur « Je ne sais pas »."),
    "son": _("Pas de son ? Ce n’est pas grave. Vous écouterez avec votre conseillère. Voici la suite."),
    "pause": _("Tout est gardé. Reposez-vous, et revenez quand vous voulez."),
    "corrige": _("Répondez de nouveau à cette question."),
    "garde": _("Cette réponse est gardée. On ne peut plus la changer ici."),
}


@dataclass(frozen=True)
class Door:
    """The addresses of one way in: the person's own, or her advisor's for one pathway."""

    names: dict[str, str]
    pathway: Pathway
    interview: bool = False

    @classmethod
    def own(cls, pathway: Pathway) -> "Door":
        """On her own device."""
        names = ("own_sittings", "own_sit", "own_question", "own_pause", "own_take_back")
        return cls(dict(zip(_PAGES, names, strict=True)), pathway)

    @classmethod
    def interviewing(cls, pathway: Pathway) -> "Door":
        """On her advisor's screen."""
        return cls(dict(zip(_PAGES, _PAGES, strict=True)), pathway, interview=True)

    def address(self, page: str, note: str = "") -> str:
        """Of one of the pages, with a code of `NOTES` to say above it."""
        where = reverse(f"positioning:{self.names[page]}", args=[self.pathway.pk] if self.interview else [])
        return f"{where}?dit={note}" if note else where

    def addresses(self) -> dict[str, str]:
        """Of all pages, by name."""
        return {page: self.address(page) for page in _PAGES}


_PAGES = ("sittings", "sit", "question", "pause", "take_back")


def asking(course: Course, door: Door, *, note: str = "") -> dict[str, Any]:
    """The context of the present question; the course must have one."""
    assert course.present is not None
    shown = question(course.bank, course.seed, course.present)
    last = course.given[-1] if course.given else None
    number, about = course.number()
    return {
        "question": shown,
        "steps": [step for step in course.steps() if step.sitting == course.sitting],
        "number": number,
        "about": about,
        "recording": recording_of("fr", shown.heard) if shown.heard else "",
        "take_back": last if last is not None and last.part not in parts.MEASURED else None,
        "note": NOTES.get(note, ""),
        "to": door.addresses(),
        "interview": door.interview,
    }


def overview(
    questionnaire: Questionnaire | None, course: Course | None, door: Door, *, note: str = ""
) -> dict[str, Any]:
    """The context of the page from which one begins, goes on, and sees that it is done."""
    steps = course.steps() if course else _all_ahead()
    sittings = [[step for step in steps if step.sitting == number] for number in range(1, len(parts.SITTINGS) + 1)]
    begun = course is not None and bool(course.given)
    return {
        "questionnaire": questionnaire,
        "begun": begun,
        "finished": questionnaire is not None and questionnaire.state == states.FINISHED,
        "halfway": begun and all(step.state == DONE for step in sittings[0]),
        "present": next((step for step in steps if step.state == PRESENT), None),
        "sittings": sittings,
        "note": NOTES.get(note, ""),
        "to": door.addresses(),
        "interview": door.interview,
    }


def _all_ahead() -> list[Step]:
    return [Step(part, number, AHEAD, 0.0) for number, of_one in enumerate(parts.SITTINGS, 1) for part in of_one]
