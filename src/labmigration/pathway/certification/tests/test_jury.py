"""Certification: two jurors who agree, none of whom trained the person; what is left is retaken."""

from datetime import date, timedelta

import pytest

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused
from labmigration.pathway.certification import actions, queries
from labmigration.pathway.certification.blocks import Block, known_blocks, typed_blocks
from labmigration.pathway.certification.collegial import deliberate
from labmigration.pathway.certification.models import BlockResult, JurorOpinion, SstCertificate
from labmigration.pathway.certification.tests.conftest import JURY_DAY
from labmigration.pathway.certification.validity import months_after


def test_an_opened_file_keeps_its_blocks_and_is_to_be_presented(exam):
    file = exam.file()
    assert [block["code"] for block in file.blocks] == ["BC01", "BC02", "BC04.01"]
    assert [block["confirmed"] for block in file.blocks] == [True, True, False]
    assert (file.pathway.stage, file.pathway.next_step) == ("certification", "certification.present")


def test_only_one_file_is_open_at_a_time(exam):
    pathway = exam.trained()
    exam.file(pathway)
    with pytest.raises(Refused, match="n’attend pas"):
        exam.file(pathway)


def test_a_second_file_opened_at_the_same_moment_is_a_conflict(exam):
    pathway = exam.trained()
    exam.file(pathway)
    type(pathway).objects.filter(pk=pathway.pk).update(next_step="certification.open")
    with pytest.raises(Conflict, match="déjà ouvert"):
        exam.file(pathway)


def test_someone_trained_elsewhere_gets_no_file(exam):
    pathway = exam.world.person("certification", "certification.open")
    with pytest.raises(Refused, match="n’attend pas"):
        exam.file(pathway)


def test_a_file_without_a_block_is_refused(exam):
    with pytest.raises(Refused, match="au moins un bloc"):
        actions.open(exam.trained(), actor=exam.coordinator, certification="ef", blocks=[])


def test_one_juror_is_no_jury_and_the_same_one_twice_neither(exam):
    file = exam.file()
    for jurors in ([exam.jurors[0]], [exam.jurors[0], exam.jurors[0]]):
        with pytest.raises(Refused, match="au moins deux"):
            actions.present(file, actor=exam.coordinator, jury_on=JURY_DAY, jurors=jurors)


def test_who_trained_the_person_can_not_judge_her(exam):
    from labmigration.access.models import RoleGrant

    RoleGrant.objects.create(user=exam.trainer, role="jury", territory_id="marseille", since=date(2020, 1, 1))
    file = exam.file()
    with pytest.raises(Refused, match="conflit d’intérêts"):
        actions.present(file, actor=exam.coordinator, jury_on=JURY_DAY, jurors=[exam.jurors[0], exam.trainer])
    assert exam.trainer not in queries.possible_jurors(file)


def test_someone_who_is_no_juror_here_can_not_sit(exam, elsewhere):
    file = exam.file()
    with pytest.raises(Refused, match="n’est pas membre du jury"):
        actions.present(file, actor=exam.coordinator, jury_on=JURY_DAY, jurors=[exam.jurors[0], elsewhere.user("jury")])


def test_a_jury_is_not_fixed_in_the_past(exam):
    with pytest.raises(Refused, match="passé"):
        actions.present(exam.file(), actor=exam.coordinator, jury_on=JURY_DAY - timedelta(days=1), jurors=exam.jurors)


def test_a_jury_can_be_changed_until_it_decides(exam):
    file = exam.presented()
    third = exam.world.user("jury", another=True)
    exam.says(1, file)
    actions.present(file, actor=exam.coordinator, jury_on=JURY_DAY, jurors=[exam.jurors[0], third])
    exam.says(0, file)
    with pytest.raises(Refused, match=third.name):
        actions.decide(file, actor=Actor.of(exam.jurors[0]))


def test_two_who_agree_on_every_block_lead_to_matching(exam):
    file = exam.presented()
    exam.says(0, file)
    exam.says(1, file)
    results = actions.decide(file, actor=Actor.of(exam.jurors[0]))
    assert {result.outcome for result in results} == {"acquired"}
    pathway = file.pathway
    pathway.refresh_from_db()
    assert (pathway.stage, pathway.next_step) == ("matching", "matching.introduce")
    assert [block.code for block in queries.acquired_blocks([pathway.pk])[pathway.pk]] == ["BC01", "BC02", "BC04.01"]


def test_before_two_have_spoken_the_refusal_names_who_is_awaited(exam):
    file = exam.presented()
    exam.says(0, file)
    with pytest.raises(Refused, match=exam.jurors[1].name):
        actions.decide(file, actor=Actor.of(exam.jurors[0]))
    assert not BlockResult.objects.exists()


def test_jurors_who_differ_are_told_on_which_block_and_may_change_their_mind(exam):
    file = exam.presented()
    exam.says(0, file)
    exam.says(1, file, BC02=True)
    with pytest.raises(Refused, match="BC02") as refused:
        actions.decide(file, actor=Actor.of(exam.jurors[0]))
    assert "BC01" not in str(refused.value)
    exam.says(1, file)
    actions.decide(file, actor=Actor.of(exam.jurors[1]))
    assert JurorOpinion.objects.filter(file=file).count() == 2


