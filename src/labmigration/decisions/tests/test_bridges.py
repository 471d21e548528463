"""Bridges: what is in common with another occupation and what is missing."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labmigration.decisions.bridges import Destination, Holdings, Part, ways

SAFETY, HOME, CARE = Part("safety", Decimal(80), "B2"), Part("home", Decimal(100)), Part("care", Decimal(21))
CARER = Destination("carer", "advd", (SAFETY, HOME, CARE), named=True)
ASSISTANT = Destination("assistant", "ef", (SAFETY, HOME))


@pytest.mark.parametrize(
    ("blocks", "signed", "standing", "missing", "awaits"),
    [
        ({"B2"}, 0, "block", 0, False),
        ({"B2"}, 30, "block", 0, False),
        ({"B9"}, 0, "ahead", 80, False),
        ((), 0, "ahead", 80, False),
        ((), 30, "begun", 50, False),
        ((), 80, "followed", 0, True),
        ((), 90, "followed", 0, True),
    ],
)
def test_a_part_is_acknowledged_followed_begun_or_still_ahead(blocks, signed, standing, missing, awaits):
    [way] = ways(Holdings("ef", frozenset(blocks), {"safety": Decimal(signed)}), [ASSISTANT])
    part = way.parts[0]
    assert (part.standing, part.missing, part.awaits_jury) == (standing, missing, awaits)


def test_a_part_without_a_block_awaits_no_jury():
    [way] = ways(Holdings("ef", signed={"home": Decimal(100)}), [ASSISTANT])
    assert (way.in_common, way.awaiting_jury) == (1, ())


def test_the_bridge_that_a_source_names_comes_first_even_when_it_is_longer():
    found = ways(Holdings("amge"), [ASSISTANT, CARER])
    assert [way.destination.occupation for way in found] == ["carer", "assistant"]
    assert [way.missing for way in found] == [201, 180]


@pytest.mark.parametrize(
    ("blocks", "days", "considered"), [((), 0, False), ((), 1, True), ({"B2"}, 400, False), ({"B9"}, 30, True)]
)
def test_a_vae_is_considered_by_who_worked_there_and_has_something_left_to_be_acknowledged(blocks, days, considered):
    held = Holdings("ef", frozenset(blocks), days_worked={"carer": days})
    assert ways(held, [CARER])[0].vae_to_consider is considered


def test_two_occupations_of_one_title_say_so():
    assert [way.same_title for way in ways(Holdings("ef"), [CARER, ASSISTANT])] == [False, True]


@given(st.integers(0, 200), st.integers(0, 200), st.booleans())
def test_to_have_more_never_makes_a_way_longer(signed, more, block):
    before = ways(Holdings("ef", signed={"safety": Decimal(signed)}), [CARER])[0]
    blocks = frozenset({"B2"} if block else ())
    after = ways(Holdings("ef", blocks, {"safety": Decimal(signed + more)}), [CARER])[0]
    assert after.missing <= before.missing <= 201
    assert after.in_common >= before.in_common
