"""The scenes of households: registered, vetted, introduced; contracts signed on both sides; follow-ups."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from itertools import count

from labmigration.access.actor import Actor
from labmigration.demo import hiring, messages
from labmigration.demo.accounts import TERRITORY
from labmigration.demo.cast import FAMILIES, TASKS, TOWNS
from labmigration.demo.scenes import Stage, moment, played, refreshed, working
from labmigration.pathway import actions as pathway_actions
from labmigration.pathway.employment import actions as employment
from labmigration.pathway.follow_up import actions as follow_up
from labmigration.pathway.follow_up.asking import note_try
from labmigration.pathway.matching import actions as matching
from labmigration.pathway.matching import household_actions, need_actions
from labmigration.pathway.models import Pathway

GROSS = {"childcare_provider": Decimal("13.20"), "dependency_carer": Decimal("13.60")}
CHECKS = (("identity", "seen"), ("declaring_account", "cesu"), ("first_contact", "visit"))
ROUTES = {"childcare_provider": "pajemploi", "dependency_carer": "cesu"}


@dataclass
class Neighbourhood:
    """Households come forward one after the other."""

    stage: Stage
    numbers: count = field(default_factory=count)

    def need(self, occupation: str, day: date, *, vetted: bool = True):
        """A new household, checked by the placement officer, and its need."""
        number = next(self.numbers)
        officer = self.stage.company.actor("placement_officer")
        family = FAMILIES[number % len(FAMILIES)]
        town, postcode = TOWNS[number % len(TOWNS)]
        tasks, slots = TASKS[occupation][number % len(TASKS[occupation])]
        with played(working(day), 10):
            household = household_actions.register(
                actor=officer,
                territory=TERRITORY,
                name=f"Foyer {family}",
                contact_name=f"{'Mme' if number % 3 else 'M.'} {family}",
                phone=f"+336399880{number:02d}",
                address=f"{3 + number} rue de l’Exemple",
                town=town,
                postcode=postcode,
                invented=True,
            )
            if vetted:
                for kind, how in CHECKS:
                    household_actions.note_check(household, actor=officer, kind=kind, how=how)
                household_actions.vet(household, actor=officer)
            return need_actions.describe(
                household,
                actor=officer,
                occupation=occupation,
                tasks=tasks,
                slots=[[weekday, start * 60, end * 60] for weekday, start, end in slots],
                starts_on=working(day + timedelta(days=30)),
                **hiring.home(occupation, number),
            )


def introduce(stage: Stage, pathway: Pathway, need, day: date):
    """The placement officer proposes one to the other."""
    with played(working(day), 11):
        return matching.introduce(
            pathway,
            need,
            actor=stage.company.actor("placement_officer"),
            because="Même secteur, horaires possibles.",
            availability="Matins et après-midi, du lundi au vendredi",
        )


def both_say_yes(stage: Stage, introduction, day: date) -> None:
    """First the person, then the household."""
    for hour, actor in ((12, stage.herself(introduction.pathway)), (18, _household(introduction))):
        with played(day, hour):
            matching.answer(introduction, actor=actor, yes=True)


def meet(stage: Stage, introduction, day: date) -> None:
    """A meeting is fixed at the household's home."""
    with played(working(day - timedelta(days=3)), 9):
        matching.plan_interview(
            introduction,
            actor=stage.company.actor("placement_officer"),
            starts_at=moment(day, 17),
            place="chez le foyer, avec l’employeuse tutrice",
        )


def agree(stage: Stage, introduction, day: date) -> None:
    """Both agree after the meeting."""
    for hour, actor in ((19, stage.herself(introduction.pathway)), (20, _household(introduction))):
        with played(day, hour):
            matching.confirm(introduction, actor=actor)


def contract(stage: Stage, introduction, starts_on: date, *, signed: bool = True):
    """The contract is drawn up, the right to work checked, and both sign."""
    pathway = introduction.pathway
    occupation = introduction.need.occupation
    with played(working(starts_on - timedelta(days=8)), 14):
        drawn = employment.draft(
            introduction,
            actor=stage.company.actor("placement_officer"),
            kind="cdi",
            gross_hourly=GROSS[occupation],
            route=ROUTES[occupation],
            starts_on=starts_on,
        )
    with played(working(starts_on - timedelta(days=6)), 9):
        employment.check_right_to_work(drawn, actor=stage.advisor_of(pathway))
        employment.sign(drawn, actor=_household(introduction))
    if signed:
        with played(starts_on - timedelta(days=3), 20):
            employment.sign(drawn, actor=stage.herself(pathway))
    return drawn


