"""The result: the opinion first, then the profile; what the interview settles; what the advisor starts from."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from labmigration.access.gate import Conflict, Refused
from labmigration.pathway.positioning import actions as positionings
from labmigration.pathway.positioning import queries as positioning_queries
from labmigration.pathway.positioning.facts import Findings, Level
from labmigration.pathway.positioning.models import Positioning
from labmigration.pathway.positioning.results import actions, document, queries
from labmigration.pathway.positioning.results.actions import Lift, Said
from labmigration.pathway.positioning.results.agenda import agenda_of
from labmigration.pathway.positioning.results.bars import bar_groups, drawn_needs
from labmigration.pathway.positioning.results.groups import groups_of
from labmigration.pathway.positioning.results.models import BlockOpinion, ConstraintAction, Observation, Readiness
from labmigration.pathway.positioning.results.proposal import proposed
from labmigration.pathway.positioning.results.settled import as_far_as_asked
from labmigration.pathway.positioning.tests.invented_profile import PROFILE, SKILLS, skill, with_skills
from labmigration.pathway.positioning.tests.test_positionings import ENOUGH
from labmigration.programme.positioning_bank import bank
from labmigration.timeline.models import Event

SAID = {
    "safety": Said(Readiness.READY, "Raconte bien"),
    "home": Said(Readiness.READY),
    "french": Said(Readiness.TO_STRENGTHEN),
    "digital": Said(Readiness.TO_STRENGTHEN),
}


@pytest.fixture(autouse=True)
def answers(monkeypatch):
    """Whatever was asked, the sittings show the invented profile."""
    monkeypatch.setattr(queries, "profile_of", lambda positioning: PROFILE)


@pytest.fixture
def draft(world, on_a_tuesday):
    pathway = world.person("positioning", "positioning.do", with_account=True)
    with world.advisor.at_work():
        return positionings.begin(pathway, actor=world.advisor)


@pytest.fixture
def judged(world, draft):
    with world.advisor.at_work():
        actions.judge(draft, SAID, actor=world.advisor)
    return draft


@pytest.fixture
def done(world, judged):
    with world.advisor.at_work():
        positionings.fill_in(judged, actor=world.advisor, version=1, findings=ENOUGH)
        return positionings.finish(judged, actor=world.advisor)


@pytest.fixture
def advisor(world, client):
    client.force_login(world.user("advisor"))
    return client


def page(client, name, positioning, *arguments, **query):
    return client.get(reverse(f"positioning:{name}", args=[positioning.pathway_id, *arguments]), query)


def of(profile, **observations):
    return as_far_as_asked(profile, bank()), bank(), observations


# The opinion first


def test_the_profile_is_not_shown_before_the_advisor_has_given_her_opinion(draft, advisor):
    assert page(advisor, "profile", draft)["Location"] == reverse("positioning:judge", args=[draft.pathway_id])
    for name in ("agenda", "plan_lifting"):
        assert page(advisor, name, draft).status_code == 404
    asked = page(advisor, "judge", draft).content.decode()
    assert "Maison, linge et gestes écologiques" in asked
    assert "mesuré par un test" not in asked


def test_the_page_where_findings_are_written_gives_nothing_away_before_the_opinion(draft, advisor):
    shown = page(advisor, "fill_in", draft).content.decode()
    assert "Donnez d’abord votre avis" in shown
    assert "Trier le linge" not in shown


def test_a_finished_positioning_keeps_the_profile_closed_until_the_opinion_is_given(world, draft, advisor):
    with world.advisor.at_work():
        positionings.fill_in(draft, actor=world.advisor, version=1, findings=ENOUGH)
        positionings.finish(draft, actor=world.advisor)
    shown = page(advisor, "result", draft).content.decode()
    assert "Le profil s’ouvre après votre avis" in shown
    assert "Les compétences, une par une" not in shown


def test_the_opinion_is_kept_with_what_the_tool_said_at_that_moment(judged, world):
    with world.advisor.at_work():
        kept = {row.group: (row.readiness, row.tool_low, row.tool_high) for row in BlockOpinion.objects.all()}
        assert kept == {"safety": (3, 2, 3), "home": (3, 1, 2), "french": (2, 3, 3), "digital": (2, 2, 2)}
        assert BlockOpinion.objects.get(group="safety").words == "Raconte bien"
        assert Event.objects.filter(verb="positioning.judge", facts={"groups": 4}).count() == 1


def test_an_opinion_given_twice_is_a_conflict_and_changes_nothing(judged, world):
    with world.advisor.at_work():
        with pytest.raises(Conflict, match="déjà écrit"):
            actions.judge(judged, SAID, actor=world.advisor)
        assert BlockOpinion.objects.count() == 4


def test_a_group_left_out_is_refused(draft, world):
    with world.advisor.at_work(), pytest.raises(Refused, match="chaque ligne"):
        actions.judge(draft, {"home": Said(3)}, actor=world.advisor)


def test_a_page_with_a_missing_opinion_keeps_what_was_chosen(draft, advisor):
    url = reverse("positioning:judge", args=[draft.pathway_id])
    answer = advisor.post(url, {"home_readiness": "3", "home_words": "Tient sa maison"})
    assert answer.status_code == 422
    assert "Tient sa maison" in answer.content.decode()


def test_groups_answered_later_are_judged_later(world, judged, monkeypatch):
    monkeypatch.setattr(queries, "profile_of", lambda positioning: with_skills(*SKILLS, skill("civics", 1, 2)))
    with world.advisor.at_work():
        assert [group.code for group in queries.result_of(judged).unjudged] == ["setting"]


def test_where_opinion_and_tool_differ_the_page_says_so(judged, advisor):
    shown = page(advisor, "profile", judged).content.decode()
    assert shown.count("avis différents") == 2


def test_an_opinion_may_change_and_the_first_one_stays_with_the_reason(judged, advisor, world):
    url = reverse("positioning:change_opinion", args=[judged.pathway_id, "home"])
    told = {"known": "1", "readiness": "2", "reason": "Elle confond les produits"}
    assert advisor.post(url, told).status_code == 302
    with world.advisor.at_work():
        rows = list(BlockOpinion.objects.filter(group="home"))
        assert [(row.rank, row.readiness, row.tool_low, row.tool_high) for row in rows] == [(1, 3, 1, 2), (2, 2, 1, 2)]
    shown = page(advisor, "profile", judged).content.decode()
    assert "Elle confond les produits" in shown
    assert "acquis" in shown[shown.index("Avant, ") :][:80]
    assert shown.count("avis différents") == 1


@pytest.mark.parametrize(
    ("changes", "told"),
    [({"reason": " "}, "pourquoi"), ({"readiness": 3}, "même avis"), ({"known": 0}, "pendant ce temps")],
)
def test_a_change_without_reason_without_change_or_too_late_is_refused(judged, world, changes, told):
    change = {"readiness": 1, "reason": "Vu à l’entretien", "known": 1} | changes
    with world.advisor.at_work(), pytest.raises(Refused, match=told):
        actions.change_opinion(judged, "home", actor=world.advisor, **change)


# What is drawn


def test_a_band_on_one_side_of_the_target_needs_no_interview_however_wide():
    groups = bar_groups(*of(PROFILE))
    states = {bar.code: bar.state for group in groups for bar in group.bars}
    assert states["laundry"] == "met"
    assert states["home_care"] == "short"
    assert states["home_safety"] == states["french_reading"] == states["french_speaking"] == "to_confirm"


def test_the_tool_speaks_of_a_group_by_its_weakest_skill_and_not_of_answers_that_contradict_each_other():
    told = {group.code: group.tool for group in groups_of(as_far_as_asked(PROFILE, bank()), bank())}
    assert (told["home"].low, told["home"].high) == (Readiness.TO_LEARN, Readiness.TO_STRENGTHEN)
    assert (told["french"].low, told["french"].high) == (Readiness.READY, Readiness.READY)
    silent = with_skills(skill("civics", 1, 4, outcome="aberrant"))
    assert groups_of(silent, bank())[0].tool is None


def test_needs_begin_with_the_critical_ones():
    needs = drawn_needs(*of(with_skills(skill("home_care", 1, 2), skill("child_safety", 1, 2))))
    assert [(str(need.words), need.critical) for need in needs] == [
        ("La sécurité de l’enfant", True),
        ("L’entretien de la maison", False),
    ]


def test_the_profile_shows_words_and_never_a_mark(judged, advisor):
    shown = page(advisor, "profile", judged).content.decode()
    told = shown[shown.index("<h1>") :].lower()
    for word in ("score", "moyenne", "sur 4", "sur 100", "pour cent", " % "):
        assert word not in told
    assert "les réponses ne vont pas ensemble" in told


def test_the_drawing_has_its_table_for_those_who_listen(judged, advisor):
    shown = page(advisor, "profile", judged).content.decode()
    table = shown[shown.index("Le même dessin en tableau") :]
    assert table.count('<th scope="row">') == len(as_far_as_asked(PROFILE, bank()).skills)


# The interview


def test_the_agenda_holds_what_is_open_and_what_would_settle_it_critical_first():
    points = agenda_of(*of(PROFILE))
    assert [point.skill for point in points] == ["home_safety", "french_reading", "french_speaking", "french_writing"]
    assert "dangereux" in str(points[0].ask)
    assert "Je repère les dangers" in str(points[0].looked_for)
    assert str(points[3].why) == "aucune question ne le mesure"


def test_every_skill_of_the_bank_has_an_observation_that_settles_it():
    from labmigration.pathway.positioning.results.agenda import SETTLED_BY

    assert {each.code for each in bank().skills} == set(SETTLED_BY)


def test_an_observation_sets_the_level_and_what_the_questions_said_is_kept(judged, advisor, world):
    url = reverse("positioning:observe", args=[judged.pathway_id, "home_safety"])
    assert advisor.post(url, {"known": "0", "level": "2", "words": "Nomme un danger sur trois"}).status_code == 302
    with world.advisor.at_work():
        found = queries.result_of(judged)
        assert Observation.objects.get().words == "Nomme un danger sur trois"
        assert {held.skill: (held.low, held.high) for held in found.profile.skills}["home_safety"] == (2, 4)
    shown = page(advisor, "profile", judged).content.decode()
    assert "observé en situation" in shown
    assert "Les questions disaient" in shown
    assert page(advisor, "agenda", judged).content.decode().count('class="seen"') == 1


def test_two_observations_at_once_are_a_conflict(judged, world):
    with world.advisor.at_work():
        actions.observe(judged, "home_safety", actor=world.advisor, level=2)
        with pytest.raises(Conflict, match="pendant ce temps"):
            actions.observe(judged, "home_safety", actor=world.advisor, level=4)
        actions.observe(judged, "home_safety", actor=world.advisor, level=4, known=1)
        assert queries.result_of(judged).observations["home_safety"].level == 4


def test_a_skill_that_was_not_asked_is_not_observed(judged, advisor, world):
    assert page(advisor, "observe", judged, "mobility_help").status_code == 404
    with world.advisor.at_work(), pytest.raises(Refused):
        actions.observe(judged, "mobility_help", actor=world.advisor, level=2)


# Constraints


def test_a_constraint_says_who_lifts_it_and_by_when(judged, advisor, world):
    url = reverse("positioning:plan_lifting", args=[judged.pathway_id])
    told = {"childcare_version": "0", "childcare_who": "partner", "childcare_by_day": "2026-03-20"}
    assert advisor.post(url, told).status_code == 302
    assert "un partenaire, au plus tard le" in page(advisor, "profile", judged).content.decode()
    late = advisor.post(url, {**told, "childcare_who": "advisor"})
    assert late.status_code == 409
    assert "pendant ce temps" in late.content.decode()
    done = {**told, "childcare_version": "1", "childcare_done": "on"}
    assert advisor.post(url, done).status_code == 302
    with world.advisor.at_work():
        row = ConstraintAction.objects.get()
        assert (row.who, row.done_on) == ("partner", date(2026, 3, 10))


def test_a_line_without_a_day_is_told_beside_it(judged, advisor):
    url = reverse("positioning:plan_lifting", args=[judged.pathway_id])
    answer = advisor.post(url, {"childcare_version": "0", "childcare_who": "person"})
    assert answer.status_code == 422
    assert "Donnez un jour" in answer.content.decode()


def test_what_does_not_hinder_has_no_action(judged, world):
    with world.advisor.at_work(), pytest.raises(Refused):
        actions.plan_lifting(judged, [Lift("transport", "person", date(2026, 3, 20))], actor=world.advisor)


# What the advisor starts from, and decides


def test_an_axis_has_the_level_of_its_weakest_skill_and_answers_that_contradict_propose_none():
    levels = {level.axis: level for level in proposed(*of(PROFILE)).levels}
    assert levels["occupational"] == Level("occupational", 1, 2, "tested")
    assert levels["french_listening"] == Level("french_listening", 3, 4, "tested")
    assert not {"french_reading", "french_speaking"} & set(levels)


def test_needs_are_the_skills_under_the_target_then_what_lifts_a_constraint():
    needs = [(need.what, need.axis) for need in proposed(*of(PROFILE)).needs]
    assert needs == [
        ("L’entretien de la maison", "occupational"),
        ("Le téléphone de tous les jours", "digital"),
        ("Chercher une garde avec la mairie ou la crèche, avant la formation", "mobility"),
    ]


def test_the_page_is_filled_from_the_profile_and_saves_nothing_by_itself(judged, advisor, world):
    shown = page(advisor, "fill_in", judged).content.decode()
    assert "Rempli à partir du profil" in shown
    assert "Trier le linge" in shown
    with world.advisor.at_work():
        assert positioning_queries.findings(judged) == Findings()


def test_what_the_advisor_wrote_is_not_replaced_unless_she_asks(judged, advisor, world):
    with world.advisor.at_work():
        positionings.fill_in(judged, actor=world.advisor, version=1, findings=ENOUGH)
    assert "Trier le linge" not in page(advisor, "fill_in", judged).content.decode()
    assert "Trier le linge" in page(advisor, "fill_in", judged, profil="1").content.decode()


def test_a_need_that_is_not_indispensable_is_saved(draft, advisor, world):
    url = reverse("positioning:fill_in", args=[draft.pathway_id])
    told = {"version": "1", "need_0_what": "Écrire un message", "need_0_axis": "french_writing", "decision": "save"}
    assert advisor.post(url, told).status_code == 302
    with world.advisor.at_work():
        assert positioning_queries.findings(draft).needs[0].critical is False


# Her own page, and the paper


def own_client(positioning, **cookies):
    client = Client()
    client.force_login(positioning.pathway.candidate.user)
    for name, value in cookies.items():
        client.cookies[name] = value
    return client


def test_her_own_page_speaks_her_language_with_the_french_beside(world, judged):
    with world.advisor.at_work():
        findings = proposed(*of(PROFILE))
        french = [Level(axis, 2, 2, "observed") for axis in ("french_reading", "french_speaking", "french_writing")]
        more = Findings((*findings.levels, *french), findings.assets, findings.needs)
        positionings.fill_in(judged, actor=world.advisor, version=1, findings=more)
        positionings.finish(judged, actor=world.advisor)
    shown = own_client(judged, django_language="ar").get(reverse("positioning:own")).content.decode()
    asset, need = bank().activity("bath-a-child").words, bank().skill("home_care").name
    for words in (asset.ar, asset.fr, need.ar, need.fr):
        assert words in shown
    assert shown.index(asset.ar) < shown.index(need.ar)
    assert reverse("privacy:ask", args=["contest"]) in shown


@pytest.mark.parametrize(("language", "pages"), [("fr", 1), ("ar", 2), ("uk", 2)])
def test_the_paper_is_one_page_a_language_and_can_be_read_aloud(world, done, language, pages):
    with world.advisor.at_work():
        paper = document.pdf(queries.result_of(done), language)
    assert paper.startswith(b"%PDF")
    assert b"pdfuaid" in paper
    assert f"/Type/Pages/Count {pages}/".encode() in paper


def test_she_keeps_her_paper_and_nobody_elses(world, done):
    answer = own_client(done).get(reverse("positioning:own_printed"))
    assert (answer.status_code, answer["Content-Type"], answer["Cache-Control"]) == (200, "application/pdf", "no-store")
    stranger = world.person("positioning", "positioning.do", with_account=True)
    client = Client()
    client.force_login(stranger.candidate.user)
    assert client.get(reverse("positioning:own_printed")).status_code == 404
    assert page(client, "printed", done).status_code == 404


# Rights

PAGES = [
    ("judge",), ("profile",), ("agenda",), ("plan_lifting",), ("printed",),
    ("observe", "home_safety"), ("change_opinion", "home"),
]  # fmt: skip


@pytest.mark.parametrize("role", ["referrer", "territory_coordinator", "placement_officer", "training_coordinator"])
@pytest.mark.parametrize("name", PAGES, ids=lambda name: name[0])
def test_the_result_is_the_advisors_and_the_persons_alone(world, done, client, role, name):
    client.force_login(world.user(role))
    assert page(client, name[0], done, *name[1:]).status_code == 404


@pytest.mark.parametrize("name", PAGES, ids=lambda name: name[0])
def test_the_pages_of_another_territory_do_not_exist(done, elsewhere, client, name):
    client.force_login(elsewhere.user("advisor"))
    assert page(client, name[0], done, *name[1:]).status_code == 404


def test_another_advisor_can_do_nothing_with_it(world, draft):
    other = world.actor("advisor", another=True)
    with other.at_work():
        with pytest.raises(Conflict):
            actions.judge(draft, SAID, actor=other)
        with pytest.raises(Conflict):
            actions.observe(draft, "home_safety", actor=other, level=2)
        assert queries.presented(other, "positioning.judge", draft.pathway_id) is None


def test_a_replaced_positioning_is_left_as_it_is(world, done):
    with world.advisor.at_work():
        Positioning.objects.filter(pk=done.pk).update(state="superseded")
        with pytest.raises(Conflict, match="remplacé"):
            actions.observe(done, "home_safety", actor=world.advisor, level=2)
