"""Both documents by their commands, as an operator runs them: each a process, on an installation just set up."""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.figures import Figure, say
from bench.installations import sqlite_home

AT_MOST_SECONDS = 5


def figures() -> list[Figure]:
    """The booklet and the reference document of Lille in both languages; the slower language counts."""
    say("documents: booklet and reference document of Lille, in both languages …")
    found = []
    with sqlite_home() as environment, tempfile.TemporaryDirectory() as folder:
        for command in ("booklet", "reference-document"):
            took, size = [], 0
            for language in ("fr", "en"):
                file = Path(folder) / f"{command}-{language}.pdf"
                told = [command, "--territory", "lille", "--lang", language, "-o", str(file)]
                began = time.perf_counter()
                subprocess.run(
                    [sys.executable, "-m", "labmigration.cli", *told],
                    env=environment,
                    check=True,
                    stdout=subprocess.DEVNULL,
                )
                took.append(time.perf_counter() - began)
                size = max(size, file.stat().st_size)
            remark = f"the whole command, {size // 1024} KB"
            found.append(Figure(f"documents: {command}", max(took), "s", at_most=AT_MOST_SECONDS, remark=remark))
    return found