def test_a_block_to_retake_asks_for_a_new_file_that_holds_it_and_then_leads_on(exam):
    file = exam.presented()
    for juror in (0, 1):
        exam.says(juror, file, BC02=True)
    actions.decide(file, actor=Actor.of(exam.jurors[0]))
    pathway = file.pathway
    assert pathway.next_step == "certification.open"
    assert [block.code for block in queries.blocks_outstanding(pathway)] == ["BC02"]
    with pytest.raises(Refused, match="BC02"):
        exam.file(pathway, [block for block in known_blocks("advd") if block.code == "BC01"])
    again = exam.presented(pathway, queries.blocks_outstanding(pathway))
    for juror in (0, 1):
        exam.says(juror, again)
    actions.decide(again, actor=Actor.of(exam.jurors[0]))
    assert again.pathway.next_step == "matching.introduce"


def test_a_label_typed_in_a_later_file_is_not_taken_for_one_already_acquired(exam):
    pathway = exam.trained()
    for label, retake in (("Accompagner le repas", {"BC01": True}), ("Préparer un repas", {"saisi-1": True})):
        blocks = [*queries.blocks_outstanding(pathway), *typed_blocks([label])]
        if label == "Accompagner le repas":
            blocks += [block for block in known_blocks("advd") if block.code == "BC01"]
        file = exam.presented(pathway, blocks)
        for juror in (0, 1):
            exam.says(juror, file, **retake)
        actions.decide(file, actor=Actor.of(exam.jurors[0]))
    assert [block.name for block in queries.blocks_outstanding(pathway)] == ["Préparer un repas"]
    pathway.refresh_from_db()
    assert pathway.next_step == "certification.open"


def test_nobody_judges_before_the_day_of_the_jury(exam):
    file = exam.file()
    actions.present(file, actor=exam.coordinator, jury_on=date(2026, 3, 20), jurors=exam.jurors)
    with pytest.raises(Refused, match="20\xa0mars"):
        exam.says(0, file)
    with clock.at(date(2026, 3, 20)):
        exam.says(0, file)


def test_an_opinion_leaves_no_block_out(exam):
    file = exam.presented()
    with pytest.raises(Refused, match="chaque bloc"):
        actions.give_opinion(file, actor=Actor.of(exam.jurors[0]), outcomes={"BC01": "acquired"})


def test_after_the_decision_opinions_and_decisions_are_conflicts(exam):
    file = exam.presented()
    for juror in (0, 1):
        exam.says(juror, file)
    actions.decide(file, actor=Actor.of(exam.jurors[0]))
    with pytest.raises(Conflict):
        exam.says(0, file, BC01=True)
    with pytest.raises(Conflict):
        actions.decide(file, actor=Actor.of(exam.jurors[1]))


def test_a_juror_of_another_file_has_no_say(exam):
    file = exam.presented()
    stranger = exam.world.actor("jury", another=True)
    with pytest.raises(Conflict, match="devant vous"):
        actions.give_opinion(file, actor=stranger, outcomes={})


@pytest.mark.parametrize(
    ("opinions", "agreed", "silent", "differing"),
    [
        ({}, {}, ("a", "b", "c"), ()),
        ({"a": {"1": "x"}}, {}, ("b", "c"), ()),
        ({"a": {"1": "x"}, "b": {"1": "x"}}, {"1": "x"}, ("c",), ()),
        ({"a": {"1": "x"}, "b": {"1": "y"}}, {}, ("c",), ("1",)),
        ({"a": {"1": "x"}, "b": {"1": "x"}, "c": {"1": "y"}}, {}, (), ("1",)),
        ({"a": {"1": "x"}, "gone": {"1": "x"}}, {}, ("b", "c"), ()),
        ({"a": {"1": "x"}, "b": {}}, {}, ("b", "c"), ()),
    ],
)
def test_a_jury_decides_when_two_speak_and_nobody_differs(opinions, agreed, silent, differing):
    found = deliberate(["1"], ["a", "b", "c"], opinions)
    assert (found.agreed, found.silent, found.differing) == (agreed, silent, differing)


def test_typed_labels_get_no_invented_number():
    first = typed_blocks(["  Accompagner   un enfant ", "", "Accompagner un enfant"])
    assert first == [Block("saisi-1", "Accompagner un enfant", False)]
    assert typed_blocks(["Autre"], ["saisi-1", "BC01"]) == [Block("saisi-2", "Autre", False)]
    assert first[0].label == "Accompagner un enfant"


@pytest.mark.parametrize(
    ("day", "until"),
    [
        (date(2026, 3, 10), date(2028, 3, 10)),
        (date(2024, 2, 29), date(2026, 2, 28)),
        (date(2026, 2, 28), date(2028, 2, 28)),
        (date(2025, 12, 31), date(2027, 12, 31)),
    ],
)
def test_a_first_aid_certificate_holds_for_twenty_four_months_of_the_calendar(exam, day, until):
    pathway = exam.trained()
    with clock.at(date(2026, 12, 1)):
        assert actions.record_sst(pathway, actor=exam.coordinator, obtained_on=day).valid_until == until


def test_half_a_year_after_the_end_of_august_is_the_end_of_february():
    assert [months_after(date(2026, 8, 31), 6), months_after(date(2027, 8, 31), 6)] == [
        date(2027, 2, 28),
        date(2028, 2, 29),
    ]


def test_a_first_aid_certificate_is_noted_once_and_not_ahead(exam):
    pathway = exam.trained()
    actions.record_sst(pathway, actor=exam.coordinator, obtained_on=JURY_DAY)
    with pytest.raises(Conflict, match="déjà noté"):
        actions.record_sst(pathway, actor=exam.coordinator, obtained_on=JURY_DAY)
    with pytest.raises(Refused, match="pas encore passé"):
        actions.record_sst(pathway, actor=exam.coordinator, obtained_on=JURY_DAY + timedelta(days=1))
    assert SstCertificate.objects.count() == 1
