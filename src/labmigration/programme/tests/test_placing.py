"""What composing weeks asks for: sourced, called ours where it is, refused where it makes no sense; communes."""

from datetime import date

import pytest

from labmigration.programme import programme
from labmigration.programme.communes import communes_of, postcode
from labmigration.programme.placing import FILE, placing, read
from labmigration.programme.values import ProgrammeError


def test_the_weekly_rest_is_the_agreements_and_the_speeds_are_called_ours():
    assert placing().weekly_rest_on(date(2026, 11, 22)) == 35
    assert placing().weekly_rest_on(date(2020, 1, 1)) == 0
    assert placing().weekly_rest[0].confirmed
    assert not any(means.confirmed for means in placing().means)
    assert not placing().weighing_on(date(2026, 11, 22)).confirmed


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("kmh = 15", "kmh = 0", "is no speed"),
        ('code = "bus"', 'code = "car"', "car"),
        ("start = 780", "start = 800", "leaves a hole"),
        ("to = 1440", "to = 1400", "the parts end"),
        ('source = "CCN"', 'source = "NOBODY"', "NOBODY"),
    ],
)
def test_what_makes_no_sense_is_refused_with_its_place(before, after, said):
    content = FILE.read_text(encoding="utf-8")
    assert before in content
    with pytest.raises(ProgrammeError, match=said):
        read(content.replace(before, after).encode(), programme())


def test_a_postcode_lies_in_its_arrondissement_or_among_the_inhabitants_who_share_it():
    first = postcode("13001")
    assert first is not None and first.name == "Marseille 1er Arrondissement"
    shared = postcode("13100")
    assert shared is not None and 43.4 < shared.at[0] < 43.7
    assert postcode("99999") is None
    assert all(one.departement == "59" and not one.is_arrondissement for one in communes_of(frozenset({"59"})))
