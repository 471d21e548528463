"""The text of a plan that is signed, in one canonical form, and the digests that chain it to its amendments."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from labmigration.programme.indicators import catalogue


def document_of(plan: Mapping[str, Any], territory: str, on: date) -> str:
    """The plan as JSON with sorted keys: its words, and each outcome with version and digest of its definition.

    Raises ProgrammeError for an outcome that the catalogue does not know.
    """
    told = {
        **{key: plan[key] for key in ("title", "questions", "comparison", "analysis", "missing")},
        "territory": territory,
        "outcomes": definitions_on(plan["outcomes"], on),
    }
    return json.dumps(told, sort_keys=True, ensure_ascii=False, indent=1)


def definitions_on(codes: Sequence[str], on: date) -> list[dict[str, Any]]:
    """Code, version and digest of each definition in force on a day, in the order of their codes."""
    found = []
    for code in sorted(codes):
        version = catalogue().version_on(code, on)
        found.append({"code": code, "version": version.number, "digest": version.digest(code)})
    return found


def digest_of(*texts: str) -> str:
    """SHA-256 of the texts, one after another, told apart."""
    told = hashlib.sha256()
    for text in texts:
        told.update(str(len(text)).encode() + b":" + text.encode())
    return told.hexdigest()


def changed_since(document: str, now: Mapping[str, tuple[int, str]]) -> list[str]:
    """Codes of the outcomes whose definition is no longer the registered one; `now`: version and digest by code."""
    registered = json.loads(document)["outcomes"]
    return [each["code"] for each in registered if now.get(each["code"], (0, ""))[1] != each["digest"]]
