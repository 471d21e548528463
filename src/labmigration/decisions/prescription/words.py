"""The reasons of a prescription in plain sentences, French first, for the screens of the advisor and the person.

A sentence is a template and its values, so that whoever shows it can translate the template. Names of modules, skills,
blocks and funders come from whoever asks; the engine knows only their ids.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from labmigration.decisions.prescription.explain import Reasons, because, covered_only_by
from labmigration.decisions.prescription.forced import Forced
from labmigration.decisions.prescription.plan import Plan, Prescribed
from labmigration.decisions.prescription.problem import Problem

#: From an id to the name that people read.
Names = Callable[[str], str]


def gettext_noop(template: str) -> str:
    """Marks a template for translation: the tool that gathers sentences knows this name."""
    return template


@dataclass(frozen=True, slots=True)
class Sentence:
    """`str()` gives the French; `template.format(**values)` works the same on a translated template."""

    template: str
    values: Mapping[str, str]

    def __str__(self) -> str:
        return self.template.format(**self.values)


def why(problem: Problem, plan: Plan, one: Prescribed, names: Names) -> tuple[Sentence, ...]:
    """Why this module is in the plan: what obliges, what only it covers, what it prepares, on what it hangs."""
    module = problem.module[one.id]
    said: list[Sentence] = []
    if one.id in problem.lock:
        said.append(_say(gettext_noop("Vous avez demandé ce module."), {}))
    if module.kind == "core" and module.block not in {*problem.held, *plan.vae}:
        said.append(_say(gettext_noop("Ce module fait partie du socle."), {}))
    alone = covered_only_by(problem, plan, one.id)
    if alone:
        template = gettext_noop("C’est le seul du parcours à répondre à : {skills}.")
        said.append(_say(template, {"skills": _all(alone, names)}))
    shared = [step.skill for step in because(problem, one.id) if step.skill not in alone]
    if shared:
        said.append(_say(gettext_noop("Il répond aussi à : {skills}."), {"skills": _all(shared, names)}))
    followed = [other for other in plan.choice.modules if one.id in problem.module[other].requires]
    if followed:
        said.append(_say(gettext_noop("Il se suit avant : {modules}."), {"modules": _all(followed, names)}))
    if one.settled_by:
        template = gettext_noop("À confirmer : il ne sera plus utile si le niveau est montré en : {skills}.")
        said.append(_say(template, {"skills": _all(one.settled_by, names)}))
    return tuple(said)


def why_not(problem: Problem, module: str, forced: Forced) -> Sentence:
    """Why this module is left out, by what forcing it would change."""
    if module in problem.held:
        return _say(gettext_noop("La personne l’a déjà."), {})
    if module in problem.forbid:
        return _say(gettext_noop("Vous avez écarté ce module."), {})
    if forced.impossible:
        return _say(gettext_noop("Avec ce module, aucun parcours ne respecte les règles et les limites."), {})
    if forced.critical_added:
        template = gettext_noop("Avec lui, besoins critiques laissés sans réponse en plus : {needs}.")
        return _say(template, {"needs": str(forced.critical_added)})
    if forced.unmet_added:
        template = gettext_noop("Avec lui, besoins laissés sans réponse en plus : {needs}.")
        return _say(template, {"needs": str(forced.unmet_added)})
    if forced.hours_added:
        template = gettext_noop("Avec lui, le parcours durerait {hours} h de plus, sans répondre à plus de besoins.")
        return _say(template, {"hours": _number(forced.hours_added)})
    return _say(gettext_noop("Un parcours aussi court et aussi complet existe avec lui."), {})


def why_impossible(reasons: Reasons, names: Names) -> tuple[Sentence, ...]:
    """The rules that can't hold together, one sentence each; then what to give up. Empty where a plan exists."""
    if reasons.conflict is None:
        return ()
    rules = tuple(_rule(label, names) for label in reasons.conflict.minimal)
    head = _say(gettext_noop("Ces règles ne peuvent pas tenir ensemble :"), {})
    end = _say(gettext_noop("Le plus petit changement : renoncer à ce qui suit."), {})
    return (head, *rules, end, *(_rule(label, names) for label in reasons.conflict.drop))


def _rule(label: str, names: Names) -> Sentence:
    kind, _, what = label.partition(":")
    if label == "limit:hours":
        return _say(gettext_noop("la limite d’heures ;"), {})
    if kind == "limit":
        return _say(gettext_noop("le budget de {name} ;"), {"name": names(what.removeprefix("cost:"))})
    return _say(_RULES[kind], {"name": names(what)})


_RULES = {
    "core": gettext_noop("« {name} » fait partie du socle ;"),
    "lock": gettext_noop("« {name} » est demandé ;"),
    "forbid": gettext_noop("« {name} » est écarté ;"),
    "requires": gettext_noop("« {name} » en demande d’autres avant lui ;"),
}


def _say(template: str, values: Mapping[str, str]) -> Sentence:
    return Sentence(template, values)


def _all(ids: Iterable[str], names: Names) -> str:
    return ", ".join(names(one) for one in ids)


def _number(value: float) -> str:
    return f"{value:g}".replace(".", ",")
