"""What others may ask of questionnaires: her own, one person's as staff reads it, and all answers as columns."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count, Prefetch

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import visible
from labmigration.pathway.questionnaires import states
from labmigration.pathway.questionnaires.models import (
    AnonymousAnswer,
    AskedWave,
    FilledQuestionnaire,
    HouseholdQuestionnaire,
    read_given,
)
from labmigration.pathway.questionnaires.wording import Given, wave_title
from labmigration.people.models import Household
from labmigration.programme.codebook import codebook
from labmigration.secrecy.keyring import keyring
from labmigration.small_numbers import THRESHOLD

AT_ONCE = 2000
#: Messages come first; from so many days before the end on, her advisor is asked to fill in with her. Ours.
CLOSES_SOON = timedelta(days=14)
FILL_AT_MOST = 20


@dataclass(frozen=True)
class Standing:
    """One questionnaire as a page lists it: may it be answered today; which compulsory questions have no answer."""

    row: AskedWave
    open: bool
    missing: int
    newest: FilledQuestionnaire | None


class SaidAnswer(NamedTuple):
    """One answer of one person, without her name. `person`: a keyed digest, the same in each wave."""

    person: str
    wave: str
    question: str
    answer: str
    answered_on: date


@dataclass(frozen=True)
class WaveRate:
    """What became of one wave: answered in its window, late, refused, still open, closed without an answer."""

    title: Any
    clock: str
    in_window: int
    late: int
    refused: int
    open: int
    silent: int

    @property
    def asked(self) -> int:
        """All of them: the denominator."""
        return self.in_window + self.late + self.refused + self.open + self.silent


def own(actor: Actor) -> list[Standing]:
    """What the person is or was asked and is open or answered, the soonest to close first; two queries."""
    rows = visible(actor, "questionnaires.answer").filter(pathway__candidate__user=actor.user)
    rows = rows.filter(opens_on__lte=clock.today()).exclude(state=states.ENDED)
    found = [_standing(row) for row in _with_versions(rows)]
    return sorted(found, key=lambda each: (not each.open, each.row.closes_on))


def own_open(actor: Actor) -> int:
    """How many wait for her today; one query."""
    today = clock.today()
    rows = visible(actor, "questionnaires.answer").filter(pathway__candidate__user=actor.user, state=states.WAITING)
    return int(rows.filter(opens_on__lte=today, closes_on__gte=today).count())


def of_person(actor: Actor, pathway_id: Any) -> list[Standing]:
    """Everything one person was or will be asked, for who may read that; two queries."""
    rows = visible(actor, "questionnaires.read").filter(pathway=pathway_id)
    return [_standing(row) for row in _with_versions(rows.select_related("pathway__candidate"))]


def to_answer_by(actor: Actor, household: Household) -> list[HouseholdQuestionnaire]:
    """What a household is asked now, the soonest to close first; one query."""
    rows = visible(actor, "questionnaires.answer_household").filter(household=household, answered_on__isnull=True)
    asked = rows.filter(closes_on__gte=clock.today()).select_related("pathway__candidate")
    return list(asked.order_by("closes_on", "pk"))


def to_fill(actor: Actor) -> list[AskedWave]:
    """Of the actor's own people: what a funder asks and closes soon without an answer, to be filled in with her.

    The soonest to close first; one query. Who has said no is not among them.
    """
    today = clock.today()
    waves = [
        wave.code
        for wave in codebook().waves
        if any(each.basis == "funder" for each in codebook().questions_of(wave.code))
    ]
    rows = visible(actor, "questionnaires.note").filter(pathway__lead_advisor=actor.user, state=states.WAITING)
    rows = rows.filter(wave__in=waves, opens_on__lte=today, closes_on__range=(today, today + CLOSES_SOON))
    return list(rows.select_related("pathway__candidate").order_by("closes_on", "pk")[:FILL_AT_MOST])


def newest_versions(on: date) -> Iterator[tuple[UUID, str, FilledQuestionnaire]]:
    """(pathway, wave, the last version written until that day) in the open territories; one query."""
    rows = FilledQuestionnaire.objects.filter(written_on__lte=on).select_related("questionnaire")
    last: FilledQuestionnaire | None = None
    for row in rows.order_by("questionnaire", "number").iterator(chunk_size=AT_ONCE):
        if last is not None and last.questionnaire_id != row.questionnaire_id:
            yield last.pathway_id, last.questionnaire.wave, last
        last = row
    if last is not None:
        yield last.pathway_id, last.questionnaire.wave, last


def answers_of(territory_code: str, on: date) -> list[SaidAnswer]:
    """Every answer that stood on that day in an open territory, sorted: person, wave, question, answer, day.

    A question with several answers has a row for each; one passed over has none. One query, one opening a version.
    """
    found = []
    for pathway, wave, version in newest_versions(on):
        if version.territory_id == territory_code:
            person = pseudonym(pathway)
            for question, answers in read_given(version.given).items():
                found += [SaidAnswer(person, wave, question, answer, version.written_on) for answer in answers]
    return sorted(found)


def household_answers_of(territory_code: str, on: date) -> list[SaidAnswer]:
    """The same of households, by contract: the person is a digest of the contract's id."""
    rows = HouseholdQuestionnaire.objects.filter(territory=territory_code, answered_on__lte=on).order_by("pk")
    found = []
    for row in rows.iterator(chunk_size=AT_ONCE):
        for question, answers in read_given(row.given).items():
            person = pseudonym(row.contract_id)
            found += [SaidAnswer(person, row.wave, question, answer, row.answered_on) for answer in answers]
    return sorted(found)


