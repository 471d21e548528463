"""Pages of households and their needs, for the placement officer; the form of a need also for the household."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from labmigration.access.gate import fetch, may, needs
from labmigration.access.roles import Role
from labmigration.pathway.household_panels import household_panels
from labmigration.pathway.matching import household_actions, queries
from labmigration.pathway.matching.forms import HouseholdForm, NeedForm, VettingForm
from labmigration.pathway.matching.models import HouseholdNeed
from labmigration.pathway.matching.panel import introduction_row
from labmigration.people.models import Household
from labmigration.people.names import searchable
from labmigration.programme import programme
from labmigration.ui.pages import form_page


@needs("matching.read_households")
def households(request: HttpRequest) -> HttpResponse:
    """The households of the territory; a search on their name or town forgives accents."""
    words = request.GET.get("q", "")
    wanted = searchable(words).split()
    found = [
        household
        for household in queries.households(request.actor)
        if all(word in searchable(household.name, household.town) for word in wanted)
    ]
    open_needs, to_watch = queries.open_need_counts(request.actor), queries.households_to_watch(request.actor)
    rows = [(one, open_needs.get(one.pk, 0), to_watch.get(one.pk, 0)) for one in found]
    context = {"rows": rows, "words": words, "may_register": may(request.actor, "matching.register")}
    return render(request, "matching/households.html", context)


@needs("matching.register")
def register(request: HttpRequest) -> HttpResponse:
    """Register a household."""
    codes = sorted(grant.territory for grant in request.actor.grants_as(Role.PLACEMENT_OFFICER) if grant.territory)
    territories = [(code, programme().territory(code).name_fr) for code in codes]
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
    introductions = [introduction_row(one) for one in queries.introductions_of_household(actor, found)]
    context = {
        "household": found,
        "vetting": queries.vetting_of(found),
        "needs": [(need, trade(need)) for need in queries.needs_of(actor, found)],
        "introductions": introductions,
        "to_watch": queries.households_to_watch(actor).get(found.pk, 0),
        "may_act": may(actor, "matching.vet"),
        "panels": household_panels(actor, found, own=False),
    }
    return render(request, "matching/household.html", context)


def trade(need: HouseholdNeed) -> str:
    """The occupation of a need, as screens call it."""
    return programme().occupation(need.occupation).name_feminine_fr


@needs("matching.vet")
def vet(request: HttpRequest, household_id: UUID) -> HttpResponse:
    """Tick what was checked."""
    found: Household = fetch(request.actor, "matching.vet", pk=household_id)
    form = VettingForm(request.POST or None)
    if form.is_bound and form.is_valid():
        household_actions.vet(found, actor=request.actor, **form.cleaned_data)
        messages.success(request, _("Le foyer est vérifié. Des personnes peuvent lui être proposées."))
        return redirect("matching:household", found.pk)
    return form_page(request, "matching/vet.html", form, household=found)


@require_POST
@needs("matching.suspend")
def suspend(request: HttpRequest, household_id: UUID) -> HttpResponse:
    """Stop a household."""
    found: Household = fetch(request.actor, "matching.suspend", pk=household_id)
    household_actions.suspend(found, actor=request.actor)
    messages.info(request, _("Le foyer est suspendu : il ne voit plus personne."))
    return redirect("matching:household", found.pk)


@needs("matching.describe")
def describe(request: HttpRequest, household_id: UUID) -> HttpResponse:
    """Describe a need."""
    return describe_for(request, fetch(request.actor, "matching.describe", pk=household_id))


def describe_for(request: HttpRequest, found: Household) -> HttpResponse:
    """The form of a new need, in the layout of whoever fills it in."""
    form = NeedForm(request.POST or None)
    if form.is_bound and form.is_valid():
        household_actions.describe(found, actor=request.actor, **form.told())
        messages.success(request, _("Le besoin est enregistré."))
        return _back(request, found)
    return form_page(request, "matching/need.html", form, household=found, **_layout(request, found))


@needs("matching.edit_need")
def edit_need(request: HttpRequest, need_id: UUID) -> HttpResponse:
    """Change a need; who saves over someone else's change is told so and sees it."""
    need: HouseholdNeed = fetch(request.actor, "matching.edit_need", pk=need_id)
    shown = {name: getattr(need, name) for name in ("occupation", "tasks", "starts_on", "slots", "version")}
    form = NeedForm(request.POST or None, initial=shown)
    if form.is_bound and form.is_valid():
        version = form.cleaned_data["version"] or 0
        household_actions.edit_need(need, actor=request.actor, version=version, **form.told())
        messages.success(request, _("Le besoin est modifié."))
        return _back(request, need.household)
    layout = _layout(request, need.household)
    return form_page(request, "matching/need.html", form, household=need.household, need=need, **layout)


@require_POST
@needs("matching.withdraw_need")
def withdraw_need(request: HttpRequest, need_id: UUID) -> HttpResponse:
    """Take a need back."""
    need: HouseholdNeed = fetch(request.actor, "matching.withdraw_need", pk=need_id)
    household_actions.withdraw_need(need, actor=request.actor)
    messages.info(request, _("Le besoin est retiré."))
    return _back(request, need.household)


@require_POST
@needs("matching.fill")
def fill(request: HttpRequest, need_id: UUID) -> HttpResponse:
    """The need was met otherwise."""
    need: HouseholdNeed = fetch(request.actor, "matching.fill", pk=need_id)
    household_actions.fill(need, actor=request.actor)
    messages.info(request, _("Le besoin est pourvu."))
    return _back(request, need.household)


def _is_own(request: HttpRequest, found: Household) -> bool:
    return found.user_id is not None and found.user_id == request.actor.user.pk


def _layout(request: HttpRequest, found: Household) -> dict[str, object]:
    own = _is_own(request, found)
    return {"own": own, "layout": "ui/phone.html" if own else "ui/shell.html"}


def _back(request: HttpRequest, found: Household) -> HttpResponse:
    if _is_own(request, found):
        return redirect("matching:own_household")
    return redirect("matching:household", found.pk)
