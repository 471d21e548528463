"""The catalogues have every French message that they must, and their compiled files say the same.

English has every message of the code; Arabic and Ukrainian every message of the pages that candidates read (see
`is_for_candidates`). `make messages` gathers and compiles; this only looks (in a copy of the sources).

    python -m tests.translations [--missing LANGUAGE]     # the second prints what is to be translated, as JSON
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

import polib

PACKAGE = Path(__file__).parents[1] / "src" / "labmigration"
WHOLE, OF_CANDIDATES = ("en",), ("ar", "uk")
#: Modules whose words candidates read, beside the templates that `is_for_candidates` finds by itself.
MODULES = re.compile(
    r"(?:^|/)(?:own\w*\.py|\w*own_views\.py|\w*own\w*_views\.py|next_steps\.py)$"
    r"|^(?:links|ui)/.*\.py$|^desk/(?:own|navigation)\.py$|^people/consents\.py$|^privacy/(?:own_views|forms|models)\.py$"
    r"|^access/(?:account_forms|sign_in|leaving)\.py$|^pathway/models\.py$"
    r"|^pathway/(?:prescription|follow_up|training|employment|matching)/forms?(?:/\w+)?\.py$"
    r"|^pathway/reception/(?:papers|photograph|refusals|document_actions)\.py$|^pathway/positioning/sittings/\w+\.py$"
    # What refuses an act of hers.
    r"|^pathway/orientation/(?:fixing|(?:interest_|slot_|waiting_)?actions)\.py$|^pathway/training/actions/presence\.py$"
    r"|^pathway/(?:matching|employment|follow_up)/actions\.py$|^pathway/actions\.py$|^timeline/moves\.py$"
    r"|^privacy/(?:requests|safety)\.py$"
    # What stands in pages of hers: leaflets, her answer on the job, names of roles, what is kept about her.
    r"|^pathway/orientation/(?:leaflet_page|interest_forms)\.py$|^access/roles\.py$"
    r"|^pathway/positioning/results/(?:bars|wording)\.py$|^privacy/(?:contacts|held|queries|words)\.py$"
    r"|^pathway/(?:\w+/)?models?(?:/\w+)?\.py$"
)
#: Templates that candidates see besides those that stand in a frame of theirs.
FRAMES = ("ui/phone.html", "account/entrance.html")
ALSO = ("404.html", "403.html", "429.html", "500.html", "access/refused.html")


def problems(language: str) -> list[str]:
    """What is missing or stale in one catalogue, a sentence each."""
    committed = polib.pofile(str(_catalogue(language)))
    compiled = {(entry.msgctxt, entry.msgid): entry for entry in polib.mofile(str(_catalogue(language, ".mo")))}
    known = {(entry.msgctxt, entry.msgid): entry for entry in committed if not entry.obsolete}
    found = []
    for entry in gathered():
        key = (entry.msgctxt, entry.msgid)
        if language in OF_CANDIDATES and not is_for_candidates(entry) and key not in compiled:
            continue
        if key not in known:
            found.append(f"{language}, not gathered: {entry.msgid!r}")
        elif not known[key].translated():
            found.append(f"{language}, not translated: {entry.msgid!r}")
        elif key not in compiled or (compiled[key].msgstr, compiled[key].msgstr_plural) != (
            known[key].msgstr,
            known[key].msgstr_plural,
        ):
            found.append(f"{language}, not compiled: {entry.msgid!r}")
    return found


def is_for_candidates(entry: polib.POEntry) -> bool:
    """Whether a message stands in something that candidates read."""
    return any(name in _their_templates() or MODULES.search(name) for name, _line in entry.occurrences)


@cache
def _their_templates() -> frozenset[str]:
    """Templates in a frame of candidates, with all that they include, as paths in the package."""
    paths = {path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("templates/**/*.html")}
    named = {path.split("templates/", 1)[1]: path for path in paths}
    source = {name: (PACKAGE / path).read_text(encoding="utf-8") for name, path in named.items()}
    found = {name for name in ALSO if name in named}
    found |= {name for name, text in source.items() if any(f'extends "{frame}"' in text for frame in FRAMES)}
    found |= {name for name in named if name.startswith("ui/") and "gallery" not in name}
    while True:
        more = {
            name
            for inside in found
            for name in re.findall(r'{% (?:include|extends) "([^"]+)"', source[inside])
            if name in named
        }
        if more <= found:
            return frozenset(named[name] for name in found)
        found |= more


@cache
def gathered() -> polib.POFile:
    """The messages of the sources as they are now, with the places where they stand."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "labmigration"
        shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__", "static", "tests", "locale"))
        (copy / "locale" / "en").mkdir(parents=True)
        command = [str(Path(sys.executable).parent / "labmigration"), "django", "makemessages", "-l", "en", "-v", "0"]
        environment = {**os.environ, "LABMIGRATION_HOME": folder, "LABMIGRATION_DEMO": "1"}
        subprocess.run([*command, "--add-location", "file"], cwd=copy, env=environment, check=True)
        return polib.pofile(str(copy / "locale/en/LC_MESSAGES/django.po"))


def missing(language: str) -> list[dict[str, str]]:
    """What is to be translated: message, plural and context, and where it stands."""
    known = {(e.msgctxt, e.msgid) for e in polib.pofile(str(_catalogue(language))) if e.translated() and not e.obsolete}
    return [
        {
            "msgid": entry.msgid,
            **({"plural": entry.msgid_plural} if entry.msgid_plural else {}),
            **({"context": entry.msgctxt} if entry.msgctxt else {}),
            "where": ", ".join(sorted({name for name, _line in entry.occurrences})[:2]),
        }
        for entry in gathered()
        if (entry.msgctxt, entry.msgid) not in known and (language in WHOLE or is_for_candidates(entry))
    ]


def _catalogue(language: str, kind: str = ".po") -> Path:
    return PACKAGE / "locale" / language / f"LC_MESSAGES/django{kind}"


def main() -> int:
    if "--missing" in sys.argv:
        print(json.dumps(missing(sys.argv[-1]), ensure_ascii=False, indent=1))
        return 0
    found = [line for language in (*WHOLE, *OF_CANDIDATES) for line in problems(language)]
    for line in found:
        print(line)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
