"""How forms are drawn: `FORM_RENDERER = "labmigration.ui.forms.HouseRenderer"`, and the house's own widgets."""

from datetime import date
from typing import Any

from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.translation import gettext_lazy as _

HOUSE_WIDGETS = {
    "django/forms/errors/list/default.html": "ui/forms/errors.html",
    "django/forms/errors/list/ul.html": "ui/forms/errors.html",
    "django/forms/widgets/radio.html": "ui/forms/widgets/choices.html",
    "django/forms/widgets/checkbox_select.html": "ui/forms/widgets/choices.html",
    "django/forms/widgets/radio_option.html": "ui/forms/widgets/choice.html",
    "django/forms/widgets/checkbox_option.html": "ui/forms/widgets/choice.html",
}


class HouseRenderer(DjangoTemplates):
    """Labels above, help under, the error beside the field, large choices."""

    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/forms/field.html"

    def get_template(self, template_name: str) -> Any:
        """The house's template where it has one, else Django's own."""
        return super().get_template(HOUSE_WIDGETS.get(template_name, template_name))


class BigChoices(forms.RadioSelect):
    """One answer among a few, each as large as a thumb."""


class DayInput(forms.DateInput):
    """A day in the near past or future, picked in the device's own calendar."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%d")


class TimeOfDayInput(forms.TimeInput):
    """A time of day, to the minute."""

    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs=attrs, format="%H:%M")


class DayMonthYearInput(forms.MultiWidget):
    """A day known by heart, such as a birth date, typed in three boxes. Use with `forms.DateField`.

    What is typed is handed to the field as `year-month-day`; an impossible day is refused by the field itself.
    """

    template_name = "ui/forms/widgets/day_month_year.html"
    use_fieldset = True
    labels = (_("Jour"), _("Mois"), _("Année"))

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        boxes = {
            "day": forms.TextInput({"maxlength": 2}),
            "month": forms.TextInput({"maxlength": 2}),
            "year": forms.TextInput({"maxlength": 4}),
        }
        super().__init__(boxes, {"inputmode": "numeric", "autocomplete": "off", **(attrs or {})})

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """The context of the three boxes, each with its word above."""
        context = super().get_context(name, value, attrs)
        for box, label in zip(context["widget"]["subwidgets"], self.labels, strict=True):
            box["label"] = label
        return context

    def decompress(self, value: date | str | None) -> list[str | int | None]:
        """Day, month and year of a date, or of what was typed."""
        if isinstance(value, date):
            return [value.day, value.month, value.year]
        if value and value.count("-") == 2:
            year, month, day = value.split("-")
            return [day, month, year]
        return [None, None, None]

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str:
        """What was typed, as `year-month-day`; empty when all three boxes are."""
        day, month, year = (str(part or "").strip() for part in super().value_from_datadict(data, files, name))
        return f"{year}-{month}-{day}" if day or month or year else ""
