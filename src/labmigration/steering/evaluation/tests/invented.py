"""Facts of invented people, without a database: enough of each table for a whole report."""

from datetime import date, timedelta

from labmigration.steering.evaluation.freezing.code import code_version
from labmigration.steering.evaluation.freezing.files import freeze
from labmigration.steering.indicators.facts import SCHEMA, from_rows, header

ON = date(2027, 12, 1)
START = date(2026, 1, 5)


def facts(people=60, cohort_size=12, hired_after=200):
    """Everybody is referred in turn; each twelve get a seat every four months; two in three are hired."""
    tables = {"people": [], "milestones": [], "seats": [], "hours": [], "contracts": [], "follow_ups": []}
    for row in range(people):
        referred = START + timedelta(days=row % 97)
        number = row // cohort_size
        told = (referred, 25 + row % 30, "F" if row % 7 else "M", "refugee", "dependency_carer", "OFII")
        tables["people"].append(
            (f"p{row:05d}", *told, f"c{number}", "EMD", "A2", "A2", "", referred + timedelta(days=10), "eligible")
            + ("admitted", "", None, "")
        )
        tables["milestones"].append((row, "admitted", referred + timedelta(days=12)))
        seat = START + timedelta(days=120 * (1 + number % 4))
        if number % 5 == 4:
            continue  # still waits
        tables["seats"].append((row, f"c{number}", seat, None, ""))
        tables["hours"].append((row, seat.replace(day=1), 60.0, seat + timedelta(days=3)))
        tables["milestones"].append((row, "completed", seat + timedelta(days=120)))
        hired = seat + timedelta(days=hired_after + row % 30)
        if row % 3 and hired < ON:
            tables["contracts"].append((row, f"h{row}", "dependency_carer", "cdi", 20.0, 12.5, hired, None, ""))
    return from_rows("marseille", ON, tables)


def frozen(told=None, plans=(), definitions=None, **manifest):
    """A freeze of those facts, as the product makes it."""
    tables = (told or facts()).tables()
    lines = len(tables["people"])
    consent = {"people": lines + 3, "lines": lines, "refused": 1, "withdrawn": 2, "withdrawn_since_last": 1}
    from labmigration.programme.indicators import catalogue

    known = catalogue()
    hashes = {
        code: {"version": known.version_on(code, ON).number, "digest": known.version_on(code, ON).digest(code)}
        for code in known.codes
    }
    return freeze(
        {
            "territory": "marseille",
            "territory_name": "Marseille",
            "on": ON.isoformat(),
            "programme": "test",
            "code": code_version(),
            "consent": {**consent, "never_asked": 0},
            "plans": list(plans),
            "lots": [],
            "definitions": {**hashes, **(definitions or {})},
            **manifest,
        },
        {code: known.version_on(code, ON).canonical(code) for code in known.codes},
        {name: (header(name), tables[name]) for name in SCHEMA},
    )
