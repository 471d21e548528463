"""The course of a questionnaire: which question comes next, from the seed and the answers alone."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from labmigration.decisions.positioning.sitting import next_question
from labmigration.pathway.positioning.sittings import parts
from labmigration.pathway.positioning.sittings.checklist import CHECKLIST
from labmigration.pathway.positioning.sittings.given import Given, bank_of, given_to
from labmigration.pathway.positioning.sittings.models import Answer, Part, Questionnaire
from labmigration.programme.positioning_bank import Bank

DONE, PRESENT, AHEAD = "done", "present", "ahead"


@dataclass(frozen=True)
class Place:
    """A question by its part and its code."""

    part: Part
    code: str


@dataclass(frozen=True)
class Step:
    """One part as the way draws it: `share` is how much of it is answered, from 0 to 1."""

    part: Part
    sitting: int
    state: str
    share: float

    @property
    def label(self) -> object:
        return self.part.label

    @property
    def pictogram(self) -> str:
        return parts.PICTOGRAMS[self.part]


@dataclass(frozen=True)
class Course:
    """Everything that decides what is asked: same course, same question, on every device."""

    bank: Bank
    seed: int
    occupations: tuple[str, ...]
    given: tuple[Given, ...] = ()

    @classmethod
    def of(cls, questionnaire: Questionnaire) -> "Course":
        """As it stands in the database; one query."""
        return cls(
            bank_of(questionnaire), questionnaire.seed, tuple(questionnaire.occupations), given_to(questionnaire)
        )

    def followed_by(self, row: Answer) -> "Course":
        """The same course once this answer, the last one, was kept."""
        last = Given(row.part, row.code, row.value, row.outcome, row.answered_at, row.answered_by_id)
        return replace(self, given=(*self.given, last))

    @cached_property
    def present(self) -> Place | None:
        """The question that comes now; None at the end."""
        for sitting in parts.SITTINGS:
            for part in sitting:
                code = self._next_of(part)
                if code is not None:
                    return Place(part, code)
        return None

    @property
    def sitting(self) -> int:
        """Which sitting is under way, 1 or 2; the last one at the end."""
        if self.present is None:
            return len(parts.SITTINGS)
        return next(n for n, sitting in enumerate(parts.SITTINGS, 1) if self.present.part in sitting)

    def answer(self, part: str, code: str) -> Given | None:
        """What was answered there; None when nothing was yet."""
        return self._by_place.get((part, code))

    def asks(self, part: str, code: str) -> bool:
        """Whether an answer there is awaited: the present question, or one that stands on the same list as it.

        Of questions that the engine chooses one by one, only the present one is.
        """
        if self.present is None or self.present.part != part:
            return False
        return self.present.code == code or (part not in parts.MEASURED and code in self._listed(Part(part)))

    def answered_by_others(self, own_account: object) -> int:
        """How many answers somebody else gave for the person whose account this is."""
        return sum(1 for one in self.given if one.by != own_account)

    def steps(self) -> list[Step]:
        """All parts in their order."""
        return list(self._steps())

    def _steps(self) -> Iterator[Step]:
        counts = parts.counted(self.given)
        reached = self.present is None
        for sitting, of_sitting in enumerate(parts.SITTINGS, 1):
            for part in of_sitting:
                if self.present is not None and part == self.present.part:
                    reached = True
                    yield Step(part, sitting, PRESENT, counts[part] / max(self._expected(part), counts[part] + 1))
                elif self.present is not None and reached:
                    yield Step(part, sitting, AHEAD, 0.0)
                else:
                    yield Step(part, sitting, DONE, 1.0)

    def number(self) -> tuple[int, int]:
        """The present question's number within its part, and about how many the part has."""
        if self.present is None:
            return 0, 0
        done = parts.counted(self.given)[self.present.part]
        return done + 1, max(self._expected(self.present.part), done + 1)

    @cached_property
    def _by_place(self) -> dict[tuple[str, str], Given]:
        return {(one.part, one.code): one for one in self.given}

    def _listed(self, part: Part) -> list[str]:
        """The codes of a part whose questions are known beforehand."""
        if part == Part.FREQUENCY:
            return [activity.id for activity in parts.activities(self.bank, self.occupations)]
        if part == Part.CARDS:
            cards = parts.done_often(self.bank, self.occupations, self.given)
            return [f"{activity.id}/{asks}" for activity in cards for asks in parts.CARD_QUESTIONS]
        if part == Part.INTERESTS:
            return [pair.id for pair in parts.pairs(self.bank, self.seed)]
        return [line.code for line in CHECKLIST]

    def _next_of(self, part: Part) -> str | None:
        if part not in parts.MEASURED:
            return next((code for code in self._listed(part) if (part, code) not in self._by_place), None)
        asked = [
            parts.asked(self.bank, skill.code, self.occupations, self.given)
            for skill in parts.skills(self.bank, part, self.occupations)
        ]
        most = parts.at_most(self.bank, part, parts.skills(self.bank, part, self.occupations))
        told = sum(len(skill.told) for skill in asked)
        left = [skill for skill in asked if not parts.without_sound(skill, self.given)]
        found = next_question(
            left,
            seed=self.seed,
            bands=parts.bands(self.bank.limits.cuts),
            stop_at=parts.stop_at(self.bank),
            at_most=most - (told - sum(len(skill.told) for skill in left)),
        )
        return found.item if found else None

    def _expected(self, part: Part) -> int:
        if part not in parts.MEASURED:
            return len(self._listed(part))
        return parts.at_most(self.bank, part, parts.skills(self.bank, part, self.occupations))
