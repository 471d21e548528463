"""Frozen data: 10,000 invented people frozen to files and their report rebuilt from these, twice, byte for byte.

The facts are made in memory: reading them from a database is measured with the indicators (`bench/indicators.py`).
"""

import os
import tempfile
import time
from pathlib import Path
from typing import Final

from bench.figures import Figure, say

PEOPLE: Final = 10_000


def figures() -> list[Figure]:
    """Freeze, write, read, rebuild; and whether the second time gave the same bytes."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "labmigration.settings")
    import django

    django.setup()
    from labmigration.steering.evaluation.freezing import files
    from labmigration.steering.evaluation.report.build import build
    from labmigration.steering.evaluation.tests.invented import facts, frozen

    say(f"evaluation: {PEOPLE} people frozen and reported, twice …")
    told = facts(PEOPLE, cohort_size=120)
    made, took = [], []
    for _turn in range(2):
        with tempfile.TemporaryDirectory() as folder:
            began = time.perf_counter()
            files.write(frozen(told), Path(folder) / "gel")
            again = files.read(Path(folder) / "gel")
            report = build(again)
            took.append(time.perf_counter() - began)
            made.append((again.digest, report))
    same = made[0] == made[1]
    size = sum(len(content) for content in again.files.values())
    return [
        Figure("evaluation: freeze and rebuild, 10,000 people", max(took), "s", at_most=10, remark=f"{size:,} bytes"),
        Figure("evaluation: the same bytes twice", float(same), "yes", at_least=1),
    ]
