"""The English catalogue has every French message of the code, and its compiled file says the same.

`make messages` gathers and compiles; this only looks (in a copy of the sources).
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

PACKAGE = Path(__file__).parents[1] / "src" / "labmigration"
CATALOGUE = Path("locale/en/LC_MESSAGES/django.po")


def problems() -> list[str]:
    """What is missing or stale, a sentence each."""
    committed = polib.pofile(str(PACKAGE / CATALOGUE))
    compiled = {
        (entry.msgctxt, entry.msgid): entry for entry in polib.mofile(str(PACKAGE / CATALOGUE.with_suffix(".mo")))
    }
    known = {(entry.msgctxt, entry.msgid): entry for entry in committed if not entry.obsolete}
    found = []
    for entry in _gathered():
        key = (entry.msgctxt, entry.msgid)
        if key not in known:
            found.append(f"not gathered: {entry.msgid!r}")
        elif not known[key].translated():
            found.append(f"not translated: {entry.msgid!r}")
        elif key not in compiled or (compiled[key].msgstr, compiled[key].msgstr_plural) != (
            known[key].msgstr,
            known[key].msgstr_plural,
        ):
            found.append(f"not compiled: {entry.msgid!r}")
    return found


def _gathered() -> polib.POFile:
    """The messages of the sources as they are now."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "labmigration"
        shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__", "static", "tests", "locale"))
        (copy / "locale" / "en").mkdir(parents=True)
        command = [str(Path(sys.executable).parent / "labmigration"), "django", "makemessages", "-l", "en", "-v", "0"]
        environment = {**os.environ, "LABMIGRATION_HOME": folder, "LABMIGRATION_DEMO": "1"}
        subprocess.run([*command, "--no-location"], cwd=copy, env=environment, check=True)
        return polib.pofile(str(copy / CATALOGUE))


def main() -> int:
    found = problems()
    for line in found:
        print(line)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
