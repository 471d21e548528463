"""Kept scenarios, read: their list, computed again, side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import visible
from labmigration.decisions.forecast import Spread
from labmigration.steering.forecasting import drawing, states, words
from labmigration.steering.forecasting.assumptions import CHANCES
from labmigration.steering.forecasting.models import Scenario
from labmigration.steering.forecasting.playing import Played, play
from labmigration.steering.forecasting.words import Bottleneck, JobsShare
from labmigration.territories.opening.queries import jobs_to_fill


@dataclass(frozen=True)
class Told:
    """One chance of a kept scenario: what it was, and on whose word."""

    chance: Any
    share: float
    own: bool
    people: int | None
    since: date | None
    until: date | None


@dataclass(frozen=True)
class Column:
    """One scenario beside others. `wide`: the length of each bar of those hired, in percent of the widest."""

    scenario: Scenario
    played: Played
    end: dict[str, Spread]
    bottleneck: Bottleneck
    jobs: JobsShare | None
    from_: str
    width: str
    mean_at: str


def kept_scenarios(actor: Actor, territory: str) -> list[Scenario]:
    """Those that stand on the list, the newest first."""
    rows = visible(actor, "forecasting.read").filter(territory=territory, state=states.KEPT)
    return list(rows.select_related("kept_by"))


def replayed(scenario: Scenario) -> Played:
    """Computed again from its question and seed."""
    return play(scenario.question, seed=scenario.seed, on=scenario.on)


def sources_told(scenario: Scenario) -> list[Told]:
    """What it supposed, in the order of the way."""
    known = {each["code"]: each for each in scenario.sources}
    return [
        Told(
            chance,
            told["share"],
            told["own"],
            told.get("people"),
            *(date.fromisoformat(told[end]) if told.get(end) else None for end in ("since", "until")),
        )
        for chance in CHANCES
        if (told := known.get(chance.code))
    ]


def compared(territory: str, scenarios: Sequence[Scenario]) -> list[Column]:
    """Side by side, the bands of those hired on one scale."""
    played = [replayed(each) for each in scenarios]
    jobs = jobs_to_fill(territory, clock.today())
    top = max((each.at_end("hired").p95 for each in played), default=0) or 1
    return [
        Column(
            scenario,
            one,
            {kind: one.at_end(kind) for kind in drawing.KINDS},
            words.bottleneck(one),
            words.jobs_share(jobs, one.at_end("hired")),
            f"{100 * one.at_end('hired').p5 / top:.1f}%",
            f"{100 * (one.at_end('hired').p95 - one.at_end('hired').p5) / top:.1f}%",
            f"{100 * one.at_end('hired').mean / top:.1f}%",
        )
        for scenario, one in zip(scenarios, played, strict=True)
    ]
