"""``labmigration decide``: hands the programme's dated rules to the pure engines, and the streams through."""

import sys
from datetime import date

from labmigration.decisions.contract import run
from labmigration.decisions.eligibility import Rules
from labmigration.programme import programme


def rules_on(day: date) -> Rules:
    """What the programme asks of a candidate on that day, as the eligibility engine reads it."""
    rules = programme().eligibility_on(day)
    return Rules(
        minimum_age=rules.minimum_age,
        minimum_oral=rules.minimum_oral,
        minimum_written=rules.minimum_written,
        covered_grounds=rules.covered_grounds,
    )


def main(argv: list[str]) -> int:
    """Answer one question; see docs of the contract in `decisions.contract`."""
    engine, options = (argv[0], argv[1:]) if argv else ("", [])
    return run(
        engine,
        options,
        sys.stdin.buffer,
        sys.stdout.buffer,
        sys.stderr.buffer,
        rules_on=rules_on,
        programme_version=programme().version,
    )
