"""The scenes of composed weeks: wishes said on the telephone, weeks composed, a pair not kept, an alarm."""

from datetime import date, timedelta

from labmigration.demo.accounts import TERRITORY
from labmigration.demo.households import Neighbourhood
from labmigration.demo.scenes import Stage, played, refreshed
from labmigration.pathway import states as pathway_states
from labmigration.pathway.matching.models import HouseholdNeed, Introduction
from labmigration.pathway.matching.placement import alarms, composing, deciding, wishing
from labmigration.pathway.models import Pathway
from labmigration.territories.models import Territory

MORNING_AND_AFTERNOON = [f"{day}-{part}" for day in range(5) for part in ("morning", "afternoon")]
EVENINGS = [f"{day}-{part}" for day in range(6) for part in ("afternoon", "evening")]
#: halves, postcode, means, minutes, hours at least and at most
WISHES = (
    (MORNING_AND_AFTERNOON, "13001", "bus", 60, 20, 35),
    (MORNING_AND_AFTERNOON, "13014", "bus", 90, 15, 35),
    (EVENINGS, "13005", "bicycle", 45, 10, 25),
    (MORNING_AND_AFTERNOON[:6], "13400", "car", 45, 10, 20),
    ([*MORNING_AND_AFTERNOON, *EVENINGS], "13010", "car", 60, 24, 40),
)
NEEDS = 6


def play(stage: Stage, people: list[Pathway], around: Neighbourhood, today: date) -> None:
    """The second cohort says its wishes; the officer has its weeks composed yesterday and leaves most to decide."""
    officer = stage.company.actor("placement_officer")
    occupation = people[0].occupation
    needs = [around.need(occupation, today - timedelta(days=18 - 2 * number)) for number in range(NEEDS)]
    for number, pathway in enumerate(refreshed(people)):
        # One of them has not said anything yet, and nobody asks those whose pathway is over.
        if number == len(people) - 2 or pathway.state != pathway_states.OPEN:
            continue
        halves, postcode, means, minutes, least, most = WISHES[number % len(WISHES)]
        told = {"postcode": postcode, "means": means, "max_minutes": minutes}
        told |= {"hours_least": least, "hours_most": most, "tasks_wanted": [], "tasks_unwanted": []}
        with played(today - timedelta(days=5), 18, number):
            wishing.wish(pathway, actor=stage.herself(pathway), version=0, halves=sorted({*halves}), **told)
    with played(today - timedelta(days=2), 10):
        deciding.rule(
            people[-1], needs[0], actor=officer, kind="forbid", reason="La famille et elle se connaissent déjà."
        )
    _alarm(stage, people, today)
    with played(today - timedelta(days=1), 9):
        plan = composing.compose(Territory.objects.get(pk=TERRITORY), actor=officer, seconds=5)
        composing.run(plan)
    first = plan.pairs.order_by("value").first()
    if first is not None:
        with played(today - timedelta(days=1), 10):
            deciding.refuse(first, actor=officer, reason="Le foyer part en voyage : on attend son retour.")


def _alarm(stage: Stage, people: list[Pathway], today: date) -> None:
    """Someone who works already tells of a household that is filled: nothing under way is stopped by it."""
    filled = HouseholdNeed.objects.filter(state="filled").values("pk")
    found = Introduction.objects.filter(need__in=filled, pathway__in=people, state="agreed").select_related(
        "pathway__candidate__user", "need__household"
    )
    introduction = found.order_by("proposed_on").first()
    if introduction is not None:
        with played(today - timedelta(days=1), 19):
            alarms.raise_alarm(
                introduction.pathway,
                introduction.need.household,
                actor=stage.herself(introduction.pathway),
                words="On me demande de rester le soir sans le payer.",
            )
