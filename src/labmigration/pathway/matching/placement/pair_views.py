"""Pages of one person and one need: proposed, looked at, decided; with why, why not and what would have to change."""

from dataclasses import dataclass
from itertools import chain
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from labmigration.access.gate import fetch, needs, visible
from labmigration.decisions.placement import if_forced
from labmigration.pathway.matching import actions, queries
from labmigration.pathway.matching import states as matching_states
from labmigration.pathway.matching.models import HouseholdNeed
from labmigration.pathway.matching.placement import deciding, drawing, looking, states, wishing
from labmigration.pathway.matching.placement.columns import Columns, columns_of
from labmigration.pathway.matching.placement.forms import ReasonForm, WishesForm
from labmigration.pathway.matching.placement.models import PairRule, ProposedPair, WorkWishes
from labmigration.pathway.matching.placement.needs import Need
from labmigration.pathway.matching.placement.own_views import initial_of, told
from labmigration.pathway.matching.placement.plan_words import PlanInWords
from labmigration.pathway.matching.placement.proposal_forms import ChangeForm, IntroductionForm, ProposalForm, RuleForm
from labmigration.pathway.matching.placement.wish_words import availability
from labmigration.pathway.matching.placement.words import LEFT_OUT
from labmigration.pathway.models import Pathway
from labmigration.pathway.opening import note_opening, open_file
from labmigration.pathway.person import occupation
from labmigration.pathway.whereabouts import sees_whereabouts
from labmigration.ui.pages import form_page

OTHERS = 20
#: How long, in seconds, the page of a pair may look for what would move if it were forced.
FORCED_SECONDS = 0.6
#: In the address of the page of a pair: also what forcing it would move. The page fetches it once it is there.
FORCE = "deplacer"
#: Needs beyond which only those that the plan fills are weighed against a forced pair.
FORCED_AMONG = 2_000


