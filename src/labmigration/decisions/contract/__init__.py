"""The decision engines from the command line: JSON in, JSON out, by the contract that other software relies on.

An engine joins by its name in `_Engines`, which is that of its module here.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from importlib import import_module
from typing import Any, BinaryIO

from labmigration.decisions.contract.engine import Context, Engine, WrongInput
from labmigration.decisions.contract.json_input import read_question
from labmigration.decisions.contract.options import read_options
from labmigration.decisions.eligibility import Rules

__all__ = ["ENGINES", "run"]


class _Engines(Mapping[str, Engine[Any]]):
    """Each engine by its name, its module read when it is first asked: a solver takes a second that others need not
    wait for.
    """

    NAMES = ("eligibility", "forecast", "outcomes", "placement", "positioning", "prescription", "timetable")

    def __getitem__(self, name: str) -> Engine[Any]:
        if name not in self.NAMES:
            raise KeyError(name)
        found: Engine[Any] = import_module(f"{__name__}.{name}").ENGINE
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self.NAMES)

    def __len__(self) -> int:
        return len(self.NAMES)


ENGINES: Mapping[str, Engine[Any]] = _Engines()

RIGHT, WRONG = 0, 2


def run(
    engine: str,
    argv: Sequence[str],
    stdin: BinaryIO,
    stdout: BinaryIO,
    stderr: BinaryIO,
    *,
    rules_on: Callable[[date], Rules],
    programme_version: str,
) -> int:
    """Answer one question and return the exit code: 0 with the result on `stdout`, 2 with one JSON line on `stderr`.

    The streams are binary (`sys.stdin.buffer` …), so that bytes which are not UTF-8 get an answer too. Keys come in
    the order of the contract, lists sorted: the same input, seed and version give the same bytes.
    """
    try:
        chosen = _engine(engine)
        options = read_options(argv)
        if options.schema:
            reply = {"input": chosen.question.model_json_schema(), "output": chosen.reply.model_json_schema()}
            stdout.write(_line(reply))
            return RIGHT
        context = Context(rules_on, programme_version, options.seed, options.time_limit)
        question = read_question(chosen.question, stdin.read())
        answer = chosen.answer(question, context, chosen.stamp(context))
    except WrongInput as wrong:
        stderr.write(_line({"error": {"path": wrong.path, "message": wrong.message}}))
        return WRONG
    stdout.write(_line(answer.model_dump(mode="json")))
    return RIGHT


def _engine(name: str) -> Engine[Any]:
    if name not in ENGINES:
        raise WrongInput("", f'unknown engine "{name}"; known: {", ".join(sorted(ENGINES))}')
    return ENGINES[name]


def _line(value: object) -> bytes:
    # A lone surrogate may stand in an unknown key that the error repeats: it has no UTF-8 form.
    return (json.dumps(value, ensure_ascii=False) + "\n").encode("utf-8", errors="backslashreplace")
