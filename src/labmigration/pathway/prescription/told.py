"""A proposal of the tool as its page tells it: modules with their why, what is left out, other ways, needs unmet."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext

from labmigration.decisions.prescription import words
from labmigration.decisions.prescription.problem import Level
from labmigration.decisions.prescription.words import Sentence
from labmigration.pathway.positioning.profile import GRADE_ICONS, Grade
from labmigration.pathway.positioning.results.wording import spoken
from labmigration.pathway.prescription.answered import Answered
from labmigration.programme import programme
from labmigration.programme.positioning_bank import bank
from labmigration.programme.prescribing import prescribing


@dataclass(frozen=True)
class NeedTold:
    """A need: where the person stands, what the occupation asks, on what evidence; `served`: the plan answers it."""

    code: str
    name: Any
    stands: str
    asked: Any
    grade: Any
    grade_icon: str
    critical: bool
    uncertain: bool
    served: bool


@dataclass(frozen=True)
class ModuleTold:
    """A module of the plan, and why. confirmed: a source gives its hours; else they are our working value."""

    code: str
    name: str
    hours: Decimal
    lever: str
    funder: str
    firm: bool
    sentences: tuple[str, ...]
    needs: tuple[NeedTold, ...]
    settled_by: tuple[Any, ...]
    confirmed: bool


@dataclass(frozen=True)
class LeftOutTold:
    """A module that the plan leaves out, and why."""

    code: str
    name: str
    hours: Decimal
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class OtherWay:
    """Another plan beside the first: what it has more and less, its hours, what it leaves without an answer."""

    added: tuple[Any, ...]
    removed: tuple[Any, ...]
    hours: Decimal
    longer: Decimal
    shorter: Decimal
    unmet: tuple[Any, ...]


@dataclass(frozen=True)
class VaeTold:
    """A block that experience covers: its name, the hours of support, what is still to be confirmed."""

    code: str
    name: Any
    certification_block: str
    hours: Decimal
    note: str


@dataclass(frozen=True)
class FunderHours:
    """The hours that one funder would take in charge."""

    name: str
    hours: Decimal


def names(code: str) -> str:
    """The name of a module, a skill, a block or a funder, whichever has that code."""
    for module in programme().modules:
        if module.code == code:
            return module.name_fr
    for known in (*bank().skills, *bank().blocks):
        if known.code == code:
            return str(spoken(known.name))
    return prescribing().funder_of(code).name_fr


def in_words(sentence: Sentence) -> str:
    """A sentence of the engine in the language of the page."""
    return gettext(sentence.template).format(**sentence.values)


def told(answered: Answered) -> dict[str, Any]:
    """Everything that the page of one proposal draws."""
    context: dict[str, Any] = {
        "answered": answered,
        "proposal": answered.proposal,
        "possible": answered.is_possible,
        "needs": needs(answered),
        "left_out": left_out(answered),
    }
    if not answered.is_possible:
        return {**context, "conflict": conflict(answered)}
    modules = plan_modules(answered)
    return {
        **context,
        "modules": modules,
        "firm_hours": sum((each.hours for each in modules if each.firm), Decimal(0)),
        "conditional": [each for each in modules if not each.firm],
        "vae": vae(answered),
        "funders": funders(answered),
        "other_ways": other_ways(answered),
        "unmet": [each for each in context["needs"] if not each.served],
    }


def needs(answered: Answered) -> list[NeedTold]:
    """The skills under their target, or perhaps under it; the indispensable first."""
    problem = answered.problem
    unmet = {one.skill for one in answered.reply.unmet}
    found = [
        _need(answered, skill.id, served=answered.is_possible and skill.id not in unmet)
        for skill in problem.skills
        if problem.is_needed(skill)
    ]
    return sorted(found, key=lambda need: not need.critical)


def plan_modules(answered: Answered) -> list[ModuleTold]:
    """The modules of the plan in the order of the catalogue."""
    told_by = {one.id: one for one in answered.reply.modules}
    levers = {lever.code: lever.name_fr for lever in programme().training.lever}
    plan = answered.plan
    found = []
    for module in programme().modules:
        one = told_by.get(module.code)
        if one is None:
            continue
        prescribed = next(each for each in plan.modules if each.id == module.code)
        found.append(
            ModuleTold(
                code=module.code,
                name=module.name_fr,
                hours=Decimal(str(one.hours)),
                lever=levers[module.lever],
                funder=prescribing().funder_of(prescribing().parts(module.code).funder).name_fr,
                firm=one.firm,
                sentences=tuple(in_words(said) for said in words.why(answered.problem, plan, prescribed, names)),
                needs=tuple(_need(answered, step.skill, served=True) for step in one.because),
                settled_by=tuple(spoken(bank().skill(skill).name) for skill in one.settled_by),
                confirmed=prescribing().is_confirmed(module.code) and module.code not in answered.demands.hours,
            )
        )
    return found


def left_out(answered: Answered) -> list[LeftOutTold]:
    """The modules that serve the occupation and that the plan leaves out; without a plan, all of them."""
    chosen = {one.id for one in answered.reply.modules}
    serving = {module.id: module for module in answered.problem.modules}
    why_not = answered.why_not
    return [
        LeftOutTold(
            module.code,
            module.name_fr,
            Decimal(str(serving[module.code].hours)),
            (in_words(words.why_not(answered.problem, module.code, why_not[module.code])),)
            if module.code in why_not
            else (),
        )
        for module in programme().modules
        if module.code in serving and module.code not in chosen
    ]


def other_ways(answered: Answered) -> list[OtherWay]:
    """The alternatives, each beside the plan."""
    mine = {*(one.id for one in answered.reply.modules), *answered.reply.vae}
    ways = []
    for other in answered.reply.alternatives:
        theirs = {*other.modules, *other.vae}
        more = Decimal(str(other.hours)) - Decimal(str(answered.reply.hours))
        ways.append(
            OtherWay(
                added=tuple(names(code) for code in sorted(theirs - mine)),
                removed=tuple(names(code) for code in sorted(mine - theirs)),
                hours=Decimal(str(other.hours)),
                longer=max(more, Decimal(0)),
                shorter=max(-more, Decimal(0)),
                unmet=tuple(spoken(bank().skill(one.skill).name) for one in other.unmet),
            )
        )
    return ways


def vae(answered: Answered) -> list[VaeTold]:
    """The blocks by VAE."""
    return blocks_by_vae(answered.reply.vae)


def blocks_by_vae(blocks: list[str] | tuple[str, ...]) -> list[VaeTold]:
    """The same for a version that was written."""
    known = {each.block: each for each in prescribing().vae}
    return [
        VaeTold(
            code,
            spoken(bank().block(code).name),
            known[code].certification_block,
            Decimal(known[code].hours),
            known[code].note,
        )
        for code in blocks
        if code in known
    ]


def funders(answered: Answered) -> list[FunderHours]:
    """Hours by funder, those of VAE left out: who pays them is not known."""
    return [
        FunderHours(prescribing().funder_of(code).name_fr, Decimal(str(hours)))
        for code, hours in answered.reply.cost.items()
    ]


def conflict(answered: Answered) -> dict[str, list[str]]:
    """The rules that can't hold together, and the fewest to give up, in words."""
    reasons = answered.conflict
    if reasons is None or reasons.conflict is None:
        return {"rules": [], "drop": []}
    # Each is an item of a list here: the mark that ends it in a sentence goes.
    said = [in_words(each).rstrip(" ;\u00a0\u202f") for each in words.why_impossible(reasons, names)]
    rules = len(reasons.conflict.minimal)
    return {"rules": said[1 : 1 + rules], "drop": said[2 + rules :]}


def _need(answered: Answered, code: str, *, served: bool) -> NeedTold:
    problem, skill = answered.problem, bank().skill(code)
    level = problem.person.levels.get(code, Level(1, 4, "declared"))
    low, high = (str(spoken(bank().level_name(code, max(each, 1)))) for each in (level.low, level.high))
    stands = low if level.low == level.high else gettext("de « %(low)s » à « %(high)s »") % {"low": low, "high": high}
    return NeedTold(
        code=code,
        name=spoken(skill.name),
        stands=stands,
        asked=spoken(bank().level_name(code, problem.skill[code].target)),
        grade=Grade(level.grade).label,
        grade_icon=GRADE_ICONS[Grade(level.grade)],
        critical=problem.skill[code].critical,
        uncertain=level.low < level.high,
        served=served,
    )
