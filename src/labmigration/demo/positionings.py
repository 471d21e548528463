"""Positionings of the newer cohorts: questions answered, an opinion before the tool's, an interview, a result."""

import random
from dataclasses import dataclass
from datetime import date, timedelta

from labmigration.access.actor import Actor
from labmigration.demo.respondents import Respondent
from labmigration.demo.scenes import Stage, moment, played, working
from labmigration.pathway.models import Pathway
from labmigration.pathway.positioning import actions as positionings
from labmigration.pathway.positioning.models import FRENCH_SKILLS, Positioning
from labmigration.pathway.positioning.results import actions, queries
from labmigration.pathway.positioning.results.actions import Lift, Said
from labmigration.pathway.positioning.results.agenda import agenda_of
from labmigration.pathway.positioning.results.groups import Group
from labmigration.pathway.positioning.results.models import Readiness, WhoActs
from labmigration.pathway.positioning.results.queries import Result
from labmigration.pathway.positioning.sittings.models import Part

#: How often an advisor, who has met the person once, thinks one step beside what the person can do.
MISTAKEN = 0.15
#: Besides what the training can't begin without, one in so many of the other points is settled at the interview.
ONE_POINT_IN = 3
#: One advisor in so many changes an opinion once she has read what the tool says.
CHANGES_ONE_IN = 4
DAYS_TO_LIFT = 21
HEARD = ("Raconte clairement, avec des exemples.", "Cherche ses mots, se fait comprendre.", "")
SEEN = ("A montré le geste pendant l’entretien.", "A nommé deux dangers sur trois.", "A besoin d’aide au début.", "")
WHY_CHANGED = "En relisant les réponses ensemble, elle a expliqué deux situations que je n’avais pas comprises."


@dataclass(frozen=True)
class Interview:
    """What one advisor makes of one person's answers."""

    stage: Stage
    pathway: Pathway
    respondent: Respondent
    positioning: Positioning

    @property
    def advisor(self) -> Actor:
        return self.stage.advisor_of(self.pathway)

    def give_opinion(self, day: date) -> None:
        """On every group, before the tool's result is shown."""
        draw = random.Random(self.respondent.seed + 1)
        result = queries.result_of(self.positioning)
        said = {group.code: Said(self._thinks(result, group, draw)) for group in result.groups}
        with played(day, 9, 10):
            actions.judge(self.positioning, said, actor=self.advisor)

    def change_opinion(self, day: date) -> None:
        """Once, where the tool says something else."""
        for code, opinions in queries.result_of(self.positioning).opinions.items():
            first = opinions[0]
            if first.tool_low is None or first.tool_low <= first.readiness <= first.tool_high:
                continue
            with played(day, 9, 25):
                actions.change_opinion(
                    self.positioning,
                    code,
                    actor=self.advisor,
                    readiness=min(max(first.readiness, first.tool_low), first.tool_high),
                    reason=WHY_CHANGED,
                    known=first.rank,
                )
            return

    def settle(self, day: date) -> None:
        """See the person at work: French that no question measures, what is critical, a few other points."""
        result = queries.result_of(self.positioning)
        points = agenda_of(result.profile, result.bank, result.observations)
        for number, point in enumerate(points):
            spoken = point.skill in FRENCH_SKILLS
            if not (spoken or point.critical or number % ONE_POINT_IN == 0):
                continue
            words = (HEARD if spoken else SEEN)[number % (len(HEARD) if spoken else len(SEEN))]
            with played(day, 9, 40):
                actions.observe(
                    self.positioning,
                    point.skill,
                    actor=self.advisor,
                    level=self.respondent.level_in(result.bank.skill(point.skill), result.bank),
                    words=words,
                )

    def plan_lifting(self, day: date) -> None:
        """Who does what about each constraint."""
        who = (WhoActs.PARTNER, WhoActs.PERSON, WhoActs.ADVISOR)
        told = [told for told in queries.result_of(self.positioning).profile.constraints if told.hindering]
        lifts = [
            Lift(each.code, who[number % len(who)], day + timedelta(days=DAYS_TO_LIFT), done=number == 1)
            for number, each in enumerate(told)
        ]
        with played(day, 9, 50):
            actions.plan_lifting(self.positioning, lifts, actor=self.advisor)

    def conclude(self, day: date) -> None:
        """The findings that the tool proposes are taken over, with the advisor's words."""
        with played(day, 10):
            draft = positionings.fill_in(
                self.positioning,
                actor=self.advisor,
                version=self.positioning.version,
                findings=queries.result_of(self.positioning).proposed(),
                opinion="Prête pour la formation. Ce qui reste à confirmer se verra dans les premières séances.",
            )
            positionings.finish(draft, actor=self.advisor)

    def _thinks(self, result: Result, group: Group, draw: random.Random) -> int:
        """What she can do in the skill where she is furthest from what the job asks, more or less."""
        skills = [result.bank.skill(held.skill) for held in group.skills]
        behind = max(skill.target - self.respondent.level_in(skill, result.bank) for skill in skills)
        seen = Readiness.READY - min(max(behind, 0), 2)
        if draw.random() < MISTAKEN:
            seen += draw.choice((-1, 1))
        return min(max(seen, Readiness.TO_LEARN), Readiness.READY)


def position(stage: Stage, pathway: Pathway, day: date, *, number: int) -> None:
    """Two sittings at home, one evening after the other, then the interview that ends the positioning."""
    met = working(day + timedelta(days=3))
    interview = answer_all(stage, pathway, day, number=number)
    interview.give_opinion(met)
    if number % CHANGES_ONE_IN == 0:
        interview.change_opinion(met)
    interview.settle(met)
    interview.plan_lifting(met)
    interview.conclude(met)


def answer_all(stage: Stage, pathway: Pathway, day: date, *, number: int) -> Interview:
    """Both sittings are answered; the advisor's opinion comes next. `number` makes the person who she is."""
    respondent = _respondent(number)
    respondent.answers(pathway, moment(day, 18), until=Part.SITUATIONS)
    questionnaire = respondent.answers(pathway, moment(day + timedelta(days=1), 19))
    return Interview(stage, pathway, respondent, questionnaire.positioning)


def begin_answering(pathway: Pathway, day: date, *, number: int) -> None:
    """The pictures of what one has done are answered; the rest of the first sitting lies ahead."""
    _respondent(number).answers(pathway, moment(day, 18), until=Part.INTERESTS)


def _respondent(number: int) -> Respondent:
    return Respondent(ability=random.Random(f"ability {number}").gauss(0.4, 0.8), seed=1000 + number)
