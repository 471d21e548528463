"""Judgements by skill: who says what, how both sides stand beside each other, what they propose."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Refused
from labmigration.pathway.positioning.models import Grade
from labmigration.pathway.positioning.results.elsewhere import joined, seen_elsewhere
from labmigration.pathway.prescription.models import PrescribedModule, Prescription
from labmigration.pathway.training.evaluation import actions, changes, queries
from labmigration.pathway.training.evaluation.actions import Judged
from labmigration.pathway.training.evaluation.evidence import POSITIONING, TRAINEE, TRAINER, Finding, standing
from labmigration.pathway.training.evaluation.models import SkillJudgement
from labmigration.pathway.training.evaluation.progress import draw, grouped
from labmigration.pathway.training.evaluation.skills import FRENCH, known_skill, skills_of_module
from labmigration.pathway.training.queries import modules_without_evaluation
from labmigration.timeline.models import Event

DAY = date(2026, 3, 10)


@pytest.fixture
def seats(school, at_work):
    cohort, seats = school.running(2, with_account=True)
    school.sign(school.session(cohort))
    return seats


def trainer_of(school) -> Actor:
    return Actor.of(school.trainer)


def herself(seat) -> Actor:
    return Actor.of(seat.pathway.candidate.user)


def test_a_module_teaches_the_skills_that_the_bank_gives_it_and_french_has_four_activities():
    assert {skill.code for skill in skills_of_module("core_safety")} == {"home_safety", "own_body"}
    assert len(skills_of_module(FRENCH)) == 4
    assert not skills_of_module("sst")
    assert skills_of_module("option_dependency", "childcare_provider") == []


def test_trainer_and_trainee_stand_beside_each_other_several_times(school, seats):
    seat = seats[0]
    actions.judge_skills(seat, [Judged("home_safety", 2)], actor=trainer_of(school))
    actions.judge_skills(seat, [Judged("home_safety", 3, "J’ai fait la visite")], actor=herself(seat))
    with clock.at(DAY + timedelta(days=30)):
        actions.judge_skills(seat, [Judged("home_safety", 3)], actor=trainer_of(school))
    found = queries.judged(seat)["home_safety"]
    assert [(each.said_by, each.low) for each in found] == [(TRAINER, 2), (TRAINEE, 3), (TRAINER, 3)]
    assert queries.last_words(seat)["home_safety", "trainee"].words == "J’ai fait la visite"


def test_the_same_said_twice_on_one_day_is_written_once_and_a_slip_is_put_right_the_same_day(school, seats):
    seat, trainer = seats[0], trainer_of(school)
    assert actions.judge_skills(seat, [Judged("own_body", 4)], actor=trainer) == 1
    assert actions.judge_skills(seat, [Judged("own_body", 4)], actor=trainer) == 0
    assert actions.judge_skills(seat, [Judged("own_body", 1)], actor=trainer) == 1
    assert [each.low for each in queries.judged(seat)["own_body"]] == [1]
    assert SkillJudgement.objects.count() == 2
    assert Event.objects.filter(verb="training.evaluate_skills").count() == 2


@pytest.mark.parametrize("judged", [Judged("home_safety", 0), Judged("home_safety", 5), Judged("no_such_skill", 2)])
def test_an_unknown_skill_or_level_is_refused(school, seats, judged):
    with pytest.raises(Refused):
        actions.judge_skills(seats[0], [judged], actor=trainer_of(school))


def test_nobody_judges_for_somebody_else_nor_measures_her_own_french(school, seats):
    with pytest.raises(Refused):
        actions.judge_skills(seats[0], [Judged("home_safety", 3)], actor=herself(seats[1]))
    with pytest.raises(Refused):
        actions.judge_skills(seats[0], [Judged("french_reading", 3)], actor=herself(seats[0]))
    assert not SkillJudgement.objects.exists()


@pytest.mark.parametrize(
    ("findings", "stands"),
    [
        ([], None),
        ([(POSITIONING, Grade.DECLARED, 1, 0), (TRAINER, Grade.OBSERVED, 3, 5)], 3),
        ([(TRAINER, Grade.OBSERVED, 2, 0), (TRAINEE, Grade.DECLARED, 4, 9)], 2),
        ([(POSITIONING, Grade.TESTED, 2, 0), (TRAINEE, Grade.DECLARED, 4, 9)], 2),
        ([(TRAINER, Grade.OBSERVED, 2, 0), (TRAINER, Grade.OBSERVED, 3, 9)], 3),
        ([(POSITIONING, Grade.OBSERVED, 2, 0), (TRAINER, Grade.OBSERVED, 1, 9)], 1),
    ],
)
def test_the_stronger_evidence_stands_and_of_two_alike_the_later(findings, stands):
    told = [
        Finding("home_safety", DAY + timedelta(days=days), level, level, who, grade)
        for who, grade, level, days in findings
    ]
    found = standing(told)
    assert (found.low if found else None) == stands


def test_a_difference_is_a_subject_of_a_talk(school, seats):
    seat = seats[0]
    actions.judge_skills(seat, [Judged("home_safety", 2), Judged("own_body", 3)], actor=trainer_of(school))
    actions.judge_skills(seat, [Judged("home_safety", 4), Judged("own_body", 3)], actor=herself(seat))
    (group,) = grouped(skills_of_module("core_safety"), queries.judged(seat))
    assert [skill.code for skill in group.talks] == ["home_safety"]
    assert group.certification_block == "BC02"


def test_progress_in_french_takes_two_dated_measures():
    speaking = known_skill("french_speaking")
    entry = Finding("french_speaking", DAY, 1, 2, POSITIONING, Grade.TESTED)
    later = Finding("french_speaking", DAY + timedelta(days=60), 3, 3, TRAINER, Grade.OBSERVED)
    alone, drawn = draw(speaking, [entry]), draw(speaking, [entry, later])
    assert alone.measures == 1 and str(alone.latest.up_to) == "A2"
    assert drawn.measures == 2 and (str(drawn.first.words), str(drawn.latest.words)) == ("Avant A2", "A2+")


def test_a_module_counts_as_evaluated_once_every_skill_of_it_was_judged_by_a_trainer(school, seats):
    seat = seats[0]
    actions.judge_skills(seat, [Judged("home_safety", 3)], actor=trainer_of(school))
    assert modules_without_evaluation(seat) == ["core_safety"]
    actions.judge_skills(seat, [Judged("own_body", 3)], actor=trainer_of(school))
    assert modules_without_evaluation(seat) == []


def signed_plan(seat, **hours) -> None:
    plan = Prescription(
        pathway=seat.pathway,
        number=1,
        state="signed",
        advisor=seat.pathway.lead_advisor,
        written_on=DAY,
        advisor_signed_at=clock.now(),
        candidate_signed_at=clock.now(),
    )
    plan.save(force_insert=True)
    for module, agreed in hours.items():
        PrescribedModule(territory_id=plan.territory_id, prescription=plan, module=module, hours=agreed).save(
            force_insert=True
        )


def test_french_under_its_target_with_no_french_in_the_plan_rings_at_the_advisor(school, seats):
    seat = seats[0]
    signed_plan(seat, core_safety=80)
    actions.judge_skills(seat, [Judged("french_speaking", 1)], actor=trainer_of(school))
    advisor = school.world.advisor
    (change,) = changes.changes_to_propose(advisor)
    assert change.pathway == seat.pathway and "aucun module prescrit" in change.reasons[0]
    actions.keep_prescription(seat.pathway, actor=advisor, words="Cours du soir à la mairie")
    assert changes.changes_to_propose(advisor) == []


def test_a_module_still_to_come_whose_skills_are_all_reached_is_told_too(school, seats):
    seat = seats[0]
    signed_plan(seat, core_safety=80, option_digital=20)
    school.session(seat.cohort, day=date(2026, 4, 14), module="option_digital")
    actions.judge_skills(seat, [Judged("digital_phone", 4)], actor=trainer_of(school))
    assert changes.changes_to_propose(school.world.advisor) == []
    actions.judge_skills(seat, [Judged("digital_admin", 2)], actor=trainer_of(school))
    (change,) = changes.changes_to_propose(school.world.advisor)
    assert "déjà atteint" in change.reasons[0]


def test_what_the_trainee_says_of_herself_proposes_nothing(school, seats):
    signed_plan(seats[0], core_safety=80)
    actions.judge_skills(seats[0], [Judged("home_safety", 1)], actor=herself(seats[0]))
    assert changes.changes_to_propose(school.world.advisor) == []


def test_only_her_own_advisor_keeps_the_prescription_and_says_why(school, seats):
    stranger = Actor.of(school.world.user("advisor", another=True))
    with pytest.raises(Refused):
        actions.keep_prescription(seats[0].pathway, actor=stranger, words="non")
    with pytest.raises(Refused):
        actions.keep_prescription(seats[0].pathway, actor=school.world.advisor, words=" ")


def test_what_a_trainer_saw_stands_in_the_profile_over_what_is_older_or_only_said(school, seats):
    seat, trainer = seats[0], trainer_of(school)
    actions.judge_skills(seat, [Judged("home_safety", 2)], actor=trainer)
    actions.judge_skills(seat, [Judged("home_safety", 4)], actor=herself(seat))
    (seen,) = queries.seen_in_training(seat.pathway)
    assert (seen.skill, seen.level, seen.by) == ("home_safety", 2, school.trainer)
    older = SimpleNamespace(skill="home_safety", level=1, rank=3, at=clock.now() - timedelta(days=9))
    later = SimpleNamespace(skill="home_safety", level=4, rank=1, at=clock.now() + timedelta(days=9))
    assert (joined({}, [seen])["home_safety"].level, joined({}, [seen])["home_safety"].rank) == (2, 0)
    now = joined({"home_safety": older}, [seen])["home_safety"]
    assert (now.level, now.rank) == (2, 3)
    assert joined({"home_safety": later}, [seen])["home_safety"].level == 4


def test_only_the_positioning_in_force_hears_of_training(school, seats):
    actions.judge_skills(seats[0], [Judged("home_safety", 2)], actor=trainer_of(school))
    for state, count in (("done", 1), ("draft", 0), ("superseded", 0)):
        assert len(seen_elsewhere(SimpleNamespace(state=state, pathway=seats[0].pathway))) == count
