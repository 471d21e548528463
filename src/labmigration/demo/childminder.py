"""The scenes of a childminder: her licence seen, parents who bring their children to her home, one contract a child."""

from datetime import date, timedelta
from decimal import Decimal

from labmigration.access.actor import Actor
from labmigration.demo.accounts import TERRITORY
from labmigration.demo.households import CHECKS, agree, both_say_yes
from labmigration.demo.scenes import Stage, moment, played, working
from labmigration.pathway.employment import actions as employment
from labmigration.pathway.employment.licence_actions import note_licence
from labmigration.pathway.matching import actions as matching
from labmigration.pathway.matching import household_actions, need_actions
from labmigration.pathway.models import Pathway
from labmigration.people.models import Household

#: Gross euros an hour and a child: above the least of the agreement.
GROSS = Decimal("4.10")
#: Family, telephone, and for each child: in words, days of the week, from and to o'clock, a brother or sister there.
FAMILIES = (
    (
        "Nguyen",
        "+33639984480",
        (("Un bébé de 10 mois", range(4), 8, 17, False), ("Sa sœur de 3 ans", range(4), 8, 17, True)),
    ),
    ("Ferraro", "+33639984481", (("Un garçon de 2 ans", (0, 1, 3, 4), 9, 16, False),)),
)


def at_home(stage: Stage, pathway: Pathway, today: date) -> None:
    """She has cared for children in their homes, obtains her licence, and since three months receives them in hers."""
    officer = stage.company.actor("placement_officer")
    before = pathway.contracts.filter(state="active").first()
    with played(working(today - timedelta(days=170)), 10):
        employment.end(
            before, actor=officer, ended_on=working(today - timedelta(days=171)), cause="household_need_ended"
        )
    with played(working(today - timedelta(days=150)), 10):
        note_licence(pathway, actor=officer, valid_until=today + timedelta(days=4 * 365))
    for number, (name, phone, children) in enumerate(FAMILIES):
        came = working(today - timedelta(days=140 - 12 * number))
        with played(came, 9):
            family = _family(officer, name, phone)
        for words, days, start, end, sibling in children:
            _receive(stage, pathway, family, came, words, [[day, start * 60, end * 60] for day in days], sibling)


def _family(officer: Actor, name: str, phone: str) -> Household:
    family = household_actions.register(
        actor=officer, territory=TERRITORY, name=f"Foyer {name}", contact_name=f"Mme {name}", phone=phone,
        address="14 rue de l’Exemple", town="Marseille", postcode="13004", invented=True,
    )  # fmt: skip
    for kind, how in CHECKS:
        household_actions.note_check(family, actor=officer, kind=kind, how=how)
    household_actions.vet(family, actor=officer)
    return family


def _receive(
    stage: Stage, pathway: Pathway, family: Household, day: date, words: str, slots: list[list[int]], sibling: bool
) -> None:
    """From the need of one child to the first day, in about four weeks."""
    officer, parents = stage.company.actor("placement_officer"), Actor.of(family.user)
    starts_on = working(day + timedelta(days=28))
    with played(day, 11):
        need = need_actions.describe(
            family, actor=officer, occupation="childminder", task_codes=["welcome", "child_meals", "babies"],
            tasks=words, slots=slots, starts_on=starts_on, languages=["fr"],
        )  # fmt: skip
    with played(working(day + timedelta(days=2)), 10):
        introduction = matching.introduce(
            pathway, need, actor=officer, because="Elle a son agrément : les enfants viennent chez elle.",
            availability="Du lundi au vendredi",
        )  # fmt: skip
    both_say_yes(stage, introduction, working(day + timedelta(days=4)))
    met = working(day + timedelta(days=9))
    with played(working(day + timedelta(days=6)), 9):
        matching.plan_interview(
            introduction, actor=officer, starts_at=moment(met, 17), place="chez l’assistante maternelle"
        )
    agree(stage, introduction, met)
    with played(working(day + timedelta(days=14)), 14):
        drawn = employment.draft(
            introduction, actor=officer, kind="cdi", gross_hourly=GROSS, route="pajemploi", starts_on=starts_on,
            sibling=sibling,
        )  # fmt: skip
    with played(working(day + timedelta(days=16)), 9):
        employment.check_right_to_work(drawn, actor=stage.advisor_of(pathway))
        employment.sign(drawn, actor=parents)
        employment.sign(drawn, actor=stage.herself(pathway))
    with played(starts_on, 19):
        employment.start(drawn, actor=parents, first_paid_on=starts_on)
