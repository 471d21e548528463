"""One import of one file, timed: `python -m bench.import_referrals HOW FILE [--first N]`, in a home already set up.

HOW is `ours` or one of the peer's three ways. Prints what was done and how long it took as one line of JSON; `run`
starts one process for each, on a database of its own.
"""

import argparse
import contextlib
import io
import json
import os
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

from bench.figures import highest_memory
from bench.referral_file import JUDGED_ON

TERRITORY = "marseille"
PEERS = {"peer": "ReferralResource", "peer-bulk": "BulkReferralResource", "peer-all-bulk": "AllBulkReferralResource"}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("how", choices=["ours", *PEERS])
    parser.add_argument("file", type=Path)
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "labmigration.settings")
    import django

    django.setup()
    imported = _ours if options.how == "ours" else _peer(PEERS[options.how])
    started, computing = time.perf_counter(), time.process_time()
    imported(options.file)
    seconds, computing = time.perf_counter() - started, time.process_time() - computing
    print(json.dumps({"seconds": seconds, "processor_seconds": computing, "memory": highest_memory(), **_written()}))


def _ours(file: Path) -> None:
    """The very command that people type, its answer thrown away."""
    from labmigration.pathway.reception.command import main as command

    arguments = ["import", str(file), "--territory", TERRITORY, "--on", JUDGED_ON.isoformat(), "--json"]
    with contextlib.redirect_stdout(io.StringIO()):
        if command(arguments) != 0:
            raise SystemExit("our import refused the file")


def _peer(name: str) -> Callable[[Path], None]:
    def imported(file: Path) -> None:
        from django_scopes import scope
        from tablib import Dataset

        from bench import peer_import
        from labmigration.pathway.reception.reading.columns import read_header
        from labmigration.pathway.reception.reading.sheet import Sheet

        dataset = Dataset().load(file.read_text("utf-8-sig"), format="csv", delimiter=";")
        header = read_header(dataset.headers)
        sheet = Sheet("csv", "utf-8", "", header.names, header.position, (), 0, ())
        with scope(territory=[TERRITORY]):
            result = getattr(peer_import, name)(TERRITORY, sheet, JUDGED_ON).import_data(dataset, raise_errors=False)
        if result.has_errors():
            errors = [*result.base_errors, *(error for _, row in islice(result.row_errors(), 1) for error in row)]
            raise SystemExit(f"the peer's import failed: {errors[0].error!r}")

    return imported


def _written() -> dict[str, int]:
    """How many rows stand in the database now: both sides must have written as many people."""
    from django_scopes import scope

    from labmigration.pathway.models import Pathway
    from labmigration.pathway.reception.models import PossibleDuplicate, Referral
    from labmigration.people.models import Candidate
    from labmigration.timeline.models import Event

    with scope(territory=[TERRITORY]):
        counted = {model.__name__: model.objects.count() for model in (Candidate, Pathway, Referral, Event)}
        return counted | {"strong": PossibleDuplicate.objects.filter(strength="strong").count()}


if __name__ == "__main__":
    main()
