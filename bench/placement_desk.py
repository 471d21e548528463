"""The placement officer's pages at 150,000 open needs in one territory beside a plan of 200 weeks, what one changed
need costs, and what a page tells of a pair that would be forced.

Run by `run`, on a database that is set up and empty, or that an earlier run filled: `python -m bench.placement_desk
[--needs N]`. Needs and people are invented: the communes of the postcodes around Marseille, four shapes of a week, one
trade in three.
"""

import argparse
import os
import random
import subprocess
import sys
import time
from datetime import timedelta
from typing import Any, Final

from bench.figures import Figure, percentile, say

NEEDS, PEOPLE, HOUSEHOLDS = 150_000, 200, 5_000
TERRITORY: Final = "marseille"
OFFICER: Final = "mesure@example.org"
POSTCODES: Final = [f"130{number:02}" for number in range(1, 17)]
TRADES: Final = ("dependency_carer", "childcare_provider", "family_assistant")
ROUNDS, CHANGES = 20, 10
PAGE_TARGET, FORCED_TARGET = 100, 300  # ms
SEARCHED: Final = 60  # seconds that the plan was searched


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--needs", type=int, default=NEEDS)
    parser.add_argument("--fill", action="store_true", help="only write the territory and compose its weeks")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "labmigration.settings")
    import django

    django.setup()
    from django_scopes import scope

    from labmigration.access.models import User

    with scope(territory=[TERRITORY]):
        if options.fill:
            _compose(_fill(options.needs))
            return
        if not User.objects.filter(email=OFFICER).exists():
            # In a process of its own, as the weeks are composed: that of the pages holds only what pages hold.
            command = [sys.executable, "-m", "bench.placement_desk", "--fill", "--needs", str(options.needs)]
            subprocess.run(command, check=True, stdout=sys.stderr)
        for figure in _figures(User.objects.get(email=OFFICER), options.needs):
            figure.hand_over()


def _compose(officer: Any) -> None:
    """The plan that the officer looks at."""
    from labmigration.access.actor import Actor
    from labmigration.pathway.matching.placement import composing
    from labmigration.territories.models import Territory

    began = time.monotonic()
    plan = composing.compose(Territory.objects.get(pk=TERRITORY), actor=Actor.of(officer), seconds=SEARCHED)
    say(f"  weeks asked for in {time.monotonic() - began:.1f} s, the first page read with it; composing …")
    composing.run(plan)
    plan.refresh_from_db()
    say(f"  {plan.pairs.count()} pairs, {100 * plan.answer['gap']:.1f} % under the bound, "
        f"{time.monotonic() - began:.0f} s in all")  # fmt: skip


def _fill(needs: int) -> Any:
    from labmigration import clock
    from labmigration.access.models import RoleGrant, User
    from labmigration.access.roles import Role
    from labmigration.pathway.matching.models import HouseholdNeed
    from labmigration.pathway.matching.placement.models import WorkWishes
    from labmigration.pathway.models import Pathway
    from labmigration.people.models import Candidate, Household

    say(f"writing {needs} needs …")
    chance, today = random.Random(1), clock.today()
    officer = User.objects.create(name="Mesure", email=OFFICER)
    since = today - timedelta(400)
    RoleGrant.objects.create(user=officer, role=Role.PLACEMENT_OFFICER, territory_id=TERRITORY, since=since)
    homes = Household.objects.bulk_create(
        Household(territory_id=TERRITORY, invented=True, name=f"Foyer {number}", contact_name="Mesure", state="vetted",
                  postcode=chance.choice(POSTCODES), town="Marseille")
        for number in range(HOUSEHOLDS)
    )  # fmt: skip
    HouseholdNeed.objects.bulk_create(
        (
            HouseholdNeed(
                territory_id=TERRITORY,
                household=chance.choice(homes),
                occupation=chance.choice(TRADES),
                tasks="Mesure",
                slots=_slots(chance),
                starts_on=today + timedelta(chance.randrange(200)),
                state="open",
                languages=["fr"] if chance.random() < 0.3 else [],
            )
            for _ in range(needs)
        ),
        batch_size=5_000,
    )  # fmt: skip
    halves = [f"{day}-{part}" for day in range(5) for part in ("morning", "afternoon", "evening")]
    for number in range(PEOPLE):
        candidate = Candidate.objects.create(
            territory_id=TERRITORY, invented=True, first_name=f"Prénom {number}", surname=f"Nom {number}",
            sex="F", birth_date=today - timedelta(12_000 + number),
        )  # fmt: skip
        pathway = Pathway.objects.create(
            territory_id=TERRITORY, candidate=candidate, stage="matching", next_step="matching.introduce",
            next_role=Role.PLACEMENT_OFFICER, occupation=chance.choice(TRADES), opened_on=since,
            stage_since=today - timedelta(chance.randrange(200)),
        )  # fmt: skip
        WorkWishes.objects.create(
            territory_id=TERRITORY, pathway=pathway, halves=chance.sample(halves, 10),
            postcode=chance.choice(POSTCODES), max_minutes=chance.choice([30, 45]), hours_least=10, hours_most=35,
        )  # fmt: skip
    return officer


