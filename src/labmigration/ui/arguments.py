"""What a component may be told: a wrong word stops the page where it is written, not in front of a person."""

from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from django.utils.functional import Promise

SPRITE = Path(__file__).parent / "static" / "ui" / "icons" / "sprite.svg"
PICTOGRAMS = Path(__file__).parent / "pictograms"
STATUS_TONES = ("neutral", "info", "success", "warning", "danger")
NOTICE_TONES = ("info", "success", "warning", "danger")
BUTTON_TONES = ("primary", "quiet", "danger")


@cache
def icon_names() -> frozenset[str]:
    """Names of the symbols in the vendored sprite."""
    return frozenset(symbol.attrib["id"] for symbol in ElementTree.parse(SPRITE).getroot())


@cache
def pictogram_names() -> frozenset[str]:
    """Names of the drawings in `ui/pictograms/`."""
    return frozenset(path.stem for path in PICTOGRAMS.glob("*.svg"))


def one_of(value: str, allowed: Collection[str], *, argument: str) -> str:
    """Return `value`, or raise ValueError naming the argument and what it may be."""
    if value not in allowed:
        raise ValueError(f"{argument}={value!r} is none of: {', '.join(sorted(allowed))}")
    return value


def known_icon(name: str) -> str:
    """Return `name`, or raise ValueError when the sprite has no such icon."""
    return one_of(name, icon_names(), argument="icon")


def optional_icon(name: str) -> str:
    """Return `name`, which may be empty: the component then has no icon."""
    return known_icon(name) if name else ""


def words(text: object, *, argument: str) -> Any:
    """Return the text, or raise ValueError when it is missing or blank.

    A lazy text stays lazy: it may be read in two languages. One of a language of its own (`ui.written`) keeps it.
    """
    written = "" if text is None else str(text).strip()
    if not written:
        raise ValueError(f"{argument} is missing: a component without words says nothing to those who listen")
    return text if isinstance(text, Promise) or hasattr(text, "language") else written


def amount(value: object, *, argument: str) -> float:
    """Return a number of zero or more, or raise ValueError: a missing variable must not draw an empty bar."""
    if value is None or value == "" or isinstance(value, bool):
        raise ValueError(f"{argument} is missing: expected a number")
    number = float(value)  # type: ignore[arg-type]
    if not number >= 0:
        raise ValueError(f"{argument}={value!r} is not a number of zero or more")
    return number


_REQUIRED = object()


def part(thing: Any, name: str, default: Any = _REQUIRED) -> Any:
    """One part of an object or mapping given to a component; ValueError when it is missing and has no default."""
    found = thing.get(name, default) if isinstance(thing, Mapping) else getattr(thing, name, default)
    if found is _REQUIRED:
        raise ValueError(f"{thing!r} has no {name!r}")
    return found
