"""The ledger of hours of ten thousand people on PostgreSQL: prescribed, planned, signed and missing, by module.

A whole cohort after the other: eleven modules, seventy-seven half-days, both signatures, one line in a hundred
corrected. Run by `run`, on a database that is set up and empty: `python -m bench.ledger [--people N]`.
"""

import argparse
import os
import time
from statistics import median
from typing import Any, Final

from bench.figures import Figure, percentile, say

PEOPLE: Final = 10_000
SEATS, HALF_DAYS, MODULES_EACH = 12, 77, 11
ROUNDS: Final = 7
TARGET: Final = 1  # s
TERRITORY: Final = "marseille"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=PEOPLE)
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "labmigration.settings")
    import django

    django.setup()
    from django_scopes import scope

    with scope(territory=[TERRITORY]):
        say(f"writing {options.people * HALF_DAYS * 2} signatures …")
        _fill(options.people)
        _figure().hand_over()


def _figure() -> Figure:
    from labmigration.pathway.training.models import AttendanceSignature, Enrolment
    from labmigration.pathway.training.queries import hours_by_module

    seconds = []
    for _round in range(ROUNDS):
        began = time.perf_counter()
        found = hours_by_module(Enrolment.objects.all())
        seconds.append(time.perf_counter() - began)
    _same_as_line_by_line(found)
    lines = sum(map(len, found.values()))
    remark = (
        f"{len(found)} people, {lines} lines, {AttendanceSignature.objects.count()} signatures; "
        f"median of {ROUNDS}, longest {percentile(seconds, 1):.2f} s"
    )
    return Figure("ledger of hours by module", median(seconds), "s", at_most=TARGET, remark=remark)


def _same_as_line_by_line(found: dict[Any, list[Any]]) -> None:
    """The sums of the database against the cohort page's own, which reads signatures one by one."""
    from labmigration.pathway.training.models import Enrolment
    from labmigration.pathway.training.queries import ledger

    for line in ledger(list(Enrolment.objects.order_by("pk")[:60])):
        if line.signed != sum(each.signed for each in found[line.seat.pk]):
            raise SystemExit(f"not the same hours for {line.seat.pk}: nothing to measure")


def _fill(people: int) -> None:
    """Write sessions, seats, plans and signatures with PostgreSQL's own generator; keys are drawn from numbers."""
    from django.db import connection

    from labmigration.programme import programme

    modules = [module.code for module in programme().modules][:MODULES_EACH]
    told = {"people": people, "modules": modules, "count": len(modules), "territory": TERRITORY}
    with connection.cursor() as cursor:
        # The rows are consistent by construction; checking each foreign key would take longer than writing them.
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(
            "CREATE FUNCTION pg_temp.key(what text, i bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS "
            "$$ SELECT md5(what || i)::uuid $$"
        )
        for statement in _ROWS:
            cursor.execute(statement, told)
        cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute("VACUUM ANALYZE")


_EVERY_SEAT = f"generate_series(0, %(people)s - 1) AS i, LATERAL (SELECT i / {SEATS} AS c) AS cohort"
_EVERY_HALF = f"generate_series(0, {HALF_DAYS - 1}) AS h"
_SIGNATURE = (
    "id, territory_id, pathway_id, session_id, enrolment_id, module, status, hours, minutes, proof_seen, signed_as, "
    "way, signed_at, replaces_id, reason"
)
_ROWS = (
    f"""INSERT INTO training_session
        (id, territory_id, cohort_id, module, date, half, hours, "group", trainer_id, room, state,
         version, to_catch_up)
        SELECT pg_temp.key('session', c * 1000 + h), %(territory)s, pg_temp.key('cohort', c),
               (%(modules)s::text[])[1 + h %% %(count)s], DATE '2026-01-05' + h, 'am', 3.5, 0,
               pg_temp.key('user', c), '',
               CASE WHEN h < {HALF_DAYS - 6} THEN 'held' ELSE 'planned' END, 1, false
        FROM generate_series(0, (%(people)s - 1) / {SEATS}) AS c, {_EVERY_HALF}""",
    f"""INSERT INTO training_enrolment
        (id, territory_id, pathway_id, cohort_id, seat, sst_group, option_groups, state, enrolled_on, cause)
        SELECT pg_temp.key('seat', i), %(territory)s, pg_temp.key('pathway', i), pg_temp.key('cohort', c),
               1 + i %% {SEATS}, 1, '[]'::jsonb, 'enrolled', DATE '2026-01-01', ''
        FROM {_EVERY_SEAT}""",
    f"""INSERT INTO training_attendancesignature ({_SIGNATURE})
        SELECT pg_temp.key(kind, i * 1000 + h), %(territory)s, pg_temp.key('pathway', i),
               pg_temp.key('session', c * 1000 + h), pg_temp.key('seat', i),
               (%(modules)s::text[])[1 + h %% %(count)s],
               CASE WHEN (i + h) %% 17 = 0 AND kind = 'trainer' THEN 'absent' ELSE 'present' END,
               CASE WHEN (i + h) %% 17 = 0 AND kind = 'trainer' THEN 0 ELSE 3.5 END,
               0, false, kind, 'tablet', DATE '2026-01-05' + h, NULL, ''
        FROM {_EVERY_SEAT}, {_EVERY_HALF}, (VALUES ('trainer'), ('trainee')) AS side (kind)
        WHERE h < {HALF_DAYS - 6}""",
    f"""INSERT INTO training_attendancesignature ({_SIGNATURE})
        SELECT pg_temp.key('correction', i * 1000 + h), %(territory)s, pg_temp.key('pathway', i),
               pg_temp.key('session', c * 1000 + h), pg_temp.key('seat', i),
               (%(modules)s::text[])[1 + h %% %(count)s], 'late', 3, 30, false, 'trainer', 'tablet',
               DATE '2026-01-06' + h, pg_temp.key('trainer', i * 1000 + h), 'corrigée'
        FROM {_EVERY_SEAT}, {_EVERY_HALF} WHERE h < {HALF_DAYS - 6} AND (i * 7 + h) %% 100 = 0""",
    """INSERT INTO prescription_prescription
        (id, territory_id, pathway_id, number, state, occupation, advisor_id, reason, refusal,
         decision, departure, vae, catalogue_version, written_on, version)
        SELECT pg_temp.key('plan', i), %(territory)s, pg_temp.key('pathway', i), 1, 'signed', 'childcare_provider',
               pg_temp.key('user', 0), '', '', '', '', '[]'::jsonb, '', DATE '2025-12-01', 1
        FROM generate_series(0, %(people)s - 1) AS i""",
    """INSERT INTO prescription_prescribedmodule (id, territory_id, prescription_id, module, hours, because)
        SELECT pg_temp.key('module', i * 100 + m), %(territory)s, pg_temp.key('plan', i),
               (%(modules)s::text[])[m], 24.5, ''
        FROM generate_series(0, %(people)s - 1) AS i, generate_series(1, %(count)s) AS m""",
)


if __name__ == "__main__":
    main()
