"""What the answers show: skill by skill, assets with their evidence, wishes; doubts are results of their own."""

from datetime import UTC, datetime, timedelta

import pytest

from labmigration.pathway.positioning.models import Grade
from labmigration.pathway.positioning.profile_facts import Profile
from labmigration.pathway.positioning.sittings import parts
from labmigration.pathway.positioning.sittings.course import Course
from labmigration.pathway.positioning.sittings.given import Given
from labmigration.pathway.positioning.sittings.models import Frequency
from labmigration.pathway.positioning.sittings.profile import profile_from, profile_of
from labmigration.programme.positioning_bank import bank

from .test_sittings import Table

START = datetime(2026, 3, 10, 9, tzinfo=UTC)


def given(*answers: tuple[str, str, str, str], seconds: float = 20) -> tuple[Given, ...]:
    """Answers as (part, code, value, outcome), one every so many seconds."""
    return tuple(Given(*answer, START + timedelta(seconds=seconds * place)) for place, answer in enumerate(answers))


def profile(*answers: tuple[str, str, str, str], seconds: float = 20) -> Profile:
    return profile_from(Course(bank(), 1, ("childcare_provider",), given(*answers, seconds=seconds)))


def situations(skill: str, outcomes: list[str]) -> list[tuple[str, str, str, str]]:
    items = bank().items_of(skill, "childcare_provider")
    return [("situations", item.id, "0", outcome) for item, outcome in zip(items, outcomes, strict=False)]


def result(of: Profile, skill: str):
    return next(found for found in of.skills if found.skill == skill)


@pytest.fixture
def table(world, on_a_tuesday) -> Table:
    return Table(world)


def test_whoever_has_most_answers_right_stands_higher_and_the_band_is_kept(table):
    low, high = (
        result(profile(*situations("home_care", [outcome] * 6)), "home_care") for outcome in ("wrong", "right")
    )
    assert low.high < high.high and low.low < high.low
    assert (low.reaches, high.reaches) == ("no", "yes")
    assert low.outcome == high.outcome == "ok"
    assert high.grade == Grade.TESTED and high.answered == 6


def test_experience_moves_the_start_and_proves_nothing():
    never, daily = (
        result(profile(*[("frequency", one.id, often, "") for one in bank().activities]), "laundry")
        for often in (Frequency.NEVER, Frequency.DAILY)
    )
    assert never.level <= daily.level and never.low <= daily.low
    assert daily.grade == Grade.DECLARED
    assert daily.outcome == never.outcome == "undetermined"
    assert not daily.decided and daily.reaches == "open"


def test_too_few_answers_are_undetermined():
    assert result(profile(*situations("laundry", ["right"])), "laundry").outcome == "undetermined"
    assert result(profile(*situations("laundry", ["right", "right"])), "laundry").outcome == "ok"


def test_a_question_that_could_not_be_heard_tells_nothing():
    item = bank().items_of(parts.LISTENING)[0]
    found = result(profile(("french", item.id, "no_sound", "no_sound")), parts.LISTENING)
    assert (found.answered, found.outcome) == (0, "undetermined")


def test_answers_in_an_instant_are_aberrant_and_decide_nothing():
    quick = profile(("frequency", "iron-clothes", "1", ""), *situations("laundry", ["right"] * 5), seconds=1)
    assert result(quick, "laundry").outcome == "aberrant"
    assert not result(quick, "laundry").decided and result(quick, "laundry").reaches == "open"
    assert result(quick, "home_care").outcome == "undetermined"


def test_hard_questions_right_and_easy_ones_wrong_are_aberrant():
    upside_down, expected = [], []
    for skill in ("home_care", "laundry", "home_safety", "meals"):
        ordered = sorted(bank().items_of(skill, "childcare_provider"), key=lambda item: item.difficulty)
        ends = [*ordered[:2], *ordered[-2:]]
        upside_down += [("situations", item.id, "0", "wrong" if n < 2 else "right") for n, item in enumerate(ends)]
        expected += [("situations", item.id, "0", "right" if n < 2 else "wrong") for n, item in enumerate(ends)]
    assert result(profile(*upside_down), "home_care").outcome == "aberrant"
    assert result(profile(*expected), "home_care").outcome == "ok"


def test_a_card_is_graded_by_who_can_confirm_it():
    often = [("frequency", code, Frequency.DAILY, "") for code in ("iron-clothes", "wash-floors", "sort-waste")]
    cards = [
        *(("cards", "iron-clothes/duration", "years", ""), ("cards", "iron-clothes/witness", "employer", "")),
        *(("cards", "wash-floors/place", "family", ""), ("cards", "wash-floors/witness", "someone", "")),
        ("cards", "sort-waste/duration", "unknown", ""),
    ]
    assets = {asset.activity: asset for asset in profile(*often, *cards).assets}
    assert [assets[code].grade for code in ("iron-clothes", "wash-floors", "sort-waste")] == [
        *(Grade.ATTESTED, Grade.DESCRIBED, Grade.DECLARED)
    ]
    assert [asset.to_confirm for asset in assets.values()] == [True, False, False]
    assert assets["iron-clothes"].duration == "years"
    assert next(iter(assets)) == "iron-clothes"


def test_what_is_done_rarely_is_no_asset():
    assert profile(("frequency", "iron-clothes", Frequency.SOMETIMES, "")).assets == ()


def test_a_constraint_asks_for_an_action_and_lowers_no_level():
    told = profile(("constraints", "transport", "no", ""), ("constraints", "early", "yes", ""))
    assert [(line.code, line.hindering) for line in told.constraints] == [("transport", True), ("early", False)]
    assert told.skills == profile().skills


def test_the_ranking_of_wishes_follows_the_choices_and_ties_share_a_rank():
    pairs = parts.pairs(bank(), 1)
    always = [
        ("interests", one.id, "left" if one.left.occupation == "childminder" else "right", "")
        for one in pairs
        if "childminder" in (one.left.occupation, one.right.occupation)
    ]
    ranks = profile(*always).interests
    assert (ranks[0].occupation, ranks[0].rank, ranks[0].chosen, ranks[0].offered) == ("childminder", 1, 6, 6)
    assert [rank.rank for rank in ranks[1:]] == [2, 2, 2]
    assert profile(*((part, code, "unknown", outcome) for part, code, _value, outcome in always)).interests == ()


def test_speaking_and_writing_are_left_to_whoever_listens_and_reads():
    found = {skill.skill: skill for skill in profile().skills}
    assert found["french_speaking"].outcome == found["french_writing"].outcome == "undetermined"


def test_the_profile_of_a_positioning_is_empty_before_and_complete_after(world, table):
    with table.person.at_work():
        positioning = table.questionnaire.positioning
        assert not profile_of(positioning).complete
    table.go_on()
    with table.person.at_work():
        found = profile_of(positioning)
    assert found.complete and found.questions == sum(1 for one in table.course.given if one.outcome)
    assert found.skills and found.assets and found.constraints and found.interests
    other = world.person("positioning", "positioning.do")
    with world.advisor.at_work():
        from labmigration.pathway.positioning import actions

        assert profile_of(actions.begin(other, actor=world.advisor)) == Profile()
