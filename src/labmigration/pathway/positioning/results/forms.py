"""What the advisor writes around the profile: her opinion, an observation, who lifts a constraint."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from labmigration.pathway.positioning.profile_facts import SkillResult
from labmigration.pathway.positioning.results.actions import Lift, Said
from labmigration.pathway.positioning.results.groups import Group
from labmigration.pathway.positioning.results.models import ConstraintAction, Observation, Readiness, WhoActs
from labmigration.pathway.positioning.results.wording import spoken
from labmigration.pathway.positioning.sittings.checklist import Line
from labmigration.programme.positioning_bank import Bank
from labmigration.ui.forms import BigChoices, DayInput

NO_SENSITIVE = _("Ni santé, ni religion, ni récit d’asile. La personne pourra le lire.")
#: From the best to the one that asks for most: as one reads.
READINESS = sorted(((str(value), label) for value, label in Readiness.choices), reverse=True)


class OpinionsForm(forms.Form):
    """One opinion and some words for each group of skills."""

    def __init__(self, *args: Any, groups: list[Group], bank: Bank, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.groups = groups
        for group in groups:
            skills = [str(spoken(bank.skill(held.skill).name)) for held in group.skills]
            self.fields[f"{group.code}_readiness"] = forms.ChoiceField(
                label=spoken(group.name), choices=READINESS, widget=BigChoices(), help_text=" · ".join(skills)
            )
            self.fields[f"{group.code}_words"] = forms.CharField(
                label=_("En quelques mots"), required=False, max_length=500
            )

    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The two fields of each group."""
        return [(self[f"{group.code}_readiness"], self[f"{group.code}_words"]) for group in self.groups]

    def said(self) -> dict[str, Said]:
        """What was written, by group."""
        data = self.cleaned_data
        return {
            group.code: Said(int(data[f"{group.code}_readiness"]), data[f"{group.code}_words"]) for group in self.groups
        }


class ChangeForm(forms.Form):
    """Another opinion on one group, after the tool's was read."""

    known = forms.IntegerField(widget=forms.HiddenInput())
    readiness = forms.ChoiceField(label=_("Mon avis maintenant"), choices=READINESS, widget=BigChoices())
    reason = forms.CharField(
        label=_("Pourquoi il change"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}), help_text=NO_SENSITIVE
    )


class ObservationForm(forms.Form):
    """The level that was seen, in the sentences of the skill."""

    known = forms.IntegerField(widget=forms.HiddenInput())
    level = forms.ChoiceField(label=_("Ce que la personne a montré ou raconté"), widget=BigChoices())
    words = forms.CharField(
        label=_("En quelques mots"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=NO_SENSITIVE,
    )

    def __init__(self, *args: Any, skill: SkillResult, bank: Bank, seen: Observation | None, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"known": seen.rank if seen else 0})
        super().__init__(*args, **kwargs)
        level = self.fields["level"]
        level.choices = [(str(each.number), spoken(each.words)) for each in bank.skill(skill.skill).level]


class LiftingForm(forms.Form):
    """Who lifts each constraint, by when, and whether it is done. A line left empty waits."""

    def __init__(self, *args: Any, lines: list[Line], rows: dict[str, ConstraintAction], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = lines
        for line in lines:
            row = rows.get(line.code)
            self.fields[f"{line.code}_version"] = forms.IntegerField(
                widget=forms.HiddenInput(), initial=row.version if row else 0
            )
            self.fields[f"{line.code}_who"] = forms.ChoiceField(
                label=_("Qui"),
                choices=[("", "…"), *WhoActs.choices],
                required=False,
                initial=row.who if row else "",
            )
            self.fields[f"{line.code}_by_day"] = forms.DateField(
                label=_("Au plus tard le"), required=False, widget=DayInput(), initial=row.by_day if row else None
            )
            self.fields[f"{line.code}_done"] = forms.BooleanField(
                label=_("C’est fait"), required=False, initial=bool(row and row.done_on)
            )

    def rows(self) -> list[tuple[Line, forms.BoundField, list[forms.BoundField]]]:
        """Each line with its version and its three fields."""
        names = ("who", "by_day", "done")
        return [
            (line, self[f"{line.code}_version"], [self[f"{line.code}_{name}"] for name in names]) for line in self.lines
        ]

    def clean(self) -> dict[str, Any]:
        """Who and when go together."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for line in self.lines:
            who, day, done = (cleaned.get(f"{line.code}_{name}") for name in ("who", "by_day", "done"))
            if (day or done) and not who and f"{line.code}_who" not in self.errors:
                self.add_error(f"{line.code}_who", _("Dites qui s’en occupe."))
            if (who or done) and not day and f"{line.code}_by_day" not in self.errors:
                self.add_error(f"{line.code}_by_day", _("Donnez un jour."))
            if not who and not day and cleaned.get(f"{line.code}_version"):
                self.add_error(f"{line.code}_who", _("Cette ligne avait une réponse : gardez-la, ou changez-la."))
        return cleaned

    def lifts(self) -> list[Lift]:
        """The lines that say something."""
        data = self.cleaned_data
        return [
            Lift(
                line.code,
                data[f"{line.code}_who"],
                data[f"{line.code}_by_day"],
                data[f"{line.code}_done"],
                data[f"{line.code}_version"],
            )
            for line in self.lines
            if data[f"{line.code}_who"]
        ]
