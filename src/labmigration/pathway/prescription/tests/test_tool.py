"""The tool proposes after the advisor has spoken; she keeps, changes or sets aside; every answer comes again."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django_scopes import scope

from labmigration import clock
from labmigration.access.gate import Conflict, Refused
from labmigration.pathway.prescription import actions, considering, queries, told
from labmigration.pathway.prescription.actions import Beside
from labmigration.pathway.prescription.answered import Answered
from labmigration.pathway.prescription.command import main as replay_command
from labmigration.pathway.prescription.demands import Demands
from labmigration.pathway.prescription.facts import Plan, PlannedModule
from labmigration.pathway.prescription.models import CatalogueEdition, Opinion, Proposal
from labmigration.pathway.prescription.replaying import proposals, replay
from labmigration.pathway.prescription.tests.invented_plans import FOR_ALL
from labmigration.timeline.models import Event

CHOSEN = ("core_employers", "core_safety", "core_home_and_laundry", "sst", "citizenship", "option_childcare")


@pytest.fixture
def opinion(world, pathway):
    with world.advisor.at_work():
        return considering.judge(
            pathway, actor=world.advisor, occupation="childcare_provider", modules=CHOSEN, words="Très motivée"
        )


@pytest.fixture
def advisor(world, client):
    client.force_login(world.user("advisor"))
    return client


def page(client, name, pathway, **query):
    return client.get(reverse(f"prescription:{name}", args=[pathway.pk]), query)


def asked(world, opinion, **demands):
    return Answered(considering.ask_again(opinion, actor=world.advisor, demands=Demands(**demands)))


def first(opinion):
    with scope(territory=[opinion.territory_id]):
        return Answered(opinion.proposals.select_related("opinion").get(rank=1))


# The opinion first


def test_nothing_is_proposed_before_the_advisor_has_spoken(advisor, pathway):
    assert page(advisor, "prepare", pathway)["Location"] == reverse("prescription:judge", args=[pathway.pk])
    assert page(advisor, "proposal", pathway)["Location"] == reverse("prescription:prepare", args=[pathway.pk])
    shown = page(advisor, "judge", pathway).content.decode()
    assert "Les modules que vous choisiriez" in shown
    assert "Pourquoi pas" not in shown


def test_the_opinion_is_kept_with_its_moment_and_the_tool_answers(advisor, pathway, world):
    answer = advisor.post(
        reverse("prescription:judge", args=[pathway.pk]),
        {"occupation": "childcare_provider", "modules": CHOSEN, "words": "Très motivée"},
        follow=True,
    )
    assert "Proposition pour" in answer.content.decode()
    with world.advisor.at_work():
        kept = Opinion.objects.get(pathway=pathway)
        assert (kept.modules, kept.at, kept.number) == (list(CHOSEN), clock.now(), 1)
        assert kept.proposals.count() == 1
        assert Event.objects.filter(verb="prescription.judge").count() == 1


def test_an_opinion_is_not_given_twice(opinion, world, pathway):
    with world.advisor.at_work(), pytest.raises(Conflict, match="déjà écrit"):
        considering.judge(pathway, actor=world.advisor, occupation="childcare_provider", modules=["sst"])


def test_another_occupation_has_an_opinion_of_its_own(opinion, world, pathway, advisor):
    with world.advisor.at_work(), clock.at(clock.now() + timedelta(minutes=5)):
        considering.judge(pathway, actor=world.advisor, occupation="dependency_carer", modules=["sst"])
    assert "assistante de vie" in page(advisor, "proposal", pathway).content.decode().lower()
    assert "garde d’enfants" in page(advisor, "proposal", pathway, metier="childcare_provider").content.decode().lower()
    assert "famil" in page(advisor, "judge", pathway, autre=1).content.decode().lower()


@pytest.mark.parametrize(
    ("occupation", "modules", "told"),
    [
        ("childcare_provider", [], "au moins un module"),
        ("childcare_provider", ["option_dependency"], "ne sert pas"),
        ("astronaut", ["sst"], "métiers du Lab"),
    ],
)
def test_an_opinion_that_makes_no_sense_is_refused(world, pathway, occupation, modules, told):
    with world.advisor.at_work(), pytest.raises(Refused, match=told):
        considering.judge(pathway, actor=world.advisor, occupation=occupation, modules=modules)


def test_without_a_finished_positioning_the_tool_is_silent(world, on_a_tuesday):
    with world.advisor.at_work(), pytest.raises(Refused, match="positionnement"):
        considering.judge(
            world.person("prescription", "prescription.write"),
            actor=world.advisor,
            occupation="childcare_provider",
            modules=["sst"],
        )


def test_nobody_but_her_advisor_asks_the_tool(world, opinion, pathway):
    other = world.actor("advisor", another=True)
    with other.at_work():
        with pytest.raises(Refused, match="conseil de la personne"):
            considering.judge(pathway, actor=other, occupation="childminder", modules=["sst"])
        with pytest.raises(Refused, match="conseil de la personne"):
            considering.ask_again(opinion, actor=other, demands=Demands())


def test_while_a_version_waits_for_her_signature_the_tool_is_not_asked(world, opinion, proposed):
    with world.advisor.at_work():
        with pytest.raises(Refused, match="attend la signature"):
            considering.judge(proposed.pathway, actor=world.advisor, occupation="childminder", modules=["sst"])
        with pytest.raises(Refused, match="plus en préparation"):
            considering.ask_again(opinion, actor=world.advisor, demands=Demands())


# What the tool answers


def test_levels_come_from_the_findings_and_what_nobody_saw_is_to_be_confirmed(opinion):
    levels = json.loads(first(opinion).proposal.question)["person"]["levels"]
    assert levels["french_reading"] == {"low": 2, "high": 2, "grade": "tested"}
    assert levels["home_safety"] == {"low": 1, "high": 4, "grade": "declared"}


def test_the_plan_serves_the_needs_and_says_what_is_to_be_confirmed(opinion):
    shown = told.told(first(opinion))
    by_code = {module.code: module for module in shown["modules"]}
    assert {"core_safety", "sst", "citizenship", "option_childcare", "option_french_oral"} <= set(by_code)
    assert by_code["core_safety"].firm
    assert not by_code["option_childcare"].firm
    assert "option_french_written" in {left.code for left in shown["left_out"]}
    assert not shown["unmet"]
    assert by_code["sst"].confirmed
    assert not by_code["core_safety"].confirmed


def test_the_page_gives_the_reasons_in_words_and_what_is_our_working_value(advisor, opinion, pathway):
    shown = page(advisor, "proposal", pathway).content.decode()
    assert "Ce module fait partie du socle." in shown
    assert "que les formateurs confirment" in shown
    assert "C’est le seul du parcours à répondre à" in shown
    assert "Avec lui, le parcours durerait 21 h de plus" in shown
    assert "Fonds de la branche" in shown


def test_demands_are_answered_by_a_new_plan_and_the_first_stays(advisor, opinion, pathway, world):
    form = page(advisor, "proposal", pathway).context["form"]
    data = {name: value for name, value in form.initial.items() if value is not None}
    data |= {"ask_option_french_written": "lock", "ask_option_digital": "forbid", "hours_core_safety": "60,5"}
    answer = advisor.post(reverse("prescription:proposal", args=[pathway.pk]), data, follow=True)
    shown = answer.content.decode()
    assert "Vous avez demandé ce module." in shown
    assert "Vous avez écarté ce module." in shown
    assert 'value="60,5"' in shown
    assert "Besoins sans réponse dans ce parcours" in shown
    with world.advisor.at_work():
        assert opinion.proposals.count() == 2
        assert not first(opinion).demands.asks_something
    assert "Revenir à la dernière" in page(advisor, "proposal", pathway, rang=1).content.decode()


def test_a_number_that_is_none_is_refused_beside_its_field(advisor, opinion, pathway):
    answer = advisor.post(reverse("prescription:proposal", args=[pathway.pk]), {"most_hours": "beaucoup"})
    assert answer.status_code == 422
    assert advisor.post(reverse("prescription:proposal", args=[pathway.pk]), {"waived": "core:x"}).status_code == 422


@pytest.mark.parametrize(
    ("demands", "rules", "dropped"),
    [
        ({"forbid": ("sst",)}, ["« Sauveteur secouriste du travail (SST) » est écarté"], ["est écarté"]),
        ({"most_hours": 100}, ["la limite d’heures"], ["la limite d’heures"]),
        ({"budget": {"branch": 10}}, ["le budget de Fonds de la branche"], ["le budget de"]),
        ({"forbid": ("core_safety",), "held": ("core_safety",), "lock": ("option_childcare",)}, [], []),
        ({"forbid": ("sst", "citizenship"), "most_hours": 50}, ["est écarté"], []),
    ],
)
def test_an_impossible_demand_says_why_and_its_cheapest_relaxation_gives_a_plan(
    world, opinion, demands, rules, dropped
):
    with world.advisor.at_work():
        answered = asked(world, opinion, **demands)
        if not rules:
            assert answered.is_possible
            return
        said = told.conflict(answered)
        assert all(any(rule in sentence for sentence in said["rules"]) for rule in rules)
        assert all(any(rule in sentence for sentence in said["drop"]) for rule in dropped)
        assert Answered(considering.ask_again(opinion, actor=world.advisor, demands=answered.relaxed())).is_possible


def test_the_button_applies_the_relaxation(advisor, opinion, pathway, world):
    with world.advisor.at_work():
        asked(world, opinion, most_hours=100)
    answer = page(advisor, "proposal", pathway)
    shown = answer.content.decode()
    assert "Aucun parcours ne respecte toutes ces demandes" in shown
    assert "Garder ce parcours" not in shown
    relaxed = {name: str(value).replace(".", ",") for name, value in answer.context["relaxed"]}
    after = advisor.post(reverse("prescription:proposal", args=[pathway.pk]), relaxed, follow=True)
    assert "Garder ce parcours" in after.content.decode()


def test_what_is_held_already_leaves_the_plan_with_its_reason(world, opinion):
    with world.advisor.at_work():
        answered = asked(world, opinion, held=("sst",))
        plan = answered.written()
    assert "sst" not in {planned.module for planned in plan.modules}
    assert plan.reason == "Déjà acquis, papier vu : Sauveteur secouriste du travail (SST)."
    assert plan.refusal() == ""


def test_a_block_that_experience_covers_goes_by_vae(world, opinion, monkeypatch):
    levels = {"several_employers": 3, "work_relations": 4}
    shown = {code: {"low": level, "high": level, "grade": "attested"} for code, level in levels.items()}
    monkeypatch.setattr(considering, "levels_of", lambda positioning, parts: shown)
    with world.advisor.at_work():
        answered = asked(world, opinion)
        assert [block.code for block in told.vae(answered)] == ["activity"]
        plan = answered.written()
    assert "core_employers" not in {planned.module for planned in plan.modules}
    assert plan.refusal() == ""


@pytest.mark.parametrize(
    ("demands", "told"),
    [
        ({"lock": ("option_dependency",)}, "ne sert pas"),
        ({"budget": {"nobody": 10}}, "Ce financeur n’existe pas"),
        ({"hours": {"sst": 1e10}}, "ne peuvent pas être calculées"),
    ],
)
def test_demands_that_make_no_sense_are_refused(world, opinion, demands, told):
    with world.advisor.at_work(), pytest.raises(Refused, match=told):
        asked(world, opinion, **demands)


def test_a_proposal_of_another_catalogue_is_kept_and_asked_again(advisor, opinion, pathway, world):
    with world.advisor.at_work():
        asked(world, opinion, lock=("option_digital",))
        CatalogueEdition.objects.create(version="0ld", content="{}", kept_on=clock.today())
        opinion.proposals.update(catalogue_version="0ld")
    shown = page(advisor, "proposal", pathway).content.decode()
    assert "Le catalogue a changé depuis cette proposition" in shown
    assert advisor.post(reverse("prescription:keep", args=[pathway.pk]), {"rank": 2}).status_code == 404
    after = advisor.post(reverse("prescription:proposal", args=[pathway.pk]), follow=True).content.decode()
    assert "Garder ce parcours" in after
    with world.advisor.at_work():
        again = Answered(opinion.proposals.get(rank=3))
        assert again.demands.lock == ("option_digital",)


# What the advisor makes of it


def test_kept_as_it_is(advisor, opinion, pathway, world):
    with world.advisor.at_work():
        rank = first(opinion).proposal.rank
    answer = advisor.post(reverse("prescription:keep", args=[pathway.pk]), {"rank": rank}, follow=True)
    shown = answer.content.decode()
    assert "Avis, outil, décision" in shown
    assert "la proposition de l’outil, telle quelle" in shown
    draft = answer.context["prescription"]
    assert (draft.decision, draft.proposal_id) == ("kept", first(opinion).proposal.pk)
    advisor.post(reverse("prescription:propose", args=[draft.pk]), {"version": draft.version})
    with world.advisor.at_work():
        draft.refresh_from_db()
        assert draft.state == "proposed"


def test_changed_asks_why_before_it_is_proposed(advisor, opinion, pathway, world):
    with world.advisor.at_work():
        plan = first(opinion).written()
        other = Plan(plan.occupation, (*plan.modules, PlannedModule("option_french_written", 12, "Souhait")))
        draft = actions.write(pathway, actor=world.advisor, plan=other, beside=Beside(opinion))
        assert draft.decision == "changed"
        with pytest.raises(Refused, match="écrivez pourquoi"):
            actions.propose(draft, actor=world.advisor)
        beside = Beside(opinion, departure="Elle veut écrire à la famille")
        actions.edit(draft, actor=world.advisor, version=1, plan=other, beside=beside)
        assert actions.propose(draft, actor=world.advisor).departure == "Elle veut écrire à la famille"


def test_written_by_hand_beside_the_tool(world, opinion, pathway):
    with world.advisor.at_work():
        beside = Beside(opinion, by_hand=True, departure="Autre chemin")
        draft = actions.write(pathway, actor=world.advisor, plan=Plan("childcare_provider", FOR_ALL), beside=beside)
        assert (draft.decision, draft.proposal.rank) == ("by_hand", 1)


def test_the_page_of_changes_starts_from_the_proposal(advisor, opinion, pathway):
    form = page(advisor, "write", pathway, proposition=1).context["form"]
    assert form["take_option_childcare"].value()
    assert form["hours_core_safety"].value() == 80
    assert "departure" in form.fields
    assert not page(advisor, "write", pathway).context["form"]["take_option_childcare"].value()


def test_a_refused_version_asks_for_a_new_opinion(world, opinion, pathway, herself, advisor):
    with world.advisor.at_work():
        plan = first(opinion).written()
        draft = actions.write(pathway, actor=world.advisor, plan=plan, beside=Beside(opinion))
        actions.propose(draft, actor=world.advisor)
    with herself.at_work():
        actions.refuse(draft, actor=herself)
    assert page(advisor, "prepare", pathway)["Location"] == reverse("prescription:judge", args=[pathway.pk])
    with world.advisor.at_work():
        assert queries.open_opinion(world.advisor, pathway) is None


@pytest.mark.parametrize("role", ["referrer", "household", "trainer", "territory_coordinator", "candidate"])
def test_opinion_and_proposal_do_not_exist_for_others(world, opinion, pathway, role):
    client = Client()
    client.force_login(world.user(role))
    for name in ("prepare", "judge", "proposal"):
        assert page(client, name, pathway).status_code == 404
    assert client.post(reverse("prescription:keep", args=[pathway.pk]), {"rank": 1}).status_code == 404


# What is kept, in her words


def test_she_reads_what_was_kept_in_words_and_not_in_code(world, opinion):
    with world.advisor.at_work():
        answered = asked(world, opinion, lock=("option_digital",), most_hours=320, budget={"branch": 300})
        kept = answered.proposal
        assert [line.replace("\u00a0", " ") for line in kept.get_demands_display().splitlines()] == [
            "à garder : Le numérique : téléphone, ordinateur",
            "Fonds de la branche : 300 h",
            "320 h",
        ]
        assert "Lire le français\u00a0: A2" in kept.get_question_display().splitlines()
        assert "Les premiers secours (SST)\u00a0: 14\u00a0h" in kept.get_answer_display().splitlines()


def test_her_data_hold_the_proposal(world, opinion, pathway, client):
    client.force_login(pathway.candidate.user)
    shown = client.get(reverse("privacy:my_data")).content.decode()
    assert "Les premiers secours (SST)\u00a0: 14\u00a0h" in shown
    assert "&quot;modules&quot;" not in shown
    told = client.get(reverse("privacy:my_data_json")).content.decode()
    assert "cheapest_relaxation" in told or "alternatives" in told


# Computed again


def test_every_answer_comes_again_byte_for_byte(world, opinion, capsys):
    with world.advisor.at_work():
        asked(world, opinion, lock=("option_digital",), most_hours=320, hours={"core_safety": 60})
        asked(world, opinion, forbid=("sst",))
    with world.advisor.at_work():
        outcomes = [replay(proposal).outcome for proposal in Proposal.objects.select_related("opinion")]
    assert outcomes == ["same", "same", "same"]
    assert replay_command(["all"]) == 0
    assert "Propositions recalculées : 3 ; identiques : 3" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("part", "change", "outcome", "told"),
    [
        ("answer", lambda text: text.replace('"status": "optimal"', '"status": "feasible"'), "other", "DIFFÉRENT"),
        ("question", lambda text: text.replace('"hours": 14.0', '"hours": 13.0'), "altered", "MODIFIÉ"),
        ("question", lambda text: "{", "unreadable", "ILLISIBLE"),
        ("catalogue_version", lambda text: "0" * 12, "gone", "n’est plus ici"),
        ("engine_version", lambda text: "0.9", "engine", "moteur 0.9"),
    ],
)
def test_what_was_altered_is_told(world, opinion, capsys, part, change, outcome, told):
    with world.advisor.at_work():
        proposal = Proposal.objects.select_related("opinion").get(opinion=opinion)
        setattr(proposal, part, change(getattr(proposal, part)))
        proposal.save()
        assert replay(Proposal.objects.select_related("opinion").get(pk=proposal.pk)).outcome == outcome
    assert replay_command([str(proposal.pk)]) == 1
    assert told in capsys.readouterr().out


def test_the_catalogue_of_the_day_outlives_the_programme(world, opinion, monkeypatch):
    monkeypatch.setattr("labmigration.pathway.prescription.catalogue.parts_of", lambda occupation: {})
    with world.advisor.at_work():
        assert replay(Proposal.objects.select_related("opinion").get(opinion=opinion)).outcome == "same"
        assert CatalogueEdition.objects.count() == 1


def test_a_version_is_replayed_by_its_number(world, opinion, pathway, capsys):
    with world.advisor.at_work():
        plan = first(opinion).written()
        draft = actions.write(pathway, actor=world.advisor, plan=plan, beside=Beside(opinion))
    assert replay_command([str(draft.pk)]) == 0
    assert "identique" in capsys.readouterr().out


@pytest.mark.parametrize("wrong", ["demain", "00000000-0000-0000-0000-000000000000", ""])
def test_what_nobody_kept_is_refused_in_a_sentence(world, pathway, capsys, wrong):
    assert replay_command([wrong]) == 2
    assert capsys.readouterr().err.strip()


def test_replays_are_the_products_own(world, opinion):
    with world.advisor.at_work():
        assert not list(proposals(world.advisor))
