"""Sentences to choose from, by subject: kept as a code and its values, read by each side in her own language.

A sentence asks for no papers, no photograph, no past and no money, and the catalogue holds none that does.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Any

from django.utils.functional import lazystr
from django.utils.translation import gettext_lazy as _

from labmigration import clock
from labmigration.pathway.matching.states import BY_CANDIDATE, BY_HOUSEHOLD
from labmigration.ui import spoken

BOTH = (BY_CANDIDATE, BY_HOUSEHOLD)
HER, HOME = (BY_CANDIDATE,), (BY_HOUSEHOLD,)
#: What stands in a sentence that is not filled in yet.
GAP = "(…)"
#: Around what somebody typed, so that its letters do not turn the sentence of another script about (Unicode UAX 9).
_ISOLATED = "\u2068{}\u2069"


@dataclass(frozen=True)
class Phrase:
    """`says` has a place for each of its `asks` (kinds of `VALUES`); `urgent`: told at once, however often."""

    code: str
    sides: tuple[str, ...]
    says: Any
    asks: tuple[str, ...] = ()
    urgent: bool = False

    @property
    def shape(self) -> Any:
        """The sentence with gaps, in the reader's language."""
        return lazystr(_Filled(self, dict.fromkeys(self.asks, GAP)))


@dataclass(frozen=True)
class Subject:
    """What sentences are about, with the icon that stands beside."""

    code: str
    title: Any
    icon: str
    phrases: tuple[Phrase, ...]


SUBJECTS: tuple[Subject, ...] = (
    Subject("meet", _("Quand se voir"), "calendar", (
        Phrase("meet_ask", BOTH, _("Quand pouvons-nous nous rencontrer ?")),
        Phrase("meet_can", BOTH, _("Je peux vous rencontrer le %(day)s à %(time)s. Est-ce possible ?"),
               ("day", "time")),
        Phrase("meet_fits", BOTH, _("Le %(day)s à %(time)s, c’est bien pour moi."), ("day", "time")),
        Phrase("meet_not", BOTH, _("Le %(day)s, je ne peux pas. Pouvez-vous proposer un autre jour ?"), ("day",)),
    )),
    Subject("late", _("Un retard"), "clock", (
        Phrase("late_minutes", BOTH, _("Je serai en retard de %(minutes)s minutes. Pardon."), ("minutes",), True),
        Phrase("late_time", BOTH, _("Je serai là à %(time)s. Pardon pour le retard."), ("time",), True),
        Phrase("late_fine", BOTH, _("Ce n’est pas grave. Merci de prévenir.")),
    )),
    Subject("cannot", _("Un empêchement"), "calendar-clock", (
        Phrase("cannot_come", HER, _("Je ne peux pas venir le %(day)s. Pardon."), ("day",), True),
        Phrase("cannot_ill", HER, _("Je ne vais pas bien. Je ne viens pas le %(day)s."), ("day",), True),
        Phrase("cannot_receive", HOME, _("Ne venez pas le %(day)s : nous ne serons pas là."), ("day",), True),
        Phrase("cannot_later", BOTH, _("Le %(day)s, est-ce possible à %(time)s ?"), ("day", "time"), True),
    )),
    Subject("way", _("Le chemin"), "bus", (
        Phrase("way_ask", HER, _("Quel bus, quel tram ou quel métro faut-il prendre ?")),
        Phrase("way_lost", HER, _("Je ne trouve pas le chemin. Pouvez-vous m’aider ?"), (), True),
        Phrase("way_line", HOME, _("Prenez : %(line)s. Descendez à l’arrêt %(stop)s."), ("line", "stop")),
        Phrase("way_fetch", HOME, _("Nous venons vous chercher à l’arrêt %(stop)s à %(time)s."), ("stop", "time")),
        Phrase("way_parking", HOME, _("On peut se garer devant la maison.")),
    )),
    Subject("bring", _("Ce qu’il faut apporter"), "briefcase", (
        Phrase("bring_ask", HER, _("Que dois-je apporter ?")),
        Phrase("bring_nothing", HOME, _("Vous n’avez rien à apporter.")),
        Phrase("bring_shoes", HOME, _("Apportez des chaussures d’intérieur, s’il vous plaît.")),
        Phrase("bring_clothes", HOME, _("Venez avec des vêtements confortables.")),
        Phrase("bring_meal", HOME, _("Apportez votre repas.")),
        Phrase("bring_eat_here", HOME, _("Vous mangez avec nous : n’apportez pas de repas.")),
    )),
    Subject("hours", _("Les jours et les heures"), "calendar-days", (
        Phrase("hours_ask_days", HER, _("Quels jours, et de quelle heure à quelle heure ?")),
        Phrase("hours_ask_week", HER, _("Combien d’heures par semaine ?")),
        Phrase("hours_week", HOME, _("Ce sera %(hours)s par semaine."), ("hours",)),
        Phrase("hours_day", HOME, _("Le %(weekday)s de %(time)s à %(until)s, est-ce possible ?"),
               ("weekday", "time", "until")),
        Phrase("hours_holidays", HER, _("Est-ce qu’il y a du travail pendant les vacances scolaires ?")),
        Phrase("hours_contract", BOTH, _("Les heures seront écrites dans le contrat.")),
    )),
    Subject("work", _("Le travail et la maison"), "house", (
        Phrase("work_ask", HER, _("Pouvez-vous me dire comment se passe une journée ?")),
        Phrase("work_show", HOME, _("Nous vous montrerons tout la première fois.")),
        Phrase("work_children", HER, _("Quel âge ont les enfants ?")),
        Phrase("work_animals", HER, _("Avez-vous des animaux ?")),
        Phrase("work_no_animals", HOME, _("Nous n’avons pas d’animaux.")),
        Phrase("work_animals_here", HOME, _("Nous avons un animal à la maison. Est-ce que cela vous va ?")),
    )),
    Subject("reply", _("Répondre"), "message-square", (
        Phrase("reply_yes", BOTH, _("Oui, c’est possible.")),
        Phrase("reply_no", BOTH, _("Non, ce n’est pas possible.")),
        Phrase("reply_later", BOTH, _("J’ai bien lu. Je réponds plus tard.")),
        Phrase("reply_again", BOTH, _("Je n’ai pas compris. Pouvez-vous l’écrire autrement ?")),
        Phrase("reply_office", BOTH, _("Demandons à la mise en relation.")),
    )),
    Subject("thanks", _("Dire merci"), "thumbs-up", (
        Phrase("thanks", BOTH, _("Merci beaucoup.")),
        Phrase("thanks_soon", BOTH, _("Merci, à bientôt.")),
        Phrase("thanks_welcome", HER, _("Merci pour votre accueil.")),
        Phrase("thanks_work", HOME, _("Merci pour votre travail.")),
    )),
)  # fmt: skip
PHRASES: Mapping[str, Phrase] = {phrase.code: phrase for subject in SUBJECTS for phrase in subject.phrases}
MINUTES = (5, 10, 15, 20, 30, 45, 60)
#: Monday is 0.
WEEKDAYS = (
    _("lundi"), _("mardi"), _("mercredi"), _("jeudi"), _("vendredi"), _("samedi"), _("dimanche")
)  # fmt: skip


