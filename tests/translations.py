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
#: Modules whose words candidates read, by a rule a line, beside the templates that `_their_templates` finds by itself.
RULES = (
    # What she is offered to do: pages and forms named as her own, links, components, her first page.
    r"(?:^|/)(?:own\w*|\w*own_views|\w*own\w*_views|next_steps)\.py$",
    r"^(?:links|ui)/.*\.py$|^desk/navigation\.py$|^people/consents\.py$|^privacy/forms\.py$",
    r"^access/(?:account_forms|sign_in|leaving)\.py$",
    r"^(?:civic|pathway/(?:prescription|follow_up|questionnaires|training|employment|matching))/(?:\w+/)?forms?(?:/\w+)?\.py$",
    r"^pathway/orientation/(?:leaflet_page|interest_forms)\.py$",
    r"^pathway/reception/(?:papers|photograph)\.py$|^pathway/positioning/sittings/\w+\.py$",
    # What is kept about her, which “my data” shows whole: what a row is called, where it stands, what happened to it.
    # Partners, territories' files, what is counted and evaluated, and documents are about nobody who is followed.
    r"^(?!territories/\w+/|steering/|replication/)(?:.*/)?(?:\w+_)?(?:models|states)(?:/\w+)?\.py$",
    # How those words are put together, in “my data” and on her other pages.
    r"^(?:pathway/(?:person|story)|timeline/sentences|access/roles)\.py$",
    r"^privacy/(?:contacts|decisions_taken|held|queries|told|words)\.py$|^pathway/reception/explaining\.py$",
    r"^pathway/(?:positioning/results/(?:bars|wording)|prescription/(?:kept_words|drawing))\.py$",
    r"^pathway/(?:employment/(?:cards|change_\w+|contract_paper|terms|working_time)|certification/(?:vae_clock|queries/\w+))\.py$",
    r"^pathway/questionnaires/(?:flow|wording|words)\.py$",
    r"^pathway/matching/(?:slots|need_words|placement/wish_words|messages/(?:phrases|telling))\.py$",
    # What refuses an act of hers.
    r"^pathway/orientation/(?:fixing|(?:interest_|slot_|waiting_)?actions)\.py$|^pathway/training/actions/presence\.py$",
    r"^pathway/interviews/uses\.py$",
    r"^pathway/(?:(?:matching|matching/messages|employment|follow_up|questionnaires)/)?actions\.py$|^timeline/moves\.py$",
    r"^pathway/reception/(?:refusals|document_actions)\.py$|^privacy/(?:requests|safety)\.py$",
)
MODULES = re.compile("|".join(RULES))
#: Where the purposes of pages stand; she reads, of whoever opened her file, what each came to do.
PURPOSES = re.compile(r"^access/(?:policy|table/\w+)\.py$")
#: Templates that candidates see besides those that stand in a frame of theirs.
FRAMES = ("ui/phone.html", "account/entrance.html")
ALSO = ("404.html", "403.html", "429.html", "500.html", "access/refused.html", "employment/paper.html")


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
    return any(
        name in _their_templates()
        or MODULES.search(name)
        or (PURPOSES.search(name) and entry.msgid in _purposes_of_openings())
        for name, _line in entry.occurrences
    )


@cache
def _purposes_of_openings() -> frozenset[str]:
    """What the actions allow that a page may note when it opens a file: those named where openings are noted."""
    modules = [path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py") if "tests" not in path.parts]
    noting = [text for text in modules if re.search(r"\b(?:note_opening|open_file)\(", text)]
    actions = {name for text in noting for name in re.findall(r'"([a-z_]+\.[a-z_]+)"', text)}
    tables = [PACKAGE / "access/policy.py", *(PACKAGE / "access/table").glob("*.py")]
    said = re.compile(r'"([a-z_.]+)": Right\(\s*_\("([^"]+)"\)')
    rights = [right for table in tables for right in said.findall(table.read_text(encoding="utf-8"))]
    return frozenset(says for name, says in rights if name in actions)


@cache
def _their_templates() -> frozenset[str]:
    """Templates in a frame of candidates, with all that they include, as paths in the package."""
    paths = {path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("templates/**/*.html")}
    named = {path.split("templates/", 1)[1]: path for path in paths}
    source = {name: (PACKAGE / path).read_text(encoding="utf-8") for name, path in named.items()}
    found = {name for name in ALSO if name in named}
    # A frame that a page is given ({% extends base %}) may be theirs.
    framed = re.compile("extends (?:[a-z]|" + "|".join(f'"{frame}"' for frame in FRAMES) + ")")
    found |= {name for name, text in source.items() if framed.search(text)}
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
