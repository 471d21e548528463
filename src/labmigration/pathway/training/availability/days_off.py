"""Days without training: public holidays of metropolitan France, and the closures that the provider has noted."""

from datetime import date, timedelta
from functools import cache

import holidays

from labmigration.pathway.training.models import Closure
from labmigration.territories.models import Organisation


@cache
def public_holidays(year: int) -> dict[date, str]:
    """The eleven legal public holidays of one year with their French names, as the library `holidays` knows them."""
    return {day: str(name) for day, name in sorted(holidays.country_holidays("FR", years=year, language="fr").items())}


def days_off(provider: Organisation, first: date, last: date) -> dict[date, str]:
    """Every day off from `first` to `last`, both included, with why; one query. A closure's own word comes first."""
    found = {
        day: name
        for year in range(first.year, last.year + 1)
        for day, name in public_holidays(year).items()
        if first <= day <= last
    }
    for closure in Closure.objects.filter(provider=provider, first__lte=last, last__gte=first):
        day = max(first, closure.first)
        while day <= min(last, closure.last):
            found[day] = closure.label
            day += timedelta(days=1)
    return dict(sorted(found.items()))
