"""Dates, hours and telephone numbers as people say them, in French, English, Arabic and Ukrainian.

Any other language is served in French words, the language of the source, except the names of days and months, which
Django knows in every language. Spaces that must not break are U+00A0.
"""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.utils import timezone
from django.utils.dateformat import format as django_date
from django.utils.formats import number_format
from django.utils.translation import get_language

from labmigration import clock

NBSP = "\u00a0"
DAYS_BEFORE_WEEKS, DAYS_BEFORE_MONTHS, DAYS_BEFORE_YEARS = 14, 60, 730

NEAR = {
    "fr": {-1: "hier", 0: "aujourd’hui", 1: "demain"},
    "en": {-1: "yesterday", 0: "today", 1: "tomorrow"},
    "ar": {-1: "أمس", 0: "اليوم", 1: "غدًا"},
    "uk": {-1: "вчора", 0: "сьогодні", 1: "завтра"},
}
#: The forms of each unit, in the order of `_form`.
UNITS = {
    "fr": {"day": ("jour", "jours"), "week": ("semaine", "semaines"), "month": ("mois", "mois"), "year": ("an", "ans")},
    "en": {
        "day": ("day", "days"),
        "week": ("week", "weeks"),
        "month": ("month", "months"),
        "year": ("year", "years"),
    },
    "ar": {
        "day": ("يوم واحد", "يومين", "أيام", "يومًا"),
        "week": ("أسبوع واحد", "أسبوعين", "أسابيع", "أسبوعًا"),
        "month": ("شهر واحد", "شهرين", "أشهر", "شهرًا"),
        "year": ("سنة واحدة", "سنتين", "سنوات", "سنة"),
    },
    "uk": {
        "day": ("день", "дні", "днів"),
        "week": ("тиждень", "тижні", "тижнів"),
        "month": ("місяць", "місяці", "місяців"),
        "year": ("рік", "роки", "років"),
    },
}
AHEAD = {"fr": f"dans{NBSP}{{}}", "en": f"in{NBSP}{{}}", "ar": "بعد {}", "uk": f"через{NBSP}{{}}"}
BEHIND = {"fr": f"il y a{NBSP}{{}}", "en": f"{{}}{NBSP}ago", "ar": "قبل {}", "uk": f"{{}}{NBSP}тому"}
HOUR_AND_MINUTE = {
    "fr": (f"{NBSP}h", f"{NBSP}min"),
    "en": (f"{NBSP}h", f"{NBSP}min"),
    "ar": (f"{NBSP}س", f"{NBSP}د"),
    "uk": (f"{NBSP}год", f"{NBSP}хв"),
}


def spoken_language() -> str:
    """The active language where we know its words, else `fr`."""
    language = (get_language() or "fr")[:2]
    return language if language in UNITS else "fr"


def _counted(count: int, unit: str) -> str:
    """`3 jours`, `5 днів`, `11 يومًا`; Arabic says one and two without a figure."""
    language = spoken_language()
    forms = UNITS[language][unit]
    if language == "ar":
        if count <= 2:
            return forms[max(count, 1) - 1]
        return f"{count}{NBSP}{forms[2 if 3 <= count % 100 <= 10 else 3]}"
    if language == "uk":
        teen = 11 <= count % 100 <= 14
        form = 2 if teen or not 1 <= count % 10 <= 4 else int(count % 10 > 1)
        return f"{count}{NBSP}{forms[form]}"
    return f"{count}{NBSP}{forms[count > 1]}"


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
    name = django_date(moment, "l")
    if spoken_language() == "uk":  # Django writes it as at the head of a sentence
        name = name.lower()
    return f"{name} {number}{NBSP}{month(moment)}{year}"


def month(moment: date) -> str:
    """The month's name as it stands after a day: `mars`, `March`; the genitive where the language has one."""
    # Django's "E" is that genitive, but capitalised in French.
    return django_date(moment, "E" if (get_language() or "fr").startswith("uk") else "F")


def clock_time(moment: time | datetime) -> str:
    """`9 h`, `9 h 30`; in English `9:00`, `9:30`. A moment with a zone is told in the product's zone."""
    if isinstance(moment, datetime):
        moment = _local(moment)  # type: ignore[assignment]
    if spoken_language() != "fr":
        return f"{moment.hour}:{moment.minute:02d}"
    return f"{moment.hour}{NBSP}h" + (f"{NBSP}{moment.minute:02d}" if moment.minute else "")


def day_and_time(moment: datetime) -> str:
    """`mardi 14 mars, 9 h 30`, with the year when it is not the present one."""
    return f"{day(moment, with_year=_day_of(moment).year != clock.today().year)}, {clock_time(moment)}"


def duration(hours: float | Decimal | timedelta) -> str:
    """`3 h 30` for 3.5 hours, `4 701 h`, `45 min`. Rounded to the minute."""
    seconds = hours.total_seconds() if isinstance(hours, timedelta) else float(hours) * 3600
    minutes = round(abs(seconds) / 60)
    sign = "−" if seconds < 0 and minutes else ""
    whole, left = divmod(minutes, 60)
    hour, minute = HOUR_AND_MINUTE[spoken_language()]
    told = number_format(whole, 0, force_grouping=True)
    if not whole and left:
        return f"{sign}{left}{minute}"
    if left and spoken_language() in ("ar", "uk"):
        return f"{sign}{told}{hour} {left}{minute}"
    return f"{sign}{told}{hour}" + (f"{NBSP}{left:02d}" if left else "")


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
    return (AHEAD if days > 0 else BEHIND)[language].format(_counted(count, unit))


def telephone(number: str) -> str:
    """`06 39 98 12 34` for a French number in international form; others keep their country code, in groups."""
    digits = "".join(sign for sign in str(number) if sign.isdigit() or sign == "+")
    if digits.startswith("+33") and len(digits) == 12:
        digits = "0" + digits[3:]
    if len(digits) == 10 and digits.startswith("0"):
        return NBSP.join(digits[at : at + 2] for at in range(0, 10, 2))
    return str(number).strip().replace(" ", NBSP)