def asked_of(territory_code: str, on: date) -> dict[str, int]:
    """How many questionnaires had opened by that day, by wave: the denominators. Households: those asked."""
    hers = AskedWave.objects.filter(territory=territory_code, opens_on__lte=on).exclude(state=states.ENDED)
    theirs = HouseholdQuestionnaire.objects.filter(territory=territory_code, asked_on__lte=on)
    counted = [*hers.order_by().values_list("wave").annotate(Count("pk"))]
    return dict([*counted, *theirs.order_by().values_list("wave").annotate(Count("pk"))])


def rates(territory_code: str, on: date) -> list[WaveRate]:
    """Each wave that has opened for somebody by that day, in the codebook's order; three queries."""
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    rows = AskedWave.objects.filter(territory=territory_code, opens_on__lte=on).exclude(state=states.ENDED).order_by()
    late = set(FilledQuestionnaire.objects.filter(number=1, late=True).values_list("questionnaire", flat=True))
    for pk, wave, state, closes_on in rows.values_list("pk", "wave", "state", "closes_on"):
        still = "open" if closes_on >= on else "silent"
        kind = {states.ANSWERED: "late" if pk in late else "in_window", states.REFUSED: "refused"}.get(state, still)
        counted[wave][kind] += 1
    theirs = HouseholdQuestionnaire.objects.filter(territory=territory_code, asked_on__lte=on).order_by()
    for wave, answered_on, closes_on in theirs.values_list("wave", "answered_on", "closes_on"):
        counted[wave]["in_window" if answered_on else "open" if closes_on >= on else "silent"] += 1
    kinds = ("in_window", "late", "refused", "open", "silent")
    return [
        WaveRate(wave_title(wave.code), wave.clock, *(counted[wave.code][kind] for kind in kinds))
        for wave in codebook().waves
        if wave.code in counted
    ]


def without_name_of(territory_code: str, question: str) -> dict[str, int] | None:
    """How often each answer to a question without a name was given; None under `THRESHOLD` answers in all."""
    rows = AnonymousAnswer.objects.filter(territory=territory_code, question=question).order_by()
    counted = dict(rows.values_list("answer").annotate(Count("pk")))
    return counted if sum(counted.values()) >= THRESHOLD else None


def pseudonym(row_id: UUID) -> str:
    """Twelve hexadecimal digits that stand for a person or a contract in every wave; only our key leads back."""
    return hashlib.sha256(keyring().blind_index(f"questionnaires:{row_id}").encode()).hexdigest()[:12]


def _with_versions(rows: Any) -> list[AskedWave]:
    versions = FilledQuestionnaire.objects.select_related("written_by").order_by("number")
    return list(rows.prefetch_related(Prefetch("versions", queryset=versions)).order_by("due_on", "pk"))


def _standing(row: AskedWave) -> Standing:
    versions = list(row.versions.all())
    newest = versions[-1] if versions else None
    given = read_given(newest.given) if newest else {}
    asked = codebook().asked(row.wave, given)
    missing = sum(each.basis == "funder" and not given.get(each.code) for each in asked)
    today = clock.today()
    may_answer = row.state == states.WAITING and row.opens_on <= today <= row.closes_on
    return Standing(row, may_answer, missing, newest)


def asked_rows(waves: Collection[str]) -> dict[UUID, dict[str, AskedWave]]:
    """What stands of those waves for each person of the open territories: pathway → wave → row; one query."""
    found: dict[UUID, dict[str, AskedWave]] = {}
    rows = AskedWave.objects.filter(wave__in=waves).exclude(state=states.ENDED).defer("draft").order_by()
    for row in rows.iterator(chunk_size=AT_ONCE):
        found.setdefault(row.pathway_id, {})[row.wave] = row
    return found


def newest_given(on: date, among: Collection[UUID]) -> dict[tuple[UUID, str], Given]:
    """The answers of those people that stood on a day: (pathway, wave) → question → codes; one query."""
    return {
        (pathway, wave): read_given(version.given) for pathway, wave, version in newest_versions(on) if pathway in among
    }
