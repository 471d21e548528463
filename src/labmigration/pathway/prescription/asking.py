"""Asking the prescription engine through its contract, byte for byte, so that the answer can be computed again."""

from datetime import date
from importlib import import_module
from io import BytesIO
from threading import Thread

from labmigration.decisions.contract import ENGINES, run
from labmigration.decisions.eligibility import Rules

ENGINE = "prescription"
SEED = 0


class Unanswerable(ValueError):
    """The engine refuses the question; its text is the engine's own."""


def engine_version() -> str:
    """The version of the engine that answers now, without the programme's."""
    return str(ENGINES[ENGINE].version)


def answer(question: str, *, catalogue_version: str, seed: int = SEED) -> str:
    """The engine's answer to a question, as `labmigration decide prescription` writes it.

    No time limit: an answer that was cut short would not come again. Raises Unanswerable for a question that makes no
    sense.
    """
    told, wrong = BytesIO(), BytesIO()
    code = run(
        ENGINE,
        ["--seed", str(seed)],
        BytesIO(question.encode()),
        told,
        wrong,
        rules_on=_no_rules,
        programme_version=catalogue_version,
    )
    if code:
        raise Unanswerable(wrong.getvalue().decode())
    return told.getvalue().decode()


def warm_up() -> None:
    """Load the solver beside the page that comes before the proposal: it takes a second that she need not wait for."""
    Thread(target=import_module, args=("ortools.sat.python.cp_model",), daemon=True).start()


def _no_rules(day: date) -> Rules:
    raise LookupError(f"prescription asks for no rules of {day}")
