"""From the answers of the sittings to a `Profile`. Skills are never summed, and nothing is decided for anybody."""

from collections.abc import Sequence
from itertools import pairwise

from labmigration.decisions.positioning import level_range, person_fit
from labmigration.decisions.positioning.items import Floats
from labmigration.decisions.positioning.pooling import Belief, pooled
from labmigration.decisions.positioning.sitting import FEWEST, SkillAsked
from labmigration.pathway.positioning.models import Grade, Positioning
from labmigration.pathway.positioning.profile_facts import (
    AssetShown,
    ConstraintTold,
    InterestRank,
    Outcome,
    Profile,
    Reaches,
    SkillResult,
)
from labmigration.pathway.positioning.sittings import parts, states
from labmigration.pathway.positioning.sittings.checklist import CHECKLIST, HINDERING
from labmigration.pathway.positioning.sittings.course import Course
from labmigration.pathway.positioning.sittings.given import Given
from labmigration.pathway.positioning.sittings.models import UNKNOWN, Frequency, Part, Questionnaire, Witness
from labmigration.programme.positioning_bank import Bank, Skill

ATTESTING = (Witness.EMPLOYER, Witness.PAPER)
GRADES = (Grade.ATTESTED, Grade.DESCRIBED, Grade.DECLARED)
#: Activities told beyond those of the cards would drown them.
MOST_ASSETS = 10


def profile_of(positioning: Positioning) -> Profile:
    """What the sittings of a positioning show; an empty profile when there was none. Two queries."""
    questionnaire = Questionnaire.objects.filter(positioning=positioning).first()
    if questionnaire is None:
        return Profile()
    return profile_from(Course.of(questionnaire), complete=questionnaire.state == states.FINISHED)


def profile_from(course: Course, *, complete: bool = False) -> Profile:
    """The same from a course."""
    return Profile(
        bank_version=course.bank.version,
        bank_content=course.bank.content,
        occupations=course.occupations,
        skills=_skills(course),
        assets=_assets(course),
        constraints=_constraints(course.given),
        interests=_interests(course.bank, course.given),
        complete=complete,
        questions=sum(1 for one in course.given if one.outcome),
    )


def _skills(course: Course) -> tuple[SkillResult, ...]:
    asked = [
        skill
        for skill in course.bank.skills
        if skill.axis in parts.MEASURED.values()
        and (not skill.occupations or set(skill.occupations) & set(course.occupations))
    ]
    under_way = {skill.code: parts.asked(course.bank, skill.code, course.occupations, course.given) for skill in asked}
    incoherent = {
        axis
        for axis in {skill.axis for skill in asked}
        if person_fit.unlikely(
            pair for skill in asked if skill.axis == axis for pair in _chances(under_way[skill.code])
        )
    }
    seconds = seconds_taken(course.given)
    believed = _believed(asked, under_way)
    return tuple(
        _result(course.bank, skill, under_way[skill.code], believed[skill.code], incoherent, seconds) for skill in asked
    )


def _believed(asked: Sequence[Skill], under_way: dict[str, SkillAsked]) -> dict[str, Floats]:
    """The posterior of each skill, where the skills of one block (or of an axis without blocks) inform each other."""
    found: dict[str, Floats] = {}
    for group in dict.fromkeys(skill.block or skill.axis for skill in asked):
        members = [under_way[skill.code] for skill in asked if (skill.block or skill.axis) == group]
        evidence = {one.code: one.running.log_weights - one.prior.log_weights(one.table.grid) for one in members}
        found |= pooled(evidence, {one.code: one.prior.mean for one in members}, Belief(), parts.GRID)
    return found


