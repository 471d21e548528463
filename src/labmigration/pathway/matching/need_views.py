"""A need described in short steps, by the household on its telephone or by the officer with it; what hiring asks."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from labmigration.access.gate import fetch, needs
from labmigration.pathway.matching import need_actions, queries, states
from labmigration.pathway.matching.household_costs import employing_of
from labmigration.pathway.matching.models import HouseholdNeed
from labmigration.pathway.matching.need_forms import HomeStep, OccupationForm, PlaceStep, WeekStep, WorkStep
from labmigration.pathway.matching.need_week import meets_clock_change
from labmigration.pathway.matching.need_words import (
    REQUIRED,
    cared_for,
    home_asks,
    languages,
    missing,
    tasks_chosen,
    trade,
)
from labmigration.people.models import Household
from labmigration.ui.pages import form_page


@dataclass(frozen=True)
class Step:
    """One page of the description."""

    code: str
    name: Any
    question: Any
    form: type[WorkStep | WeekStep | PlaceStep | HomeStep]


STEPS = (
    Step("travail", gettext_lazy("Le travail"), gettext_lazy("Qu’y a-t-il à faire ?"), WorkStep),
    Step("semaine", gettext_lazy("La semaine"), gettext_lazy("Quels jours, à quelles heures ?"), WeekStep),
    Step("lieu", gettext_lazy("Le lieu et le début"), gettext_lazy("Où, et à partir de quand ?"), PlaceStep),
    Step("maison", gettext_lazy("La maison"), gettext_lazy("Que faut-il savoir de la maison ?"), HomeStep),
)
REVIEW = "relire"


@needs("matching.describe")
def describe(request: HttpRequest, household_id: UUID) -> HttpResponse:
    """The officer begins to describe a need with a household."""
    return begin_for(request, fetch(request.actor, "matching.describe", pk=household_id))


def begin_for(request: HttpRequest, found: Household) -> HttpResponse:
    """Which occupation: the draft is saved from here on. Drafts begun earlier wait above."""
    form = OccupationForm(request.POST or None)
    if form.is_bound and form.is_valid():
        need = need_actions.begin_need(found, actor=request.actor, occupation=form.cleaned_data["occupation"])
        return redirect("matching:need_step", need.pk, STEPS[0].code)
    begun = [(need, trade(need)) for need in queries.needs_of(request.actor, found) if need.state == states.DRAFT]
    return form_page(
        request, "matching/need_begin.html", form, household=found, drafts=begun, **_layout(request, found)
    )


@needs("matching.edit_need")
def need_step(request: HttpRequest, need_id: UUID, page: str) -> HttpResponse:
    """One step of the description, saved when it is sent; the last one shows all of it."""
    need: HouseholdNeed = fetch(request.actor, "matching.edit_need", pk=need_id)
    if need.state not in (states.DRAFT, states.OPEN):
        raise Http404
    if page == REVIEW:
        return _review(request, need)
    number = next((place for place, one in enumerate(STEPS) if one.code == page), None)
    if number is None:
        raise Http404
    form = STEPS[number].form(request.POST or None, need=need)
    if form.is_bound and form.is_valid():
        version = form.cleaned_data["version"]
        need_actions.edit_need(need, actor=request.actor, version=version, **form.described())
        return _after(request, need, number)
    context = {"step": STEPS[number], "number": number + 1, "whole": len(STEPS) + 1, "before": _before(number)}
    return form_page(request, "matching/need_step.html", form, **_of(request, need), **context)


def _after(request: HttpRequest, need: HouseholdNeed, number: int) -> HttpResponse:
    if request.POST.get("then") == "later":
        messages.success(request, _("C’est gardé. Vous reprendrez quand vous voudrez, d’ici ou d’un autre appareil."))
        return back(request, need.household)
    if need.state == states.OPEN:
        messages.success(request, _("Le besoin est modifié."))
    last = need.state == states.OPEN or number + 1 == len(STEPS)
    return redirect("matching:need_step", need.pk, REVIEW if last else STEPS[number + 1].code)


def _before(number: int) -> str:
    return STEPS[number - 1].code if number else ""


def _review(request: HttpRequest, need: HouseholdNeed) -> HttpResponse:
    lacks = [(REQUIRED[name][0], REQUIRED[name][1]) for name in missing(need)]
    context = {
        "steps": STEPS,
        "lacks": lacks,
        "number": len(STEPS) + 1,
        "whole": len(STEPS) + 1,
        "tasks": tasks_chosen(need),
        "cared_for": cared_for(need),
        "home_asks": home_asks(need),
        "languages": languages(need),
        "clocks": meets_clock_change(need.slots),
        "employing": None if lacks else employing_of(need),
    }
    return render(request, "matching/need_review.html", {**_of(request, need), **context})


@require_POST
@needs("matching.publish_need")
def publish_need(request: HttpRequest, need_id: UUID) -> HttpResponse:
    """The description is done."""
    need: HouseholdNeed = fetch(request.actor, "matching.publish_need", pk=need_id)
    need_actions.publish_need(need, actor=request.actor)
    if need.live_in:
        messages.success(request, _("C’est envoyé. Une deuxième personne regarde d’abord le logement sur place."))
    else:
        messages.success(request, _("C’est envoyé : nous cherchons quelqu’un."))
    return back(request, need.household)


@require_POST
@needs("matching.approve_live_in")
def approve_live_in(request: HttpRequest, need_id: UUID) -> HttpResponse:
    """A second person has looked at an offer that houses the worker."""
    need: HouseholdNeed = fetch(request.actor, "matching.approve_live_in", pk=need_id)
    if request.POST.get("version") == str(need.version):
        need_actions.approve_live_in(need, actor=request.actor)
        messages.success(request, _("Le logement sur place est approuvé."))
    else:
        messages.warning(request, _("Ce besoin a changé pendant que vous lisiez. Relisez-le, puis approuvez."))
    return redirect("matching:household", need.household_id)


@require_POST
@needs("matching.withdraw_need")
def withdraw_need(request: HttpRequest, need_id: UUID) -> HttpResponse:
    """Take a need back."""
    need: HouseholdNeed = fetch(request.actor, "matching.withdraw_need", pk=need_id)
    need_actions.withdraw_need(need, actor=request.actor)
    messages.info(request, _("Le besoin est retiré."))
    return back(request, need.household)


@require_POST
@needs("matching.fill")
def fill(request: HttpRequest, need_id: UUID) -> HttpResponse:
    """The need was met otherwise."""
    need: HouseholdNeed = fetch(request.actor, "matching.fill", pk=need_id)
    need_actions.fill(need, actor=request.actor)
    messages.info(request, _("Le besoin est pourvu."))
    return back(request, need.household)


@needs("matching.tick")
def employ(request: HttpRequest, need_id: UUID) -> HttpResponse:
    """What a need costs, and what to do before hiring, ticked one by one."""
    need: HouseholdNeed = fetch(request.actor, "matching.tick", pk=need_id)
    if request.method == "POST":
        done = request.POST.get("done") == "yes"
        need_actions.tick(need, actor=request.actor, code=request.POST.get("code", ""), done=done)
        return redirect(f"{request.path}#avant")
    if missing(need):
        raise Http404
    return render(request, "matching/employ.html", {**_of(request, need), "employing": employing_of(need)})


def is_own(request: HttpRequest, found: Household) -> bool:
    """Whether the actor is the household itself."""
    return found.user_id is not None and found.user_id == request.actor.user.pk


def _layout(request: HttpRequest, found: Household) -> dict[str, object]:
    own = is_own(request, found)
    return {"own": own, "layout": "ui/phone.html" if own else "ui/shell.html"}


def _of(request: HttpRequest, need: HouseholdNeed) -> dict[str, object]:
    return {"need": need, "household": need.household, "trade": trade(need), **_layout(request, need.household)}


def back(request: HttpRequest, found: Household) -> HttpResponse:
    """To the household's page: its own, or the officer's."""
    if is_own(request, found):
        return redirect("matching:own_household")
    return redirect("matching:household", found.pk)
