"""A person publishes the bank: its words are kept for ever, and a calibration begins to count."""

import json
import re
from datetime import date
from pathlib import Path

from labmigration.programme.contents import decoded_file, toml_files
from labmigration.programme.values import ProgrammeError

from . import archive
from .files import CalibrationFile
from .reader import Bank, counted_files, load_bank

VERSION = re.compile(r"\d{4}\.\d+")


def calibration_path(folder: Path, version: str) -> Path:
    """Where the calibration of that name lies. Raises ProgrammeError for a name that is not year.number."""
    if not VERSION.fullmatch(version):
        raise ProgrammeError(f"'{version}' is no version: write a year, a point and a number, as 2027.1.")
    return folder / "calibrations" / f"{version}.toml"


def is_published(folder: Path, bank: Bank) -> bool:
    """Whether a session that is asked from this bank can still be read after the next change."""
    return (folder / "versions" / f"{bank.content}.json").exists()


def publish(folder: Path, version: str, *, by: str, on: date) -> Bank:
    """Publish the calibration `version` or, where that is its name, the bank as it stands; return what now counts.

    The bank that counted before is kept as well, so that the sessions asked from it can be read again.
    Raises ProgrammeError for an unknown version, for one that is published already, and without a name.
    """
    if not by.strip():
        raise ProgrammeError("A publication says who answers for it: the name is missing.")
    path = calibration_path(folder, version)
    before = load_bank(folder)
    if path.exists():
        signed = _signed(path, by, on)
        _keep(folder, before, by, on)
        path.write_text(signed, encoding="utf-8")
    elif version != before.version:
        raise ProgrammeError(f"calibrations/{version}.toml: the file is missing, and the bank is {before.version}.")
    elif is_published(folder, before):
        raise ProgrammeError(f"The bank {version} ({before.content}) is published already.")
    after = load_bank(folder)
    _keep(folder, after, by, on)
    return after


def _keep(folder: Path, bank: Bank, by: str, on: date) -> None:
    archive.keep(folder, counted_files(toml_files(folder)), version=bank.version, by=by, on=on)


def _signed(path: Path, by: str, on: date) -> str:
    """The text of a proposed calibration, published."""
    name = f"calibrations/{path.name}"
    text = path.read_text("utf-8")
    if decoded_file(CalibrationFile, name, {name: text.encode()}).published:
        raise ProgrammeError(f"{name}: is published already.")
    # A TOML basic string is written as JSON writes one.
    signature = f"published = true\npublished_by = {json.dumps(by.strip(), ensure_ascii=False)}\n"
    signature += f"published_on = {on.isoformat()}"
    signed, changed = re.subn(r"(?m)^published = false$", lambda _found: signature, text, count=1)
    if not changed:
        raise ProgrammeError(f"{name}, key 'published': must stand on its own line, as 'published = false'.")
    return signed