def _result(
    bank: Bank, skill: Skill, asked: SkillAsked, density: Floats, incoherent: set[str], seconds: dict[str, float]
) -> SkillResult:
    running = asked.running
    chances = parts.bands(bank.limits.cuts).probabilities(density)
    levels = level_range([float(chance) for chance in chances], bank.limits.decided_at)
    answered = running.answers
    outcome: Outcome = "ok"
    if answered < FEWEST:
        outcome = "undetermined"
    elif skill.axis in incoherent or person_fit.unread(
        seconds[item] for item, score in asked.told if score is not None and item in seconds
    ):
        outcome = "aberrant"
    return SkillResult(
        skill=skill.code,
        axis=skill.axis,
        block=skill.block,
        low=levels.low,
        high=levels.high,
        level=levels.level,
        decided=levels.decided and outcome == "ok",
        target=skill.target,
        critical=skill.critical,
        grade=Grade.TESTED if answered else Grade.DECLARED,
        answered=answered,
        outcome=outcome,
        reaches=_reaches(float(chances[skill.target - 1 :].sum()), bank) if outcome == "ok" else "open",
    )


def _reaches(chance: float, bank: Bank) -> Reaches:
    if chance >= bank.limits.decided_at:
        return "yes"
    return "no" if chance <= 1 - bank.limits.decided_at else "open"


def _chances(asked: SkillAsked) -> list[tuple[float, int]]:
    chances = asked.table.chance(asked.running.estimate.theta)
    return [(float(chances[asked.table.row[item]]), score) for item, score in asked.told if score is not None]


def seconds_taken(given: Sequence[Given]) -> dict[str, float]:
    """How long each answer took, by the code of its question: the time since the answer before it."""
    return {after.code: (after.at - before.at).total_seconds() for before, after in pairwise(given)}


def _assets(course: Course) -> tuple[AssetShown, ...]:
    cards: dict[str, dict[str, str]] = {}
    often: dict[str, int] = {}
    for one in course.given:
        if one.part == Part.CARDS and one.value != UNKNOWN:
            code, _slash, asks = one.code.rpartition("/")
            cards.setdefault(code, {})[asks] = one.value
        elif one.part == Part.FREQUENCY and one.value in (Frequency.OFTEN, Frequency.DAILY):
            often[one.code] = int(one.value)
    shown = []
    for activity in course.bank.activities:
        if activity.id not in often:
            continue
        card = cards.get(activity.id, {})
        witnessed = card.get("witness") in ATTESTING
        grade = Grade.ATTESTED if witnessed else Grade.DESCRIBED if card else Grade.DECLARED
        shown.append(
            AssetShown(
                activity=activity.id,
                skills=activity.skills,
                frequency=often[activity.id],
                grade=grade,
                to_confirm=witnessed,
                **card,
            )
        )
    shown.sort(key=lambda asset: (GRADES.index(Grade(asset.grade)), -asset.frequency))
    return tuple(shown[:MOST_ASSETS])


def _constraints(given: Sequence[Given]) -> tuple[ConstraintTold, ...]:
    told = {one.code: one.value for one in given if one.part == Part.CONSTRAINTS}
    return tuple(
        ConstraintTold(code=line.code, answer=told[line.code], hindering=told[line.code] in HINDERING)
        for line in CHECKLIST
        if line.code in told
    )


def _interests(bank: Bank, given: Sequence[Given]) -> tuple[InterestRank, ...]:
    chosen: dict[str, int] = {}
    offered: dict[str, int] = {}
    known = {pair.id: pair for pair in bank.pairs}
    for one in given:
        if one.part != Part.INTERESTS or one.code not in known:
            continue
        pair = known[one.code]
        for name, side in (("left", pair.left), ("right", pair.right)):
            offered[side.occupation] = offered.get(side.occupation, 0) + 1
            chosen[side.occupation] = chosen.get(side.occupation, 0) + (one.value == name)
    if not any(chosen.values()):
        return ()
    ordered = sorted(offered, key=lambda code: (-chosen[code] / offered[code], code))
    return tuple(
        InterestRank(
            occupation=code,
            rank=1 + sum(1 for other in ordered if chosen[other] / offered[other] > chosen[code] / offered[code]),
            chosen=chosen[code],
            offered=offered[code],
        )
        for code in ordered
    )
