"""Facts of invented people, written by hand so that figures can be recounted on paper."""

from datetime import date
from typing import Any
from uuid import UUID

from labmigration.steering.indicators.facts import SCHEMA, Facts, from_rows

ON = date(2026, 12, 31)
REFERRED = date(2025, 1, 6)
STARTED = date(2025, 3, 3)
ENDED = date(2025, 7, 4)
HIRED_ON = date(2025, 9, 1)

PERSON: dict[str, Any] = {
    "referred_on": REFERRED,
    "age": 35,
    "sex": "F",
    "status": "refugee",
    "occupation": "childcare_provider",
    "referrer": "OFII",
    "cohort": "n° 1",
    "provider": "Organisme",
    "french_oral": "A2",
    "french_written": "A2",
    "education": "",
    "assessed_on": REFERRED,
    "verdict": "eligible",
    "decision": "admitted",
    "reasons": "",
    "closed_on": None,
    "closing_reason": "",
}


class People:
    """A table of people that grows; each person gets lines in the other tables."""

    def __init__(self, on: date = ON) -> None:
        self.on = on
        self.rows: dict[str, list[tuple[Any, ...]]] = {name: [] for name in SCHEMA}

    def add(self, **characteristics: Any) -> int:
        """Somebody who was referred and admitted; her row."""
        number = len(self.rows["people"])
        values = {**PERSON, **characteristics}
        names = [column.name for column in SCHEMA["people"][1:]]
        self.rows["people"].append((f"person-{number:05}", *(values[name] for name in names)))
        return number

    def line(self, table: str, person: int, *values: Any) -> None:
        """One line about somebody."""
        self.rows[table].append((person, *values))

    def trained(self, *, completed: date | None = ENDED, left: date | None = None, cause: str = "", **who: Any) -> int:
        """Somebody who followed 100 of 120 hours agreed, and completed or left."""
        person = self.add(**who)
        self.line("seats", person, "n° 1", REFERRED, left, cause)
        self.line("plans", person, 120)
        self.line("hours", person, date(2025, 3, 1), 100, STARTED)
        if completed and not left:
            self.line("milestones", person, "completed", completed)
        return person

    def certified(self, *, day: date = date(2025, 7, 15), blocks: int = 2, **who: Any) -> int:
        """Somebody who completed and holds the title of two blocks, or one of them."""
        person = self.trained(**who)
        self.line("sittings", person, "title", "training", day)
        for number in range(2):
            outcome = "acquired" if number < blocks else "retake"
            self.line("blocks", person, "title", f"B{number}", "training", outcome, day)
        if blocks == 2:
            self.line("titles", person, "title", day)
        return person

    def hired(self, first: date, last: date | None = None, *, kind: str = "cdi", cause: str = "", **who: Any) -> int:
        """Somebody certified, then at work in a private home."""
        person = self.certified(**who)
        self.contract(person, first, last, kind=kind, cause=cause)
        return person

    def contract(
        self, person: int, first: date, last: date | None = None, *, kind: str = "cdi", cause: str = "", hours: int = 20
    ) -> None:
        """A contract of somebody."""
        self.line("contracts", person, "home", "childcare_provider", kind, hours, 12, first, last, cause)

    def asked(self, person: int, due: date, state: str, in_sector: bool | None = None, month: int = 6) -> None:
        """A follow-up of somebody, answered on its day."""
        answered = due if state == "done" else None
        self.line("follow_ups", person, month, due, due, due, state, answered, in_sector, None)

    def facts(self, territory: str = "marseille", pathways: tuple[UUID, ...] = ()) -> Facts:
        """The facts of everybody."""
        return from_rows(territory, self.on, self.rows, pathways)