def hire(stage: Stage, pathway: Pathway, need, proposed: date):
    """From the proposal to the first paid day, in about four weeks."""
    introduction = introduce(stage, pathway, need, proposed)
    both_say_yes(stage, introduction, proposed + timedelta(days=3))
    meet(stage, introduction, proposed + timedelta(days=9))
    agree(stage, introduction, proposed + timedelta(days=9))
    starts_on = working(proposed + timedelta(days=25))
    drawn = contract(stage, introduction, starts_on)
    with played(starts_on, 19):
        employment.start(drawn, actor=_household(introduction), first_paid_on=starts_on)
    pathway.refresh_from_db()
    return drawn


def employ_first_cohort(stage: Stage, people: list[Pathway], jury: date, around: Neighbourhood, today: date) -> None:
    """Eleven people find work, some with two households; 6 months are answered, 18 months are due these weeks."""
    certified = [*people[:9], people[10], people[9]]
    for number, pathway in enumerate(certified):
        proposed = jury + timedelta(days=6 + 5 * number)
        first = hire(stage, pathway, around.need(pathway.occupation, proposed - timedelta(days=20)), proposed)
        if number in (1, 4, 6):
            later = proposed + timedelta(days=60)
            # Another time of the week than the first household's: the third kind of task is mornings only.
            hire(stage, pathway, around.need(pathway.occupation, later - timedelta(days=20)), later)
        if number == 3:
            _leave(stage, first, first.first_paid_on + timedelta(days=120))
    for number, pathway in enumerate(refreshed(certified)):
        _follow(stage, pathway, today, number)


def _leave(stage: Stage, ended, day: date) -> None:
    with played(working(day), 10):
        employment.end(
            ended, actor=stage.company.actor("placement_officer"), ended_on=day, cause="household_need_ended"
        )


def _follow(stage: Stage, pathway: Pathway, today: date, number: int) -> None:
    """The milestones that lie behind us are answered, one is lost, one waits for its advisor."""
    advisor = stage.advisor_of(pathway)
    for milestone in pathway.followups.order_by("month"):
        day = working(milestone.due_on + timedelta(days=number % 4 - 1))
        if day >= today or (milestone.month == 18 and number == 2):
            continue
        if number == 8 and milestone.month == 6:
            for before, channel in ((3, "call"), (2, "call"), (1, "letter")):
                with played(day - timedelta(days=before), 15):
                    note_try(milestone, actor=advisor, channel=channel)
        with played(day, 15):
            if number == 8 and milestone.month == 6:
                follow_up.lose(milestone, actor=advisor)
                continue
            stays = number != 3
            follow_up.answer(
                milestone,
                actor=advisor,
                in_sector=stays,
                weekly_hours=Decimal(stage.draw.choice((18, 24, 28, 32))) if stays else None,
                households=stage.draw.choice((1, 2)) if stays else None,
                words="Contente de son travail, voudrait plus d’heures." if stays else "Travaille dans un hôtel.",
                new_needs=("hours",) if number == 5 and milestone.month == 6 else (),
            )
        if milestone.month == 18 and number % 2 == 0:
            pathway.refresh_from_db()
            with played(day, 16):
                if pathway.next_step == "pathway.close":
                    pathway_actions.close(pathway, "lasting_job", actor=advisor)


def match_second_cohort(stage: Stage, people: list[Pathway], jury: date, around: Neighbourhood, today: date) -> None:
    """Nine certified people: four at work, the others at every step between proposal and contract."""
    needs = [around.need(people[0].occupation, jury + timedelta(days=5 + number)) for number in range(11)]
    around.need(people[0].occupation, today - timedelta(days=2), vetted=False)
    hired = [hire(stage, people[number], needs[number], jury + timedelta(days=20 + 6 * number)) for number in range(4)]
    hiring.change_hours(stage, hired[0], today)
    hiring.come_forward(stage, today)
    to_sign, mutual, asked, declined = people[4:8]
    signing = introduce(stage, to_sign, needs[4], today - timedelta(days=24))
    both_say_yes(stage, signing, today - timedelta(days=21))
    meet(stage, signing, today - timedelta(days=14))
    agree(stage, signing, today - timedelta(days=14))
    hiring.prepare(signing.need, today - timedelta(days=12))
    contract(stage, signing, working(today + timedelta(days=4)), signed=False)

    meeting = introduce(stage, mutual, needs[5], today - timedelta(days=9))
    both_say_yes(stage, meeting, today - timedelta(days=6))
    meet(stage, meeting, working(today + timedelta(days=2)))

    introduce(stage, asked, needs[6], today - timedelta(days=2))

    refused = introduce(stage, declined, needs[7], today - timedelta(days=12))
    with played(today - timedelta(days=10), 18):
        matching.answer(refused, actor=stage.herself(declined), yes=False)
    second = introduce(stage, declined, needs[8], today - timedelta(days=4))
    both_say_yes(stage, second, today - timedelta(days=2))
    messages.talk(stage, meeting, second, today)


def _household(introduction) -> Actor:
    return Actor.of(introduction.need.household.user)
