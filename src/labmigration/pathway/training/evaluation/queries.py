"""What was said of skills: by seat, by person, by cohort. Rights are asked by whoever shows it."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.utils import timezone

from labmigration.access.actor import Actor
from labmigration.access.gate import visible
from labmigration.pathway.models import Pathway
from labmigration.pathway.positioning.facts import FRENCH_SKILLS
from labmigration.pathway.positioning.queries import findings
from labmigration.pathway.positioning.queries import in_force as positioning_in_force
from labmigration.pathway.positioning.results.elsewhere import Seen
from labmigration.pathway.training.evaluation.evidence import GRADE_OF, POSITIONING, TRAINER, Finding
from labmigration.pathway.training.evaluation.models import SkillJudgement
from labmigration.pathway.training.evaluation.skills import (
    TaughtSkill,
    every_skill,
    known_skill,
    skills_of_module,
)
from labmigration.pathway.training.models import AttendanceSignature, Enrolment

SignedAs = AttendanceSignature.SignedAs


def findings_of(rows: Iterable[SkillJudgement]) -> list[Finding]:
    """Judgements as dated findings, oldest first; the last one of a day and a side stands for that day."""
    of_day: dict[tuple[str, str, date], Finding] = {}
    for row in sorted(rows, key=lambda each: each.given_at):
        on = timezone.localtime(row.given_at).date()
        finding = Finding(row.skill, on, row.level, row.level, row.given_as, GRADE_OF[row.given_as])
        of_day[row.skill, row.given_as, on] = finding
    return sorted(of_day.values(), key=lambda finding: finding.on)


def judged(seat: Enrolment) -> dict[str, list[Finding]]:
    """What both sides said of one seat, by skill in the order of the bank, oldest first; one query."""
    found = defaultdict(list)
    for finding in findings_of(SkillJudgement.objects.filter(enrolment=seat)):
        found[finding.skill].append(finding)
    return {code: found[code] for code in every_skill() if code in found}


def last_words(seat: Enrolment) -> dict[tuple[str, str], SkillJudgement]:
    """The last line of each skill and side, for its words and its author; one query."""
    rows = SkillJudgement.objects.filter(enrolment=seat).select_related("given_by").order_by("given_at")
    return {(row.skill, row.given_as): row for row in rows}


def days_judged_by_skill(seat: Enrolment) -> dict[tuple[str, str], date]:
    """When each side last spoke of a skill of each module, by module and side; one query."""
    found: dict[tuple[str, str], date] = {}
    rows = SkillJudgement.objects.filter(enrolment=seat).order_by("given_at")
    for code, side, at in rows.values_list("skill", "given_as", "given_at"):
        skill = known_skill(code)
        if skill is not None:
            found[skill.module, side] = timezone.localtime(at).date()
    return found


def last_by_trainers(seats: Iterable[Enrolment]) -> dict[tuple[UUID, str], SkillJudgement]:
    """The last word of a trainer, by seat and skill; one query."""
    rows = SkillJudgement.objects.filter(enrolment__in=[seat.pk for seat in seats], given_as=SignedAs.TRAINER)
    return {(row.enrolment_id, row.skill): row for row in rows.order_by("given_at")}


def modules_judged_by_skill(seat: Enrolment, modules: Iterable[str]) -> set[str]:
    """The modules of which a trainer has judged every skill that the person's occupation asks for; one query."""
    said = set(SkillJudgement.objects.filter(enrolment=seat, given_as=SignedAs.TRAINER).values_list("skill", flat=True))
    occupation = seat.pathway.occupation
    taught = {module: [skill.code for skill in skills_of_module(module, occupation)] for module in modules}
    return {module for module, codes in taught.items() if codes and said.issuperset(codes)}


def entry_french(actor: Actor, pathway: Pathway) -> list[Finding]:
    """The four activities of French as the positioning in force found them, for those who may read it."""
    positioning = positioning_in_force(actor, pathway.pk)
    if positioning is None or positioning.done_on is None:
        return []
    return [
        Finding(level.axis, positioning.done_on, level.low, level.high, POSITIONING, level.grade)
        for level in findings(positioning).levels
        if level.axis in FRENCH_SKILLS
    ]


def seen_in_training(pathway: Pathway) -> list[Seen]:
    """What trainers saw last of each skill, for the profile of the positioning; one query."""
    rows = SkillJudgement.objects.filter(pathway=pathway, given_as=SignedAs.TRAINER).select_related("given_by")
    last = {row.skill: row for row in rows.order_by("given_at")}
    return [Seen(row.skill, row.level, row.given_at, row.given_by, str(row.words)) for row in last.values()]


def seats_to_judge(actor: Actor, cohort_id: UUID) -> list[Enrolment]:
    """The seats of a cohort that the actor may evaluate, by number; her own excepted."""
    rows = visible(actor, "training.evaluate").filter(cohort=cohort_id).exclude(state="withdrawn")
    rows = rows.select_related("pathway__candidate").order_by("seat")
    return [seat for seat in rows if actor.user is None or seat.pathway.candidate.user_id != actor.user.pk]


def french_skills() -> list[TaughtSkill]:
    """Listening, reading, speaking, writing."""
    return [skill for skill in every_skill().values() if skill.is_french]


def measured_by_trainer(found: Iterable[Finding]) -> list[Finding]:
    """Those of a trainer."""
    return [finding for finding in found if finding.said_by == TRAINER]
