"""Dates, hours and numbers as people say them: one line a case, French beside English."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils.translation import override

from labmigration import clock

TODAY = date(2026, 3, 11)

CASES = [
    ("jour", date(2026, 3, 14), "samedi 14 mars 2026", "Saturday 14 March 2026"),
    ("jour", date(2026, 3, 1), "dimanche 1er mars 2026", "Sunday 1 March 2026"),
    ("jour", datetime(2026, 3, 14, 23, 30, tzinfo=UTC), "dimanche 15 mars 2026", "Sunday 15 March 2026"),
    ("jour_heure", datetime(2026, 3, 17, 8, tzinfo=UTC), "mardi 17 mars, 9 h", "Tuesday 17 March, 9:00"),
    (
        "jour_heure",
        datetime(2025, 7, 1, 7, 30, tzinfo=UTC),
        "mardi 1er juillet 2025, 9 h 30",
        "Tuesday 1 July 2025, 9:30",
    ),
    ("heure", time(14, 5), "14 h 05", "14:05"),
    ("heures", 3.5, "3 h 30", "3 h 30"),
    ("heures", Decimal(250), "250 h", "250 h"),
    ("heures", timedelta(minutes=45), "45 min", "45 min"),
    ("heures", 0, "0 h", "0 h"),
    ("heures", 1.9999, "2 h", "2 h"),
    ("heures", -1.5, "−1 h 30", "−1 h 30"),
    ("dans", date(2026, 3, 11), "aujourd’hui", "today"),
    ("dans", date(2026, 3, 12), "demain", "tomorrow"),
    ("dans", date(2026, 3, 10), "hier", "yesterday"),
    ("dans", date(2026, 3, 14), "dans 3 jours", "in 3 days"),
    ("dans", date(2026, 2, 25), "il y a 2 semaines", "2 weeks ago"),
    ("dans", date(2026, 9, 11), "dans 6 mois", "in 6 months"),
    ("dans", date(2024, 3, 1), "il y a 2 ans", "2 years ago"),
    ("telephone", "+33639981234", "06 39 98 12 34", "06 39 98 12 34"),
    ("telephone", "0491000000", "04 91 00 00 00", "04 91 00 00 00"),
    ("telephone", "+380 44 123 45 67", "+380 44 123 45 67", "+380 44 123 45 67"),
    ("jour", None, "", ""),
    ("heures", "", "", ""),
]


def drawn(filter_name: str, value: object) -> str:
    return Template("{% load ui %}{{ value|" + filter_name + " }}").render(Context({"value": value}))


@pytest.mark.parametrize(("filter_name", "value", "french", "english"), CASES)
def test_a_value_is_told_the_way_of_the_reader(filter_name: str, value: object, french: str, english: str) -> None:
    with clock.at(TODAY):
        with override("fr"):
            assert drawn(filter_name, value).replace("\u00a0", " ") == french
        with override("en"):
            assert drawn(filter_name, value).replace("\u00a0", " ") == english


COUNTED = [
    ("uk", 1, "завтра"), ("uk", 3, "через 3 дні"), ("uk", 5, "через 5 днів"), ("uk", 13, "через 13 днів"),
    ("uk", 21, "через 3 тижні"), ("uk", -2, "2 дні тому"), ("uk", 800, "через 2 роки"),
    ("ar", 1, "غدًا"), ("ar", 2, "بعد يومين"), ("ar", 3, "بعد 3 أيام"), ("ar", 11, "بعد 11 يومًا"),
    ("ar", -2, "قبل يومين"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "days", "told"), COUNTED)
def test_arabic_and_ukrainian_count_as_their_speakers_do(language: str, days: int, told: str) -> None:
    with clock.at(TODAY), override(language):
        assert drawn("dans", TODAY + timedelta(days=days)).replace("\u00a0", " ") == told


def test_a_number_never_parts_from_its_unit_at_the_end_of_a_line() -> None:
    with override("fr"), clock.at(TODAY):
        assert drawn("heures", 3.5) == "3\u00a0h\u00a030"
        assert drawn("dans", date(2026, 3, 14)) == "dans\u00a03\u00a0jours"


def test_a_date_in_ukrainian_takes_the_genitive() -> None:
    with override("uk"):
        assert "березня" in drawn("jour", date(2026, 3, 14))
