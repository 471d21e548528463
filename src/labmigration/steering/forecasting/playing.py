"""The engine's question from the levers and what is supposed, its answer, and what more rooms or advisors would change.

Questions are kept in the shape of the public contract (`labmigration decide forecast`), so that whoever has a kept
scenario can compute it again without this product's pages: the same question, seed and version give the same numbers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from labmigration.decisions import forecast as engine
from labmigration.decisions.contract.forecast import ENGINE, problem_of
from labmigration.decisions.contract.forecast_shapes import Question
from labmigration.steering.forecasting import assumptions
from labmigration.steering.forecasting.assumptions import Supposed
from labmigration.steering.forecasting.levers import Levers
from labmigration.steering.forecasting.own_figures import OwnFigures

REPLICATIONS: Final = 200
VERSION: Final = f"{ENGINE.name} {ENGINE.version}"
#: Where 2030 is over, five years are looked at.
FIVE_YEARS: Final = 60


@dataclass(frozen=True)
class Played:
    """A forecast with its question. `months` ahead, the first being the month after `on`."""

    question: dict[str, Any]
    seed: int
    on: date
    forecast: engine.Forecast

    @property
    def months(self) -> int:
        return len(self.forecast.by_month["started"])

    def at_end(self, kind: str) -> engine.Spread:
        """How many at the end of the last month."""
        return self.forecast.by_month[kind][-1]


def months_ahead(on: date) -> int:
    """From the month after `on` to December of the horizon."""
    ahead = (assumptions.HORIZON - on.year) * 12 + 12 - on.month
    return ahead if ahead > 0 else FIVE_YEARS


def all_supposed(own: OwnFigures, levers: Levers) -> list[Supposed]:
    """Each chance, in the order of the way."""
    return [
        assumptions.supposed(chance, own.chances.get(chance.code), own_allowed=levers.own)
        for chance in assumptions.CHANCES
    ]


def question_of(levers: Levers, chances: Sequence[Supposed], match_months: float | None, on: date) -> dict[str, Any]:
    """The question in the contract's words; shares rounded to six digits, so that it reads and hashes alike."""
    share = {each.chance.code: round(each.share, 6) for each in chances}
    beta = {each.chance.code: {"beta": [round(value, 6) for value in each.beta]} for each in chances}
    own_match = match_months if levers.own else None
    return {
        "months": months_ahead(on),
        "replications": REPLICATIONS,
        "arrivals_a_month": float(levers.arrivals),
        "eligible": share["eligible"],
        "attends": share["attends"],
        "advisors": {
            "count": levers.advisors,
            "hours_a_month": assumptions.HOURS_A_MONTH,
            "hours_a_person": assumptions.HOURS_A_PERSON,
        },
        "cohort": {
            "size": assumptions.COHORT_SIZE,
            "start_with": levers.start_with,
            "max_wait_months": None if levers.max_wait is None else float(levers.max_wait),
            "tracks": levers.tracks,
            "rooms": levers.rooms,
            "months": assumptions.TRAINING_MONTHS,
        },
        "finish": share["finish"],
        "pass": share["pass"],
        "match": {
            "probability": share["match"],
            "mean_months": round(assumptions.MATCH_MONTHS if own_match is None else own_match, 6),
        },
        # A share at 18 months above the one at 6, counted on other people, is no retention: it is lowered.
        "retention": {"6": share["after_6"], "18": min(share["after_18"], share["after_6"])},
        "uncertainty": {
            **{code: beta[code] for code in ("eligible", "attends", "finish", "pass", "match")},
            "retention": {"6": beta["after_6"], "18": beta["after_18"]},
        },
    }


def play(question: dict[str, Any], *, seed: int, on: date) -> Played:
    """Simulate; the same question and seed give the same numbers."""
    return Played(question, seed, on, engine.solve(_problem(question), seed=seed))


def enough_of_all(played: Played) -> Played | None:
    """The same people with the rooms and advisors that it would take; None where there are enough already."""
    needed, problem = played.forecast.needed, _problem(played.question)
    rooms, advisors = problem.cohorts.rooms, problem.advisors.count
    if needed.rooms <= rooms and needed.advisors <= advisors:
        return None
    more = {
        **played.question,
        "advisors": {**played.question["advisors"], "count": max(advisors, needed.advisors)},
        "cohort": {**played.question["cohort"], "rooms": max(rooms, needed.rooms)},
    }
    return play(more, seed=played.seed, on=played.on)


def _problem(question: dict[str, Any]) -> engine.Problem:
    return problem_of(Question.model_validate(question))
