"""Prescriptions: what may be proposed, who signs, what each version becomes."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from labmigration.access.gate import Conflict, Refused
from labmigration.pathway.prescription import actions, document, drawing, queries
from labmigration.pathway.prescription.facts import Plan, PlannedModule, catalogue
from labmigration.pathway.prescription.models import Prescription
from labmigration.pathway.prescription.tests.invented_plans import CORE, FOR_ALL, NEED, PLAN
from labmigration.timeline.models import Event


def typed(plan=PLAN, **more):
    data = {"version": "0", "occupation": plan.occupation, "reason": plan.reason}
    for planned in plan.modules:
        data |= {f"take_{planned.module}": "on", f"hours_{planned.module}": str(planned.hours).replace(".", ",")}
        data[f"because_{planned.module}"] = NEED
    return {**data, **more}


def test_the_plan_is_read_back_in_the_order_of_the_catalogue(world, pathway):
    with world.advisor.at_work():
        shuffled = Plan(PLAN.occupation, tuple(reversed(PLAN.modules)), "Pour aller vite")
        written = actions.write(pathway, actor=world.advisor, plan=shuffled)
        assert queries.plan(written) == Plan(PLAN.occupation, PLAN.modules, "Pour aller vite")
        assert (written.number, written.state) == (1, "draft")


def test_the_total_is_drawn_by_lever_and_adds_up():
    assert PLAN.hours == Decimal("288.5")
    parts = {part.code: part for part in drawing.parts(PLAN)}
    assert {code: part.hours for code, part in parts.items()} == {
        "french": Decimal("20.5"),
        "occupational": Decimal(264),
        "citizenship": Decimal(4),
    }
    assert sum(part.width for part in parts.values()) == 1000


def test_the_catalogue_offers_only_what_serves_the_occupation():
    offered = {module.code for module in catalogue("childminder")}
    assert "option_childcare" in offered
    assert "option_dependency" not in offered


def test_without_a_finished_positioning_nothing_is_prescribed(world, on_a_tuesday):
    with world.advisor.at_work(), pytest.raises(Refused, match="positionnement"):
        actions.write(world.person("prescription", "prescription.write"), actor=world.advisor, plan=PLAN)


@pytest.mark.parametrize(
    ("plan", "told"),
    [
        (Plan("childminder", ()), "au moins un module"),
        (Plan("childminder", CORE), "Sauveteur secouriste"),
        (Plan("childminder", FOR_ALL[1:]), "Gérer son activité"),
        (Plan("childminder", (*FOR_ALL, PlannedModule("option_dependency", Decimal(20)))), "ne sert pas"),
    ],
)
def test_a_plan_that_breaks_a_rule_is_not_proposed(world, pathway, plan, told):
    with world.advisor.at_work():
        draft = actions.write(pathway, actor=world.advisor, plan=plan)
        with pytest.raises(Refused, match=told):
            actions.propose(draft, actor=world.advisor)
        draft.refresh_from_db()
        assert (draft.state, draft.advisor_signed_at) == ("draft", None)


def test_a_mandatory_part_may_be_left_out_with_a_written_reason(world, pathway):
    with world.advisor.at_work():
        plan = Plan("childminder", CORE, "A déjà son SST et a suivi les quatre heures.")
        draft = actions.write(pathway, actor=world.advisor, plan=plan)
        assert actions.propose(draft, actor=world.advisor).state == "proposed"


@pytest.mark.parametrize("hours", ["0", "-3"])
def test_a_module_without_hours_is_no_module(hours):
    with pytest.raises(ValueError, match="hours"):
        PlannedModule("sst", Decimal(hours))


def test_proposing_asks_the_person_to_sign(proposed):
    assert proposed.advisor_signed_at is not None
    assert (proposed.pathway.next_step, proposed.pathway.next_role) == ("prescription.sign", "candidate")


def test_a_draft_changed_since_it_was_read_is_not_signed_unread(world, pathway):
    with world.advisor.at_work():
        draft = actions.write(pathway, actor=world.advisor, plan=PLAN)
        actions.edit(draft, actor=world.advisor, version=1, plan=Plan(PLAN.occupation, FOR_ALL))
        with pytest.raises(Conflict, match="relisez"):
            actions.propose(draft, actor=world.advisor, version=1)
        with pytest.raises(Conflict, match="pendant ce temps"):
            actions.edit(draft, actor=world.advisor, version=1, plan=PLAN)
        assert queries.plan(draft).modules == FOR_ALL


def test_signing_leads_to_a_place_in_training(proposed, herself):
    with herself.at_work():
        actions.sign(proposed, actor=herself)
        assert (proposed.pathway.stage, proposed.pathway.next_step) == ("training", "training.enrol")
        assert queries.signed(proposed.pathway) == proposed
        assert queries.signed_hours([proposed.pathway_id])[proposed.pathway_id]["sst"] == 14


def test_the_advisor_cannot_sign_for_the_person(world, proposed):
    with world.advisor.at_work(), pytest.raises(Conflict):
        actions.sign(proposed, actor=world.advisor)


def test_she_cannot_both_sign_and_refuse(proposed, herself):
    with herself.at_work():
        actions.sign(proposed, actor=herself)
        with pytest.raises(Conflict):
            actions.refuse(proposed, actor=herself, words="Non")


def test_a_refused_version_is_kept_and_replaced_by_the_next_number(world, proposed, herself):
    with herself.at_work():
        actions.refuse(proposed, actor=herself, words="Trop d’heures")
        assert proposed.pathway.next_step == "prescription.write"
    with world.advisor.at_work():
        second = actions.write(proposed.pathway, actor=world.advisor, plan=PLAN)
        proposed.refresh_from_db()
        assert (second.number, proposed.state, proposed.refusal) == (2, "superseded", "Trop d’heures")
        assert list(queries.versions_of(world.advisor, proposed.pathway_id)) == [second, proposed]


def test_a_new_signature_replaces_the_version_signed_before(world, proposed, herself):
    with herself.at_work():
        actions.sign(proposed, actor=herself)
    with world.advisor.at_work():
        second = actions.write(proposed.pathway, actor=world.advisor, plan=PLAN)
        actions.propose(second, actor=world.advisor)
        proposed.refresh_from_db()
        assert proposed.state == "signed"
    with herself.at_work():
        actions.sign(second, actor=herself)
        proposed.refresh_from_db()
        assert (proposed.state, second.state) == ("superseded", "signed")


def test_a_second_version_waits_until_the_first_is_answered(world, proposed):
    with world.advisor.at_work(), pytest.raises(Conflict, match="attend la signature"):
        actions.write(proposed.pathway, actor=world.advisor, plan=PLAN)


def test_a_proposal_taken_back_loses_its_signature_and_can_be_corrected(world, proposed, herself):
    with world.advisor.at_work():
        actions.take_back(proposed, actor=world.advisor)
        proposed.refresh_from_db()
        assert (proposed.state, proposed.advisor_signed_at) == ("draft", None)
    with herself.at_work(), pytest.raises(Conflict):
        actions.sign(proposed, actor=herself)


def test_no_event_holds_what_she_said(proposed, herself):
    with herself.at_work():
        actions.refuse(proposed, actor=herself, words="Mon fils est malade")
        told = [str(facts) for facts in Event.objects.values_list("facts", flat=True)]
        assert not any("malade" in facts for facts in told)


def test_the_page_proposes_the_common_parts_with_known_hours_and_leaves_the_others_empty(world, pathway, client):
    client.force_login(world.user("advisor"))
    form = client.get(reverse("prescription:write", args=[pathway.pk])).context["form"]
    assert (form["hours_sst"].value(), form["hours_citizenship"].value()) == (14, 4)
    assert form["hours_core_safety"].value() is None
    assert form["take_core_safety"].value()
    assert not form["take_option_childcare"].value()
    with world.advisor.at_work():
        assert not Prescription.objects.filter(pathway=pathway).exists()


def test_the_page_saves_then_shows_then_proposes(world, pathway, client):
    client.force_login(world.user("advisor"))
    answer = client.post(reverse("prescription:write", args=[pathway.pk]), typed(decision="read"), follow=True)
    shown = answer.content.decode()
    assert "288\u00a0h\u00a030" in shown
    assert NEED in shown
    prescription = answer.context["prescription"]
    client.post(reverse("prescription:propose", args=[prescription.pk]), {"version": prescription.version})
    with world.advisor.at_work():
        prescription.refresh_from_db()
        assert prescription.state == "proposed"


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"hours_core_safety": ""}, "Écrivez les heures"),
        ({"hours_sst": "0"}, "supérieure ou égale"),
        ({"because_option_french_oral": ""}, "à quel besoin"),
        ({"take_option_dependency": "on", "hours_option_dependency": "9"}, "ne sert pas le métier choisi"),
    ],
)
def test_an_error_stands_beside_its_module_and_keeps_what_was_typed(world, pathway, client, wrong, told):
    client.force_login(world.user("advisor"))
    answer = client.post(reverse("prescription:write", args=[pathway.pk]), typed(**wrong, reason="Mes mots"))
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert "Mes mots" in answer.content.decode()
    with world.advisor.at_work():
        assert not Prescription.objects.filter(pathway=pathway).exists()


def test_another_occupation_changes_the_options_on_offer(world, pathway, client):
    client.force_login(world.user("advisor"))
    page = reverse("prescription:write", args=[pathway.pk])
    client.post(page, typed(occupation="dependency_carer", decision="save"))
    form = client.get(page).context["form"]
    assert "take_option_dependency" in form.fields
    assert "take_option_childcare" not in form.fields


def test_her_page_has_the_plan_and_two_buttons_and_she_signs(proposed, client):
    client.force_login(proposed.pathway.candidate.user)
    shown = client.get(reverse("prescription:own")).content.decode()
    assert "Je suis d’accord, je signe" in shown
    assert "Je ne suis pas d’accord" in shown
    assert "20\u00a0h\u00a030" in shown
    client.post(reverse("prescription:sign", args=[proposed.pk]))
    assert "signée par vous" in client.get(reverse("prescription:own")).content.decode()


def test_she_may_refuse_without_a_word(world, proposed, client):
    client.force_login(proposed.pathway.candidate.user)
    client.post(reverse("prescription:refuse", args=[proposed.pk]), {"words": ""})
    with world.advisor.at_work():
        proposed.refresh_from_db()
        assert proposed.state == "refused"


def test_a_draft_is_the_advisors_alone(world, pathway, herself, client):
    with world.advisor.at_work():
        draft = actions.write(pathway, actor=world.advisor, plan=PLAN)
    for user in (pathway.candidate.user, world.user("territory_coordinator")):
        client.force_login(user)
        assert client.get(reverse("prescription:plan", args=[draft.pk])).status_code == 404
    client.force_login(pathway.candidate.user)
    assert "Rien à signer" in client.get(reverse("prescription:own")).content.decode()


def test_the_paper_has_both_dates_and_blanks_for_what_is_not_known(world, proposed, herself, client):
    with herself.at_work():
        actions.sign(proposed, actor=herself)
    client.force_login(proposed.pathway.candidate.user)
    assert client.get(reverse("prescription:pdf", args=[proposed.pk]))["Content-Type"] == "application/pdf"
    with world.advisor.at_work():
        told = document.parts(Prescription.objects.get(pk=proposed.pk), "ar")
    assert [part["language"] for part in told] == ["ar", "fr"]
    assert [one["signed"].startswith("Signé le mardi 10") for one in told[-1]["signatures"]] == [True, True]


def test_her_refusal_is_not_read_by_the_coordination(world, proposed, herself, client):
    with herself.at_work():
        actions.refuse(proposed, actor=herself, words="Trop loin de chez moi")
    client.force_login(world.user("territory_coordinator"))
    answer = client.get(reverse("prescription:plan", args=[proposed.pk]))
    assert answer.status_code == 200
    assert "Trop loin" not in answer.content.decode()


@pytest.mark.parametrize("role", ["referrer", "household", "trainer"])
def test_the_pages_do_not_exist_for_other_roles(world, proposed, role):
    client = Client()
    client.force_login(world.user(role))
    for name, key in (("write", proposed.pathway_id), ("plan", proposed.pk), ("pdf", proposed.pk)):
        assert client.get(reverse(f"prescription:{name}", args=[key])).status_code == 404


def test_the_pages_do_not_exist_in_another_territory(proposed, elsewhere, client):
    client.force_login(elsewhere.user("advisor"))
    for name, key in (("write", proposed.pathway_id), ("plan", proposed.pk), ("pdf", proposed.pk)):
        assert client.get(reverse(f"prescription:{name}", args=[key])).status_code == 404
    assert client.post(reverse("prescription:propose", args=[proposed.pk])).status_code == 404


def test_the_thread_tells_the_hours_and_who_signed(world, proposed, client):
    client.force_login(world.user("advisor"))
    shown = client.get(reverse("pathway:thread", args=[proposed.pathway_id])).content.decode()
    assert "288\u00a0h\u00a030 en 6 modules" in shown
    assert reverse("prescription:plan", args=[proposed.pk]) in shown
    assert "Préparer une nouvelle version" not in shown


def test_a_page_opened_before_someone_else_saved_keeps_what_was_typed(world, pathway, client):
    client.force_login(world.user("advisor"))
    page = reverse("prescription:write", args=[pathway.pk])
    client.post(page, typed(decision="save"))
    late = client.post(page, typed(reason="Mes mots"))
    assert late.status_code == 409
    assert "Mes mots" in late.content.decode()
    with world.advisor.at_work():
        assert Prescription.objects.get(pathway=pathway).reason == ""


def test_two_plans_begun_at_once_keep_the_first(world, pathway):
    with world.advisor.at_work():
        first = actions.write(pathway, actor=world.advisor, plan=PLAN)
        with pytest.raises(Conflict, match="déjà en préparation"):
            actions.write(pathway, actor=world.advisor, plan=Plan(PLAN.occupation, FOR_ALL))
        assert queries.plan(first) == PLAN
