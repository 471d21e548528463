"""Every indicator of a territory on PostgreSQL: rows → facts → figures, for ten thousand people, then for a million.

People are drawn from their numbers: six in ten start, five complete, four are hired, some leave or are lost. Each who
starts has `HALF_DAYS` signed half-days (`FEW` of them beyond ten thousand people, to bound the filling). Run by `run`,
on a database that is set up and empty: `python -m bench.indicators [--people N]`.
"""

import argparse
import os
import time
from datetime import date
from typing import Any, Final

from bench.figures import Figure, highest_memory, say

PEOPLE: Final = 10_000
HALF_DAYS: Final = 70
FEW: Final = 4
TERRITORY: Final = "marseille"
ON: Final = date(2026, 12, 31)
#: Seconds at most, by how many people.
TARGETS: Final = {10_000: 2.0, 1_000_000: 60.0}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=PEOPLE)
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "labmigration.settings")
    import django

    django.setup()
    say(f"writing {options.people} people …")
    halves = HALF_DAYS if options.people <= PEOPLE else FEW
    fill(options.people, halves)
    _figure(options.people, halves).hand_over()


def _figure(people: int, halves: int) -> Figure:
    from labmigration.programme.indicators import catalogue
    from labmigration.steering.indicators.measure import everything
    from labmigration.steering.indicators.reading import read

    began, worked = time.perf_counter(), time.process_time()

    def told(what: str, number: int) -> None:
        say(f"  {time.perf_counter() - began:6.2f} s  {what}: {number}")

    facts = read(TERRITORY, ON, progress=told)
    reading = time.perf_counter() - began
    found = list(everything(facts, catalogue().indicators))
    seconds = time.perf_counter() - began
    if facts.people != people or not any(each.code == "E3" and each.value for each in found):
        raise SystemExit("not the people that were written: nothing to measure")
    memory = highest_memory() / 1000
    remark = (
        f"{len(found)} figures of {len(catalogue().codes)} indicators; reading {reading:.1f} s; this process worked "
        f"{time.process_time() - worked:.1f} s, the rest is the database; {memory:.1f} GB at most; "
        f"{halves} half-days for each who started"
    )
    return Figure(f"indicators, {people} people", seconds, "s", at_most=TARGETS.get(people), remark=remark)


def fill(people: int, halves: int) -> None:
    """Write the rows with PostgreSQL's own generator; keys are drawn from numbers."""
    from django.apps import apps
    from django.db import connection

    with connection.cursor() as cursor:
        # Consistent by construction; checking each foreign key would take longer than writing.
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(
            "CREATE FUNCTION pg_temp.key(what text, i bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS "
            "$$ SELECT md5(what || i)::uuid $$"
        )
        rows = [(apps.get_model(model), source, values) for model, source, values in _rows(people, halves)]
        again = _without_indexes(cursor, {model._meta.db_table for model, _source, _values in rows})
        for model, source, values in rows:
            say(f"  {model._meta.label}")
            cursor.execute(_insert(model, source, values))
        for index in again:
            cursor.execute(index)
        cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute("VACUUM ANALYZE")


def _without_indexes(cursor: Any, tables: set[str]) -> list[str]:
    """Drop the indexes that no constraint stands on; the statements that make them again, in one go, once all is in."""
    cursor.execute(
        "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = ANY(%s) "
        "AND indexname NOT IN (SELECT conname FROM pg_constraint)",
        [sorted(tables)],
    )
    found = cursor.fetchall()
    for name, _definition in found:
        cursor.execute(f'DROP INDEX "{name}"')
    return [definition for _name, definition in found]


#: What a column holds that nobody asks for.
_PLAIN: Final = {
    "BooleanField": "false",
    "DateField": "DATE '2025-01-01'",
    "DateTimeField": "TIMESTAMPTZ '2025-01-01 09:00+01'",
    "DecimalField": "0",
    "JSONField": "'[]'::jsonb",
}


