"""VAE: from the request to the jury, with its clocks."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused
from labmigration.pathway.certification import actions, queries, vae_clock
from labmigration.pathway.certification.blocks import known_blocks
from labmigration.pathway.certification.models import Vae
from labmigration.pathway.certification.terms import term
from labmigration.pathway.certification.vae_sweeping import settle_all
from labmigration.programme import ProgrammeError

TODAY = date(2026, 3, 10)


def begun(exam, pathway=None, **told):
    given = {"certification": "advd", "blocks": known_blocks("advd")[:2], "whole": False, "filed_on": TODAY} | told
    return actions.open_vae(pathway or exam.world.person(), actor=exam.world.advisor, **given)


def admissible(exam, **told):
    vae = begun(exam, **told)
    actions.accept_vae(vae, actor=exam.world.advisor, on=TODAY)
    return vae


def due(vae):
    return vae_clock.next_due(Vae.objects.prefetch_related("steps").select_related("file").get(pk=vae.pk))


def test_the_certifier_has_two_months_to_answer(exam):
    vae = begun(exam, filed_on=date(2026, 3, 5))
    assert due(vae).by == date(2026, 5, 5)
    assert due(vae).term.source == "CT"


@pytest.mark.parametrize(("day", "state"), [(date(2026, 5, 10), "filed"), (date(2026, 5, 11), "admissible")])
def test_silence_accepts_from_the_day_after_the_delay(exam, day, state):
    vae = begun(exam)
    with clock.at(day):
        settle_all(Actor.system("marseille"))
    vae.refresh_from_db()
    assert (vae.state, vae.by_silence) == (state, state == "admissible")
    assert vae.admissible_on == (date(2026, 5, 11) if state == "admissible" else None)


def test_the_sweep_settles_late_and_twice_with_the_day_that_the_law_says(exam):
    vae = begun(exam)
    with clock.at(date(2026, 7, 1)):
        assert (settle_all(Actor.system("marseille")), settle_all(Actor.system("marseille"))) == (1, 0)
    vae.refresh_from_db()
    assert vae.admissible_on == date(2026, 5, 11)


def test_a_delay_that_ends_in_a_shorter_month_ends_with_it(exam):
    with clock.at(date(2026, 12, 31)):
        vae = begun(exam, filed_on=date(2026, 12, 31))
        assert due(vae).by == date(2027, 2, 28)


def test_a_yes_after_the_delay_changes_nothing_and_a_no_is_refused(exam):
    late = date(2026, 5, 20)
    first, second = begun(exam), begun(exam)
    with clock.at(late):
        with pytest.raises(Refused, match="après le délai"):
            actions.refuse_vae(first, actor=exam.world.advisor, on=late, why="Dossier incomplet")
        actions.accept_vae(second, actor=exam.world.advisor, on=late)
    second.refresh_from_db()
    assert (second.by_silence, second.admissible_on) == (True, date(2026, 5, 11))


def test_a_no_in_time_ends_it_with_its_reason(exam):
    vae = begun(exam)
    with pytest.raises(Refused, match="raison"):
        actions.refuse_vae(vae, actor=exam.world.advisor, on=TODAY, why="")
    actions.refuse_vae(vae, actor=exam.world.advisor, on=TODAY, why="Hors du titre")
    assert (vae.state, due(vae)) == ("refused", None)


@pytest.mark.parametrize(("day", "state"), [(date(2026, 9, 10), "admissible"), (date(2026, 9, 11), "lapsed")])
def test_without_a_step_the_admissibility_falls_after_six_months(exam, day, state):
    vae = admissible(exam)
    assert due(vae).by == date(2026, 9, 10)
    with clock.at(day):
        settle_all(Actor.system("marseille"))
    vae.refresh_from_db()
    assert vae.state == state


def test_a_step_keeps_it_alive(exam):
    vae = admissible(exam)
    actions.step_vae(vae, actor=exam.world.advisor, kind="support", done_on=TODAY)
    with clock.at(date(2027, 1, 1)):
        assert settle_all(Actor.system("marseille")) == 0
        assert due(vae) is None


def test_the_jury_sits_within_three_months_of_the_file(exam):
    vae = admissible(exam)
    actions.file_vae_dossier(vae, actor=exam.world.advisor, on=TODAY)
    assert due(vae).by == date(2026, 6, 10)


def test_what_its_jury_grants_is_acquired_by_vae_and_leaves_her_way_alone(exam):
    vae = admissible(exam)
    before = vae.pathway.next_step
    file = actions.file_vae_dossier(vae, actor=exam.world.advisor, on=TODAY)
    actions.present(file, actor=exam.world.territory_coordinator, jury_on=TODAY, jurors=exam.jurors)
    for juror in (0, 1):
        exam.says(juror, file, BC02=True)
    actions.decide(file, actor=Actor.of(exam.jurors[0]))
    [title] = queries.ledger_of(vae.pathway)
    assert {line.block.code: line.status for line in title.rows}["BC01"] == "vae"
    vae.pathway.refresh_from_db()
    assert vae.pathway.next_step == before
    assert queries.blocks_outstanding(vae.pathway) == []
    assert due(vae) is None


def test_one_request_a_title_and_three_in_all_by_calendar_year(exam):
    person = exam.world.person()

    def ask(certification, day=TODAY):
        vae = begun(exam, person, certification=certification, whole=True, filed_on=day)
        actions.stop_vae(vae, actor=exam.world.advisor, why="Reporté")

    ask("advd")
    with pytest.raises(Refused, match="une seule"):
        ask("advd")
    ask("ef")
    ask("amge")
    Vae.objects.filter(certification="amge").update(certification="advd", filed_on=date(2026, 1, 2))
    with pytest.raises(Refused, match="3 demandes"):
        ask("amge")
    with clock.at(date(2027, 1, 1)):
        ask("amge", date(2027, 1, 1))


def test_requests_for_blocks_are_not_counted(exam):
    person = exam.world.person()
    for _number in range(4):
        actions.stop_vae(begun(exam, person), actor=exam.world.advisor, why="Reporté")
    assert Vae.objects.count() == 4


def test_one_vae_runs_at_a_time(exam):
    person = exam.world.person()
    begun(exam, person)
    with pytest.raises(Conflict, match="déjà en cours"):
        begun(exam, person)


@pytest.mark.parametrize("day", [TODAY + timedelta(days=1)])
def test_days_that_can_not_be_are_refused(exam, day):
    with pytest.raises(Refused, match="pas encore passé"):
        begun(exam, filed_on=day)
    vae = begun(exam)
    with pytest.raises(Refused, match="vient avant"):
        actions.accept_vae(vae, actor=exam.world.advisor, on=TODAY - timedelta(days=1))
    with pytest.raises(Refused, match="pas encore passé"):
        actions.accept_by_silence(vae, actor=exam.world.advisor)
    with pytest.raises(Conflict, match="recevable"):
        actions.step_vae(vae, actor=exam.world.advisor, kind="writing", done_on=TODAY)


def test_a_delay_that_nears_stands_in_the_advisors_day(exam):
    vae = begun(exam)
    assert queries.deadlines(exam.world.advisor) == []
    with clock.at(date(2026, 4, 20)):
        [task] = queries.deadlines(exam.world.advisor)
    assert (task.due_on, task.pathway.pk) == (date(2026, 5, 10), vae.pathway_id)


def test_the_advisor_notes_each_event_on_its_page(exam, client: Client):
    person = exam.world.person()
    client.force_login(exam.world.advisor.user)
    told = {"certification": "advd", "blocks": ["advd/BC01"], "extent": "blocks", "filed_on": "2026-03-10"}
    assert client.post(reverse("certification:open_vae", args=[person.pk]), told).status_code == 302
    vae = Vae.objects.get()

    def note(what, **told):
        return client.post(reverse("certification:note_vae", args=[vae.pk, what]), told).status_code

    page = reverse("certification:vae", args=[vae.pk])
    assert "deux mois du dépôt" in client.get(page).content.decode()
    assert note("dossier", on="2026-03-10") == 302, "not yet: it leads back"
    assert note("recevable", on="") == 422
    assert note("recevable", on="2026-03-10") == 302
    assert "sixième mois" in client.get(page).content.decode()
    assert note("etape", kind="support", done_on="2026-03-10") == 302
    assert note("dossier", on="2026-03-10") == 302
    vae.refresh_from_db()
    assert vae.state == "dossier"
    assert "troisième mois" in client.get(page).content.decode()


def test_she_reads_her_vae_and_its_date_on_her_own_page(exam, client: Client):
    person = exam.world.person(with_account=True)
    vae = begun(exam, person)
    client.force_login(person.candidate.user)
    html = client.get(reverse("certification:own")).content.decode()
    assert "Ma VAE" in html
    assert "10\xa0mai 2026" in html
    assert client.get(reverse("certification:vae", args=[vae.pk])).status_code == 302


def test_other_roles_find_no_vae(exam, client: Client):
    vae = begun(exam)
    for role in ("trainer", "household", "referrer", "jury"):
        client.force_login(exam.world.user(role))
        assert client.get(reverse("certification:vae", args=[vae.pk])).status_code == 404


def test_a_delay_that_began_before_the_text_was_read_is_counted_with_what_is_known(exam):
    with clock.at(date(2025, 10, 31)):
        vae = begun(exam, filed_on=date(2025, 10, 31))
        assert due(vae).by == date(2025, 12, 31)


def test_an_unknown_delay_is_a_mistake_and_says_so():
    with pytest.raises(ProgrammeError, match="knows no term"):
        term("patience")
