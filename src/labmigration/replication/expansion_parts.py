"""The expansion plan: how many rooms and advisors, what three simulated futures give, and what is supposed."""

from collections.abc import Sequence

from labmigration.replication.document import Block, Grid, Note, Paragraph, Part
from labmigration.replication.drawings import fan
from labmigration.replication.sources import Expansion, Run, Spread
from labmigration.replication.writing import Pen

SHOWN = ("hired", "reached_6", "reached_18", "waiting")
WHOLE_YEAR = 12


def sizing(pen: Pen) -> Part:
    """Rooms and advisors by rule of thumb, and what the forecast says is needed."""
    found = pen.sources.expansion
    first = found.runs[0]
    eligible = first.arrivals * next(each.share for each in found.suppositions if each.code == "eligible")
    rooms = eligible * found.training_months / found.cohort_size
    advisors = eligible * found.hours_a_person / found.hours_a_month
    rows = (
        (
            pen("rooms"),
            pen("rooms_rule"),
            _calculated(pen, eligible, found.training_months, found.cohort_size, rooms),
            str(first.needed_rooms),
        ),
        (
            pen("advisors"),
            pen("advisors_rule"),
            _calculated(pen, eligible, found.hours_a_person, found.hours_a_month, advisors),
            str(first.needed_advisors),
        ),
    )
    heads = (pen("resource"), pen("rule_of_thumb"), pen("calculation"), pen("needed"))
    blocks = (Grid(pen("part_sizing"), heads, rows, (2, 3, 4, 2)), Paragraph(pen("sizing_explained")))
    return pen.forecast("sizing", blocks, _status(pen, found))


def _calculated(pen: Pen, eligible: float, times: float, by: float, result: float) -> str:
    return f"{pen.number(eligible, 1)} × {pen.number(times)} ÷ {pen.number(by)} = {pen.number(result, 1)}"


def assumptions(pen: Pen) -> Part:
    """What the forecast supposes, and which of it the territory has counted itself."""
    found = pen.sources.expansion
    first = found.runs[0]
    illustrative = pen("illustrative")
    rows = [
        (
            pen("arrivals"),
            pen("a_month", count=first.arrivals),
            pen("own_last_year") if found.own_arrivals else illustrative,
        )
    ]
    rows += [
        (
            pen(f"chance_{each.code}"),
            pen.percent(each.share),
            pen("own_of", count=found.own_from) if each.own else illustrative,
        )
        for each in found.suppositions
    ]
    rows += [
        (pen("training_lasts"), pen("months_count", count=pen.number(found.training_months)), "S4"),
        (pen("cohort_of"), pen("people", count=found.cohort_size), "S2"),
        (
            pen("time_of_advisor"),
            pen("hours_a_person", person=pen.number(found.hours_a_person), month=pen.number(found.hours_a_month)),
            illustrative,
        ),
    ]
    heads = (pen("supposed"), pen("value"), pen("from_where"))
    blocks = (
        Grid(pen("part_assumptions"), heads, tuple(rows), (4, 3, 4)),
        Paragraph(pen("assumptions_explained", people=found.own_from)),
    )
    return pen.forecast("assumptions", blocks, _status(pen, found))


def futures(pen: Pen) -> Part:
    """The runs side by side at the horizon, the hired of the last one drawn, and what holds people up."""
    found = pen.sources.expansion
    last = found.runs[-1]
    year = _years(found)[-1][1]
    rows = tuple(
        (
            pen(f"run_{run.code}"),
            pen(
                "setting",
                arrivals=run.arrivals,
                total=run.arrivals * found.months,
                advisors=run.advisors,
                rooms=run.rooms,
                tracks=run.tracks,
            ),
            *(_band(run.by_month[kind][-1]) for kind in SHOWN),
        )
        for run in found.runs
    )
    heads = (pen("future"), pen("setting_head"), *(pen(f"kind_{kind}") for kind in SHOWN))
    hired = last.by_month["hired"]
    told = pen("fan_told", mean=round(hired[-1].mean), low=round(hired[-1].p5), high=round(hired[-1].p95), year=year)
    blocks: list[Block] = [
        Paragraph(pen("futures_explained", runs=found.replications, year=year)),
        Grid(pen("futures_at", year=year), heads, rows, (4, 4, 3, 3, 3, 3)),
        fan(pen("drawn_fan", future=pen(f"run_{last.code}")), told, hired, _years(found)),
        _by_year(pen, found, last),
        *(Paragraph(_held(pen, run)) for run in found.runs),
        Note(pen("forecast_is_no_promise")),
        *_share_of_jobs(pen, last),
    ]
    return pen.forecast("futures", blocks, _status(pen, found))


def _by_year(pen: Pen, found: Expansion, run: Run) -> Grid:
    rows = tuple((told, *(_band(run.by_month[kind][month - 1]) for kind in SHOWN)) for month, told in _years(found))
    heads = (pen("end_of"), *(pen(f"kind_{kind}") for kind in SHOWN))
    return Grid(pen("by_year", future=pen(f"run_{run.code}")), heads, rows, (2, 3, 3, 3, 3))


def _years(found: Expansion) -> Sequence[tuple[int, str]]:
    """The month, counted from 1, that ends each calendar year; the last month where the run ends within a year."""
    ends = []
    for month in range(1, found.months + 1):
        passed = found.on.month - 1 + month
        if passed % WHOLE_YEAR == WHOLE_YEAR - 1 or month == found.months:
            ends.append((month, str(found.on.year + passed // WHOLE_YEAR)))
    return ends


def _band(spread: Spread) -> str:
    return f"{round(spread.mean)} ({round(spread.p5)}–{round(spread.p95)})"


def _held(pen: Pen, run: Run) -> str:
    name = pen(f"run_{run.code}")
    if not run.bottleneck:
        return pen("held_nowhere", future=name)
    wait = run.waits.get(run.bottleneck)
    if wait is None:
        return pen(f"held_{run.bottleneck}", future=name, rooms=run.needed_rooms, advisors=run.needed_advisors)
    return pen(f"held_{run.bottleneck}", future=name, months=pen.number(wait, 1))


def _share_of_jobs(pen: Pen, run: Run) -> list[Block]:
    """Hires beside the jobs to fill, only where a source counts them in the territory's own scope."""
    jobs = pen.sources.jobs
    hired = run.by_month["hired"][-1]
    if jobs is None:
        return [Paragraph(pen("no_share_of_jobs"))]
    low, high = (pen.number(100 * people / jobs.jobs, 2) for people in (hired.p5, hired.p95))
    scope = pen.from_french(jobs.scope)
    return [
        Paragraph(
            pen(
                "share_of_jobs",
                low=low,
                high=high,
                jobs=pen.number(jobs.jobs),
                scope=scope,
                source=pen.from_french(jobs.source),
            )
        )
    ]


def _status(pen: Pen, found: Expansion) -> str:
    counted = sum(each.own for each in found.suppositions)
    told = pen("forecast_status", seed=found.seed)
    if not counted:
        return f"{told} · {pen('all_illustrative')}"
    return f"{told} · {pen('counted_here', own=counted, of=len(found.suppositions))}"