def _slots(chance: random.Random) -> list[list[int]]:
    start, length = chance.choice([480, 540, 600, 840, 990]), chance.choice([60, 90, 120])
    return [[day, start, start + length] for day in sorted(chance.sample(range(5), chance.choice([2, 3, 4])))]


def _figures(officer: Any, needs: int) -> list[Figure]:
    from django.urls import reverse

    from bench.pathways import Visitor
    from labmigration.pathway.matching.models import HouseholdNeed
    from labmigration.pathway.matching.placement.models import PlacementPlan, ProposedPair, WorkWishes
    from labmigration.people.models import Household

    visitor, chance = Visitor(officer), random.Random(2)
    some_needs = list(HouseholdNeed.objects.values_list("pk", flat=True).order_by("id")[:400])
    people = list(WorkWishes.objects.values_list("pathway", flat=True).order_by("id"))
    homes = list(Household.objects.values_list("pk", flat=True).order_by("id")[:200])
    pairs = list(ProposedPair.objects.values_list("pk", flat=True).order_by("id"))
    plan = PlacementPlan.objects.get().pk
    pages = {
        "first page": lambda: reverse("desk:placement"),
        "weeks": lambda: reverse("matching:weeks"),
        "map": lambda: reverse("matching:map"),
        "people for a need": lambda: reverse("matching:people_for", args=[chance.choice(some_needs)]),
        "needs for a person": lambda: reverse("matching:introduce", args=[chance.choice(people)]),
        "plan": lambda: f"{reverse('matching:plan', args=[plan])}?page={chance.randrange(1, 10)}",
        "a proposed pair": lambda: reverse("matching:pair", args=[chance.choice(pairs)]),
        "households": lambda: reverse("matching:households"),
        "a household": lambda: reverse("matching:household", args=[chance.choice(homes)]),
        "a pair, why": lambda: reverse("matching:why", args=[chance.choice(people), chance.choice(some_needs)]),
    }
    first, first_computing = _timed(visitor, pages["weeks"]())
    for address in pages.values():
        visitor.get(address())
    times = {name: [_timed(visitor, address()) for _ in range(ROUNDS)] for name, address in pages.items()}
    for name, found in times.items():
        say(f"  {name}: {_said(found)}")
    worst = max(times, key=lambda name: _late(times[name]))
    forced = [_timed(visitor, _forced(chance.choice(people), chance)) for _ in range(2 * ROUNDS)]
    say(f"  a pair, if forced: {_said(forced)}")
    after = _after_changes(officer, visitor, pages["weeks"](), some_needs)
    title = f"placement officer’s pages, {needs} open needs"
    return [
        Figure(
            f"{title}: the slowest page, 95 in 100", _late(times[worst]), "ms", at_most=PAGE_TARGET,
            remark=f"{worst}; {_computing(times[worst])}",
        ),
        Figure(
            f"{title}: the page after a need changed, 95 in 100", _late(after), "ms", at_most=PAGE_TARGET,
            remark=_computing(after),
        ),
        Figure(
            f"{title}: what a forced pair would move, 95 in 100", _late(forced), "ms", at_most=FORCED_TARGET,
            remark=f"asked apart by the page that is there; {_computing(forced)}",
        ),
        Figure(
            f"{title}: the very first page of a process", first / 1000, "s",
            remark=f"reads everything once, {first_computing / 1000:.1f} s computing; a server reads it beforehand",
        ),
    ]  # fmt: skip


def _forced(person: Any, chance: random.Random) -> str:
    """The address of what would move if a person were given one of the needs that suit her best."""
    from django.urls import reverse

    from labmigration.pathway.matching.placement import looking
    from labmigration.pathway.matching.placement.columns import columns_of

    able, _near = looking.needs_for(columns_of(TERRITORY), str(person))
    return f"{reverse('matching:why', args=[person, chance.choice(able).need.id])}?deplacer=oui"


Times = list[tuple[float, float]]  # milliseconds, and those of them computing


def _timed(visitor: Any, address: str) -> tuple[float, float]:
    began = time.process_time()
    milliseconds: float = visitor.get(address)[0]
    return milliseconds, 1000 * (time.process_time() - began)


def _late(found: Times) -> float:
    return percentile([milliseconds for milliseconds, _computing in found], 0.95)


def _computing(found: Times) -> str:
    return f"{percentile([computing for _milliseconds, computing in found], 0.95):.0f} ms of them computing"


def _said(found: Times) -> str:
    half = percentile([milliseconds for milliseconds, _computing in found], 0.5)
    return f"p50 {half:.0f} ms, p95 {_late(found):.0f} ms, {_computing(found)}"


def _after_changes(officer: Any, visitor: Any, address: str, some_needs: list[Any]) -> Times:
    from labmigration.access.actor import Actor
    from labmigration.pathway.matching import need_actions
    from labmigration.pathway.matching.models import HouseholdNeed

    found = []
    for number in range(CHANGES):
        need = HouseholdNeed.objects.get(pk=some_needs[number])
        slots = [[0, 480, 600 + 30 * number]]
        need_actions.edit_need(need, actor=Actor.of(officer), version=need.version, slots=slots)
        found.append(_timed(visitor, address))
    return found


if __name__ == "__main__":
    main()
