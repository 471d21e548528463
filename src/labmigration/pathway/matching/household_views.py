"""Pages of households for the placement officer: the list, one household, its vetting step by step."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from labmigration.access.gate import fetch, may, needs
from labmigration.access.models import User
from labmigration.access.roles import Role
from labmigration.pathway.household_panels import household_panels
from labmigration.pathway.matching import household_actions, queries
from labmigration.pathway.matching.forms import CheckForm, HouseholdForm
from labmigration.pathway.matching.household_vetting import checks_of
from labmigration.pathway.matching.models import HouseholdCheck
from labmigration.pathway.matching.need_words import need_rows
from labmigration.pathway.matching.panel import introduction_row
from labmigration.people.models import Household
from labmigration.territories.opening.description import description_of
from labmigration.timeline.models import Event
from labmigration.ui.pages import form_page

#: Households on one page of the list, and how many pages an address may ask for.
PAGE, MOST_PAGES = 50, 100_000
NEEDS_A_PAGE = 10


@needs("matching.read_households")
def households(request: HttpRequest) -> HttpResponse:
    """The households of the territory; a search on their name or town forgives accents."""
    words = request.GET.get("q", "")
    found = queries.households_named(request.actor, words)
    number = request.GET.get("page", "")
    begins = PAGE * (int(number) - 1) if number.isdecimal() and 0 < int(number) < MOST_PAGES else 0
    shown = list(found[begins : begins + PAGE])
    open_needs = queries.open_need_counts(request.actor, shown)
    to_watch = queries.households_to_watch(request.actor, shown)
    count = found.count()
    context = {
        "rows": [(one, open_needs.get(one.pk, 0), to_watch.get(one.pk, 0)) for one in shown],
        "count": count,
        "next_href": f"?{urlencode({'q': words, 'page': begins // PAGE + 2})}" if begins + PAGE < count else "",
        "words": words,
        "may_register": may(request.actor, "matching.register"),
    }
    return render(request, "matching/households.html", context)


@needs("matching.register")
def register(request: HttpRequest) -> HttpResponse:
    """Register a household."""
    codes = sorted(grant.territory for grant in request.actor.grants_as(Role.PLACEMENT_OFFICER) if grant.territory)
    territories = [(code, description_of(code).name_fr) for code in codes]
    form = HouseholdForm(request.POST or None, territories=territories)
    if form.is_bound and form.is_valid():
        household = household_actions.register(actor=request.actor, **form.cleaned_data)
        messages.success(request, _("Le foyer est enregistré. Il ne voit personne avant d’être vérifié."))
        return redirect("matching:household", household.pk)
    return form_page(request, "matching/register.html", form)


@needs("matching.read_households")
def household(request: HttpRequest, household_id: UUID) -> HttpResponse:
    """One household: who, vetting, needs, introductions by step, contracts."""
    actor = request.actor
    found: Household = fetch(actor, "matching.read_households", pk=household_id)
    checks, vetting = checks_of(found), queries.vetting_of(found)
    introductions = [introduction_row(one) for one in queries.introductions_of_household(actor, found)]
    context = {
        "household": found,
        "vetting": vetting,
        "checks": checks,
        "ready_to_vet": all(line.done for line in checks),
        "page": Paginator(need_rows(queries.needs_of(actor, found)), NEEDS_A_PAGE).get_page(request.GET.get("page")),
        "may_approve": may(actor, "matching.approve_live_in") and not _vetted_by(actor.user, vetting),
        "introductions": introductions,
        "to_watch": queries.households_to_watch(actor, [found]).get(found.pk, 0),
        "may_act": may(actor, "matching.vet"),
        "panels": household_panels(actor, found, own=False),
    }
    return render(request, "matching/household.html", context)


def _vetted_by(user: User | None, vetting: Event | None) -> bool:
    return vetting is not None and vetting.verb == "people.vet" and user is not None and vetting.actor_id == user.pk


@needs("matching.vet")
def check(request: HttpRequest, household_id: UUID, what: str) -> HttpResponse:
    """Note one step of the vetting."""
    found: Household = fetch(request.actor, "matching.vet", pk=household_id)
    if what not in HouseholdCheck.Kind.values:
        raise Http404
    form = CheckForm(request.POST or None, kind=what)
    if form.is_bound and form.is_valid():
        household_actions.note_check(found, actor=request.actor, kind=what, **form.cleaned_data)
        messages.success(request, _("C’est noté, à votre nom et à ce jour."))
        return redirect("matching:household", found.pk)
    return form_page(request, "matching/check.html", form, household=found, what=HouseholdCheck.Kind(what).label)


@require_POST
@needs("matching.vet")
def vet(request: HttpRequest, household_id: UUID) -> HttpResponse:
    """The three steps are noted: the household is vetted."""
    found: Household = fetch(request.actor, "matching.vet", pk=household_id)
    household_actions.vet(found, actor=request.actor)
    messages.success(request, _("Le foyer est vérifié. Des personnes peuvent lui être proposées."))
    return redirect("matching:household", found.pk)


@require_POST
@needs("matching.suspend")
def suspend(request: HttpRequest, household_id: UUID) -> HttpResponse:
    """Stop a household."""
    found: Household = fetch(request.actor, "matching.suspend", pk=household_id)
    household_actions.suspend(found, actor=request.actor)
    messages.info(request, _("Le foyer est suspendu : il ne voit plus personne."))
    return redirect("matching:household", found.pk)
