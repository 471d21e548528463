"""Invented people answer the questions of the positioning on their telephones, each as her abilities let her."""

import math
import random
from dataclasses import dataclass
from datetime import datetime, timedelta

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.pathway.models import Pathway
from labmigration.pathway.positioning.sittings import actions, questions
from labmigration.pathway.positioning.sittings.course import Course, Place
from labmigration.pathway.positioning.sittings.models import UNKNOWN, Frequency, Hindrance, Part, Questionnaire
from labmigration.programme.positioning_bank import LANGUAGES, Bank, Item, Skill

#: Spread of the invented abilities around the person's own, in logits: people are better at some things than others.
BETWEEN_SKILLS = 0.7
#: Of the questions that she can't answer, how many she leaves with "I don't know" instead of trying.
LEAVES = 0.4
PREFERS_HER_OCCUPATION = 0.75
OFTEN = {Frequency.NEVER: 25, Frequency.SOMETIMES: 35, Frequency.OFTEN: 25, Frequency.DAILY: 15}
HINDERED = {Hindrance.YES: 80, Hindrance.SOMETIMES: 12, Hindrance.NO: 8}
SECONDS = (8, 40)


@dataclass(frozen=True)
class Respondent:
    """Somebody who answers: `ability` in logits, 0 for an average candidate; the seed makes her the same every day."""

    ability: float
    seed: int

    def ability_in(self, skill: str) -> float:
        """Her ability in one skill of the bank, in logits."""
        return self.ability + random.Random(f"{self.seed}|{skill}").gauss(0, BETWEEN_SKILLS)

    def level_in(self, skill: Skill, bank: Bank) -> int:
        """Her true level in a skill, 1 to 4: what somebody sees who looks at her work."""
        ability = self.ability_in(skill.code)
        return 1 + sum(1 for cut in bank.limits.cuts if ability >= cut)

    def answers(
        self, pathway: Pathway, begins: datetime, *, language: str = "", until: Part | None = None
    ) -> Questionnaire:
        """She answers from `begins` on, up to the part `until` (all of both sittings without it)."""
        herself = Actor.of(pathway.candidate.user)
        language = language or pathway.candidate.contact_language
        at, draw = begins, random.Random(self.seed)
        with clock.at(at):
            questionnaire = actions.sit(
                pathway,
                actor=herself,
                language=language if language in LANGUAGES else "fr",
                seed=self.seed,
            )
        course = Course.of(questionnaire)
        while (place := course.present) is not None and place.part != until:
            at += timedelta(seconds=draw.randrange(*SECONDS))
            with clock.at(at):
                actions.answer(
                    questionnaire, actor=herself, part=place.part, code=place.code, **self._says(course, place, draw)
                )
            course = Course.of(questionnaire)
        questionnaire.refresh_from_db()
        return questionnaire

    def _says(self, course: Course, place: Place, draw: random.Random) -> dict[str, str]:
        if place.part == Part.FREQUENCY:
            return {"value": draw.choices(list(OFTEN), list(OFTEN.values()))[0]}
        if place.part == Part.CONSTRAINTS:
            return {"value": draw.choices(list(HINDERED), list(HINDERED.values()))[0]}
        if place.part == Part.INTERESTS:
            return {"value": self._prefers(course, place, draw)}
        if place.part == Part.CARDS:
            asked = questions.question(course.bank, course.seed, place)
            return {"value": draw.choice(asked.choices).value}
        return self._measured(course.bank.item(place.code), draw)

    def _prefers(self, course: Course, place: Place, draw: random.Random) -> str:
        pair = course.bank.pair(place.code)
        hers = [name for name, side in (("left", pair.left), ("right", pair.right))
                if side.occupation in course.occupations]  # fmt: skip
        return hers[0] if len(hers) == 1 and draw.random() < PREFERS_HER_OCCUPATION else draw.choice(("left", "right"))

    def _measured(self, item: Item, draw: random.Random) -> dict[str, str]:
        right = draw.random() < 1 / (1 + math.exp(item.difficulty - self.ability_in(item.skill)))
        if not right and draw.random() < LEAVES:
            return {"value": UNKNOWN}
        if item.typed:
            return {"written": item.typed[0] if right else "?"}
        numbers = [number for number, answer in enumerate(item.answers) if answer.right is right]
        return {"value": str(draw.choice(numbers))}
