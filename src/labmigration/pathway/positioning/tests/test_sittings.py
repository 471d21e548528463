"""Questions asked and answered: nothing lost, nothing twice, the same on every device."""

import itertools
from datetime import UTC, datetime, timedelta

import pytest

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused
from labmigration.pathway.positioning import actions as positionings
from labmigration.pathway.positioning import states as positioning_states
from labmigration.pathway.positioning.models import Positioning
from labmigration.pathway.positioning.sittings import actions, parts, questions, states
from labmigration.pathway.positioning.sittings.actions import Taken
from labmigration.pathway.positioning.sittings.course import Course, Place
from labmigration.pathway.positioning.sittings.models import NO_SOUND, UNKNOWN, Answer, Frequency, Part, Questionnaire
from labmigration.pathway.positioning.sittings.queries import scores
from labmigration.people.models import ConsentRecord
from labmigration.programme.positioning_bank import bank
from labmigration.timeline.models import Event

START = datetime(2026, 3, 10, 9, tzinfo=UTC)


class Table:
    """A person before her questions; answers in the way that a test asks for."""

    def __init__(self, world, *, seed: int = 5) -> None:
        self.pathway = world.person("positioning", "positioning.do", with_account=True)
        self.person = Actor.of(self.pathway.candidate.user)
        self.advisor = world.advisor
        with self.person.at_work():
            self.questionnaire = actions.sit(self.pathway, actor=self.person, language="ar", seed=seed)
        self._moments = itertools.count(1)

    @property
    def course(self) -> Course:
        with self.person.at_work():
            return Course.of(self.questionnaire)

    def give(self, place: Place, *, actor: Actor | None = None, **answer: str) -> Taken:
        actor = actor or self.person
        with actor.at_work(), clock.at(START + timedelta(seconds=20 * next(self._moments))):
            return actions.answer(self.questionnaire, actor=actor, part=place.part, code=place.code, **answer)

    def go_on(self, until: Part | None = None, *, right: bool = True, often: str = Frequency.DAILY) -> None:
        """Answer everything up to the first question of a part, or to the end."""
        while (place := self.course.present) is not None and place.part != until:
            assert self.give(place, **good_answer(place, right=right, often=often)) is Taken.KEPT


def good_answer(place: Place, *, right: bool = True, often: str = Frequency.DAILY) -> dict[str, str]:
    if place.part in parts.MEASURED:
        item = bank().item(place.code)
        if item.typed:
            return {"written": item.typed[0] if right else "rien de tel"}
        return {"value": str(next(n for n, answer in enumerate(item.answers) if answer.right is right))}
    if place.part == Part.FREQUENCY:
        return {"value": often}
    return {"value": questions.question(bank(), 5, place).choices[0].value}


@pytest.fixture
def table(world, on_a_tuesday) -> Table:
    return Table(world)


def rows(table: Table) -> list[tuple[str, str, str]]:
    with table.person.at_work():
        found = Answer.objects.filter(questionnaire=table.questionnaire).order_by("position")
        return list(found.values_list("part", "code", "value"))


def test_the_person_opens_her_questions_herself_and_the_positioning_begins(table):
    with table.person.at_work():
        positioning = Positioning.objects.get(pathway=table.pathway)
        assert positioning.state == positioning_states.DRAFT
        assert positioning.advisor == table.pathway.lead_advisor
        assert (table.questionnaire.bank_version, table.questionnaire.bank_content) == (bank().version, bank().content)
        assert actions.sit(table.pathway, actor=table.person, language="fr") == table.questionnaire


def test_nobody_else_opens_or_answers_them(table, world, elsewhere):
    stranger = world.person("positioning", "positioning.do", with_account=True)
    others = (Actor.of(stranger.candidate.user), world.trainer, elsewhere.advisor)
    for actor in others:
        with actor.at_work():
            with pytest.raises(Refused):
                actions.sit(table.pathway, actor=actor, language="fr")
            with pytest.raises(Conflict):
                actions.answer(table.questionnaire, actor=actor, part="frequency", code="iron-clothes", value="1")
    assert rows(table) == []