def subjects_of(side: str) -> list[Subject]:
    """The subjects with the sentences that one side may choose."""
    return [
        Subject(subject.code, subject.title, subject.icon, mine)
        for subject in SUBJECTS
        if (mine := tuple(phrase for phrase in subject.phrases if side in phrase.sides))
    ]


def sentence(told: Mapping[str, Any]) -> Any:
    """A chosen phrase with its values (as JSON keeps them) as a lazy text in the language of whoever reads it.

    Of a phrase that the catalogue no longer holds, nothing is left to say: a gap.
    """
    phrase = PHRASES.get(str(told.get("code")))
    return lazystr(_Filled(phrase, told)) if phrase else GAP


class _Filled:
    """A phrase and what fills its places, put into words when it is drawn."""

    def __init__(self, phrase: Phrase, told: Mapping[str, Any]) -> None:
        self.phrase, self.told = phrase, told

    def __str__(self) -> str:
        values = {kind: _in_words(kind, self.told.get(kind, GAP)) for kind in self.phrase.asks}
        return str(self.phrase.says) % values if values else str(self.phrase.says)


def _in_words(kind: str, value: Any) -> str:
    if value == GAP:
        return GAP
    if kind == "day":
        day = date.fromisoformat(value)
        return spoken.day(day, with_year=day.year != clock.today().year)
    if kind in ("time", "until"):
        return spoken.clock_time(time.fromisoformat(value))
    if kind == "hours":
        return spoken.duration(Decimal(value))
    if kind == "weekday":
        return str(WEEKDAYS[int(value)])
    return str(value) if kind == "minutes" else _ISOLATED.format(value)
