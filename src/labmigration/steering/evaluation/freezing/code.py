"""Which code computes: the version of the package and a digest of every file that decides a figure."""

import hashlib
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

PACKAGE: Final = Path(__file__).parents[3]
#: What figures and reports are computed by: engines, facts, measures, definitions, and the report itself.
PARTS: Final = ("decisions/outcomes", "steering/indicators", "steering/evaluation", "programme/indicators")
_ENDINGS: Final = (".py", ".toml", ".csv", ".typ")


@lru_cache(maxsize=1)
def code_version() -> dict[str, str]:
    """`package` and `digest`, which changes with any file of PARTS but for tests and migrations."""
    told = hashlib.sha256()
    for part in PARTS:
        for path in sorted((PACKAGE / part).rglob("*")):
            name = path.relative_to(PACKAGE)
            if path.suffix in _ENDINGS and not {"tests", "migrations"} & set(name.parts):
                told.update(name.as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    try:
        package = version("labmigration")
    except PackageNotFoundError:
        package = "unknown"
    return {"package": package, "digest": told.hexdigest()}
