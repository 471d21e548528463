"""The banks of the past: `versions/<content>.json` holds every file as it was when a person published it."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from labmigration.programme.contents import content_version
from labmigration.programme.values import ProgrammeError


def keep(folder: Path, files: Mapping[str, bytes], *, version: str, by: str, on: date) -> Path:
    """Write one bank away under the name of its content. The same content is kept once: the first publisher stays."""
    content = content_version(files)
    path = folder / "versions" / f"{content}.json"
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        kept = {
            "version": version,
            "published_by": by,
            "published_on": on.isoformat(),
            "files": {name: text.decode("utf-8") for name, text in sorted(files.items())},
        }
        path.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return path


def files_of(folder: Path, version: str | None, content: str | None) -> dict[str, bytes]:
    """The files of a published bank, found by its content, else by its version (the last kept of that name).

    Raises ProgrammeError for one that was never published, and for one whose words no longer match its name.
    """
    paths = sorted((folder / "versions").glob(f"{content}.json" if content else "*.json"))
    kept = [(path, json.loads(path.read_text("utf-8"))) for path in paths]
    found = [(path, one) for path, one in kept if content or one["version"] == version]
    if not found:
        named = " ".join(name for name in (version, content) if name)
        raise ProgrammeError(f"positioning/versions/: the bank {named} was never published.")
    path, one = max(found, key=lambda pair: (pair[1]["published_on"], pair[0].name))
    files = {name: text.encode("utf-8") for name, text in one["files"].items()}
    if content_version(files) != path.stem:
        raise ProgrammeError(f"positioning/versions/{path.name}: was changed after it was published.")
    return files
