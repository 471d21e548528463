"""Choosing the next question and placing the person: our engine beside catsim, on the same people.

Bank of 500 questions (two-parameter logistic, slopes N(1.2, 0.25) as catsim's own generator draws them), abilities
N(0, 1). Each person has one uniform draw per question and answers it right when the draw is under its curve: both
engines meet the very same people, whichever questions they choose. Both pick one of the five most informative at
their own estimate; catsim estimates by maximum likelihood (it has no EAP) with Dodd's steps while all answers agree.
The two are timed in turn, person by person, so that other load on the machine slows both.
"""

import math
import time
from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np

from bench.figures import Figure, say
from labmigration.decisions.positioning import Grid, Item, ItemTable, Running

PEOPLE: Final = 1_000
SIZE: Final = 500
LENGTH: Final = 15
TOP: Final = 5
AREAS: Final = 5
SESSIONS: Final = 200  # compared with girth

# catR's example as the tests of adaptivetesting give it: 33 points on ±4, answers 0 1 0.
_CATR_ITEMS: Final = (
    Item("1", -0.63, 1.32, 0.17, 0.87),
    Item("2", 0.18, 1.07, 0.10, 0.93),
    Item("3", -0.84, 0.84, 0.19, 1.0),
)
_CATR_THETA: Final = -0.4565068


def figures() -> list[Figure]:
    """Every measure of the positioning engine."""
    say(f"positioning: {PEOPLE} people, {LENGTH} of {SIZE} questions each, ours and catsim in turn …")
    chance = np.random.default_rng(1)
    a, b = np.clip(chance.normal(1.2, 0.25, SIZE), 0.3, None), chance.normal(size=SIZE)
    ability, draws = chance.normal(size=PEOPLE), chance.random((PEOPLE, SIZE))
    right = draws < 1 / (1 + np.exp(-a * (ability[:, None] - b)))
    items = [Item(str(row), float(b[row]), float(a[row])) for row in range(SIZE)]
    began = time.perf_counter()
    plain = ItemTable(items)
    assert plain.right.shape == plain.wrong.shape
    built = time.perf_counter() - began
    balanced = ItemTable(items, areas={item.id: f"area {row % AREAS}" for row, item in enumerate(items)})
    assert balanced.right.shape == balanced.wrong.shape
    peer = _Catsim(a, b)
    errors: dict[str, list[float]] = {"plain": [], "balanced": [], "catsim": []}
    seconds = dict.fromkeys(errors, 0.0)
    for person in range(PEOPLE):
        for name, table in (("plain", plain), ("balanced", balanced)):
            found, took = _ours(table, right[person], person)
            errors[name].append(found - ability[person])
            seconds[name] += took
        found, took = peer.session(right[person])
        errors["catsim"].append(found - ability[person])
        seconds["catsim"] += took
    rmse = {name: round(math.sqrt(float(np.mean(np.square(found)))), 3) for name, found in errors.items()}
    each = {name: 1_000 * took / (PEOPLE * LENGTH) for name, took in seconds.items()}
    cost = f"+{100 * (rmse['balanced'] / rmse['plain'] - 1):.1f} % of error"
    title = f"positioning, bank of {SIZE}"
    return [
        Figure(
            f"{title}: choose and update, ours", each["plain"], "ms", at_most=1.0, remark=f"tables: {built:.3f} s, once"
        ),
        Figure(f"{title}: choose and update, ours, {AREAS} areas in turn", each["balanced"], "ms", at_most=1.0),
        Figure(f"{title}: choose and update, catsim", each["catsim"], "ms"),
        Figure(f"{title}: ours against catsim", each["catsim"] / each["plain"], "×", at_least=10),
        Figure(f"positioning: RMSE at {LENGTH}, catsim", rmse["catsim"], "logits", remark="maximum likelihood"),
        Figure(f"positioning: RMSE at {LENGTH}, ours, without areas", rmse["plain"], "logits", at_most=rmse["catsim"]),
        Figure(f"positioning: RMSE at {LENGTH}, ours, {AREAS} areas in turn", rmse["balanced"], "logits", remark=cost),
        *_agreement(chance),
    ]


def _ours(table: ItemTable, right: np.ndarray, person: int) -> tuple[float, float]:
    """Ability found, and seconds spent in choosing and updating."""
    began = time.perf_counter()
    running = Running.start(table)
    for _question in range(LENGTH):
        chosen = running.next(seed=person, top=TOP).item
        running = running.answer(chosen, int(right[table.row[chosen]]))
    theta = running.estimate.theta
    return theta, time.perf_counter() - began


class _Catsim:
    """catsim's parts, called one by one as its documentation shows for use outside its simulator."""

    def __init__(self, a: np.ndarray, b: np.ndarray) -> None:
        from catsim.estimation import NumericalSearchEstimator
        from catsim.item_bank import ItemBank
        from catsim.selection import RandomesqueSelector

        self.bank = ItemBank(np.column_stack((a, b, np.zeros(len(a)), np.ones(len(a)))))
        self.selector, self.estimator = RandomesqueSelector(TOP), NumericalSearchEstimator()
        self.chance = np.random.default_rng(2)

    def session(self, right: np.ndarray) -> tuple[float, float]:
        """The same as `_ours`."""
        began = time.perf_counter()
        theta, asked, answers = 0.0, [], []
        for _question in range(LENGTH):
            row = self.selector.select(item_bank=self.bank, administered_items=asked, est_theta=theta, rng=self.chance)
            asked.append(row)
            answers.append(bool(right[row]))
            theta = self.estimator.estimate(
                item_bank=self.bank, administered_items=asked, response_vector=answers, est_theta=theta
            )
        return float(theta), time.perf_counter() - began


def _agreement(chance: np.random.Generator) -> list[Figure]:
    """The largest difference to other people's numbers, over random sessions."""
    from girth import ability_eap

    published = abs(_theta(_CATR_ITEMS, {"1": 0, "2": 1, "3": 0}, Grid(33, 4.0)) - _CATR_THETA)
    to_girth, to_fine = [], []
    for _session in range(SESSIONS):
        count = int(chance.integers(3, 25))
        a, b, scores = chance.uniform(0.5, 2, count), chance.normal(size=count), chance.integers(0, 2, count)
        items = [Item(str(row), float(b[row]), float(a[row])) for row in range(count)]
        answers = {str(row): int(score) for row, score in enumerate(scores)}
        options = {"quadrature_bounds": (-6, 6), "quadrature_n": 121}
        found = _theta(items, answers, Grid())
        to_girth.append(abs(found - float(ability_eap(scores[:, None], b, a, options)[0])))
        to_fine.append(abs(found - _theta(items, answers, Grid(4_001))))
    over = f"largest of {SESSIONS} random sessions"
    return [
        Figure("positioning: EAP against catR’s published value", published, "logits", at_most=1e-6, remark="7 digits"),
        Figure("positioning: EAP against girth", max(to_girth), "logits", at_most=1e-6, remark=over),
        Figure("positioning: EAP on 121 points against 4 001", max(to_fine), "logits", at_most=1e-6, remark=over),
    ]


def _theta(items: Sequence[Item], answers: Mapping[str, int], grid: Grid) -> float:
    return Running.after(ItemTable(items, grid), answers).estimate.theta
