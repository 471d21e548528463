"""What a decision engine is to the command line: a name, a version, a shape in, a shape out, and the answer between."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from pydantic import BaseModel, ConfigDict

from labmigration.decisions.eligibility import Rules

Question = TypeVar("Question", bound=BaseModel)


class Strict(BaseModel):
    """A part of the contract: no unknown key, no conversion of types, no NaN, nothing changed after reading."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, allow_inf_nan=False)


class EngineStamp(Strict):
    """Who answered: with the same name, version, seed and input come the same bytes."""

    name: str
    version: str
    seed: int


class WrongInput(Exception):
    """The input can't be judged. `path` points into it as `people[3].french.oral`; empty means the whole."""

    def __init__(self, path: str, message: str) -> None:
        super().__init__(f"{path}: {message}")
        self.path = path
        self.message = message


@dataclass(frozen=True, slots=True)
class Context:
    """What an engine may use besides its input. Time limit in seconds, None for no limit.

    `rules_on` gives the rules of eligibility in force on a day, and raises LookupError where there were none;
    `programme_version` names the programme data from which they come.
    """

    rules_on: Callable[[date], Rules]
    programme_version: str
    seed: int = 0
    time_limit: float | None = None


@dataclass(frozen=True, slots=True)
class Engine(Generic[Question]):
    """An entry of the registry. `answer` raises WrongInput for what a shape alone can't tell, as a repeated ref."""

    name: str
    version: str
    question: type[Question]
    reply: type[BaseModel]
    answer: Callable[[Question, Context, EngineStamp], BaseModel]

    def stamp(self, context: Context) -> EngineStamp:
        """The programme is part of the version: its data decide as much as the code does."""
        return EngineStamp(
            name=self.name, version=f"{self.version}+programme.{context.programme_version}", seed=context.seed
        )
