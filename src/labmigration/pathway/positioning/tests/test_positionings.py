"""Positionings: what is saved, what finishing needs, what stays apart."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from labmigration.access.gate import Conflict, Refused
from labmigration.pathway.positioning import actions, profile, queries
from labmigration.pathway.positioning.facts import AssetFound, Findings, Level, NeedFound
from labmigration.pathway.positioning.models import Axis, Positioning
from labmigration.timeline.models import Event

FRENCH = ("french_listening", "french_reading", "french_speaking", "french_writing")
CHILDREN = AssetFound("Élever quatre enfants", "experience", "described")
IRONING = NeedFound("Repasser vite et bien", "occupational", critical=True)
ENOUGH = Findings(tuple(Level(axis, 2, 3, "tested") for axis in FRENCH), (CHILDREN,), (IRONING,))


@pytest.fixture
def pathway(world, on_a_tuesday):
    return world.person("positioning", "positioning.do", with_account=True)


@pytest.fixture
def draft(world, pathway):
    with world.advisor.at_work():
        return actions.begin(pathway, actor=world.advisor)


@pytest.fixture
def done(world, draft):
    with world.advisor.at_work():
        actions.fill_in(draft, actor=world.advisor, version=1, findings=ENOUGH, opinion="Prête à apprendre")
        return actions.finish(draft, actor=world.advisor)


def own_client(pathway):
    client = Client()
    client.force_login(pathway.candidate.user)
    return client


def typed(**more):
    """What the page sends for `ENOUGH`, version 0."""
    data = {"version": "0", "opinion": "", "asset_0_what": CHILDREN.what, "asset_0_axis": "experience"}
    data |= {"asset_0_grade": "described", "need_0_what": IRONING.what, "need_0_axis": "occupational"}
    data |= {"need_0_critical": "on"}
    for axis in FRENCH:
        data |= {f"{axis}_low": "2", f"{axis}_high": "3", f"{axis}_grade": "tested"}
    return {**data, **more}


def test_what_was_found_is_read_back_as_it_was_written(world, draft):
    with world.advisor.at_work():
        actions.fill_in(draft, actor=world.advisor, version=1, findings=ENOUGH, opinion="Prête")
        assert queries.findings(draft) == ENOUGH
        assert Positioning.objects.get(pk=draft.pk).opinion == "Prête"


def test_saving_again_replaces_what_stood_there(world, draft):
    less = Findings(assets=(CHILDREN,))
    with world.advisor.at_work():
        actions.fill_in(draft, actor=world.advisor, version=1, findings=ENOUGH)
        actions.fill_in(draft, actor=world.advisor, version=2, findings=less)
        assert queries.findings(draft) == less


def test_a_save_on_an_older_version_changes_nothing(world, draft):
    with world.advisor.at_work():
        actions.fill_in(draft, actor=world.advisor, version=1, findings=ENOUGH)
        with pytest.raises(Conflict, match="pendant ce temps"):
            actions.fill_in(draft, actor=world.advisor, version=1, findings=Findings())
        assert queries.findings(draft) == ENOUGH


@pytest.mark.parametrize(
    ("findings", "told"),
    [
        (Findings(levels=ENOUGH.levels), "au moins un acquis"),
        (Findings(levels=ENOUGH.levels[:3], assets=(CHILDREN,)), "français : écrire"),
        (Findings(), "français : écouter, français : lire, français : parler, français : écrire"),
    ],
)
def test_finishing_says_what_is_missing(world, draft, findings, told):
    with world.advisor.at_work():
        actions.fill_in(draft, actor=world.advisor, version=1, findings=findings)
        with pytest.raises(Refused, match=told):
            actions.finish(draft, actor=world.advisor)
        draft.refresh_from_db()
        assert draft.state == "draft"


def test_a_finished_positioning_leads_to_the_prescription(done):
    assert (done.state, done.pathway.stage, done.pathway.next_step) == ("done", "prescription", "prescription.write")


def test_finishing_twice_is_a_conflict(world, done):
    with world.advisor.at_work(), pytest.raises(Conflict):
        actions.finish(done, actor=world.advisor)


def test_a_new_positioning_starts_from_the_last_and_replaces_it_once_finished(world, done):
    with world.advisor.at_work():
        again = actions.begin(done.pathway, actor=world.advisor)
        assert queries.findings(again) == ENOUGH
        done.refresh_from_db()
        assert done.state == "done"
        actions.finish(again, actor=world.advisor)
        done.refresh_from_db()
        assert (done.state, again.state) == ("superseded", "done")


def test_a_new_positioning_in_training_leaves_the_next_step_alone(world, done):
    with world.advisor.at_work():
        type(done.pathway).objects.filter(pk=done.pathway_id).update(stage="training", next_step="training.attend")
        done.pathway.refresh_from_db()
        actions.finish(actions.begin(done.pathway, actor=world.advisor), actor=world.advisor)
        done.pathway.refresh_from_db()
        assert (done.pathway.stage, done.pathway.next_step) == ("training", "training.attend")


def test_two_positionings_under_way_are_a_conflict(world, draft):
    with world.advisor.at_work(), pytest.raises(Conflict, match="déjà en cours"):
        actions.begin(draft.pathway, actor=world.advisor)


def test_the_orientation_meeting_comes_first(world, on_a_tuesday):
    with world.advisor.at_work(), pytest.raises(Refused, match="après l’entretien"):
        actions.begin(world.person("orientation", "orientation.plan"), actor=world.advisor)


def test_another_advisor_may_neither_begin_nor_fill_in_nor_finish(world, pathway, draft):
    other = world.actor("advisor", another=True)
    with other.at_work():
        with pytest.raises(Refused):
            actions.begin(pathway, actor=other)
        with pytest.raises(Conflict):
            actions.fill_in(draft, actor=other, version=1, findings=ENOUGH)
    with world.advisor.at_work():
        actions.fill_in(draft, actor=world.advisor, version=1, findings=ENOUGH)
    with other.at_work(), pytest.raises(Conflict):
        actions.finish(draft, actor=other)


@pytest.mark.parametrize(
    ("axis", "low", "high", "grade"),
    [("mobility", 1, 2, "tested"), ("digital", 3, 2, "tested"), ("digital", 0, 2, "tested"), ("digital", 1, 2, "sure")],
)
def test_a_level_that_makes_no_sense_is_refused(axis, low, high, grade):
    with pytest.raises(ValueError):  # noqa: PT011
        Level(axis, low, high, grade)


def test_a_bar_is_hatched_only_where_the_level_is_uncertain():
    sure = profile.bar("digital", Level("digital", 3, 3, "observed"))
    unsure = profile.bar("digital", Level("digital", 2, 4, "declared"))
    assert (sure.to_confirm, unsure.to_confirm, (unsure.sure, unsure.high)) == (False, True, ("33.3%", "100.0%"))
    assert not profile.bar("digital", None).seen


def test_opening_the_page_writes_nothing(world, pathway, client):
    client.force_login(world.user("advisor"))
    assert client.get(reverse("positioning:fill_in", args=[pathway.pk])).status_code == 200
    with world.advisor.at_work():
        assert not Positioning.objects.filter(pathway=pathway).exists()


def test_the_first_save_begins_and_the_second_button_finishes(world, pathway, client):
    client.force_login(world.user("advisor"))
    page = reverse("positioning:fill_in", args=[pathway.pk])
    answer = client.post(page, typed(decision="finish"))
    assert answer["Location"] == reverse("positioning:result", args=[pathway.pk])
    with world.advisor.at_work():
        assert queries.findings(Positioning.objects.get(pathway=pathway)) == ENOUGH
        verbs = set(Event.objects.filter(pathway_id=pathway.pk).values_list("verb", flat=True))
        assert {"positioning.begin", "positioning.fill_in", "positioning.finish"} <= verbs


def test_finishing_too_early_keeps_everything_and_says_what_is_missing(world, pathway, client):
    client.force_login(world.user("advisor"))
    page = reverse("positioning:fill_in", args=[pathway.pk])
    answer = client.post(page, typed(decision="finish", french_writing_low="", french_writing_high="",
                                     french_writing_grade=""), follow=True)  # fmt: skip
    shown = answer.content.decode()
    assert "Tout est enregistré. Il manque encore" in shown
    assert CHILDREN.what in shown


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"french_reading_high": "1"}, "ne peut pas être plus bas"),
        ({"french_reading_grade": ""}, "Dites comment on le sait"),
        ({"asset_0_axis": ""}, "Choisissez un domaine"),
        ({"need_0_what": ""}, "Écrivez-le en quelques mots"),
        ({"asset_1_grade": "tested"}, "Écrivez-le en quelques mots"),
    ],
)
def test_a_half_filled_row_is_told_beside_it_and_keeps_what_was_typed(world, pathway, client, wrong, told):
    client.force_login(world.user("advisor"))
    answer = client.post(reverse("positioning:fill_in", args=[pathway.pk]), typed(**wrong))
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert CHILDREN.what in answer.content.decode()
    with world.advisor.at_work():
        assert not Positioning.objects.filter(pathway=pathway).exists()


def test_a_page_opened_before_someone_else_saved_keeps_what_was_typed(world, draft, client):
    client.force_login(world.user("advisor"))
    page = reverse("positioning:fill_in", args=[draft.pathway_id])
    assert client.post(page, typed(version="1", decision="save")).status_code == 302
    late = client.post(page, typed(version="1", asset_0_what="Conduire un tracteur"))
    assert late.status_code == 409
    assert "pendant ce temps" in late.content.decode()
    assert "Conduire un tracteur" in late.content.decode()
    with world.advisor.at_work():
        assert queries.findings(draft) == ENOUGH


def test_the_result_shows_no_number_that_could_be_a_mark(world, done, client):
    client.force_login(world.user("advisor"))
    shown = client.get(reverse("positioning:result", args=[done.pathway_id])).content.decode()
    told = shown[shown.index("<h1>") :]
    assert "à confirmer" in told
    assert "mesuré par un test" in told
    for word in ("score", "moyenne", "total", "sur 4", "50&nbsp;%"):
        assert word not in told.lower()


def test_her_own_page_begins_with_what_she_can_do(done):
    shown = own_client(done.pathway).get(reverse("positioning:own")).content.decode()
    assert shown.index(CHILDREN.what) < shown.index(IRONING.what)


def test_her_own_page_before_any_result_says_what_will_be_here(pathway):
    shown = own_client(pathway).get(reverse("positioning:own")).content.decode()
    assert "Pas encore de résultat" in shown


def test_one_does_not_see_the_result_of_another_person(world, done):
    stranger = world.person("positioning", "positioning.do", with_account=True)
    client = own_client(stranger)
    assert client.get(reverse("positioning:result", args=[done.pathway_id])).status_code == 404
    assert CHILDREN.what not in client.get(reverse("positioning:own")).content.decode()


@pytest.mark.parametrize("name", ["positioning:fill_in", "positioning:result"])
def test_the_pages_of_another_territory_do_not_exist(done, elsewhere, client, name):
    client.force_login(elsewhere.user("advisor"))
    assert client.get(reverse(name, args=[done.pathway_id])).status_code == 404


@pytest.mark.parametrize("role", ["referrer", "territory_coordinator", "placement_officer", "training_coordinator"])
def test_levels_are_read_by_nobody_but_the_advisor_and_the_person(world, done, client, role):
    client.force_login(world.user(role))
    assert client.get(reverse("positioning:result", args=[done.pathway_id])).status_code == 404


def test_placement_reads_the_needs_of_those_who_have_come_so_far(world, done):
    officer = world.placement_officer
    with officer.at_work():
        assert queries.needs_of(officer, done.pathway_id) == []
        type(done.pathway).objects.filter(pk=done.pathway_id).update(stage="matching")
        assert queries.needs_of(officer, done.pathway_id) == [IRONING]


def test_every_axis_is_either_levelled_or_told_in_words():
    from labmigration.pathway.positioning.models import LEVELLED

    assert set(Axis) - set(LEVELLED) == {Axis.EXPERIENCE, Axis.MOBILITY, Axis.INTEREST}


def test_the_thread_shows_assets_beside_needs(world, done, client):
    client.force_login(world.user("advisor"))
    shown = client.get(reverse("pathway:thread", args=[done.pathway_id])).content.decode()
    assert CHILDREN.what in shown
    assert IRONING.what in shown
    assert "à confirmer" in shown


def test_the_thread_offers_to_go_on_with_a_positioning_under_way(world, draft, client):
    client.force_login(world.user("advisor"))
    shown = client.get(reverse("pathway:thread", args=[draft.pathway_id])).content.decode()
    assert "Continuer le positionnement" in shown


@pytest.mark.django_db(transaction=True)
def test_of_two_who_begin_at_the_same_moment_one_begins(world, pathway):
    advisor, together = world.advisor, Barrier(2)

    def begin(_):
        try:
            with advisor.at_work():
                together.wait(timeout=10)
                return actions.begin(pathway, actor=advisor).state
        except Conflict:
            return "conflict"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(begin, range(2))) == ["conflict", "draft"]
    with advisor.at_work():
        assert Positioning.objects.filter(pathway=pathway).count() == 1
