"""Plans of the newest cohort: the advisor's opinion first, the tool's proposal, then what she makes of it."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from labmigration.access.actor import Actor
from labmigration.demo.scenes import OPTIONS, Stage, played, working
from labmigration.pathway.models import Pathway
from labmigration.pathway.positioning import queries as positionings
from labmigration.pathway.positioning.results import actions as results
from labmigration.pathway.positioning.results.queries import result_of
from labmigration.pathway.prescription import actions, considering
from labmigration.pathway.prescription.actions import Beside
from labmigration.pathway.prescription.answered import Answered
from labmigration.pathway.prescription.demands import Demands
from labmigration.pathway.prescription.facts import Plan, PlannedModule, catalogue
from labmigration.pathway.prescription.models import Opinion, Prescription

WRITTEN = "option_french_written"
WHY_CHANGED = "Elle veut pouvoir écrire chaque soir à la famille : nous avons ajouté le français écrit ensemble."
#: One plan in so many is changed, and one is asked again with a demand before it is kept.
CHANGED_ONE_IN, ASKED_AGAIN_ONE_IN = 3, 4
#: The one who has no telephone credit signs behind a link that her advisor shows her.
BY_LINK = 1


def give_opinion(stage: Stage, pathway: Pathway, day: date, *, occupation: str, number: int) -> Opinion:
    """What the advisor would choose, on her own; not always what the tool will propose."""
    modules = [module.code for module in catalogue(occupation) if module.mandatory] + [OPTIONS[occupation]]
    if number % 2:
        modules.append("option_french_oral")
    words = "Les enfants d’abord, le français viendra en travaillant." if number % 4 == 0 else ""
    with played(working(day), 14, 30):
        return considering.judge(
            pathway, actor=stage.advisor_of(pathway), occupation=occupation, modules=modules, words=words
        )


def prescribe(stage: Stage, pathway: Pathway, day: date, *, occupation: str, number: int, signed: bool = True) -> None:
    """Opinion, proposal, decision, two signatures; the person signs two days later, unless it still waits for her."""
    advisor = stage.advisor_of(pathway)
    opinion = give_opinion(stage, pathway, day, occupation=occupation, number=number)
    with played(working(day), 15):
        proposal = opinion.proposals.select_related("opinion").get(rank=1)
        if number % ASKED_AGAIN_ONE_IN == ASKED_AGAIN_ONE_IN - 1:
            proposal = considering.ask_again(opinion, actor=advisor, demands=Demands(wish=("option_digital",)))
        plan, beside = Answered(proposal).written(), Beside(opinion)
        if number % CHANGED_ONE_IN == CHANGED_ONE_IN - 1:
            plan, beside = _changed(plan), Beside(opinion, departure=WHY_CHANGED)
        draft = actions.write(pathway, actor=advisor, plan=plan, beside=beside)
        actions.propose(draft, actor=advisor)
        if not signed:
            actions.send_link(draft, actor=advisor)
    if signed:
        with played(day + timedelta(days=2), 19):
            _sign(stage, draft, by_link=number == BY_LINK)


def see_more(stage: Stage, pathway: Pathway, day: date) -> None:
    """After the plan was signed, the advisor sees something new at work: the plan is to be read again."""
    advisor = stage.advisor_of(pathway)
    with played(working(day), 16):
        positioning = positionings.in_force(advisor, pathway.pk)
        if positioning is None:
            return
        result = result_of(positioning)
        skill = result.profile.skills[0].skill
        seen = result.observations.get(skill)
        results.observe(
            positioning,
            skill,
            actor=advisor,
            level=4,
            words="En stage, elle organise seule ses heures chez deux familles.",
            known=seen.rank if seen else 0,
        )


def _changed(plan: Plan) -> Plan:
    if WRITTEN in {planned.module for planned in plan.modules}:
        return replace(plan, modules=tuple(each for each in plan.modules if each.module != WRITTEN))
    return replace(plan, modules=(*plan.modules, PlannedModule(WRITTEN, Decimal(21), "Souhait de la personne")))


def _sign(stage: Stage, draft: Prescription, *, by_link: bool) -> None:
    if not by_link:
        actions.sign(draft, actor=stage.herself(draft.pathway))
        return
    actions.give_link(draft, actor=stage.advisor_of(draft.pathway))
    holder = Actor.behind_link(draft.territory_id, (draft._meta.label, str(draft.pk)))
    actions.sign(draft, actor=holder)
