"""What households are told of employing: levels with their reason, trial periods, rest, what to do before."""

import shutil
from datetime import date

import pytest

from labmigration.programme import ProgrammeError, programme
from labmigration.programme.home_employment import employing, load
from labmigration.programme.home_employment.reader import FOLDER
from labmigration.programme.occupation_leaflets import leaflets

ON = date(2026, 7, 1)


@pytest.mark.parametrize(
    ("occupation", "cared_for", "tasks", "rule", "level"),
    [
        ("family_assistant", [], ["floors"], "occupation_family", "I"),
        ("family_assistant", [], ["floors", "children"], "family_with_children", "III"),
        ("family_assistant", ["adult"], ["floors"], "adult", "III"),
        ("family_assistant", ["child_under_3"], [], "child_under_3", "III"),
        ("childcare_provider", [], [], "occupation_childcare", "III"),
        ("childcare_provider", ["child_under_3"], [], "child_under_3", "III"),
        ("childcare_provider", ["disabled_child", "child_under_3"], [], "disabled_child", "IV"),
        ("dependency_carer", [], [], "occupation_carer", "III"),
        ("dependency_carer", ["adult"], [], "adult", "III"),
    ],
)
def test_who_is_cared_for_sets_the_level_whatever_the_hours(occupation, cared_for, tasks, rule, level):
    found = employing().level_for(occupation, cared_for=cared_for, tasks=tasks, on=ON)
    assert (found.code, found.level) == (rule, level)
    assert found.level in found.levels


def test_a_childminder_stands_outside_the_grid():
    assert employing().level_for("childminder", cared_for=["child_under_3"], tasks=[], on=ON) is None


def test_what_is_not_verified_in_the_grid_says_so():
    unsure = [rule.code for rule in employing().grid.level_rule if not rule.confirmed]
    assert unsure == ["occupation_childcare", "occupation_family"]


@pytest.mark.parametrize(
    ("occupation", "starts_on", "days", "sibling", "ends_on", "renewed"),
    [
        ("dependency_carer", date(2026, 4, 1), 3, False, date(2026, 4, 30), date(2026, 5, 31)),
        ("dependency_carer", date(2027, 1, 31), 3, False, date(2027, 2, 28), date(2027, 3, 30)),
        ("childminder", date(2026, 4, 10), 3, False, date(2026, 7, 9), None),
        ("childminder", date(2026, 4, 10), 4, False, date(2026, 6, 9), None),
        ("childminder", date(2026, 4, 10), 4, True, date(2026, 5, 9), None),
    ],
)
def test_the_last_day_of_the_trial_period(occupation, starts_on, days, sibling, ends_on, renewed):
    found = employing().trial(occupation, kind="cdi", starts_on=starts_on, days_a_week=days, sibling=sibling)
    assert (found.ends_on, found.renewed_until) == (ends_on, renewed)


def test_no_trial_period_is_invented_for_a_fixed_term_nor_before_the_source():
    assert employing().trial("dependency_carer", kind="cdd", starts_on=ON, days_a_week=3) is None
    assert employing().trial("dependency_carer", kind="cdi", starts_on=date(2025, 1, 1), days_a_week=3) is None


def test_the_childminders_rules_are_other_data():
    there, here = employing().rest_on(ON, "dependency_carer"), employing().rest_on(ON, "childminder")
    assert (there.weekly_hours, there.daily_hours) == (35, None)
    assert (here.weekly_hours, here.daily_hours) == (35, 11)
    codes = [step.code for step in employing().steps_on(ON, "childminder")]
    assert "licence_and_insurance" in codes
    assert "level" not in codes
    assert "child" in [clause.code for clause in employing().clauses_of("childminder")]


def test_only_confirmed_facts_stand_before_hiring():
    assert all(step.confirmed and step.article for step in employing().hiring.step)


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("grid.toml", 'cared_for = ["adult"]', 'cared_for = ["cat"]', "'cat' refers to nothing"),
        ("grid.toml", 'tasks = ["children"]', 'tasks = ["flying"]', "'flying' refers to nothing"),
        ("grid.toml", 'proposed = "III"', 'proposed = "VI"', "'VI' refers to nothing"),
        ("terms.toml", "months = 1\n", "", "either months or days"),
        ("hiring.toml", 'source = "CT-EMBAUCHE"', 'source = "NOWHERE"', "does not stand in sources.toml"),
    ],
)
def test_a_mistake_in_the_files_is_refused_with_its_place(tmp_path, file, old, new, says):
    shutil.copytree(FOLDER, tmp_path / "employing")
    path = tmp_path / "employing" / file
    assert old in path.read_text(encoding="utf-8")
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ProgrammeError, match=says):
        load(tmp_path / "employing", programme(), leaflets())
