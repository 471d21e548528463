"""Which papers are asked of whom: a table."""

from datetime import date

import pytest

from labmigration.pathway.reception.papers import PAPERS, asked
from labmigration.programme import programme

KNOWN = {"has_french_proof": True, "has_right_to_work": True}


@pytest.mark.parametrize(
    ("grounds", "known", "expected"),
    [
        ([], KNOWN, []),
        ([("refugee", True)], KNOWN, []),
        ([("refugee", False)], KNOWN, ["residence"]),
        ([("cir_signatory", False)], KNOWN, ["integration_contract"]),
        # Grounds overlap: each unproven one asks for its own paper.
        ([("refugee", False), ("cir_signatory", False)], KNOWN, ["residence", "integration_contract"]),
        ([("refugee", True), ("cir_signatory", False)], KNOWN, ["integration_contract"]),
        ([("european_citizen", False)], {**KNOWN, "has_right_to_work": False}, ["identity"]),
        ([("refugee", True)], {**KNOWN, "has_right_to_work": False}, ["residence"]),
        ([("refugee", True)], {**KNOWN, "has_french_proof": False}, ["french"]),
        ([("refugee", True)], {**KNOWN, "ends_soon": True}, ["residence", "receipt"]),
        ([], {"has_french_proof": False, "has_right_to_work": False}, ["residence", "french"]),
    ],
)
def test_only_what_is_missing_is_asked(grounds, known, expected):
    assert [paper.code for paper in asked(grounds, **known)] == expected


def test_every_ground_of_the_programme_has_its_paper():
    proven = {ground for paper in PAPERS.values() for ground in paper.proves}
    assert proven == {ground.code for ground in programme().eligibility.ground}


def test_before_the_first_rules_the_first_ones_hold():
    assert programme().eligibility.recheck_on(date(2020, 1, 1), "expiry").days == 60
