"""Territories and their preparation: listed, opened on screen, one territory's page, the decision, letters."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_scopes import scope

from labmigration import clock
from labmigration.access.gate import Refused, fetch, may, needs, visible
from labmigration.programme import ProgrammeError
from labmigration.programme.communes import departements_known
from labmigration.programme.outlines import CREDITS
from labmigration.programme.territory_opening import territory_opening
from labmigration.territories.opening import actions, decision_actions
from labmigration.territories.opening.description import area_name, description_of, without_communes
from labmigration.territories.opening.drawing import map_of, step_bars
from labmigration.territories.opening.entering import Place, inside
from labmigration.territories.opening.forms import DecisionForm, DescribeAgainForm, OpenForm
from labmigration.territories.opening.letters import letter_pdf
from labmigration.territories.opening.models import OpenedTerritory
from labmigration.territories.opening.next_thing import next_thing
from labmigration.territories.opening.queries import decisions_of, facts_of, readiness_of, ringing
from labmigration.ui.downloads import PDF, as_file
from labmigration.ui.pages import form_page


@needs("opening.read")
def listed(request: HttpRequest) -> HttpResponse:
    """The territories whose preparation the reader may read; the only one opens by itself."""
    opens = may(request.actor, "opening.open_territory")
    found = list(visible(request.actor, "opening.read").order_by("name"))
    if len(found) == 1 and not opens:
        return redirect("opening:home", found[0].pk)
    rows = []
    for territory in found:
        with scope(territory=[territory.pk]):
            ready = readiness_of(territory.pk, clock.today())
            decided = next(iter(decisions_of(territory.pk)), None)
        rows.append((territory, description_of(territory.pk), ready, decided))
    return render(request, "opening/listed.html", {"rows": rows, "opens": opens})


@needs("opening.open_territory")
def open_new(request: HttpRequest) -> HttpResponse:
    """Open a territory that does not exist yet."""
    form = OpenForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            territory = actions.open_territory(actor=request.actor, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Le territoire est ouvert. Commencez par sa préparation et sa fiche."))
            return redirect("opening:home", territory.pk)
    return form_page(request, "opening/open.html", form, known=", ".join(departements_known()))


@needs("opening.read")
def home(request: HttpRequest, code: str) -> HttpResponse:
    """One territory: the next thing, what rings, how far it is, what is known of it, what was decided."""
    today = clock.today()
    with inside(request, "opening.read", code) as place:
        ready, rings = readiness_of(code, today), ringing(code, today)
        facts, decisions = facts_of(code, today), decisions_of(code)
        opened = OpenedTerritory.objects.select_related("opened_by").filter(pk=code).first()
        context = {
            "place": place,
            "ready": ready,
            "bars": step_bars(ready.by_step),
            "prerequisites": _prerequisites(code) if ready.begun else [],
            "rings": rings,
            "next": next_thing(code, ready, rings, decisions[0] if decisions else None) if place.prepares else None,
            "sections": _sections(facts),
            "decisions": decisions,
            "opened": opened,
            "confides": _confides(request, opened),
            "letters": territory_opening().letters,
            "documents": visible(request.actor, "replication.read").filter(pk=code).exists(),
            "today": today,
            **_on_the_map(place),
        }
        return render(request, "opening/home.html", context)


@needs("opening.describe")
def describe(request: HttpRequest, code: str) -> HttpResponse:
    """Another name or perimeter for a territory that was opened on screen."""
    with inside(request, "opening.read", code) as place:
        row = fetch(request.actor, "opening.describe", pk=code)
        initial = {"name": place.row.name, "departements": " ".join(row.departements), "version": row.version}
        form = DescribeAgainForm(request.POST or None, initial=initial)
        if form.is_bound and form.is_valid():
            actions.describe(row, actor=request.actor, **form.cleaned_data)
            messages.success(request, _("Le territoire est changé."))
            return redirect("opening:home", code)
        return form_page(request, "opening/describe.html", form, place=place)


@needs("opening.confide")
@require_POST
def confide(request: HttpRequest, code: str) -> HttpResponse:
    """Give the coordination to whoever opened the territory."""
    with inside(request, "opening.confide", code) as place:
        actions.confide(place.row, actor=request.actor)
    messages.success(request, _("La coordination du territoire est confiée."))
    return redirect("opening:home", code)


@needs("opening.decide")
def decide(request: HttpRequest, code: str) -> HttpResponse:
    """What is missing, and the decision that a person takes."""
    with inside(request, "opening.decide", code) as place:
        known = decision_actions.known_today(code)
        initial = {"decided_on": clock.today(), "digest": decision_actions.digest_of(known)}
        form = DecisionForm(request.POST or None, initial=initial)
        if form.is_bound and form.is_valid():
            decision_actions.decide(code, actor=request.actor, **form.cleaned_data)
            messages.success(request, _("La décision est notée, avec ce qui était su ce jour."))
            return redirect("opening:home", code)
        names = {each.code: each.name_fr for each in territory_opening().public_file.section}
        missing = known["missing"] | {"sections": [names[each] for each in known["missing"]["sections"]]}
        return form_page(request, "opening/decide.html", form, place=place, known=known, missing=missing)


@needs("opening.letter")
def letter(request: HttpRequest, code: str, letter: str) -> HttpResponse:
    """A letter with the territory's names, as PDF."""
    with inside(request, "opening.letter", code) as place:
        try:
            words = territory_opening().letter(letter)
        except ProgrammeError:
            raise Http404 from None
        document = letter_pdf(words, place.described, request.user)
    return as_file(document, PDF, f"lettre-{words.code}-{code}.pdf")


def _prerequisites(code: str) -> list[tuple[Any, int, int]]:
    known = {name: (done, tasks) for name, done, tasks in decision_actions.prerequisites_of(code)}
    return [(each, *known[each.code]) for each in territory_opening().readiness.prerequisite]


def _sections(facts: list[Any]) -> list[tuple[Any, list[Any]]]:
    """Each section of the public file with its facts."""
    return [
        (section, [fact for fact in facts if fact.section == section.code])
        for section in territory_opening().public_file.section
    ]


def _confides(request: HttpRequest, opened: OpenedTerritory | None) -> bool:
    """Whether the reader can give the territory to whoever opened it, and has not yet."""
    if opened is None or opened.opened_by == request.user or not may(request.actor, "opening.confide"):
        return False
    held = opened.opened_by.grants.filter(role="territory_coordinator", territory=opened.pk)
    return not any(grant.in_force(clock.today()) for grant in held)


def _on_the_map(place: Place) -> dict[str, Any]:
    parts = list(place.described.departements)
    return {
        "map": map_of(parts, None),
        "area_name": area_name(place.described),
        "without_communes": without_communes(parts),
        "credits": CREDITS,
    }
