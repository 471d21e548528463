"""What the tests of reception share: the sample file, its key, and the command line."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from labmigration.pathway.reception import actions
from labmigration.pathway.reception.command import main
from labmigration.pathway.reception.kept_files import PHOTOGRAPHS
from labmigration.pathway.reception.models import Referral
from labmigration.pathway.reception.tests.referred import facts

DATA = Path(__file__).parent.parent / "reading" / "tests" / "data"
SAMPLE = DATA / "marseille_referrals.csv"
DECISION_DAY = date(2022, 10, 18)


@pytest.fixture(autouse=True)
def _no_photograph_is_left() -> Iterator[None]:
    """What a test was not let to commit stays on disk: the next one must not find it."""
    yield
    for left in list(PHOTOGRAPHS.ids()):
        PHOTOGRAPHS.forget(left)


@pytest.fixture(scope="session")
def key() -> dict[int, dict[str, Any]]:
    """What each line of the sample must give, by line."""
    rows = json.loads((DATA / "marseille_referrals.key.json").read_text())["rows"]
    return {row["line"]: row for row in rows}


@pytest.fixture
def imported(capsys: pytest.CaptureFixture[str], tmp_path: Path, db: None) -> Callable[..., dict[int, dict[str, Any]]]:
    """`imported(path, *options)`: the command's JSON answer by line; the exit code must be 0."""

    def run(path: Path, *options: str, on: str = "2022-10-18") -> dict[int, dict[str, Any]]:
        rejects = str(tmp_path / "rejects.csv")
        said = ["import", str(path), "--territory", "marseille", "--on", on, "--json", "--rejects", rejects]
        assert main([*said, *options]) == 0
        rows = json.loads(capsys.readouterr().out)["rows"]
        return {row["line"]: row for row in rows}

    return run


@pytest.fixture
def refused(capsys: pytest.CaptureFixture[str], db: None) -> Callable[..., str]:
    """`refused(path, *options)`: the sentence with which the command refuses; the exit code must be 2."""

    def run(path: Path, *options: str) -> str:
        assert main(["import", str(path), "--territory", "marseille", *options]) == 2
        told = capsys.readouterr()
        assert told.out == ""
        assert "Traceback" not in told.err
        return told.err

    return run


@pytest.fixture
def received(world: Any) -> Iterator[Callable[..., Referral]]:
    """`received(**changes)`: a referral of our advisor's own."""

    def receive(**changes: Any) -> Referral:
        return actions.receive(
            facts(**changes), actor=world.advisor, territory="marseille", lead_advisor=world.user("advisor")
        )

    with world.advisor.at_work():
        yield receive
