"""Bytes → a validated question, or WrongInput with the place and a plain sentence. Never a traceback."""

import json
from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, RootModel, ValidationError, WithJsonSchema
from pydantic_core import ErrorDetails, PydanticCustomError

from labmigration.decisions.contract.engine import WrongInput

Question = TypeVar("Question", bound=BaseModel)

_ISO_DATE_LENGTH = len("2022-10-18")

_MESSAGES = {
    "missing": "this key is missing",
    "extra_forbidden": "unknown key",
    "model_type": "must be an object",
    "list_type": "must be a list",
    "tuple_type": "must be a list",
    "dict_type": "must be an object",
    "string_type": "must be a text",
    "string_unicode": "is not valid Unicode",
    "bool_type": "must be true or false",
    "int_type": "must be a whole number",
    "float_type": "must be a number",
    "string_pattern_mismatch": "must not be blank",
    "finite_number": "must be a finite number",
    "model_attributes_type": "must be an object",
    "union_tag_not_found": "this key is missing",
}

#: Errors about a bound: what to say, and where pydantic keeps the bound.
_BOUNDS = {
    "greater_than": ("must be above", "gt"),
    "greater_than_equal": ("must be at least", "ge"),
    "less_than": ("must be below", "lt"),
    "less_than_equal": ("must be at most", "le"),
    "too_short": ("its length must be at least", "min_length"),
    "too_long": ("its length must be at most", "max_length"),
}


class _RepeatedKey:
    """Stands where an object gave the same key twice, until its place in the whole is known."""

    def __init__(self, key: str) -> None:
        self.key = key


def _iso_date(value: object) -> date:
    if isinstance(value, str) and len(value) == _ISO_DATE_LENGTH and value.isascii() and value[4] == value[7] == "-":
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise PydanticCustomError("iso_date", "must be a date such as 2022-10-18")


IsoDate = Annotated[
    date, BeforeValidator(_iso_date), WithJsonSchema({"type": "string", "format": "date", "examples": ["2022-10-18"]})
]


def read_question(model: type[Question], data: bytes) -> Question:
    """The question that `data` (UTF-8 JSON) holds; raises WrongInput at the first thing that is wrong."""
    value = _parse(data)
    try:
        return model.model_validate(value)
    except ValidationError as wrong:
        first = wrong.errors(include_url=False, include_input=False)[0]
        raise WrongInput(path_of(_place(first, model)), _message(first)) from None
    except RecursionError:
        raise WrongInput("", "the JSON is nested too deeply") from None


def _place(error: ErrorDetails, model: type[BaseModel]) -> tuple[str | int, ...]:
    """Where the error stands in the JSON. A question of several tasks is a RootModel told apart by one key: pydantic
    then begins every place with the task, and gives none for the key itself.
    """
    if error["type"] in {"union_tag_invalid", "union_tag_not_found"}:
        return (*error["loc"], error["ctx"]["discriminator"].strip("'"))
    return error["loc"][1:] if issubclass(model, RootModel) else error["loc"]


def path_of(location: Iterable[str | int]) -> str:
    """`("people", 3, "french")` → `people[3].french`."""
    path = ""
    for step in location:
        if isinstance(step, int):
            path += f"[{step}]"
        else:
            path += f".{step}" if path else step
    return path


def _message(error: ErrorDetails) -> str:
    if error["type"] in {"literal_error", "enum"}:
        return f"unknown code; expected {error['ctx']['expected']}"
    if error["type"] == "union_tag_invalid":
        return f"unknown code; expected one of {error['ctx']['expected_tags']}"
    if error["type"] in _BOUNDS:
        words, bound = _BOUNDS[error["type"]]
        return f"{words} {error['ctx'][bound]:g}"
    return _MESSAGES.get(error["type"], error["msg"])


def _parse(data: bytes) -> Any:
    repeated: list[_RepeatedKey] = []

    def an_object(pairs: list[tuple[str, Any]]) -> dict[str, Any] | _RepeatedKey:
        found = dict(pairs)
        if len(found) == len(pairs):
            return found
        keys = [key for key, _ in pairs]
        mark = _RepeatedKey(next(key for rank, key in enumerate(keys) if key in keys[:rank]))
        repeated.append(mark)
        return mark

    def not_a_number(name: str) -> None:
        raise WrongInput("", f"{name} is not a number that JSON knows")

    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise WrongInput("", f"not UTF-8: byte {wrong.start + 1} can't be read") from None
    if not text.strip():
        raise WrongInput("", "the input is empty; a JSON object is expected")
    try:
        value = json.loads(text, object_pairs_hook=an_object, parse_constant=not_a_number)
    except json.JSONDecodeError as wrong:
        raise WrongInput("", f"not JSON: {wrong.msg} (line {wrong.lineno}, column {wrong.colno})") from None
    except RecursionError:
        raise WrongInput("", "the JSON is nested too deeply") from None
    except ValueError:  # Python refuses whole numbers of more than 4,300 digits
        raise WrongInput("", "a number is too long") from None
    if repeated:
        mark, path = _first_mark(value)
        raise WrongInput(path, f'key "{mark.key}" is given twice')
    return value


def _first_mark(value: Any) -> tuple[_RepeatedKey, str]:
    """Where the outermost repeated key stands; the objects inside it are lost, so it is always reachable."""
    waiting: list[tuple[Any, tuple[str | int, ...]]] = [(value, ())]
    while True:
        item, place = waiting.pop()
        if isinstance(item, _RepeatedKey):
            return item, path_of((*place, item.key))
        inside: Iterable[tuple[str | int, Any]] = ()
        if isinstance(item, dict):
            inside = item.items()
        elif isinstance(item, list):
            inside = enumerate(item)
        waiting.extend((child, (*place, step)) for step, child in reversed(list(inside)))
