"""The checker refuses every planted mistake, and says in words what breaks."""

from dataclasses import replace
from datetime import date

import pytest

from labmigration.decisions.timetable import (
    Calendar,
    Cohort,
    Module,
    Problem,
    Room,
    Session,
    Trainee,
    Trainer,
    check,
    cost_of,
    missed_in,
    what_breaks,
    why_impossible,
)

MONDAY, TUESDAY, WEDNESDAY = date(2023, 2, 6), date(2023, 2, 7), date(2023, 2, 8)
SUNDAY, NEXT = date(2023, 2, 12), date(2023, 2, 13)
PROBLEM = Problem(
    Calendar(MONDAY, date(2023, 2, 17), {"am": (540, 750), "pm": (810, 1020)}, (0, 1, 2, 3, 4), (WEDNESDAY,)),
    (
        Module("A", 7, max_halves_a_week=2),
        Module("B", 5, ("A",), 2, ("salle",)),
        Module("S", 7, full_days=True),
    ),
    (Cohort("C", ("A", "B", "S"), (Trainee("x", ((NEXT, "pm"),)), Trainee("y"), Trainee("z")), 6),),
    (
        Trainer("T", ("A", "B"), ((date(2023, 2, 10), "am"),)),
        Trainer("U", ("B", "S"), (), 4),
    ),
    (Room("R", "salle", 3), Room("Q", "salle", 2, ((date(2023, 2, 10), "pm"),)), Room("K", "cuisine", 3)),
    max_missed_share=0.2,
)  # fmt: skip


def one(module, group, number, day, half, trainer="T", room="R", trainees=("x", "y", "z"), hours=3.5):
    return Session("C", module, group, number, day, half, hours, trainer, room, trainees)


RIGHT = (
    one("A", 1, 1, MONDAY, "am"),
    one("A", 1, 2, MONDAY, "pm"),
    one("B", 1, 1, TUESDAY, "am", trainees=("x", "y")),
    one("B", 1, 2, TUESDAY, "pm", trainees=("x", "y"), hours=1.5),
    one("B", 2, 1, TUESDAY, "am", "U", "Q", ("z",)),
    one("B", 2, 2, TUESDAY, "pm", "U", "Q", ("z",), 1.5),
    one("S", 1, 1, NEXT, "am", "U"),
    one("S", 1, 2, NEXT, "pm", "U"),
)


def with_(rank, **changes):
    return tuple(replace(session, **changes) if at == rank else session for at, session in enumerate(RIGHT))


def codes(sessions, problem=PROBLEM):
    return {breach.code for breach in check(problem, sessions)}


def test_a_right_timetable_breaks_nothing():
    assert check(PROBLEM, RIGHT) == ()


def test_a_right_timetable_costs_what_is_reckoned_by_hand():
    cost = cost_of(PROBLEM, RIGHT)
    assert [(one.trainee, one.date) for one in missed_in(PROBLEM, RIGHT)] == [("x", NEXT)]
    assert (cost.missed, cost.half_day, cost.trainer_change, cost.week) == (10, 0, 0, 4)
    moved = replace(PROBLEM, previous=with_(7, date=date(2023, 2, 16)))
    assert cost_of(moved, RIGHT).moved == 3


@pytest.mark.parametrize(
    ("sessions", "code"),
    [
        (with_(0, date=SUNDAY), "closed"),
        (with_(1, date=WEDNESDAY), "closed"),
        (with_(1, date=date(2023, 2, 20)), "closed"),
        (RIGHT[1:], "sessions_missing"),
        ((*RIGHT, one("A", 2, 1, date(2023, 2, 9), "am")), "wrong_groups"),
        (with_(3, hours=3.5), "wrong_hours"),
        (with_(3, date=MONDAY, half="am"), "wrong_hours"),
        (with_(2, trainees=("x", "y", "z"), room="R"), "wrong_people"),
        (with_(0, trainees=("x", "y")), "wrong_people"),
        (with_(1, half="am"), "person_twice"),
        (with_(4, trainer="T"), "trainer_twice"),
        (with_(4, room="R"), "room_twice"),
        (with_(6, trainer="T"), "trainer_cannot"),
        (with_(3, date=date(2023, 2, 10), half="am"), "trainer_away"),
        (with_(2, room="K"), "room_kind"),
        (with_(0, room="Q"), "room_seats"),
        (with_(5, date=date(2023, 2, 10), half="pm"), "room_away"),
        (with_(1, date=TUESDAY, half="pm"), "too_early"),
        (with_(7, date=date(2023, 2, 14)), "half_of_a_day"),
    ],
)
def test_a_planted_mistake_is_found(sessions, code):
    assert code in codes(sessions)


@pytest.mark.parametrize(
    ("problem", "code"),
    [
        (replace(PROBLEM, modules=(Module("A", 7, max_halves_a_week=1), *PROBLEM.modules[1:])), "module_week"),
        (replace(PROBLEM, cohorts=(replace(PROBLEM.cohorts[0], max_halves_a_week=3),)), "cohort_week"),
        (replace(PROBLEM, trainers=(PROBLEM.trainers[0], Trainer("U", ("B", "S"), (), 1))), "trainer_week"),
        (replace(PROBLEM, max_missed_share=0.1), "misses_too_much"),
        (replace(PROBLEM, fixed=(with_(0, half="pm")[0],)), "fixed_moved"),
    ],
)
def test_a_rule_that_is_tightened_is_found_broken(problem, code):
    assert codes(RIGHT, problem) == {code}


def test_what_breaks_is_said_in_words_with_the_names_of_whoever_asks():
    (breach, *_others) = [one for one in check(PROBLEM, with_(3, date=date(2023, 2, 10), half="am")) if one.of == "T"]
    names = {"T": "Inès Roux", "B": "Cuisine"}.get
    said = str(what_breaks(breach, lambda name: names(name, name)))
    assert said == "Inès Roux n’est pas là le 10/02/2023 (matin) (Cuisine)."


def test_every_breach_has_its_sentence():
    empty = Problem(PROBLEM.calendar, PROBLEM.modules, PROBLEM.cohorts, PROBLEM.trainers, PROBLEM.rooms)
    found = [
        *check(empty, ()),
        *(breach for rank in range(8) for day in (SUNDAY, MONDAY, TUESDAY, NEXT) for half in ("am", "pm")
          for breach in check(PROBLEM, with_(rank, date=day, half=half, trainer="U", room="Q"))),
    ]  # fmt: skip
    assert {"sessions_missing", "person_twice", "trainer_cannot"} <= {breach.code for breach in found}
    for breach in found:
        said = str(what_breaks(breach))
        assert said.endswith(".")
        assert "{" not in said


def test_the_reasons_of_a_conflict_are_said_in_words():
    said = why_impossible(PROBLEM, ["cohort:C:hours", "cohort:C:week", "trainer:U", "room:Q", "trainee:x"])
    assert [str(one) for one in said[1:]] == [
        "C doit tenir 8 séances entre le 06/02/2023 et le 17/02/2023.",
        "C a au plus 6 demi-journées par semaine.",
        "U n’est qu’à un endroit à la fois (demi-journées d’absence : 0 ; par semaine, au plus : 4).",
        "La salle Q sert à un groupe à la fois (demi-journées où elle n’est pas libre : 1).",
        "x ne peut manquer plus de 1 séances (demi-journées d’absence : 1).",
    ]


def test_a_reason_alone_is_not_said_to_clash_with_another():
    assert str(why_impossible(PROBLEM, ["cohort:C:hours"])[0]) == "Cette demande ne peut pas être tenue."