def test_questions_open_once_orientation_is_over(world, on_a_tuesday):
    early = world.person("orientation", "orientation.hold", with_account=True)
    person = Actor.of(early.candidate.user)
    with person.at_work(), pytest.raises(Refused, match="Votre conseillère vous dira quand"):
        actions.sit(early, actor=person, language="fr")


def test_an_answer_sent_twice_is_one_answer(table):
    place = table.course.present
    assert table.give(place, value=Frequency.OFTEN) is Taken.KEPT
    after = table.course.present
    assert table.give(place, value=Frequency.OFTEN) is Taken.AGAIN
    assert rows(table) == [(Part.FREQUENCY, place.code, Frequency.OFTEN)]
    assert table.course.present == after


def test_a_second_device_that_is_behind_changes_nothing_and_is_told(table):
    place = table.course.present
    table.give(place, value=Frequency.DAILY)
    assert table.give(place, value=Frequency.NEVER) is Taken.ELSEWHERE
    assert rows(table) == [(Part.FREQUENCY, place.code, Frequency.DAILY)]


def test_an_answer_out_of_order_counts_where_the_question_stands_on_the_same_list(table):
    later = parts.activities(bank(), table.course.occupations)[3]
    first = table.course.present
    assert table.give(Place(Part.FREQUENCY, later.id), value=Frequency.OFTEN) is Taken.KEPT
    assert table.course.present == first


@pytest.mark.parametrize(
    ("part", "code"),
    [
        (Part.SITUATIONS, "home-care-toilet-cloth"),
        (Part.INTERESTS, "own-home-or-family-home"),
        (Part.FREQUENCY, "no-such-activity"),
        ("nowhere", "x"),
        ("", ""),
    ],
)
def test_an_answer_to_what_nobody_asked_is_not_kept(table, part, code):
    with table.person.at_work():
        given = actions.answer(table.questionnaire, actor=table.person, part=part, code=code, value="0")
    assert given is Taken.NOT_ASKED
    assert rows(table) == []


@pytest.mark.parametrize("value", ["", "7", "-1", "left", NO_SOUND, "' OR 1=1"])
def test_none_of_the_answers_offered_is_no_answer(table, value):
    assert table.give(table.course.present, value=value) is Taken.EMPTY
    assert rows(table) == []


def test_of_two_questions_that_the_engine_chose_only_the_present_one_is_answered(table):
    table.go_on(until=Part.DIGITAL)
    present = table.course.present
    other = next(item for item in bank().items if item.skill == "digital_phone" and item.id != present.code)
    assert table.give(Place(Part.DIGITAL, other.id), value="0") is Taken.NOT_ASKED


def test_the_same_seed_asks_the_same_and_another_device_goes_on_where_one_stopped(table):
    table.go_on(until=Part.DIGITAL)
    on_another_device = Course.of
    with table.advisor.at_work():
        again = Questionnaire.objects.get(pk=table.questionnaire.pk)
        assert on_another_device(again).present == table.course.present
    seeds = {Course(bank(), seed, ("childcare_provider",), table.course.given).present.code for seed in range(8)}
    assert len(seeds) > 1


