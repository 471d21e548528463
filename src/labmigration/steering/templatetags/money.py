"""`{{ amount|euros }}`."""

from decimal import Decimal

from django import template

from labmigration.steering.funding.money import euros as told

register = template.Library()


@register.filter
def euros(amount: Decimal) -> str:
    """Euros as screens say them; see `funding.money`."""
    return told(Decimal(amount))