def _insert(model: Any, source: str, values: dict[str, str]) -> str:
    told = {"territory_id": f"'{TERRITORY}'", **values}
    for field in model._meta.concrete_fields:
        kind = field.get_internal_type()
        if field.attname in told or field.null or kind == "BigAutoField":
            continue
        if kind == "UUIDField":
            told[field.attname] = f"pg_temp.key('{model._meta.label_lower}', i)"
        elif field.is_relation:
            told[field.attname] = "pg_temp.key('user', 0)"
        else:
            told[field.attname] = _PLAIN.get(kind, "1" if "Integer" in kind else "''")
    names = ", ".join(f'"{field.column}"' for field in model._meta.concrete_fields if field.attname in told)
    chosen = ", ".join(told[field.attname] for field in model._meta.concrete_fields if field.attname in told)
    return f'INSERT INTO "{model._meta.db_table}" ({names}) SELECT {chosen} FROM {source}'


def _rows(people: int, halves: int) -> list[tuple[str, str, dict[str, str]]]:
    """(model, which numbers, columns as SQL of the number i)."""
    everyone = f"generate_series(0, {people} - 1) AS i"
    referred = "(DATE '2024-01-01' + (i %% 500)::int)".replace("%%", "%")
    started, completed, hired = "i % 10 < 6", "i % 10 < 5", "i % 10 < 4"
    first_paid = f"{referred} + 240 + (i % 60)::int"
    pathway = {"pathway_id": "pg_temp.key('pathway', i)"}
    cohort = "pg_temp.key('cohort', i / 12)"
    event = {
        "at": f"{referred}::timestamptz + INTERVAL '200 days'",
        "subject_model": "'training.enrolment'",
        "subject_id": "i::text",
        "facts": "'{}'::jsonb",
    }
    return [
        (
            "people.Candidate",
            everyone,
            {
                "id": "pg_temp.key('candidate', i)",
                "birth_date": "DATE '1970-01-01' + (i % 12000)::int",
                "sex": "CASE WHEN i % 9 = 0 THEN 'M' ELSE 'F' END",
            },
        ),
        (
            "pathway.Pathway",
            everyone,
            {
                "id": "pg_temp.key('pathway', i)",
                "candidate_id": "pg_temp.key('candidate', i)",
                "opened_on": referred,
                "occupation": "(ARRAY['childcare_provider', 'dependency_carer', 'family_assistant'])[1 + i % 3]",
                "state": "'open'",
                "stage": "'employment'",
            },
        ),
        (
            "reception.Referral",
            everyone,
            {
                **pathway,
                "referred_on": referred,
                "judged_on": referred,
                "verdict": "CASE WHEN i % 10 < 8 THEN 'eligible' ELSE 'refused' END",
                "state": "CASE WHEN i % 10 < 8 THEN 'admitted' ELSE 'refused' END",
                "grounds": """jsonb_build_array(jsonb_build_object('code', 'refugee', 'proof', true))""",
                "french_oral": "'A2'",
            },
        ),
        *(
            ("timeline.Event", f"{everyone} WHERE {who}", {**event, **pathway, "verb": f"'{verb}'"})
            for verb, who in (
                ("reception.admit", "i % 10 < 8"),
                ("orientation.hold", "i % 10 < 7"),
                ("prescription.sign", started),
                ("training.complete", completed),
            )
        ),
        (
            "territories.Organisation",
            "generate_series(0, 0) AS i",
            {"id": "pg_temp.key('provider', 0)", "name": "'Banc'", "kind": "'training_provider'"},
        ),
        (
            "training.Cohort",
            f"generate_series(0, {people} / 12) AS i",
            {
                "id": "pg_temp.key('cohort', i)",
                "name": "'Cohorte ' || i",
                "provider_id": "pg_temp.key('provider', 0)",
                "ends_on": "DATE '2025-06-01'",
            },
        ),
        (
            "training.Session",
            f"generate_series(0, {people} / 12) AS i, generate_series(0, {halves} - 1) AS h",
            {
                "id": "pg_temp.key('session', i * 1000 + h)",
                "cohort_id": "pg_temp.key('cohort', i)",
                "trainer_id": "pg_temp.key('user', i)",
                "date": "DATE '2025-06-01' + h",
                "half": "'am'",
                "hours": "3.5",
            },
        ),
        (
            "training.Enrolment",
            f"{everyone} WHERE {started}",
            {
                "id": "pg_temp.key('seat', i)",
                **pathway,
                "cohort_id": cohort,
                "seat": "1 + i % 12",
                "enrolled_on": "DATE '2025-05-30'",
                "state": f"CASE WHEN {completed} THEN 'completed' ELSE 'withdrawn' END",
                "left_on": f"CASE WHEN {completed} THEN NULL ELSE DATE '2025-07-01' END",
                "cause": f"CASE WHEN {completed} THEN '' ELSE 'moved' END",
            },
        ),
        (
            "training.AttendanceSignature",
            f"{everyone}, generate_series(0, {halves} - 1) AS h WHERE {started}",
            {
                "id": "pg_temp.key('signature', i * 1000 + h)",
                **pathway,
                "session_id": "pg_temp.key('session', (i / 12) * 1000 + h)",
                "enrolment_id": "pg_temp.key('seat', i)",
                "status": "'present'",
                "signed_as": "'trainer'",
                "hours": "3.5",
            },
        ),
        (
            "prescription.Prescription",
            f"{everyone} WHERE {started}",
            {"id": "pg_temp.key('plan', i)", **pathway, "number": "1", "state": "'signed'"},
        ),
        (
            "prescription.PrescribedModule",
            f"{everyone} WHERE {started}",
            {"prescription_id": "pg_temp.key('plan', i)", "hours": "250"},
        ),
        (
            "certification.CertificationFile",
            f"{everyone} WHERE {completed}",
            {
                "id": "pg_temp.key('file', i)",
                **pathway,
                "certification": "'childcare_provider'",
                "route": "'training'",
                "state": "'decided'",
                "jury_on": "DATE '2025-10-01'",
                "blocks": """jsonb_build_array(jsonb_build_object('code', 'B1', 'name', 'B1', 'confirmed', true))""",
            },
        ),
        (
            "certification.BlockResult",
            f"{everyone} WHERE {completed}",
            {
                "file_id": "pg_temp.key('file', i)",
                "block": "'B1'",
                "outcome": "CASE WHEN i % 17 = 0 THEN 'retake' ELSE 'acquired' END",
                "decided_on": "DATE '2025-10-01'",
            },
        ),
        (
            "employment.Contract",
            f"{everyone} WHERE {hired}",
            {
                **pathway,
                "introduction_id": "pg_temp.key('introduction', i)",
                "household_id": "pg_temp.key('household', i)",
                "occupation": "'childcare_provider'",
                "kind": "'cdi'",
                "weekly_hours": "10 + i % 25",
                "gross_hourly": "12.5",
                "starts_on": first_paid,
                "first_paid_on": first_paid,
                "state": "CASE WHEN i % 7 = 0 THEN 'ended' ELSE 'active' END",
                "ended_on": f"CASE WHEN i % 7 = 0 THEN {first_paid} + 100 + (i % 200)::int END",
                "end_cause": "CASE WHEN i % 7 = 0 THEN 'resigned' ELSE '' END",
            },
        ),
        (
            "follow_up.FollowUp",
            f"{everyone} WHERE {hired}",
            {
                **pathway,
                "month": "6",
                "due_on": f"{first_paid} + 182",
                "opens_on": f"{first_paid} + 167",
                "closes_on": f"{first_paid} + 212",
                "state": "CASE WHEN i % 11 = 0 THEN 'lost' ELSE 'done' END",
                "answered_on": f"CASE WHEN i % 11 = 0 THEN NULL ELSE {first_paid} + 185 END",
                "in_sector": "CASE WHEN i % 11 = 0 THEN NULL ELSE i % 7 <> 0 END",
            },
        ),
    ]


if __name__ == "__main__":
    main()
