"""A journey of the tests, run once more by pytest on a database of its own: what it wrote down of itself."""

import subprocess
import sys
import tempfile
from pathlib import Path
from xml.etree import ElementTree

from bench.figures import say
from bench.installations import ROOT


def walked(journey: str) -> dict[str, float]:
    """The numbers that the journey recorded (`record_property`), by name; ends the run when the journey fails."""
    with tempfile.TemporaryDirectory(prefix="labmigration-bench-") as folder:
        report = Path(folder, "report.xml")
        command = [sys.executable, "-m", "pytest", "-q", "-m", "browser", f"--junitxml={report}", journey]
        done = subprocess.run(
            command, cwd=ROOT, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        if done.returncode != 0:
            say(done.stdout)
            raise SystemExit(2)
        found = ElementTree.parse(report).iter("property")
        return {str(each.get("name")): float(each.get("value") or 0) for each in found}
