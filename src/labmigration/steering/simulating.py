"""The positioning tool simulated on our own bank, in the background: invented people of known ability answer it.

Two questions: how wrong is the estimate of one common ability, by number of questions, when areas take turns or not;
and skill by skill, of how many people it says rightly that they are at the target or under it, of how many wrongly, and
how many it sends to the interview.
"""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any, Final

from labmigration import clock
from labmigration.decisions.positioning import Item, StopAt, level_bands
from labmigration.decisions.positioning.simulation import LENGTHS, Conditions, Judged, Simulated, simulate
from labmigration.jobs.queue import enqueue, has_failed
from labmigration.programme.positioning_bank import Bank, Skill, bank
from labmigration.steering.models import Simulation

#: Our experts' difficulties may be wrong by so much (standard deviation, in logits): reference, section 4.
EXPERT_ERROR: Final = 0.8
PEOPLE: Final = 2000
SEED: Final = 20261122
#: The occupational questions asked as one ability, their skills being the areas that take turns, or not.
BALANCED, FREE = "balanced", "free"

Renew = Callable[[], None]


def ask_for_simulation() -> Simulation:
    """Ask for the simulation of the present bank, once; the one that is there when it was asked for before."""
    present = bank()
    row, _made = Simulation.objects.get_or_create(
        content=present.content,
        defaults={
            "bank_version": present.version,
            "people": PEOPLE,
            "asked_at": clock.now(),
            "total": PEOPLE * (2 + len(_measured(present))),
        },
    )
    enqueue("simulate_positioning", key=job_key(row.content), content=row.content)
    return row


def job_key(content: str) -> str:
    """The key under which the job is asked for once."""
    return f"simulate-positioning:{content}"


def has_stopped(row: Simulation) -> bool:
    """Whether the job was given up."""
    return row.finished_at is None and has_failed(job_key(row.content))


def simulate_positioning(content: str, renew: Renew) -> None:
    """The job. A part that is done is kept: a worker that takes the job up again goes on with the next."""
    row = Simulation.objects.get(content=content)
    present = bank(row.bank_version, content=content)
    for place, (name, part) in enumerate(_parts(present, row.people)):
        if name in row.parts:
            continue

        def say(done: int, _of: int, before: int = place * row.people) -> None:
            Simulation.objects.filter(content=content).update(done=before + done)
            renew()

        row.parts[name] = part(say)
        row.done = (place + 1) * row.people
        row.save(update_fields=["parts", "done"])
    row.finished_at = clock.now()
    row.save(update_fields=["finished_at"])


Progress = Callable[[int, int], None]


def _parts(present: Bank, people: int) -> list[tuple[str, Callable[[Progress], dict[str, Any]]]]:
    whole = [(name, _whole(present, people, balanced=name == BALANCED)) for name in (FREE, BALANCED)]
    return [*whole, *((f"skill:{skill.code}", _one(present, people, skill)) for skill in _measured(present))]


def _whole(present: Bank, people: int, *, balanced: bool) -> Callable[[Progress], dict[str, Any]]:
    asked = [item for item in present.items if present.skill(item.skill).axis == "occupational"]
    items = [Item(item.id, item.difficulty) for item in asked]
    areas = {item.id: item.skill for item in asked}
    conditions = Conditions(
        people,
        tuple(length for length in LENGTHS if length <= len(items)),
        balanced,
        EXPERT_ERROR,
        bands=level_bands(present.limits.cuts),
        seed=SEED,
    )
    return lambda say: _told(simulate(items, areas, conditions, progress=say))


def _one(present: Bank, people: int, skill: Skill) -> Callable[[Progress], dict[str, Any]]:
    items = [Item(item.id, item.difficulty) for item in present.items_of(skill.code)]
    most = min(len(items), present.limits.items_per_skill)
    conditions = Conditions(
        people,
        tuple(range(1, most + 1)),
        balanced=False,
        difficulty_error=EXPERT_ERROR,
        bands=level_bands(present.limits.cuts),
        stop_at=StopAt(present.limits.decided_at, most),
        target=skill.target,
        seed=SEED,
    )
    return lambda say: _told(simulate(items, {}, conditions, progress=say))


def _measured(present: Bank) -> list[Skill]:
    return [skill for skill in present.skills if present.items_of(skill.code)]


def _told(simulated: Simulated) -> dict[str, Any]:
    return {"by_items": [_judged(each) for each in simulated.by_length], "by_rule": _judged(simulated.by_rule)}


def _judged(judged: Judged) -> dict[str, Any]:
    return {**asdict(judged), "wrong": judged.wrong}
