"""One row after the other: has it come before, is the person known, is she eligible? Reads only; writes nothing."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple, Protocol
from uuid import UUID

from labmigration.decisions.eligibility import Rules, Verdict, decide
from labmigration.decisions.same_person import Known, Suspicion
from labmigration.pathway.reception.facts import rules_on
from labmigration.pathway.reception.models import ImportedRow
from labmigration.pathway.reception.reading import ReadRow, ReferralFacts
from labmigration.pathway.reception.rows_alike import following_uuid
from labmigration.secrecy.keyring import Keyring

Outcome = ImportedRow.Outcome


class Judged(NamedTuple):
    """What comes of one row. `key` is the id under which its person is, or would be, registered.

    `verdict` is None where the row can't be read; `duplicate_of_line` names an earlier line of the same file, None
    where the person is known from elsewhere.
    """

    row: ReadRow
    outcome: Outcome
    key: UUID
    phone_index: str
    email_index: str
    verdict: Verdict | None = None
    suspicion: Suspicion | None = None
    duplicate_of_line: int | None = None


class People(Protocol):
    """Those known so far: the whole register of a territory, or the part of it around one person."""

    def find(self, person: Known) -> Suspicion | None: ...

    def add(self, person: Known) -> None: ...


class RowJudge:
    """Judges the rows of one run on one day, and remembers them: each row is compared with those before it."""

    def __init__(self, territory: str, on: date, *, people: People, ring: Keyring) -> None:
        self.territory = territory
        self.on = on
        self.ring = ring
        self.rules: Rules = rules_on(on)
        self._people = people
        self._line_of: dict[str, int] = {}
        self._seen: set[str] = set()
        self._seen_canonical: dict[str, bool] = {}  # → whether one of those rows had been retyped

    def judge(self, rows: Sequence[ReadRow]) -> list[Judged]:
        """One entry a row, in order."""
        before = self._came_before(rows)
        return [self._judge(row, row.line in before) for row in rows]

    def judge_facts(self, facts: ReferralFacts) -> Judged:
        """The same for one person typed on a screen, who stands in no file."""
        return self._judge(ReadRow(0, (), facts, (), (), "", "", False), came_before=False)

    def remember(self, line: int, key: str) -> None:
        """Tell that a line of this file was received before, as when an interrupted run goes on."""
        self._line_of[key] = line

    def _judge(self, row: ReadRow, came_before: bool) -> Judged:
        key = following_uuid()
        if row.facts is None:
            return Judged(row, Outcome.REJECTED, key, "", "")
        facts = row.facts
        verdict = decide(facts.eligibility, self.rules, self.on)
        if came_before or self._repeats(row):
            return Judged(row, Outcome.ALREADY_IMPORTED, key, "", "", verdict)
        person = known_from(facts, key, self.ring)
        suspicion = self._people.find(person)
        self._people.add(person)
        self._line_of[person.key] = row.line
        self._seen.add(row.exact)
        self._seen_canonical[row.canonical] = self._seen_canonical.get(row.canonical, False) or row.retyped
        is_strong = suspicion is not None and suspicion.strength == "strong"
        return Judged(
            row,
            Outcome.DUPLICATE if is_strong else Outcome.CREATED,
            key,
            person.phone,
            person.email,
            verdict,
            suspicion,
            self._line_of.get(suspicion.key) if suspicion is not None and is_strong else None,
        )

    def _repeats(self, row: ReadRow) -> bool:
        if row.exact in self._seen:
            return True
        return row.canonical in self._seen_canonical and (row.retyped or self._seen_canonical[row.canonical])

    def _came_before(self, rows: Sequence[ReadRow]) -> set[int]:
        """Lines that an earlier import received, cell for cell (see `reading.fingerprint`)."""
        received = ImportedRow.objects.filter(
            territory=self.territory,
            tried=False,
            outcome__in=(Outcome.CREATED, Outcome.DUPLICATE),
            canonical__in={row.canonical for row in rows},
        ).values_list("exact", "canonical", "retyped")
        exact: set[str] = set()
        by_content: dict[str, bool] = {}
        for digest, content, retyped in received:
            exact.add(digest)
            by_content[content] = by_content.get(content, False) or retyped
        return {
            row.line
            for row in rows
            if row.exact in exact or (row.canonical in by_content and (row.retyped or by_content[row.canonical]))
        }


def known_from(facts: ReferralFacts, key: UUID, ring: Keyring) -> Known:
    """The person of a row as the register compares her: contacts only by their blind indexes."""
    return Known(
        str(key),
        facts.surname,
        facts.first_name,
        facts.birth_date,
        phone=ring.blind_index(facts.phone) if facts.phone else "",
        email=ring.blind_index(facts.email.casefold()) if facts.email else "",
        sex=facts.sex,
    )