def test_a_session_that_was_killed_has_lost_nothing(table):
    table.go_on(until=Part.INTERESTS)
    kept = rows(table)
    with pytest.raises(RuntimeError), table.person.at_work(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(actions, "_after", lambda *_args: (_ for _ in ()).throw(RuntimeError("power cut")))
        place = table.course.present
        actions.answer(table.questionnaire, actor=table.person, part=place.part, code=place.code, value="left")
    assert rows(table) == kept
    table.go_on(until=Part.CONSTRAINTS)
    assert [row[:2] for row in rows(table)[: len(kept)]] == [row[:2] for row in kept]


def test_cards_are_filled_in_for_five_things_done_most_often(table):
    table.go_on(until=Part.CARDS, often=Frequency.OFTEN)
    table.go_on(until=Part.INTERESTS)
    cards = {code.partition("/")[0] for part, code, _value in rows(table) if part == Part.CARDS}
    assert len(cards) == parts.MOST_CARDS


def test_whoever_has_done_nothing_of_it_is_asked_for_no_card(table):
    table.go_on(until=Part.INTERESTS, often=Frequency.NEVER)
    assert Part.CARDS not in {part for part, _code, _value in rows(table)}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_each_two_occupations_meet_in_as_many_pairs_as_any_other_two(seed):
    drawn = parts.pairs(bank(), seed)
    met = [frozenset((pair.left.occupation, pair.right.occupation)) for pair in drawn]
    assert len({pair.id for pair in drawn}) == parts.PAIRS
    assert {met.count(two) for two in met} == {2}


def test_the_order_of_the_answers_on_the_screen_is_drawn_and_the_same_again(table):
    place = Place(Part.SITUATIONS, "home-care-toilet-cloth")
    orders = {tuple(choice.value for choice in questions.question(bank(), seed, place).choices) for seed in range(20)}
    assert len(orders) > 1
    assert all(sorted(order) == ["0", "1", "2"] for order in orders)
    assert questions.question(bank(), 4, place) == questions.question(bank(), 4, place)


def test_both_sittings_keep_to_their_limits_and_end(table):
    table.go_on()
    counts = parts.counted(table.course.given)
    assert sum(counts[part] for part in (Part.SITUATIONS, Part.SETTING)) <= bank().limits.items_per_sitting
    assert all(counts[part] for part in itertools.chain(*parts.SITTINGS))
    with table.person.at_work():
        table.questionnaire.refresh_from_db()
        verbs = list(Event.objects.filter(pathway_id=table.pathway.pk).order_by("id").values_list("verb", flat=True))
    assert table.questionnaire.state == states.FINISHED
    assert verbs[-2:] == ["positioning.end_sitting", "positioning.end_questions"]
    with pytest.raises(Conflict, match="terminées"):
        table.give(Place(Part.FREQUENCY, "iron-clothes"), value="0")


def test_one_question_without_sound_ends_listening_and_is_held_against_nobody(table):
    table.go_on(until=Part.FRENCH)
    listening = {item.id for item in bank().items_of(parts.LISTENING)}
    while (place := table.course.present).part == Part.FRENCH:
        table.give(place, **({"value": NO_SOUND} if place.code in listening else good_answer(place)))
    french = [(code, value) for part, code, value in rows(table) if part == Part.FRENCH]
    assert [value for code, value in french if code in listening] == [NO_SOUND]
    assert len(french) > 1


def test_a_typed_answer_is_kept_as_right_or_wrong_and_not_as_it_was_written(table):
    table.go_on(until=Part.DIGITAL)
    while not bank().item((place := table.course.present).code).typed:
        table.give(place, **good_answer(place, right=False))  # typed questions are among the easier ones
    assert table.give(place, written="   ") is Taken.EMPTY
    assert table.give(place, written="mon secret") is Taken.KEPT
    with table.person.at_work():
        row = Answer.objects.get(questionnaire=table.questionnaire, code=place.code)
    assert (row.value, row.outcome) == ("", "wrong")


def test_arabic_digits_are_digits():
    item = bank().item("digital-phone-sms-code")
    assert questions.outcome(item, written="٤٨٣ ٩٢٠") == "right"
    assert questions.outcome(item, written="٤٨٣ ٩٢١") == "wrong"


def test_an_advisor_answers_for_her_and_it_is_noted(table):
    table.give(table.course.present, value=Frequency.OFTEN)
    table.give(table.course.present, value=Frequency.OFTEN, actor=table.advisor)
    assert table.course.answered_by_others(table.person.user.pk) == 1


def test_pausing_keeps_everything_and_the_next_answer_resumes(table):
    table.give(table.course.present, value=Frequency.OFTEN)
    with table.person.at_work():
        actions.pause(table.questionnaire, actor=table.person)
        actions.pause(table.questionnaire, actor=table.person)
        table.questionnaire.refresh_from_db()
        assert table.questionnaire.state == states.PAUSED
    table.give(table.course.present, value=Frequency.OFTEN)
    assert table.questionnaire.state == states.OPEN
    assert len(rows(table)) == 2


def test_a_slip_of_the_thumb_is_taken_back_and_only_the_last_one(table):
    first = table.course.present
    table.give(first, value=Frequency.NEVER)
    second = table.course.present
    table.give(second, value=Frequency.NEVER)
    with table.person.at_work():
        take = {"actor": table.person, "part": Part.FREQUENCY}
        assert not actions.take_back(table.questionnaire, code=first.code, **take)
        assert actions.take_back(table.questionnaire, code=second.code, **take)
        assert not actions.take_back(table.questionnaire, code=second.code, **take)
    assert table.course.present == second


def test_a_question_with_a_right_answer_is_not_taken_back(table):
    table.go_on(until=Part.DIGITAL)
    place = table.course.present
    table.give(place, **good_answer(place, right=False))
    with table.person.at_work():
        assert not actions.take_back(table.questionnaire, actor=table.person, part=place.part, code=place.code)


def test_two_answers_in_the_same_instant_are_both_kept(table):
    """Two devices answer two pictures of one list; the second finds its place taken and takes the next."""
    first, second = parts.activities(bank(), table.course.occupations)[:2]
    stale = table.course
    table.give(Place(Part.FREQUENCY, first.id), value=Frequency.OFTEN)
    with pytest.MonkeyPatch.context() as patch:
        fresh, seen = Course.of, iter([stale])
        patch.setattr(Course, "of", classmethod(lambda cls, row: next(seen, None) or fresh(row)))
        assert table.give(Place(Part.FREQUENCY, second.id), value=Frequency.DAILY) is Taken.KEPT
    assert [code for _part, code, _value in rows(table)] == [first.id, second.id]


def test_a_new_positioning_has_questions_of_its_own(table):
    with table.advisor.at_work():
        Positioning.objects.filter(pathway=table.pathway).update(state=positioning_states.DONE)
        positionings.begin(table.pathway, actor=table.advisor)
        again = actions.sit(table.pathway, actor=table.advisor, language="fr", occupations=["dependency_carer"])
    assert again != table.questionnaire
    assert again.occupations == ["dependency_carer"]


def test_the_export_names_nobody_and_gives_every_scored_answer(table, world):
    table.go_on(until=Part.DIGITAL)
    agree_to_research(table, "given")
    system = Actor.system("marseille")
    with system.at_work():
        found = list(scores(system))
    assert {session for session, _item, _score in found} != {str(table.questionnaire.pk)}
    assert len({session for session, _item, _score in found}) == 1
    assert [item for _session, item, _score in found] == [code for part, code, _v in rows(table) if part == Part.FRENCH]
    assert {score for _session, _item, score in found} == {1}
    with table.advisor.at_work():
        assert list(scores(table.advisor)) == []


def agree_to_research(table, answer):
    with table.advisor.at_work():
        person = table.pathway.candidate
        told = {"text_version": "x", "language": "fr", "channel": "screen", "at": clock.now()}
        recorded_by = table.advisor.user
        ConsentRecord.objects.create(
            candidate=person, purpose="research", answer=answer, recorded_by=recorded_by, **told
        )


@pytest.mark.parametrize("answers", [(), ("refused",), ("given", "withdrawn")])
def test_whoever_did_not_agree_to_research_is_in_no_export(table, world, answers):
    table.go_on(until=Part.DIGITAL)
    for answer in answers:
        agree_to_research(table, answer)
    system = Actor.system("marseille")
    with system.at_work():
        assert list(scores(system)) == []


def test_i_do_not_know_is_an_answer_everywhere(table):
    while (place := table.course.present) is not None:
        assert table.give(place, value=UNKNOWN) is Taken.KEPT
    assert {value for _part, _code, value in rows(table)} == {UNKNOWN}
