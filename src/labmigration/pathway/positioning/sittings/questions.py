"""A question as the screen shows it: the same shape for a picture, a card, a choice of two and a situation."""

from dataclasses import dataclass
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from labmigration.pathway.positioning.results.wording import spoken
from labmigration.pathway.positioning.sittings.checklist import LINES
from labmigration.pathway.positioning.sittings.course import Place
from labmigration.pathway.positioning.sittings.drawing_lots import shuffled
from labmigration.pathway.positioning.sittings.models import (
    Autonomy,
    Duration,
    Frequency,
    Outcome,
    Part,
    Witness,
)
from labmigration.pathway.positioning.sittings.models import Place as Where
from labmigration.programme.positioning_bank import Bank, Item


@dataclass(frozen=True)
class Choice:
    """One answer offered: what is sent, what is read, and its picture (`dots`: 0 to 3 of 3 filled)."""

    value: str
    words: Any
    pictogram: str = ""
    dots: int | None = None


@dataclass(frozen=True)
class Question:
    """What stands on the screen. `about` is told under the heading; `typed` has a box in place of choices.

    `heard` is played and never shown, `shown` is read: both in French only. `picked`: one touch answers, since there is
    nothing to weigh; otherwise an answer is chosen, then given.
    """

    place: Place
    pictogram: str
    asks: Any
    about: Any = ""
    choices: tuple[Choice, ...] = ()
    picked: bool = True
    typed: bool = False
    heard: str = ""
    shown: str = ""

    def offers(self, value: str) -> bool:
        """Whether this is one of the choices."""
        return any(choice.value == value for choice in self.choices)


_CARD: dict[str, tuple[Any, type[TextChoices], dict[str, str]]] = {
    "duration": (
        _("Pendant combien de temps ?"),
        Duration,
        {},
    ),
    "autonomy": (
        _("Avec de l’aide, ou sans aide ?"),
        Autonomy,
        {Autonomy.HELPED: "handshake", Autonomy.ALONE: "bag", Autonomy.LEADS: "team"},
    ),
    "place": (
        _("Pour qui ?"),
        Where,
        {Where.HOME: "house", Where.FAMILY: "child", Where.COMMUNITY: "two-houses", Where.WORK: "payslip"},
    ),
    "witness": (
        _("Qui peut le dire ?"),
        Witness,
        {
            Witness.NOBODY: "question",
            Witness.SOMEONE: "contact",
            Witness.EMPLOYER: "company",
            Witness.PAPER: "contract",
        },
    ),
}


def question(bank: Bank, seed: int, place: Place) -> Question:
    """The question of a place. KeyError for a code that the bank does not hold."""
    return _BUILD[place.part](bank, seed, place)


def _frequency(bank: Bank, seed: int, place: Place) -> Question:
    activity = bank.activity(place.code)
    choices = tuple(Choice(each.value, each.label, dots=int(each.value)) for each in Frequency)
    return Question(place, activity.pictogram, spoken(activity.words), _("Avez-vous déjà fait cela ?"), choices)


def _card(bank: Bank, seed: int, place: Place) -> Question:
    code, _slash, asks = place.code.rpartition("/")
    activity = bank.activity(code)
    words, offered, pictures = _CARD[asks]
    choices = tuple(
        Choice(value, label, pictures.get(value, ""), None if pictures else rank)
        for rank, (value, label) in enumerate(offered.choices, 1)
    )
    return Question(place, activity.pictogram, words, spoken(activity.words), choices)


def _pair(bank: Bank, seed: int, place: Place) -> Question:
    pair = bank.pair(place.code)
    sides = shuffled(seed, place.code, [("left", pair.left), ("right", pair.right)])
    choices = tuple(Choice(value, spoken(side.words), side.pictogram) for value, side in sides)
    return Question(place, "", _("Que préférez-vous faire ?"), choices=choices)


def _constraint(bank: Bank, seed: int, place: Place) -> Question:
    line = LINES[place.code]
    choices = tuple(Choice(each.value, each.label) for each in line.answers)
    return Question(place, line.pictogram, line.question, choices=choices)


def _measured(bank: Bank, seed: int, place: Place) -> Question:
    item = bank.item(place.code)
    order = shuffled(seed, item.id, list(enumerate(item.answers)))
    return Question(
        place,
        item.pictogram,
        spoken(item.prompt),
        choices=tuple(Choice(str(number), spoken(answer)) for number, answer in order),
        picked=False,
        typed=bool(item.typed),
        heard=item.heard.fr if item.heard else "",
        shown=item.shown.fr if item.shown else "",
    )


def outcome(item: Item, *, chosen: str = "", written: str = "") -> str:
    """Whether a chosen answer (its number in the file) or a written one is right."""
    right = item.accepts(written) if item.typed else item.answers[int(chosen)].right
    return Outcome.RIGHT if right else Outcome.WRONG


_BUILD = {
    Part.FREQUENCY: _frequency,
    Part.CARDS: _card,
    Part.INTERESTS: _pair,
    Part.CONSTRAINTS: _constraint,
    Part.FRENCH: _measured,
    Part.DIGITAL: _measured,
    Part.SITUATIONS: _measured,
    Part.SETTING: _measured,
}
