"""The positioning engine behind the command line: what shapes alone can't tell, then the answer to each task."""

from collections.abc import Sequence

import numpy as np

from labmigration.decisions.contract.engine import Context, Engine, EngineStamp, WrongInput
from labmigration.decisions.contract.positioning_shapes import (
    Answered,
    BandOut,
    Calibrate,
    CalibratedItem,
    CalibrateReply,
    Estimate,
    EstimateReply,
    NextItem,
    NextReply,
    Question,
    Reply,
)
from labmigration.decisions.positioning import calibration
from labmigration.decisions.positioning.estimate import (
    Band,
    BandTable,
    Prior,
    density_of,
    estimate_from,
    log_posterior,
    mean_of,
)
from labmigration.decisions.positioning.items import Floats, Grid, Item, ItemTable
from labmigration.decisions.positioning.selection import Next, StopAt, chance_of, choose, why_stop

_DIGITS = 12  # the last digits of a double are the processor's own: the same bytes come from every machine


def answer(question: Question, context: Context, stamp: EngineStamp) -> Reply:
    """Do the task."""
    task = question.root
    if isinstance(task, NextItem):
        chosen = _next(task, context.seed)
        return Reply.model_construct(NextReply.model_construct(engine=stamp, item=chosen.item, stop=chosen.stop))
    if isinstance(task, Estimate):
        return Reply.model_construct(_estimated(task, stamp))
    return Reply.model_construct(_calibrated(task, stamp))


def _estimated(task: Estimate, stamp: EngineStamp) -> EstimateReply:
    density, bands = _posterior(task, _items(task))
    found = estimate_from(density, bands.grid)
    shares = bands.probabilities(density)
    return EstimateReply.model_construct(
        engine=stamp,
        theta=_rounded(found.theta),
        sd=_rounded(found.sd),
        bands=[
            BandOut.model_construct(name=band.name, probability=_rounded(float(share)))
            for band, share in zip(bands.bands, shares, strict=True)
        ],
    )


def _next(task: NextItem, seed: int) -> Next:
    items = _items(task)
    _refuse_repeated(task.asked, "asked[{}]")
    for rank, item in enumerate(task.asked):
        if item not in items:
            raise WrongInput(f"asked[{rank}]", f'no item "{item}"')
    for item in task.areas:
        if item not in items:
            raise WrongInput(f"areas.{item}", f'no item "{item}"')
    density, bands = _posterior(task, items)
    likeliest = float(bands.probabilities(density).max()) if bands.bands else None
    stop = why_stop(likeliest, len(task.answers), StopAt(task.stop_at.probability, task.stop_at.items))
    if stop is not None:
        return Next(None, stop)
    asked = {*task.asked, *(answer.item for answer in task.answers)}
    table = ItemTable([items[name] for name in sorted(items)], bands.grid, task.areas)
    marks = np.array([item.id in asked for item in table.items], dtype=np.bool_)
    row = choose(table, mean_of(density, bands.grid), marks, task.top, chance_of(seed, len(asked)))
    return Next(None, "exhausted") if row is None else Next(table.items[row].id, None)


def _calibrated(task: Calibrate, stamp: EngineStamp) -> CalibrateReply:
    if not task.items:
        raise WrongInput("items", "must name at least one item")
    _refuse_repeated(task.items, "items[{}]")
    for rank, pattern in enumerate(task.patterns):
        if len(pattern.answers) != len(task.items):
            raise WrongInput(
                f"patterns[{rank}].answers", f"must have {len(task.items)} answers, one per item, in their order"
            )
    if not any(pattern.count for pattern in task.patterns):
        raise WrongInput("patterns", "nobody answered")
    order = sorted(range(len(task.items)), key=lambda row: task.items[row])
    patterns = [
        calibration.Pattern(tuple(pattern.answers[row] for row in order), pattern.count) for pattern in task.patterns
    ]
    try:
        found = calibration.calibrate(patterns, task.model, penalty=task.penalty)
    except calibration.Undetermined as undetermined:
        raise _told(undetermined, order) from None
    return CalibrateReply.model_construct(
        engine=stamp,
        items=[
            CalibratedItem.model_construct(id=task.items[row], a=_rounded(a), b=_rounded(b), b_se=_rounded(error))
            for row, a, b, error in zip(order, found.a, found.b, found.b_se, strict=True)
        ],
        log_likelihood=_rounded(found.log_likelihood),
    )


def _told(undetermined: calibration.Undetermined, order: Sequence[int]) -> WrongInput:
    if undetermined.row is None:
        return WrongInput(
            "patterns", "these answers do not determine the items: they need more of them, or more people"
        )
    message = "these answers do not determine it: people must differ on it, as they do on others, or set a penalty"
    return WrongInput(f"items[{order[undetermined.row]}]", message)


def _items(task: Answered) -> dict[str, Item]:
    """By id, in the order given."""
    _refuse_repeated([item.id for item in task.items], "items[{}].id")
    for rank, item in enumerate(task.items):
        if item.c >= item.d:
            raise WrongInput(f"items[{rank}].c", "must be below d")
    return {item.id: Item(item.id, item.b, item.a, item.c, item.d, item.b_sd) for item in task.items}


def _posterior(task: Answered, items: dict[str, Item]) -> tuple[Floats, BandTable]:
    """The density after the answers, and the bands on its grid. Tables are built for the items answered only."""
    _refuse_repeated([answer.item for answer in task.answers], "answers[{}].item")
    for rank, answer in enumerate(task.answers):
        if answer.item not in items:
            raise WrongInput(f"answers[{rank}].item", f'no item "{answer.item}"')
    _refuse_repeated([band.name for band in task.bands], "bands[{}].name")
    for rank, band in enumerate(task.bands):
        if band.above is not None and band.below is not None and band.above >= band.below:
            raise WrongInput(f"bands[{rank}].to", "must be above from")
    scores = {answer.item: answer.score for answer in task.answers}
    grid = Grid(task.grid.points, task.grid.limit)
    table = ItemTable([items[name] for name in sorted(scores)], grid)
    density = density_of(log_posterior(table, scores, Prior(task.prior.mean, task.prior.sd)))
    return density, BandTable([Band(band.name, band.above, band.below) for band in task.bands], grid)


def _refuse_repeated(names: Sequence[str], path: str) -> None:
    seen: set[str] = set()
    for rank, name in enumerate(names):
        if name in seen:
            raise WrongInput(path.format(rank), f'"{name}" is given twice')
        seen.add(name)


def _rounded(value: float) -> float:
    return round(value, _DIGITS) + 0.0  # never −0.0


ENGINE = Engine(name="positioning", version="1.0", question=Question, reply=Reply, answer=answer)
