"""Euros as screens say them."""

from decimal import Decimal

from django.utils.formats import number_format

NBSP = "\u00a0"


def euros(amount: Decimal) -> str:
    """`1 234,50 €` in French, `1,234.50 €` in English; whole euros without cents."""
    places = 0 if amount == amount.to_integral_value() else 2
    told = number_format(amount, decimal_pos=places, force_grouping=True).replace(" ", NBSP)
    return f"{told}{NBSP}€"
