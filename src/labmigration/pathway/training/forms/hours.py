"""Hours as they are typed."""

from decimal import Decimal
from typing import Any

from django import forms


class HoursField(forms.DecimalField):
    """Hours to the quarter, typed with a comma or a point."""

    def __init__(self, **options: Any) -> None:
        widget = forms.NumberInput(attrs={"step": "0.25", "inputmode": "decimal"})
        given = {"min_value": Decimal("0.25"), "max_digits": 6, "decimal_places": 2, "widget": widget, **options}
        super().__init__(**given)

    def to_python(self, value: Any) -> Decimal | None:
        """Also `1,5`: what people write by hand, and some keyboards send."""
        return super().to_python(value.replace(",", ".") if isinstance(value, str) else value)
