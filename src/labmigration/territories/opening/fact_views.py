"""The public file: every fact with its scope and source, one fact's versions, adding, correcting, choosing a source."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from labmigration import clock
from labmigration.access.gate import needs
from labmigration.programme import programme
from labmigration.programme.outlines import CREDITS
from labmigration.programme.territory_opening import territory_opening
from labmigration.territories.opening import fact_actions
from labmigration.territories.opening.drawing import map_of
from labmigration.territories.opening.entering import Place, inside
from labmigration.territories.opening.fact_forms import ELSEWHERE, CorrectForm, FactForm, WithdrawForm
from labmigration.territories.opening.facts import Bar, Fact, bars, same_number_elsewhere, series
from labmigration.territories.opening.forms import ChoiceForm
from labmigration.territories.opening.models import NotedFact
from labmigration.territories.opening.owners import possible_owners
from labmigration.territories.opening.queries import (
    as_fact,
    contests,
    fact_of,
    facts_of,
    national_facts,
    programme_facts,
)
from labmigration.territories.opening.scope_words import how_they_differ, value_in_words, when_in_words
from labmigration.ui.pages import form_page


@needs("opening.read")
def public_file(request: HttpRequest, code: str) -> HttpResponse:
    """Section by section; `?carte=` lights the scope of one fact on the map."""
    today = clock.today()
    with inside(request, "opening.read", code) as place:
        facts = facts_of(code, today)
        found = {fact.key: each for each in contests(code, facts) for fact in each.facts}
        lit = next((fact for fact in facts if fact.ref == request.GET.get("carte")), None)
        sections = [
            (section, [(fact, found.get(fact.key)) for fact in mine], _comparisons(mine, found))
            for section in territory_opening().public_file.section
            for mine in [[fact for fact in facts if fact.section == section.code]]
        ]
        national = national_facts(today)
        context = {
            "place": place,
            "sections": sections,
            "national": national,
            "national_bars": [bars(group) for group in series(national)],
            "lit": lit,
            "map": map_of(place.described.departements, lit.area if lit else None),
            "credits": CREDITS,
            "today": today,
        }
        return render(request, "opening/public_file.html", context)


@needs("opening.read")
def fact(request: HttpRequest, code: str, ref: str) -> HttpResponse:
    """One fact: its scope on the map, its versions, what it must not be taken for."""
    today = clock.today()
    with inside(request, "opening.read", code) as place:
        told = _fact_or_404(code, ref)
        others = _known(code)
        versions = [] if told.read_only else _versions(code, ref)
        contest = next((each for each in contests(code, facts_of(code, today)) if told in each.facts), None)
        context = {
            "place": place,
            "fact": told,
            "versions": versions,
            "contest": contest,
            "alike": [(other, how_they_differ(told, other, how)) for other, how in same_number_elsewhere(told, others)],
            "map": map_of(place.described.departements, told.area),
            "credits": CREDITS,
            "today": today,
        }
        return render(request, "opening/fact.html", context)


@needs("opening.note_fact")
def add_fact(request: HttpRequest, code: str) -> HttpResponse:
    """Add a fact."""
    with inside(request, "opening.note_fact", code) as place:
        asked = request.GET.get("rubrique", "")
        form = _form(FactForm, request, place, initial={"subject": _first_subject(asked), "owner": request.user.pk})
        if form.is_bound and form.is_valid():
            fact_actions.note_fact(code, actor=request.actor, **form.told())
            messages.success(request, _("Le fait est dans la fiche publique."))
            return redirect("opening:public_file", code)
        return form_page(request, "opening/add_fact.html", form, place=place)


@needs("opening.note_fact")
def correct_fact(request: HttpRequest, code: str, ref: str) -> HttpResponse:
    """Write a further version of a fact."""
    with inside(request, "opening.note_fact", code) as place:
        told = _fact_or_404(code, ref)
        if told.read_only:
            raise Http404
        row = NotedFact.objects.select_related("owner").get(line=ref, version=told.version)
        form = _form(CorrectForm, request, place, initial=_as_it_stands(row), but=told)
        if form.is_bound and form.is_valid():
            more = {name: form.cleaned_data[name] for name in ("why", "version")}
            fact_actions.correct_fact(code, ref, actor=request.actor, **more, **form.told())
            messages.success(request, _("La nouvelle version est dans la fiche. L’ancienne reste lisible."))
            return redirect("opening:fact", code, ref)
        return form_page(request, "opening/correct_fact.html", form, place=place, fact=told)


@needs("opening.note_fact")
def withdraw_fact(request: HttpRequest, code: str, ref: str) -> HttpResponse:
    """Take a fact back: it leaves the file, and its versions stay."""
    with inside(request, "opening.note_fact", code) as place:
        told = _fact_or_404(code, ref)
        if told.read_only:
            raise Http404
        form = WithdrawForm(request.POST or None, initial={"version": told.version})
        if form.is_bound and form.is_valid():
            fact_actions.correct_fact(code, ref, actor=request.actor, withdrawn=True, **form.cleaned_data)
            messages.info(request, _("Le fait n’est plus dans la fiche. Ses versions sont gardées."))
            return redirect("opening:public_file", code)
        return form_page(request, "opening/withdraw_fact.html", form, place=place, fact=told)


@needs("opening.choose_source")
def choose(request: HttpRequest, code: str, ref: str) -> HttpResponse:
    """Keep one of several figures that contradict each other."""
    with inside(request, "opening.choose_source", code) as place:
        told = _fact_or_404(code, ref)
        contest = fact_actions.contest_of(code, told.key)
        if contest is None:
            messages.info(request, _("Ces sources ne se contredisent plus."))
            return redirect("opening:fact", code, ref)
        offered = [(each.key, _offer(each)) for each in contest.facts]
        form = ChoiceForm(request.POST or None, offered=offered)
        if form.is_bound and form.is_valid():
            words = form.cleaned_data
            fact_actions.choose_source(
                code,
                actor=request.actor,
                chosen=words["chosen"],
                among=words["among"].split("\n"),
                reason=words["reason"],
            )
            messages.success(request, _("Votre choix et sa raison sont dans la fiche ; l’autre source y reste aussi."))
            return redirect("opening:public_file", code)
        return form_page(
            request, "opening/choose.html", form, place=place, contest=contest, drawn=bars(list(contest.facts))
        )


def _comparisons(facts: list[Fact], found: dict[str, Any]) -> list[tuple[list[Bar], Fact | None]]:
    """Facts that compare, drawn, with the one that somebody kept where they contradict each other."""
    return [
        (bars(group), next((found[fact.key].kept for fact in group if fact.key in found), None))
        for group in series(facts)
    ]


def _offer(told: Fact) -> str:
    return f"{value_in_words(told)} · {when_in_words(told)} · {told.source}"


def _fact_or_404(code: str, ref: str) -> Fact:
    told = fact_of(code, ref, clock.today())
    if told is None:
        raise Http404
    return told


def _known(code: str) -> list[Fact]:
    """Facts that a number could be mistaken for: of this territory, of the programme’s others, of the country."""
    today = clock.today()
    others = [each for known in programme().territories if known.code != code for each in programme_facts(known.code)]
    return [*facts_of(code, today), *others, *national_facts(today)]


def _form(kind: type[FactForm], request: HttpRequest, place: Place, *, initial: Any, but: Fact | None = None) -> Any:
    known = [each for each in _known(place.code) if but is None or each.ref != but.ref]
    return kind(
        request.POST or None,
        initial=initial,
        territory=place.described,
        owners=possible_owners(place.code),
        known=known,
    )


def _first_subject(section: str) -> str:
    found = [each for each in territory_opening().public_file.section if each.code == section]
    return found[0].subject[0].code if found else ""


def _as_it_stands(row: NotedFact) -> dict[str, Any]:
    told = {name: getattr(row, name) for name in fact_actions.TOLD}
    return told | {
        "value": int(row.value) if row.value is not None and row.value == int(row.value) else row.value,
        "owner": row.owner_id,
        "version": row.version,
        "area": ELSEWHERE if row.place else row.area,
        "other_scope_seen": False,
    }


def _versions(code: str, ref: str) -> list[tuple[NotedFact, Fact]]:
    rows = NotedFact.objects.filter(territory=code, line=ref).select_related("owner", "noted_by").order_by("-version")
    return [(row, as_fact(row)) for row in rows]
