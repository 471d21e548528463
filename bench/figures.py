"""A measured figure and its target, how a child process hands figures over, and the table that is printed."""

import json
import math
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self


@dataclass(frozen=True)
class Figure:
    """What was measured. `unit` stands after the value (ms, s, MB, rows/s, ×).

    With `at_least` or `at_most` the figure has a target and is met or missed; without, it only informs.
    """

    name: str
    value: float
    unit: str
    at_least: float | None = None
    at_most: float | None = None
    remark: str = ""

    @property
    def met(self) -> bool | None:
        """Whether the target is reached; None where there is none."""
        if self.at_least is not None:
            return self.value >= self.at_least
        return self.value <= self.at_most if self.at_most is not None else None

    @property
    def target(self) -> str:
        if self.at_least is not None:
            return f"≥ {self.at_least:g} {self.unit}".strip()
        return f"≤ {self.at_most:g} {self.unit}".strip() if self.at_most is not None else ""

    def hand_over(self) -> None:
        """Give the figure to the process that started this one."""
        print(json.dumps(asdict(self)), flush=True)

    @classmethod
    def handed_over(cls, line: str) -> Self:
        """What `hand_over` printed."""
        return cls(**json.loads(line))


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that `share` of the values do not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def highest_memory() -> float:
    """The most memory that this process held, MB. Not `ru_maxrss`, in which Linux leaves what the process that started
    this one held.
    """
    status = Path("/proc/self/status").read_text()
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM:"))) / 1024


def say(text: str) -> None:
    """Progress, for whoever watches; the figures themselves go to standard output."""
    print(text, file=sys.stderr, flush=True)


def table(figures: Sequence[Figure]) -> str:
    """The figures as a Markdown table, so that what is printed can be pasted into `docs/bench.md`."""
    rows = [("figure", "target", "measured", "met", "remark"), ("---", "---", "---:", "---", "---")]
    for figure in figures:
        met = {True: "yes", False: "NO", None: ""}[figure.met]
        rows.append((figure.name, figure.target, f"{_number(figure.value)} {figure.unit}".strip(), met, figure.remark))
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _number(value: float) -> str:
    if abs(value) >= 100 or value == int(value):
        return f"{value:,.0f}".replace(",", " ")
    if abs(value) < 1:
        return f"{value:.3g}"
    return f"{value:.1f}"
