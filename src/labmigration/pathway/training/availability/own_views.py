"""The person says when she cannot come: half-days of every week, and days. Nobody asks why."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_noop

from labmigration import clock
from labmigration.access.gate import needs
from labmigration.pathway.models import Pathway
from labmigration.pathway.queries import own_pathway
from labmigration.pathway.training.availability import actions, queries
from labmigration.pathway.training.forms.availability import OwnDayForm, OwnWeekForm
from labmigration.pathway.training.models import Half, TraineeWeek


@needs("training.keep_own_week")
def own(request: HttpRequest) -> HttpResponse:
    """When I cannot come: ten boxes, then days one by one."""
    pathway = own_pathway(request.actor)
    if pathway is None or pathway.state != "open":
        return render(request, "training/availability/own.html", {"pathway": None})
    noted = queries.week_of(pathway.pk)
    what = request.POST.get("what", "")
    week_form = OwnWeekForm(request.POST if what == "week" else None, initial=_initial(noted))
    day_form = OwnDayForm(request.POST if what == "add" else None, initial={"version": noted.version if noted else 0})
    told = _told(request, noted, week_form, day_form)
    if told is not None:
        actions.keep_own_week(pathway, actor=request.actor, **told)
        messages.success(request, gettext_noop("C’est noté. Le centre de formation en tient compte."))
        return redirect("training:own_week")
    context = {
        "pathway": pathway,
        "week_form": week_form,
        "day_form": day_form,
        "days": _days(noted),
        "version": noted.version if noted else 0,
        "by_other": _by_other(noted, pathway),
    }
    wrong = week_form.errors or day_form.errors
    return render(request, "training/availability/own.html", context, status=422 if wrong else 200)


def _initial(noted: TraineeWeek | None) -> dict[str, Any]:
    return {"weekly": noted.weekly, "version": noted.version} if noted else {"version": 0}


def _told(
    request: HttpRequest, noted: TraineeWeek | None, week_form: OwnWeekForm, day_form: OwnDayForm
) -> dict[str, Any] | None:
    """Version, weekly half-days and days as they stand after what was sent; None where nothing is to be kept."""
    now = {"weekly": noted.weekly, "days": noted.days} if noted else {"weekly": [], "days": []}
    if week_form.is_bound and week_form.is_valid():
        return {**now, **week_form.cleaned_data, "version": week_form.cleaned_data["version"] or 0}
    if day_form.is_bound and day_form.is_valid():
        days = {(day, half) for day, half in now["days"]} | set(day_form.halves())
        return {**now, "days": [list(each) for each in sorted(days)], "version": day_form.cleaned_data["version"] or 0}
    if request.POST.get("what") == "remove":
        gone = request.POST.get("day", "").split(" ")
        version = request.POST.get("version", "")
        left = [each for each in now["days"] if list(each) != gone]
        return {**now, "days": left, "version": int(version) if version.isdecimal() else 0}
    return None


def _days(noted: TraineeWeek | None) -> list[tuple[date, Any, str]]:
    """The days to come that are noted: the day, the words of its half, and how the half-day is told when removed."""
    today = clock.today().isoformat()
    ahead = [(day, half) for day, half in (noted.days if noted else []) if day >= today]
    return [(date.fromisoformat(day), Half(half).label, f"{day} {half}") for day, half in ahead]


def _by_other(noted: TraineeWeek | None, pathway: Pathway) -> str:
    """Who noted it last, where it was not herself."""
    other = noted and noted.noted_by_id and noted.noted_by_id != pathway.candidate.user_id
    return noted.noted_by.name if other and noted and noted.noted_by else ""
