"""The person's week over all her contracts, beside what the branch agreement allows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from labmigration.programme import programme
from labmigration.programme.records import WeeklyLimit
from labmigration.ui.spoken import duration

WEEKS_A_YEAR, MONTHS_A_YEAR = Decimal(52), Decimal(12)


@dataclass(frozen=True)
class Week:
    """Weekly hours in all, and the limit in force; None where the programme knows none for that day."""

    hours: Decimal
    limit: WeeklyLimit | None

    @property
    def over_average(self) -> bool:
        """Above what may be worked on average: said, not refused, because an average is made of several weeks."""
        return self.limit is not None and self.hours > self.limit.average_hours

    @property
    def over_peak(self) -> bool:
        """Above what may be worked in any one week."""
        return self.limit is not None and self.limit.peak_hours is not None and self.hours > self.limit.peak_hours

    @property
    def says(self) -> str:
        """What is wrong with the week, with its source; empty when nothing is."""
        if self.limit is None or not self.over_average:
            return ""
        facts = {"hours": duration(self.hours), "article": self.limit.article_fr}
        if self.over_peak:
            return _("%(hours)s par semaine en tout : une semaine a %(most)s au plus (%(article)s).") % {
                **facts,
                "most": duration(self.limit.peak_hours or 0),
            }
        return _(
            "%(hours)s par semaine en tout. La moyenne ne doit pas dépasser %(most)s sur %(over)s, tous employeurs "
            "réunis (%(article)s). C’est à la personne d’y veiller et de prévenir ses employeurs : aidez-la."
        ) % {**facts, "most": duration(self.limit.average_hours), "over": self.limit.average_over_fr}


def week_of(hours: Iterable[Decimal], *, occupation: str, on: date) -> Week:
    """The week made of those weekly hours, judged by the limit for the occupation on that day."""
    return Week(sum(hours, Decimal(0)), programme().weekly_limit_on(on, occupation))


def monthly_gross(weekly_hours: Decimal, gross_hourly: Decimal) -> Decimal:
    """Gross euros a month, by twelfths of 52 weeks: an estimate, before holidays and changes of hours."""
    return (weekly_hours * WEEKS_A_YEAR / MONTHS_A_YEAR * gross_hourly).quantize(Decimal("0.01"))
