"""The rows of a week in a form: several days, the same hours, and whether they last until the next morning."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from labmigration.pathway.matching import slots as weekly
from labmigration.pathway.matching.need_week import WeekRow, rows_of
from labmigration.ui.forms import TimeOfDayInput

ROWS_SHOWN, ROWS_AT_LEAST = 2, 6


def _short(number: int) -> str:
    return str(WEEKDAYS_ABBR[number]).rstrip(".").capitalize()


class DaysInput(forms.MultiWidget):
    """One row of the week: several days, the same hours, and whether they last until the next morning."""

    template_name = "matching/_days.html"
    use_fieldset = True

    def __init__(self) -> None:
        days = [(str(number), lazy(_short, str)(number)) for number in WEEKDAYS_ABBR]
        boxes = {
            "days": forms.CheckboxSelectMultiple(choices=days),
            "from": TimeOfDayInput(),
            "to": TimeOfDayInput(),
            "overnight": forms.CheckboxInput(),
        }
        super().__init__(boxes)

    def decompress(self, value: WeekRow | None) -> list[Any]:
        """Days, times and night of a row."""
        if value is None:
            return [[], None, None, False]
        start, end = (f"{minutes // 60 % 24:02d}:{minutes % 60:02d}" for minutes in (value.start, value.end))
        return [[str(day) for day in value.days], start, end, value.overnight]


class DaysField(forms.MultiValueField):
    """A row as a `WeekRow`, or None when nothing was written in it."""

    def __init__(self, **kwargs: Any) -> None:
        days = [(str(number), "") for number in WEEKDAYS_ABBR]
        fields = (
            forms.MultipleChoiceField(choices=days),
            forms.TimeField(),
            forms.TimeField(),
            forms.BooleanField(required=False),
        )
        super().__init__(fields, widget=DaysInput(), required=False, require_all_fields=False, **kwargs)

    def clean(self, value: list[Any]) -> WeekRow | None:
        """The row of four cleaned boxes."""
        if not any(value[:3]):
            return None
        if not all(value[:3]):
            raise forms.ValidationError(_("Donnez les jours, le début et la fin, ou videz la ligne."))
        days, start, end, overnight = (field.clean(each) for field, each in zip(self.fields, value, strict=True))
        numbers = tuple(sorted(int(day) for day in days))
        minutes = [each.hour * 60 + each.minute for each in (start, end)]
        if overnight and minutes[1] >= minutes[0]:
            raise forms.ValidationError(
                _("Jusqu’au lendemain : la fin est le matin, avant l’heure du début. Sinon, décochez.")
            )
        return WeekRow(numbers, minutes[0], minutes[1], bool(overnight))


class RowsOfWeek(forms.Form):
    """A form that holds a week; its rows are fields of their own, made with `add_rows`."""

    names: list[str]

    def add_rows(self, slots: Sequence[weekly.Slot]) -> None:
        """A field for each row that gives those slots back, and empty ones."""
        given = rows_of(slots)
        self.names = [f"row_{number}" for number in range(max(ROWS_AT_LEAST, len(given)))]
        for number, name in enumerate(self.names):
            initial = given[number] if number < len(given) else None
            label = _("Horaire %(number)s") % {"number": number + 1}
            self.fields[name] = DaysField(label=label, initial=initial)
        self.shown = max(ROWS_SHOWN, len(given))

    @property
    def first_rows(self) -> str:
        """Names of the rows shown at once."""
        return ",".join(self.names[: self.shown])

    @property
    def more_rows(self) -> str:
        """Names of the rows that wait behind "other hours"."""
        return ",".join(self.names[self.shown :])

    @property
    def more_rows_used(self) -> bool:
        """Whether any row behind "other hours" holds something that was sent."""
        return self.is_bound and any(any((self[name].value() or [])[:3]) for name in self.names[self.shown :])

    def check_rows(self, given: Mapping[str, Any]) -> list[list[int]]:
        """The slots of all rows that were filled in; what keeps them from being a week is told at its row."""
        placed = [(name, slot) for name in self.names if given.get(name) for slot in given[name].slots()]
        told = set()
        for place, sentence in weekly.faults([slot for _name, slot in placed]):
            name = placed[place][0]
            if name not in told:
                told.add(name)
                self.add_error(name, sentence)
        if len(placed) > weekly.MOST:
            self.add_error(None, _("Donnez de un à vingt et un créneaux par semaine."))
        return [slot for _name, slot in placed]
