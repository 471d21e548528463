"""Figures of a large territory, in the background: a page does not wait for a million people."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django_scopes import scope

from labmigration import clock
from labmigration.jobs.queue import enqueue, has_failed
from labmigration.pathway.counts import referred
from labmigration.programme.indicators import catalogue
from labmigration.steering.indicators.facts import SCHEMA
from labmigration.steering.indicators.measure import Detail, IndicatorValue, Measured, Part, Point
from labmigration.steering.indicators.models import Computation
from labmigration.steering.indicators.reading import read

#: Up to so many people a page computes its figures itself, in about two seconds.
AT_ONCE = 10_000


def is_large(territory: str) -> bool:
    """Whether the territory has more people than a page waits for; one query."""
    with scope(territory=[territory]):
        return referred() > AT_ONCE


def newest(territory: str) -> tuple[Computation | None, Computation | None]:
    """The last computation that is finished, and the one under way after it; two queries."""
    with scope(territory=[territory]):
        finished = Computation.objects.filter(finished_at__isnull=False).order_by("-asked_at").first()
        last = Computation.objects.order_by("-asked_at").first()
    return finished, last if last is not None and last.finished_at is None else None


def has_stopped(row: Computation) -> bool:
    """Whether the job was given up."""
    return row.finished_at is None and has_failed(_key(row.pk))


def ask(territory: str) -> Computation:
    """Ask for the figures of today, unless they are being computed already."""
    with scope(territory=[territory]), transaction.atomic():
        _finished, under_way = newest(territory)
        if under_way is not None and not has_stopped(under_way):
            return under_way
        row = Computation.objects.create(
            territory_id=territory, on=clock.today(), asked_at=clock.now(), total=len(SCHEMA) + len(catalogue().codes)
        )
        enqueue("compute_indicators", key=_key(row.pk), territory=territory, computation=str(row.pk))
    return row


def compute_indicators(territory: str, computation: str, renew: Callable[[], None]) -> None:
    """The job: read, measure, keep. Killed and taken up again, it begins anew and ends with the same figures."""
    with scope(territory=[territory]):
        row = Computation.objects.get(pk=computation)
    row.done = 0

    def step(people: int | None = None) -> None:
        row.done = min(row.done + 1, row.total)
        if people is not None:
            row.people = people
        with scope(territory=[territory]):
            row.save(update_fields=["done", "people"])
        renew()

    facts = read(territory, row.on, progress=lambda what, number: step(number if what == "people" else None))
    measured = Measured(facts)
    found: list[IndicatorValue] = []
    for each in catalogue().indicators:
        found += measured.figures(each)
        step()
    row.values, row.finished_at, row.done = [written(each) for each in found], clock.now(), row.total
    with scope(territory=[territory]):
        row.save(update_fields=["values", "finished_at", "done"])


def written(value: IndicatorValue) -> dict[str, Any]:
    """A figure as JSON: without who stands behind."""
    told = asdict(value) | {"on": value.on.isoformat()}
    told["parts"] = [{name: each for name, each in part.items() if name != "members"} for part in told["parts"]]
    return told


def read_back(told: dict[str, Any]) -> IndicatorValue:
    """The figure that `written` wrote."""
    parts = tuple(Part(**part) for part in told["parts"])
    curve = tuple(Point(**point) for point in told["curve"])
    details = tuple(Detail(**detail) for detail in told["details"])
    quartiles = tuple(told["quartiles"]) if told["quartiles"] else None
    whole = {"parts": parts, "curve": curve, "details": details, "quartiles": quartiles, "note": tuple(told["note"])}
    return IndicatorValue(**{**told, **whole, "on": date.fromisoformat(told["on"])})


def _key(computation: UUID) -> str:
    return f"compute-indicators:{computation}"
