"""From a TOML table to a frozen record: every key is known, typed and present, or a sentence says which one is not."""

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from functools import cache
from types import UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from .values import ProgrammeError, Sourced

R = TypeVar("R")

WORDS = {str: "a text", int: "a whole number", float: "a number", bool: "true or false", date: "a date"}
MISSING_SENTENCES = {
    "source": "is missing: every value of the programme says where it comes from",
    "since": "is missing: every value of the programme says since when it holds",
}


def decode(record: type[R], table: Mapping[str, object], where: str) -> R:
    """The record of type `record` that `table` describes; tables inside tables become records as well.

    where: the place named in messages, such as "modules.toml, module 'sst'".
    Raises ProgrammeError for an unknown or missing key, a wrong type, a choice not offered, an empty text,
    a negative number, an end before the start, and an unconfirmed value without a note.
    """
    known = _fields(record)  # type: ignore[arg-type]  # mypy takes a class for unhashable
    for key in table:
        if key not in known:
            raise ProgrammeError(f"{where}, key '{key}': is unknown; known keys are {', '.join(sorted(known))}.")
    arguments = {}
    for key, (expected, required) in known.items():
        if key in table:
            arguments[key] = _value(expected, table[key], where, key)
        elif required:
            raise ProgrammeError(f"{where}, key '{key}': {MISSING_SENTENCES.get(key, 'is missing')}.")
    decoded = record(**arguments)
    if isinstance(decoded, Sourced):
        _refuse_incoherent(decoded, where)
    return decoded


def element_name(where: str, key: str, position: int, code: object) -> str:
    """How messages name one table of a list: by its code where it has one, else by its place from 1."""
    return f"{where}, {key} '{code}'" if isinstance(code, str) else f"{where}, {key} {position}"


@cache
def _fields(record: type[Any]) -> dict[str, tuple[Any, bool]]:
    hints = get_type_hints(record)
    return {
        field.name: (hints[field.name], field.default is MISSING and field.default_factory is MISSING)
        for field in fields(record)
    }


def _value(expected: Any, given: object, where: str, key: str) -> object:
    origin = get_origin(expected)
    if origin in (Union, UnionType):
        (expected,) = (choice for choice in get_args(expected) if choice is not type(None))
        return _value(expected, given, where, key)
    if origin is tuple:
        return _list(get_args(expected)[0], given, where, key)
    if origin is Literal:
        if given not in get_args(expected) or not isinstance(given, str):
            choices = ", ".join(get_args(expected))
            raise ProgrammeError(f"{where}, key '{key}': {given!r} is not one of {choices}.")
        return given
    if is_dataclass(expected):
        if not isinstance(given, dict):
            raise ProgrammeError(f"{where}, key '{key}': must be a table, not {given!r}.")
        return decode(expected, given, f"{where}, {key}")  # type: ignore[arg-type]  # is_dataclass keeps instances open
    if expected is float and type(given) is int:
        return float(given)
    # A boolean is an int and a datetime is a date for isinstance: the exact type is asked for.
    if type(given) is not expected:
        raise ProgrammeError(f"{where}, key '{key}': must be {WORDS[expected]}, not {given!r}.")
    if isinstance(given, str) and not given.strip():
        raise ProgrammeError(f"{where}, key '{key}': is empty.")
    if isinstance(given, int) and given < 0:
        raise ProgrammeError(f"{where}, key '{key}': no number of the programme is below zero, {given} is.")
    return given


def _list(expected: Any, given: object, where: str, key: str) -> tuple[object, ...]:
    if not isinstance(given, list):
        raise ProgrammeError(f"{where}, key '{key}': must be a list, not {given!r}.")
    if not is_dataclass(expected):
        return tuple(_value(expected, element, where, key) for element in given)
    decoded = []
    for position, element in enumerate(given, start=1):
        if not isinstance(element, dict):
            raise ProgrammeError(f"{where}, key '{key}': must be a list of tables, not {element!r}.")
        name = element_name(where, key, position, element.get("code", element.get("id")))
        decoded.append(decode(expected, element, name))  # type: ignore[arg-type]  # as above
    return tuple(decoded)


def _refuse_incoherent(value: Sourced, where: str) -> None:
    if value.until is not None and value.until < value.since:
        raise ProgrammeError(f"{where}, key 'until': {value.until} lies before since, {value.since}.")
    if not value.confirmed and not value.note:
        raise ProgrammeError(f"{where}, key 'note': is missing; an unconfirmed value says what is not confirmed.")
