"""Scenes around households: a need begun on a telephone, an offer with housing, a list ticked, terms that change."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from labmigration.access.actor import Actor
from labmigration.demo.accounts import TERRITORY
from labmigration.demo.scenes import Stage, played, working
from labmigration.pathway.employment import change_actions
from labmigration.pathway.matching import household_actions, need_actions
from labmigration.pathway.matching.models import HouseholdNeed
from labmigration.people.models import Household
from labmigration.programme.home_employment import employing

HOMES: tuple[dict[str, Any], ...] = (
    {"home_asks": ["stairs"], "languages": ["fr"], "wishes": "Nous aimons le calme et la bonne cuisine."},
    {"home_asks": ["animals"], "languages": ["fr", "ar"]},
    {"home_asks": ["car", "no_bus"], "languages": ["fr", "en"], "wishes": "Nous cherchons pour longtemps."},
    {"languages": ["fr", "pt"]},
)
TASK_CODES = {
    "childcare_provider": ["school_run", "child_meals", "play"],
    "dependency_carer": ["get_up", "wash_dress", "eat", "talk"],
    "family_assistant": ["floors", "laundry"],
}


def home(occupation: str, number: int) -> dict[str, Any]:
    """What a home says of itself and of the work: other things from one to the next."""
    cared_for = {"childcare_provider": ["child_under_3"] if number % 2 else [], "dependency_carer": ["adult"]}
    return {
        **HOMES[number % len(HOMES)],
        "task_codes": TASK_CODES[occupation],
        "cared_for": cared_for.get(occupation, []),
    }


def come_forward(stage: Stage, today: date) -> None:
    """One household has stopped in the middle of its description; another offers a room and waits for a second look."""
    officer = _officer(stage)
    with played(working(today - timedelta(days=3)), 14):
        midway = household_actions.register(
            actor=officer, territory=TERRITORY, name="Foyer Fabre", contact_name="Mme Fabre", town="Aubagne",
            postcode="13400", phone="+33639984470", address="8 rue de l’Exemple", invented=True,
        )  # fmt: skip
        household_actions.note_check(midway, actor=officer, kind="identity", how="seen")
        herself = Actor.of(midway.user)
        begun = need_actions.begin_need(midway, actor=herself, occupation="childcare_provider")
        need_actions.edit_need(
            begun, actor=herself, version=1, task_codes=["school_run", "homework"], tasks="Deux sœurs, en primaire"
        )
        housing = _vetted(officer, name="Foyer Castelli", contact_name="M. Castelli", phone="+33639984471")
        need_actions.describe(
            housing,
            actor=officer,
            occupation="dependency_carer",
            task_codes=["get_up", "wash_dress", "eat", "go_out"],
            tasks="Chambre à l’étage, avec sa clé",
            slots=[[day, 8 * 60, 12 * 60] for day in range(5)],
            starts_on=working(today + timedelta(days=40)),
            cared_for=["adult"],
            languages=["fr", "it"],
            home_asks=["stairs"],
            live_in=True,
        )


def prepare(need: HouseholdNeed, day: date) -> None:
    """The household ticks the first points of its list before hiring, as far as a source gives them for that day."""
    known = {step.code for step in employing().steps_on(day, need.occupation)}
    with played(day, 20):
        for code in known.intersection(("declaring_account", "right_to_work")):
            need_actions.tick(need, actor=Actor.of(need.household.user), code=code, done=True)


def change_hours(stage: Stage, contract, today: date) -> None:
    """The household asks for two hours more from next month; the person has not answered."""
    with played(working(today - timedelta(days=1)), 19):
        change_actions.propose_change(
            contract,
            actor=Actor.of(contract.household.user),
            effective_on=working(today + timedelta(days=21)),
            weekly_hours=contract.weekly_hours + Decimal(2),
            gross_hourly=contract.gross_hourly,
            words="Le samedi matin en plus.",
            slots=[*contract.slots, [5, 9 * 60, 11 * 60]],
        )


def _vetted(officer: Actor, **told: str) -> Household:
    household = household_actions.register(
        actor=officer, territory=TERRITORY, town="Marseille", postcode="13012", invented=True, **told
    )
    for kind, how in (("identity", "seen"), ("declaring_account", "cesu"), ("first_contact", "visit")):
        household_actions.note_check(household, actor=officer, kind=kind, how=how)
    household_actions.vet(household, actor=officer)
    return household


def _officer(stage: Stage) -> Actor:
    return stage.company.actor("placement_officer")
