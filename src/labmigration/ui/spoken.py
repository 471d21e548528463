"""Dates, hours and telephone numbers as people say them, in French or English.

Any language other than English is served in French words, the language of the source, except the names of days and
months, which Django knows in every language. Spaces that must not break are U+00A0.
"""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.utils import timezone
from django.utils.dateformat import format as django_date
from django.utils.translation import get_language

from labmigration import clock

NBSP = "\u00a0"
DAYS_BEFORE_WEEKS, DAYS_BEFORE_MONTHS, DAYS_BEFORE_YEARS = 14, 60, 730

NEAR = {
    "fr": {-1: "hier", 0: "aujourd’hui", 1: "demain"},
    "en": {-1: "yesterday", 0: "today", 1: "tomorrow"},
}
UNITS = {
    "fr": {"day": ("jour", "jours"), "week": ("semaine", "semaines"), "month": ("mois", "mois"), "year": ("an", "ans")},
    "en": {
        "day": ("day", "days"),
        "week": ("week", "weeks"),
        "month": ("month", "months"),
        "year": ("year", "years"),
    },
}
AHEAD = {"fr": f"dans{NBSP}{{count}}", "en": f"in{NBSP}{{count}}"}
BEHIND = {"fr": f"il y a{NBSP}{{count}}", "en": f"{{count}}{NBSP}ago"}


def spoken_language() -> str:
    """`en` when the active language is English, `fr` for all others."""
    return "en" if (get_language() or "fr").startswith("en") else "fr"


def _local(moment: date | datetime) -> date | datetime:
    if isinstance(moment, datetime) and timezone.is_aware(moment):
        return timezone.localtime(moment)
    return moment


def _day_of(moment: date | datetime) -> date:
    moment = _local(moment)
    return moment.date() if isinstance(moment, datetime) else moment


def day(moment: date | datetime, *, with_year: bool = True) -> str:
    """`mardi 14 mars 2026`, `dimanche 1er mars`, `Tuesday 14 March 2026`."""
    moment = _day_of(moment)
    number = "1er" if moment.day == 1 and spoken_language() == "fr" else str(moment.day)
    year = f" {moment.year}" if with_year else ""
    return f"{django_date(moment, 'l')} {number}{NBSP}{month(moment)}{year}"


def month(moment: date) -> str:
    """The month's name as it stands after a day: `mars`, `March`; the genitive where the language has one."""
    # Django's "E" is that genitive, but capitalised in French.
    return django_date(moment, "F" if (get_language() or "fr")[:2] in UNITS else "E")


def clock_time(moment: time | datetime) -> str:
    """`9 h`, `9 h 30`; in English `9:00`, `9:30`. A moment with a zone is told in the product's zone."""
    if isinstance(moment, datetime):
        moment = _local(moment)  # type: ignore[assignment]
    if spoken_language() == "en":
        return f"{moment.hour}:{moment.minute:02d}"
    return f"{moment.hour}{NBSP}h" + (f"{NBSP}{moment.minute:02d}" if moment.minute else "")


def day_and_time(moment: datetime) -> str:
    """`mardi 14 mars, 9 h 30`, with the year when it is not the present one."""
    return f"{day(moment, with_year=_day_of(moment).year != clock.today().year)}, {clock_time(moment)}"


def duration(hours: float | Decimal | timedelta) -> str:
    """`3 h 30` for 3.5 hours, `250 h`, `45 min`. Rounded to the minute."""
    seconds = hours.total_seconds() if isinstance(hours, timedelta) else float(hours) * 3600
    minutes = round(abs(seconds) / 60)
    sign = "−" if seconds < 0 and minutes else ""
    whole, left = divmod(minutes, 60)
    if not whole and left:
        return f"{sign}{left}{NBSP}min"
    return f"{sign}{whole}{NBSP}h" + (f"{NBSP}{left:02d}" if left else "")


def distance(moment: date | datetime) -> str:
    """How far `moment` is from today, in days, weeks, months or years: `dans 3 jours`, `hier`, `il y a 2 semaines`."""
    language = spoken_language()
    days = (_day_of(moment) - clock.today()).days
    if days in NEAR[language]:
        return NEAR[language][days]
    far = abs(days)
    if far < DAYS_BEFORE_WEEKS:
        count, unit = far, "day"
    elif far < DAYS_BEFORE_MONTHS:
        count, unit = far // 7, "week"
    elif far < DAYS_BEFORE_YEARS:
        # The mean month and year of the Gregorian calendar, in days.
        count, unit = int(far / 30.436875), "month"
    else:
        count, unit = int(far / 365.2425), "year"
    counted = f"{count}{NBSP}{UNITS[language][unit][count > 1]}"
    return (AHEAD if days > 0 else BEHIND)[language].format(count=counted)


def telephone(number: str) -> str:
    """`06 39 98 12 34` for a French number in international form; others keep their country code, in groups."""
    digits = "".join(sign for sign in str(number) if sign.isdigit() or sign == "+")
    if digits.startswith("+33") and len(digits) == 12:
        digits = "0" + digits[3:]
    if len(digits) == 10 and digits.startswith("0"):
        return NBSP.join(digits[at : at + 2] for at in range(0, 10, 2))
    return str(number).strip().replace(" ", NBSP)
