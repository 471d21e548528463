"""How hard the questions really are, from people's answers: marginal maximum likelihood (Bock & Aitkin 1981).

Abilities are N(0, 1) and integrated out on a grid; P(θ) = σ(a·(θ − b)), with one slope for all (`rasch_common_slope`)
or one each (`2pl`), or with slope 1 (`rasch`): the model in which the item bank asks, and which few answers determine.
What is maximised is

    log-likelihood − Σ penaltyᵢ / 2 · (bᵢ − centreᵢ)²

so a penalty is the precision (1 / variance) of a normal belief about a difficulty: 1 / 0.8² with the expert's value as
centre lets few answers move an item little and many move it where they will. Slopes are positive and carry no
penalty. Standard errors come from the curvature of the same sum (observed information, slopes included).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from labmigration.decisions.positioning.items import Floats, Grid
from labmigration.decisions.positioning.minimum import NoMinimum, curvature_of, minimum

#: What the contract offers; `calibrate` takes "rasch" as well.
Model = Literal["rasch_common_slope", "2pl"]

_NODES: Final = Grid()
_FLAT: Final = 1e-8  # of the mean log-likelihood's slope
# Beyond these the likelihood is climbing towards infinity and the answers say nothing about the value.
_STEEPEST, _FLATTEST, _FARTHEST = 30.0, 0.01, 30.0
# Smallest eigenvalue of the information, scaled to a unit diagonal: below, some direction is not determined at all.
_THINNEST: Final = 1e-6


class Undetermined(Exception):
    """The answers do not determine the parameters of the item at `row` (None: of all together)."""

    def __init__(self, row: int | None) -> None:
        super().__init__(row)
        self.row = row


@dataclass(frozen=True, slots=True)
class Pattern:
    """What `count` people answered: 1, 0, or None where the item was not asked, in the order of the items."""

    answers: tuple[int | None, ...]
    count: int = 1


@dataclass(frozen=True, slots=True)
class Calibrated:
    """One value per item, in their order; difficulties and standard errors in logits.

    `log_likelihood` is that of the answers alone, without the penalty, so that models can be compared.
    """

    a: tuple[float, ...]
    b: tuple[float, ...]
    b_se: tuple[float, ...]
    log_likelihood: float


def calibrate(
    patterns: Sequence[Pattern],
    model: Model | Literal["rasch"],
    *,
    penalty: float | Sequence[float] = 0.0,
    centres: Sequence[float] | None = None,
) -> Calibrated:
    """Slopes and difficulties of the items that `patterns` answer; `centres` are 0 unless given.

    All patterns have the same length ≥ 1 and some count is above 0, or ValueError. Raises Undetermined where a
    parameter would run away: an item that everybody answered the same way, without a penalty; slopes that too few
    items leave open.
    """
    asked = [pattern for pattern in patterns if pattern.count > 0]
    if not asked or not asked[0].answers or len({len(pattern.answers) for pattern in asked}) > 1:
        raise ValueError("patterns must have one length, and somebody must have answered")
    problem = _Problem(asked, model, penalty, centres)
    problem.refuse_the_one_sided()
    try:
        best = minimum(problem.loss, problem.start(), problem.rough_curvature(), flat=_FLAT * problem.people)
    except NoMinimum:
        raise Undetermined(None) from None
    a, b = problem.split(best)
    for row in range(problem.items):
        if not _FLATTEST < a[row] < _STEEPEST or abs(b[row]) > _FARTHEST:
            raise Undetermined(row if model == "2pl" else None)
    errors = _standard_errors(curvature_of(problem.loss, best))[-problem.items :]
    return Calibrated(tuple(a.tolist()), tuple(b.tolist()), tuple(errors.tolist()), problem.log_likelihood(best))


class _Problem:
    """Parameters are the logarithms of the slopes (none, one, or one per item), then the difficulties."""

    def __init__(
        self,
        patterns: Sequence[Pattern],
        model: Model | Literal["rasch"],
        penalty: float | Sequence[float],
        centres: Sequence[float] | None,
    ) -> None:
        answers = np.array([[np.nan if u is None else u for u in pattern.answers] for pattern in patterns])
        self.counts = np.array([pattern.count for pattern in patterns], dtype=np.float64)
        self.people = float(self.counts.sum())
        self.right = (answers == 1).astype(np.float64)
        self.wrong = (answers == 0).astype(np.float64)
        self.items = answers.shape[1]
        self.slopes = {"rasch": 0, "rasch_common_slope": 1, "2pl": self.items}[model]
        self.penalty = np.broadcast_to(np.asarray(penalty, dtype=np.float64), (self.items,))
        self.centres = np.zeros(self.items) if centres is None else np.asarray(centres, dtype=np.float64)
        weights = np.exp(-0.5 * _NODES.x**2) * _NODES.trapezoid
        self.log_weights = np.log(weights / weights.sum())
        self.rights = self.counts @ self.right
        self.wrongs = self.counts @ self.wrong

    def refuse_the_one_sided(self) -> None:
        alone = np.flatnonzero((self.penalty == 0) & ((self.rights == 0) | (self.wrongs == 0)))
        if alone.size:
            raise Undetermined(int(alone[0]))

    def start(self) -> Floats:
        """Slopes 1; difficulties from the shares of right answers, half an answer added to each side."""
        odds = np.log((self.wrongs + 0.5) / (self.rights + 0.5)) * np.sqrt(1 + 1 / 3)
        return np.concatenate((np.zeros(self.slopes), odds))

    def rough_curvature(self) -> Floats:
        answers = self.rights + self.wrongs + 1
        spread = 0.2 * self.rights * self.wrongs / answers + 1
        return np.concatenate((self.by_parameter(spread), spread + self.penalty))

    def by_parameter(self, by_item: Floats) -> Floats:
        """What is known of each item's slope, gathered for the slopes that are free."""
        if self.slopes == 0:
            return by_item[:0]
        return np.array([by_item.sum()]) if self.slopes == 1 else by_item

    def split(self, parameters: Floats) -> tuple[Floats, Floats]:
        # A trial step may go far; what it finds there only has to be finite and bad.
        a = np.exp(np.clip(parameters[: self.slopes], -20.0, 20.0)) if self.slopes else np.ones(1)
        return np.broadcast_to(a, (self.items,)), parameters[self.slopes :]

    def log_likelihood(self, parameters: Floats) -> float:
        return float(self.counts @ self._posterior(parameters)[0])

    def loss(self, parameters: Floats) -> tuple[float, Floats]:
        """What is minimised, and its gradient by Fisher's identity: expected residuals under the posterior."""
        per_pattern, posterior, chance = self._posterior(parameters)
        a, b = self.split(parameters)
        weighted = posterior * self.counts[:, None]
        expected_right = self.right.T @ weighted
        residual = expected_right - (expected_right + self.wrong.T @ weighted) * chance
        by_slope = a * (residual * (_NODES.x[None, :] - b[:, None])).sum(axis=1)
        by_difficulty = -a * residual.sum(axis=1)
        away = b - self.centres
        value = -float(self.counts @ per_pattern) + 0.5 * float(self.penalty @ away**2)
        return value, np.concatenate((-self.by_parameter(by_slope), -by_difficulty + self.penalty * away))

    def _posterior(self, parameters: Floats) -> tuple[Floats, Floats, Floats]:
        """Log-likelihood of each pattern; its posterior over the nodes (patterns, nodes); P (items, nodes)."""
        a, b = self.split(parameters)
        z = a[:, None] * (_NODES.x[None, :] - b[:, None])
        log_right = -np.logaddexp(0.0, -z)
        joint = self.right @ log_right + self.wrong @ (log_right - z) + self.log_weights
        largest = joint.max(axis=1, keepdims=True)
        weights = np.exp(joint - largest)
        total = weights.sum(axis=1, keepdims=True)
        return (largest + np.log(total))[:, 0], weights / total, np.exp(log_right)


def _standard_errors(information: Floats) -> Floats:
    scale = np.sqrt(np.maximum(np.diag(information), np.finfo(np.float64).tiny))
    scaled = information / np.outer(scale, scale)
    if np.linalg.eigvalsh(scaled)[0] < _THINNEST:
        raise Undetermined(None)
    errors: Floats = np.sqrt(np.diag(np.linalg.inv(scaled))) / scale
    return errors