@needs("matching.introduce")
def introduce(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
    """The open needs for one person, those that suit her first, and the one to propose."""
    pathway = open_file(request, "matching.introduce", pathway_id)
    columns = columns_of(pathway.territory_id)
    proposed = {
        str(one.need_id)
        for one in queries.introductions_of(request.actor, pathway)
        if one.state != matching_states.DECLINED
    }
    able, near = looking.needs_for(columns, str(pathway.pk))
    suiting = [one for one in able if one.need.id not in proposed]
    shown = [one.need for one in suiting]
    others = _others(columns, pathway.occupation, proposed | {one.id for one in shown}, request.GET.get("besoin", ""))
    initial = {"need": request.GET.get("besoin", ""), "availability": _availability(pathway)}
    form = IntroductionForm(request.POST or None, able=shown, others=others, initial=initial)
    if form.is_bound and form.is_valid():
        need = fetch(request.actor, "matching.read_needs", pk=form.cleaned_data["need"])
        words = {name: form.cleaned_data[name] for name in ("because", "availability")}
        actions.introduce(pathway, need, actor=request.actor, **words)
        messages.success(request, _("La proposition est envoyée aux deux. Chacun répond de son côté."))
        return redirect("matching:of_pathway", pathway.pk)
    person = columns.facts.people.get(str(pathway.pk))
    context = {
        "pathway": pathway,
        "choices": bool(shown or others),
        "able": suiting,
        "near": [one for one in near if one.need.id not in proposed],
        "left_out": LEFT_OUT.get(person.left_out, "") if person else LEFT_OUT["no_wishes"],
    }
    return form_page(request, "matching/introduce.html", form, **context)


def _availability(pathway: Pathway) -> str:
    """Her half-days in words, for the officer to shorten; nothing of somebody whose contact is protected."""
    kept = None if pathway.candidate.safe_contact else WorkWishes.objects.filter(pathway=pathway).first()
    return availability(kept.halves) if kept else ""


def _others(columns: Columns, occupation_: str, but: set[str], wanted: str) -> list[Need]:
    """Needs that are not among the best: the one asked for, then those of her trade, the soonest first."""
    asked = columns.facts.needs.get(wanted)
    found = {asked.id: asked} if asked and asked.id not in but else {}
    enough = OTHERS + len(but)
    for need in chain(columns.soonest(occupation_, enough), columns.soonest("", enough)):
        if len(found) == OTHERS:
            break
        if need.id not in but:
            found.setdefault(need.id, need)
    return list(found.values())


@needs("matching.rank")
def people_for(request: HttpRequest, need_id: UUID) -> HttpResponse:
    """The people for one need, the best first, with reasons; who is near it, and what would have to change."""
    need: HouseholdNeed = fetch(request.actor, "matching.read_needs", pk=need_id)
    columns = columns_of(need.territory_id)
    able, near = looking.people_for(columns, str(need.pk))
    read = columns.facts.needs.get(str(need.pk))
    context = {
        "need": need,
        "trade": occupation(need.occupation),
        "able": able,
        "near": near,
        "week": _week(need),
        "left_out": LEFT_OUT.get(read.left_out, "") if read else _("Ce besoin n’est plus à pourvoir."),
    }
    return render(request, "matching/placement/people_for.html", context)


@needs("matching.decide_pair")
def pair(request: HttpRequest, pair_id: UUID) -> HttpResponse:
    """A pair that a plan proposes: why, her week, and the three ways to decide."""
    return _pair_page(request, _fetched(request, pair_id))


def _fetched(request: HttpRequest, pair_id: UUID) -> ProposedPair:
    found: ProposedPair = fetch(request.actor, "matching.decide_pair", pk=pair_id)
    note_opening(request, found.pathway, "matching.decide_pair")
    return found


def _pair_page(request: HttpRequest, row: ProposedPair, **wrong: Any) -> HttpResponse:
    columns = columns_of(row.territory_id)
    plan = PlanInWords(row.plan, columns)
    person_id, need_id = str(row.pathway_id), str(row.need_id)
    known = person_id in columns.facts.worker and columns.facts.needs.is_readable(need_id)
    able, _near = looking.people_for(columns, need_id)
    others = [one for one in able if one.person.id != person_id]
    context = {
        "pair": row,
        "line": plan.line_of(row),
        "match": looking.match_of(columns, person_id, need_id, []) if known else None,
        "week": plan.week_of(row),
        "accept": wrong.get("accept") or ProposalForm(initial={"availability": _availability(row.pathway)}),
        "change": (wrong.get("change") or ChangeForm(matches=others)) if others else None,
        "others": others,
        "refuse": wrong.get("refuse") or ReasonForm(),
        "opened": next(iter(wrong), ""),
    }
    return render(request, "matching/placement/pair.html", context, status=422 if wrong else 200)


@require_POST
@needs("matching.decide_pair")
def accept(request: HttpRequest, pair_id: UUID) -> HttpResponse:
    """Propose the pair to both."""
    row = _fetched(request, pair_id)
    form = ProposalForm(request.POST)
    if not form.is_valid():
        return _pair_page(request, row, accept=form)
    deciding.accept(row, actor=request.actor, **form.cleaned_data)
    messages.success(request, _("La proposition est envoyée aux deux. Chacun répond de son côté."))
    return redirect("matching:plan", row.plan_id)


@require_POST
@needs("matching.decide_pair")
def change(request: HttpRequest, pair_id: UUID) -> HttpResponse:
    """Propose somebody else for the need."""
    row = _fetched(request, pair_id)
    able, _near = looking.people_for(columns_of(row.territory_id), str(row.need_id))
    form = ChangeForm(request.POST, matches=[one for one in able if one.person.id != str(row.pathway_id)])
    if not form.is_valid():
        return _pair_page(request, row, change=form)
    words = dict(form.cleaned_data)
    other = open_file(request, "matching.introduce", UUID(words.pop("person")))
    deciding.change(row, other, actor=request.actor, **words)
    messages.success(request, _("L’autre personne est proposée. Votre motif est gardé."))
    return redirect("matching:plan", row.plan_id)


@require_POST
@needs("matching.decide_pair")
def refuse(request: HttpRequest, pair_id: UUID) -> HttpResponse:
    """Do not keep the pair."""
    row = _fetched(request, pair_id)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _pair_page(request, row, refuse=form)
    deciding.refuse(row, actor=request.actor, reason=form.cleaned_data["reason"])
    messages.info(request, _("La proposition n’est pas retenue. Votre motif est gardé."))
    return redirect("matching:plan", row.plan_id)


@needs("matching.rule_pair")
def why(request: HttpRequest, pathway_id: UUID, need_id: UUID) -> HttpResponse:
    """Any person and any open need: why, why not, what forcing it would move, and the officer's own decision."""
    pathway = open_file(request, "matching.rule_pair", pathway_id)
    need: HouseholdNeed = fetch(request.actor, "matching.read_needs", pk=need_id)
    form = RuleForm(request.POST or None)
    if form.is_bound and form.is_valid():
        deciding.rule(pathway, need, actor=request.actor, **form.cleaned_data)
        messages.success(request, _("Votre décision tient pour les prochains calculs."))
        return redirect("matching:why", pathway.pk, need.pk)
    columns = columns_of(pathway.territory_id)
    person_id, key = str(pathway.pk), str(need.pk)
    known = person_id in columns.facts.worker and columns.facts.needs.is_readable(key)
    plans = visible(request.actor, "matching.read_plan")
    ready = plans.filter(territory=pathway.territory_id, state=states.READY).defer("answer").first()
    plan = PlanInWords(ready, columns) if ready else None
    person = columns.facts.people.get(person_id)
    match = looking.match_of(columns, person_id, key, plan.needs_of(person_id) if plan else []) if known else None
    may_force = bool(plan and match and match.able_alone and columns.facts.is_to_compose(key))
    context = {
        "pathway": pathway,
        "need": need,
        "trade": occupation(need.occupation),
        "left_out": LEFT_OUT.get(person.left_out, "") if person else LEFT_OUT["no_wishes"],
        "match": match,
        "may_force": may_force,
        "forced": _forced(columns, plan, person_id, key) if plan and may_force and FORCE in request.GET else None,
        "rules": visible(request.actor, "matching.lift_rule")
        .filter(pathway=pathway, need=need, lifted_at__isnull=True)
        .select_related("decided_by"),
        "week": _week(need),
    }
    return form_page(request, "matching/placement/why.html", form, **context)


def _week(need: HouseholdNeed) -> list[drawing.Day]:
    return drawing.week((day, start, to, "") for day, start, to in need.slots)


@dataclass(frozen=True)
class ForcedInWords:
    """What keeping a pair together would do to the last plan: weekly hours of all, lost below zero; names of households
    to which other people would go (`moved`), or nobody any more (`alone`). Not `possible`: officers' other decisions
    leave no room for the pair.
    """

    already: bool
    possible: bool = True
    hours: float = 0.0
    change: int = 0
    moved: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()

    @property
    def lost(self) -> float:
        """Hours that the plan would place less."""
        return max(0.0, -self.hours)

    @property
    def gained(self) -> float:
        """Hours that it would place more, worth less to both sides."""
        return max(0.0, self.hours)


def _forced(columns: Columns, plan: PlanInWords, person_id: str, need_id: str) -> ForcedInWords:
    facts = columns.facts
    placed = {
        need: person for need, person in plan.placed.items() if facts.is_to_compose(need) and person in facts.worker
    }
    if placed.get(need_id) == person_id:
        return ForcedInWords(already=True)
    if facts.needs_to_compose > FORCED_AMONG:
        problem = facts.without_asked(facts.among(facts.worker, [*placed, need_id]))
    else:
        problem = facts.to_compose
    found = if_forced(problem, (person_id, need_id), placed, seed=1, time_limit=FORCED_SECONDS)
    if found is None:
        return ForcedInWords(already=False, possible=False)
    names = {one: facts.needs[one].household for one in found.displaced}
    moved = tuple(name for one, name in names.items() if one not in found.alone)
    alone = tuple(names[one] for one in found.alone)
    return ForcedInWords(False, True, found.minutes_change / 60, found.value_change, moved, alone)


@require_POST
@needs("matching.lift_rule")
def lift(request: HttpRequest, rule_id: UUID) -> HttpResponse:
    """Take a decision on a pair back."""
    kept: PairRule = fetch(request.actor, "matching.lift_rule", pk=rule_id)
    note_opening(request, kept.pathway, "matching.lift_rule")
    deciding.lift(kept, actor=request.actor)
    messages.info(request, _("La décision est levée."))
    return redirect("matching:why", kept.pathway_id, kept.need_id)


@needs("matching.note_wishes")
def note_wishes(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
    """The officer notes a person's wishes with her on the telephone."""
    pathway = open_file(request, "matching.note_wishes", pathway_id)
    shown = sees_whereabouts(request.actor, pathway)
    kept = WorkWishes.objects.filter(pathway=pathway).first()
    form = WishesForm(request.POST or None, initial=initial_of(pathway, kept), occupation=pathway.occupation)
    if shown and form.is_bound and form.is_valid():
        wishing.wish(pathway, actor=request.actor, **told(form))
        messages.success(request, _("Les souhaits sont notés."))
        return redirect("matching:of_pathway", pathway.pk)
    context = {"pathway": pathway, "kept": kept, "shown": shown}
    return form_page(request, "matching/placement/note_wishes.html", form, **context)
