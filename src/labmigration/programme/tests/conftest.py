"""A copy of the programme's files that a test may spoil."""

import shutil
from pathlib import Path

import pytest

from labmigration.programme.reader import FOLDER


@pytest.fixture
def programme_copy(tmp_path: Path) -> Path:
    copy = tmp_path / "programme"
    shutil.copytree(FOLDER, copy, ignore=shutil.ignore_patterns("*.py", "__pycache__", "tests"))
    return copy
