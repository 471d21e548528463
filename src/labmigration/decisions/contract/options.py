"""The words after `labmigration decide ENGINE`."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from labmigration.decisions.contract.engine import WrongInput

LARGEST_SEED = 2**31 - 1  # what the solvers take


@dataclass(frozen=True, slots=True)
class Options:
    """Time limit in seconds, None for no limit."""

    seed: int = 0
    time_limit: float | None = None
    schema: bool = False


def read_options(argv: Sequence[str]) -> Options:
    """`--seed N`, `--time-limit SECONDS` (also with `=`) and `--schema`; raises WrongInput for anything else."""
    seed, time_limit, schema = 0, None, False
    words = iter(argv)
    for word in words:
        name, equals, value = word.partition("=")
        if name == "--schema" and not equals:
            schema = True
        elif name == "--seed":
            seed = _seed(value if equals else _next(words))
        elif name == "--time-limit":
            time_limit = _seconds(value if equals else _next(words))
        else:
            raise WrongInput("", f'unknown option "{word}"; known: --seed N, --time-limit SECONDS, --schema')
    return Options(seed, time_limit, schema)


def _next(words: Iterator[str]) -> str:
    return next(words, "")


def _seed(word: str) -> int:
    if not (word.isascii() and word.isdigit() and len(word) <= len(str(LARGEST_SEED)) and int(word) <= LARGEST_SEED):
        raise WrongInput("--seed", f"must be a whole number from 0 to {LARGEST_SEED}")
    return int(word)


def _seconds(word: str) -> float:
    try:
        seconds = float(word)
    except ValueError:
        seconds = math.nan
    if not (math.isfinite(seconds) and seconds > 0):
        raise WrongInput("--time-limit", "must be a number of seconds above 0")
    return seconds
