"""Hours as they are typed."""

from decimal import Decimal
from typing import Any

from django import forms


def hours_field(label: Any, **options: Any) -> forms.DecimalField:
    """Hours to the quarter, typed with a comma or a point."""
    widget = forms.NumberInput(attrs={"step": "0.25", "inputmode": "decimal"})
    options = {"min_value": Decimal("0.25"), "max_digits": 6, "decimal_places": 2, **options}
    return forms.DecimalField(label=label, widget=widget, **options)
