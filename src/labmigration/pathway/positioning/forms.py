"""The one page on which an advisor writes what a positioning finds."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from labmigration.pathway.positioning.facts import MOST_ASSETS, MOST_NEEDS, AssetFound, Findings, Level, NeedFound
from labmigration.pathway.positioning.models import LEVELLED, Axis, Grade, Mastery

LEVELS = [(level.value, level.label) for level in Mastery if level != Mastery.UNKNOWN]
#: Rows that stand ready at least; one more than what is written, the others wait under a fold.
ROWS_READY = 2


class FindingsForm(forms.Form):
    """Levels by axis, assets, needs, the advisor's opinion, and the version on which they were written."""

    version = forms.IntegerField(widget=forms.HiddenInput())
    opinion = forms.CharField(
        label=_("Votre avis"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Ni santé, ni religion, ni récit d’asile : seulement ce qui sert au projet. La personne le lira."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found = Findings()
        for axis in LEVELLED:
            self.fields[f"{axis}_low"] = _choice(_("Niveau"), LEVELS, Mastery.UNKNOWN.label)
            self.fields[f"{axis}_high"] = _choice(_("Peut-être jusqu’à"), LEVELS, _("c’est sûr"))
            self.fields[f"{axis}_grade"] = _choice(_("Comment le sait-on ?"), Grade.choices, "…")
        for number in range(MOST_ASSETS):
            self.fields[f"asset_{number}_what"] = _words(_("Ce que la personne sait faire"))
            self.fields[f"asset_{number}_axis"] = _choice(_("Domaine"), Axis.choices, "…")
            self.fields[f"asset_{number}_grade"] = _choice(_("Comment le sait-on ?"), Grade.choices, "…")
        for number in range(MOST_NEEDS):
            self.fields[f"need_{number}_what"] = _words(_("Ce qu’il faut apprendre ou régler"))
            self.fields[f"need_{number}_axis"] = _choice(_("Domaine"), Axis.choices, "…")
            self.fields[f"need_{number}_critical"] = forms.BooleanField(label=_("Indispensable"), required=False)

    @staticmethod
    def initial_of(findings: Findings, *, version: int, opinion: str) -> dict[str, Any]:
        """What the page shows of findings already written."""
        initial: dict[str, Any] = {"version": version, "opinion": opinion}
        for level in findings.levels:
            initial |= {f"{level.axis}_low": level.low, f"{level.axis}_grade": level.grade}
            if level.high > level.low:
                initial[f"{level.axis}_high"] = level.high
        for number, asset in enumerate(findings.assets):
            initial |= {f"asset_{number}_{name}": getattr(asset, name) for name in ("what", "axis", "grade")}
        for number, need in enumerate(findings.needs):
            initial |= {f"need_{number}_{name}": getattr(need, name) for name in ("what", "axis", "critical")}
        return initial

    def level_rows(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """Each axis that has a level, with its three fields."""
        return [(Axis(axis).label, [self[f"{axis}_{name}"] for name in ("low", "high", "grade")]) for axis in LEVELLED]

    def asset_rows(self) -> tuple[list[list[forms.BoundField]], list[list[forms.BoundField]]]:
        """The rows of assets that stand ready, and those under the fold."""
        return self._rows("asset", MOST_ASSETS, ("what", "axis", "grade"))

    def need_rows(self) -> tuple[list[list[forms.BoundField]], list[list[forms.BoundField]]]:
        """The rows of needs that stand ready, and those under the fold."""
        return self._rows("need", MOST_NEEDS, ("what", "axis", "critical"))

    def _rows(self, kind: str, most: int, names: tuple[str, ...]) -> tuple[list[Any], list[Any]]:
        rows = [[self[f"{kind}_{number}_{name}"] for name in names] for number in range(most)]
        filled = [number for number, row in enumerate(rows) if any(field.value() for field in row)]
        ready = max(ROWS_READY, filled[-1] + 2 if filled else 0)
        return rows[:ready], rows[ready:]

    def clean(self) -> dict[str, Any]:
        """Reads the rows; an error stands beside the box that it is about."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        levels = [self._level(axis) for axis in LEVELLED]
        assets = [self._asset(number) for number in range(MOST_ASSETS)]
        needs = [self._need(number) for number in range(MOST_NEEDS)]
        if not self.errors:
            self.found = Findings(
                tuple(level for level in levels if level),
                tuple(asset for asset in assets if asset),
                tuple(need for need in needs if need),
            )
        return cleaned

    def _level(self, axis: str) -> Level | None:
        low, high, grade = (self.cleaned_data.get(f"{axis}_{name}") for name in ("low", "high", "grade"))
        if not low:
            if high or grade:
                self.add_error(f"{axis}_low", _("Choisissez le niveau, ou videz cette ligne."))
            return None
        if high and int(high) < int(low):
            self.add_error(f"{axis}_high", _("« Jusqu’à » ne peut pas être plus bas que le niveau."))
            return None
        if not grade:
            self.add_error(f"{axis}_grade", _("Dites comment on le sait."))
            return None
        return Level(axis, int(low), int(high or low), grade)

    def _asset(self, number: int) -> AssetFound | None:
        what, axis, grade = self._row("asset", number, ("what", "axis", "grade"))
        if not self._said("asset", number, what, axis or grade):
            return None
        if not grade:
            self.add_error(f"asset_{number}_grade", _("Dites comment on le sait."))
        return AssetFound(what, axis, grade) if axis and grade else None

    def _need(self, number: int) -> NeedFound | None:
        what, axis, critical = self._row("need", number, ("what", "axis", "critical"))
        if not self._said("need", number, what, axis or critical):
            return None
        return NeedFound(what, axis, bool(critical)) if axis else None

    def _row(self, kind: str, number: int, names: tuple[str, ...]) -> list[Any]:
        return [self.cleaned_data.get(f"{kind}_{number}_{name}") or "" for name in names]

    def _said(self, kind: str, number: int, what: str, rest: Any) -> bool:
        if what and not self.cleaned_data.get(f"{kind}_{number}_axis"):
            self.add_error(f"{kind}_{number}_axis", _("Choisissez un domaine."))
        elif rest and not what:
            self.add_error(f"{kind}_{number}_what", _("Écrivez-le en quelques mots, ou videz cette ligne."))
        return bool(what)


def _choice(label: Any, choices: Any, nothing: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[("", nothing), *choices], required=False)


def _words(label: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=200, required=False)
