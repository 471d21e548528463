"""What is asked of a trainer for twelve people at once, and of the trainee about herself."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from labmigration.pathway.training.evaluation.actions import Judged
from labmigration.pathway.training.evaluation.models import SkillJudgement
from labmigration.pathway.training.evaluation.skills import TaughtSkill, level_words
from labmigration.pathway.training.forms.attendance import called
from labmigration.pathway.training.models import Enrolment
from labmigration.ui.forms import BigChoices

#: One picture a level, lowest first.
LEVEL_ICONS = ("sprout", "hand-heart", "user-check", "star")
LONGEST = 500


@dataclass(frozen=True)
class GridRow:
    """One person's line under one skill, and what a trainer last said of her."""

    seat: Enrolment
    level: forms.BoundField
    last: SkillJudgement | None


@dataclass(frozen=True)
class GridSkill:
    """One skill with the sentence of each level, and its lines."""

    skill: TaughtSkill
    rows: list[GridRow]

    @property
    def name(self) -> Any:
        return level_words(self.skill.name)

    @property
    def levels(self) -> list[tuple[str, Any, Any]]:
        """(icon, name, what one can do) of each level."""
        names, can_do = self.skill.names, self.skill.can_do
        return [(icon, level_words(names[at]), level_words(can_do[at])) for at, icon in enumerate(LEVEL_ICONS)]

    @property
    def target(self) -> Any:
        return level_words(self.skill.names[self.skill.target - 1])


class GridForm(forms.Form):
    """Everybody × the skills of a module: what is left blank stays as it was. Nothing is ticked beforehand."""

    def __init__(
        self,
        *args: Any,
        seats: Collection[Enrolment],
        skills: Collection[TaughtSkill],
        last: Mapping[tuple[UUID, str], SkillJudgement],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.seats, self.skills, self.last = seats, skills, last
        for skill in skills:
            levels = [(str(level), level_words(name)) for level, name in enumerate(skill.names, start=1)]
            for seat in self._asked(skill):
                self.fields[f"{skill.code}-{seat.seat}"] = forms.ChoiceField(
                    label=called(seat.pathway.candidate),
                    choices=levels,
                    required=False,
                    widget=BigChoices(attrs={"class": "levels"}),
                )

    def _asked(self, skill: TaughtSkill) -> list[Enrolment]:
        return [seat for seat in self.seats if skill.asked_of(seat.pathway.occupation)]

    @property
    def by_skill(self) -> Iterator[GridSkill]:
        """The page, skill by skill."""
        for skill in self.skills:
            rows = [
                GridRow(seat, self[f"{skill.code}-{seat.seat}"], self.last.get((seat.pk, skill.code)))
                for seat in self._asked(skill)
            ]
            if rows:
                yield GridSkill(skill, rows)

    def told(self) -> dict[UUID, list[Judged]]:
        """What was ticked, by key of the seat."""
        found: dict[UUID, list[Judged]] = {}
        for skill in self.skills:
            for seat in self._asked(skill):
                level = self.cleaned_data.get(f"{skill.code}-{seat.seat}")
                if level:
                    found.setdefault(seat.pk, []).append(Judged(skill.code, int(level)))
        return found


class OwnSkillsForm(forms.Form):
    """The person's own word on each skill of a module: the four sentences of its levels, and her own words."""

    def __init__(self, *args: Any, skills: Collection[TaughtSkill], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.skills = skills
        for skill in skills:
            self.fields[skill.code] = forms.ChoiceField(
                label=level_words(skill.name),
                choices=[(str(level), level_words(words)) for level, words in enumerate(skill.can_do, start=1)],
                widget=BigChoices(),
                error_messages={"required": _("Choisissez une phrase.")},
            )
            self.fields[f"{skill.code}-words"] = forms.CharField(
                label=_("Avec vos mots"),
                required=False,
                max_length=LONGEST,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    @property
    def asked(self) -> list[tuple[TaughtSkill, Any, forms.BoundField]]:
        """(skill, its sentences with their pictures, the box for her words), in the order of the bank."""
        return [
            (skill, zip(LEVEL_ICONS, self[skill.code], strict=True), self[f"{skill.code}-words"])
            for skill in self.skills
        ]

    def told(self) -> list[Judged]:
        """What she said."""
        said = self.cleaned_data
        return [Judged(skill.code, int(said[skill.code]), said[f"{skill.code}-words"]) for skill in self.skills]


class KeepForm(forms.Form):
    """Why the prescription stays as it is."""

    words = forms.CharField(
        label=_("Pourquoi la prescription reste la même"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("La personne peut le lire."),
    )
