"""Pages of evaluation by skill: twelve people on one page, her own in her language, both beside each other."""

import pytest
from django.urls import reverse

from labmigration.pathway.training.evaluation import actions
from labmigration.pathway.training.evaluation.actions import Judged
from labmigration.pathway.training.evaluation.models import SkillJudgement
from labmigration.pathway.training.evaluation.tests.test_skills import herself, signed_plan, trainer_of


@pytest.fixture
def seats(school):
    with school.coordinator.at_work():
        cohort, seats = school.running(3, with_account=True)
        school.sign(school.session(cohort))
    return seats


def test_a_trainer_judges_everybody_on_one_page_and_what_is_left_blank_stays(school, seats, client):
    client.force_login(school.trainer)
    address = reverse("training:judge_skills", args=[seats[0].cohort_id, "core_safety"])
    html = client.get(address).content.decode()
    assert html.count('type="radio"') == 3 * 2 * 4 and "checked" not in html
    sent = {f"home_safety-{seats[0].seat}": "3", f"own_body-{seats[1].seat}": "2"}
    assert client.post(address, sent).status_code == 302
    with school.coordinator.at_work():
        assert SkillJudgement.objects.count() == 2
    assert "Sans aide" in client.get(address).content.decode()
    assert client.post(address, {f"home_safety-{seats[0].seat}": "7"}).status_code == 422


def test_french_is_judged_by_the_four_activities_at_any_time(school, seats, client):
    client.force_login(school.trainer)
    html = client.get(reverse("training:judge_skills", args=[seats[0].cohort_id, "french"])).content.decode()
    assert "Parler français" in html and "B1" in html


def test_modules_without_skills_or_not_begun_have_no_such_page(school, seats, client, elsewhere):
    client.force_login(school.trainer)
    for module in ("sst", "option_childcare", "nothing"):
        address = reverse("training:judge_skills", args=[seats[0].cohort_id, module])
        assert client.get(address).status_code == 404
    client.force_login(elsewhere.user("trainer"))
    assert client.get(reverse("training:judge_skills", args=[seats[0].cohort_id, "core_safety"])).status_code == 404


def test_she_answers_with_sentences_and_her_own_words_in_her_language(school, seats, client):
    user = seats[0].pathway.candidate.user
    user.language = "ar"
    user.save()
    client.force_login(user)
    address = reverse("training:own_skills", args=["core_safety"])
    html = client.get(address).content.decode()
    assert "ألاحظ الأخطار" in html and "Je repère les dangers" in html
    assert client.post(address, {"home_safety": "3"}).status_code == 422
    sent = {"home_safety": "3", "own_body": "2", "home_safety-words": "J’ai appris"}
    assert client.post(address, sent, follow=True).status_code == 200
    with school.coordinator.at_work():
        assert SkillJudgement.objects.get(skill="home_safety").words == "J’ai appris"


def test_both_sides_are_drawn_and_a_difference_is_to_be_talked_about(school, seats, client):
    with school.coordinator.at_work():
        actions.judge_skills(seats[0], [Judged("home_safety", 2)], actor=trainer_of(school))
        actions.judge_skills(seats[0], [Judged("home_safety", 4)], actor=herself(seats[0]))
    client.force_login(school.trainer)
    html = client.get(reverse("training:progress", args=[seats[0].pk])).content.decode()
    assert "à se dire" in html and "<svg" in html and "Le même dessin en tableau" in html
    client.force_login(seats[0].pathway.candidate.user)
    own = client.get(reverse("training:own_progress")).content.decode()
    assert "Parlez-en ensemble" in own
    client.force_login(seats[1].pathway.candidate.user)
    assert client.get(reverse("training:progress", args=[seats[0].pk])).status_code == 404


def test_her_advisor_reads_the_proposal_in_her_day_and_keeps_the_plan_with_a_reason(school, seats, client):
    with school.coordinator.at_work():
        signed_plan(seats[0], core_safety=80)
        actions.judge_skills(seats[0], [Judged("french_speaking", 1)], actor=trainer_of(school))
    client.force_login(school.world.user("advisor"))
    progress = reverse("training:progress", args=[seats[0].pk])
    assert progress in client.get(reverse("desk:day")).content.decode()
    assert "aucun module prescrit" in client.get(progress).content.decode()
    keep = reverse("training:keep_prescription", args=[seats[0].pathway_id])
    assert client.post(keep, {"words": ""}).status_code == 422
    assert client.post(keep, {"words": "Cours du soir"}).status_code == 302
    assert progress not in client.get(reverse("desk:day")).content.decode()
    assert "Cours du soir" in client.get(progress).content.decode()
