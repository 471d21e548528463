"""The list of tasks by part of the booklet, one task, a task of this territory only."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from labmigration import clock
from labmigration.access.gate import Refused, needs
from labmigration.programme.territory_opening import territory_opening
from labmigration.territories.opening import task_actions
from labmigration.territories.opening.drawing import step_bars
from labmigration.territories.opening.entering import Place, inside
from labmigration.territories.opening.forms import AddTaskForm, EndForm, PlanForm, PrepareForm
from labmigration.territories.opening.models import Preparation, ReadinessTask
from labmigration.territories.opening.owners import possible_owners
from labmigration.territories.opening.queries import readiness_of
from labmigration.ui.pages import form_page


@needs("opening.read")
def preparation(request: HttpRequest, code: str) -> HttpResponse:
    """Every task, part by part; whoever prepares begins here, or aims at another day."""
    today = clock.today()
    with inside(request, "opening.read", code) as place:
        begun = Preparation.objects.filter(territory=code).select_related("begun_by").first()
        form = PrepareForm(request.POST or None, initial={"aims_at": begun.aims_at if begun else None})
        if form.is_bound and place.prepares:
            if request.POST.get("take_up") and begun:
                return _take_up(request, begun)
            if form.is_valid():
                return _aim(request, place, begun, form)
        ready = readiness_of(code, today)
        tasks = list(ReadinessTask.objects.filter(territory=code).select_related("owner"))
        context = {
            "place": place,
            "begun": begun,
            "ready": ready,
            "parts": [
                (bar, [task for task in tasks if task.step == bar.step.number]) for bar in step_bars(ready.by_step)
            ],
            "list": territory_opening().readiness,
            "lacking": len(task_actions.tasks_to_take_up(begun)) if begun and place.prepares else 0,
            "today": today,
        }
        return form_page(request, "opening/preparation.html", form, **context)


@needs("opening.read")
def task(request: HttpRequest, code: str, task: str) -> HttpResponse:
    """One task: who, until when, what shows it; planned, done, set aside or taken up again by whoever prepares."""
    with inside(request, "opening.read", code) as place:
        row = ReadinessTask.objects.filter(territory=code, code=task).select_related("owner", "ended_by").first()
        if row is None:
            raise Http404
        what = request.POST.get("what", "") if place.prepares else ""
        planned = {"owner": row.owner_id, "helped_by": row.helped_by, "due_on": row.due_on, "version": row.version}
        plan = PlanForm(request.POST if what == "plan" else None, initial=planned, owners=possible_owners(code))
        end = EndForm(request.POST if what in ("finish", "set_aside") else None, initial={"ended_on": clock.today()})
        form = end if end.is_bound else plan
        if what == "reopen" or (form.is_bound and form.is_valid()):
            _act(request, row, what, form)
            return redirect("opening:task" if what == "reopen" else "opening:preparation", code, *_again(what, task))
        context = {"place": place, "task": row, "plan": plan, "end": end, "part": _part(row), "today": clock.today()}
        return form_page(request, "opening/task.html", form, **context)


@needs("opening.prepare")
def add_task(request: HttpRequest, code: str) -> HttpResponse:
    """Add a task that only this territory has."""
    with inside(request, "opening.prepare", code) as place:
        initial = {"owner": request.user.pk, "step": request.GET.get("partie")}
        form = AddTaskForm(request.POST or None, initial=initial, owners=possible_owners(code))
        if form.is_bound and form.is_valid():
            task_actions.add_task(code, actor=request.actor, **form.cleaned_data)
            messages.success(request, _("La tâche est dans la liste."))
            return redirect("opening:preparation", code)
        return form_page(request, "opening/add_task.html", form, place=place)


def _aim(request: HttpRequest, place: Place, begun: Preparation | None, form: Any) -> HttpResponse:
    day = form.cleaned_data["aims_at"]
    if begun is None:
        task_actions.prepare(place.code, actor=request.actor, aims_at=day)
        messages.success(request, _("La préparation commence. Une date est proposée pour chaque tâche."))
    else:
        task_actions.aim(begun, actor=request.actor, aims_at=day)
        messages.success(request, _("L’ouverture visée est changée, et les tâches à faire d’autant."))
    return redirect("opening:preparation", place.code)


def _take_up(request: HttpRequest, begun: Preparation) -> HttpResponse:
    count = task_actions.take_up_tasks(begun, actor=request.actor)
    told = ngettext("%(count)s tâche ajoutée.", "%(count)s tâches ajoutées.", count) % {"count": count}
    messages.success(request, told)
    return redirect("opening:preparation", begun.territory_id)


def _act(request: HttpRequest, row: ReadinessTask, what: str, form: Any) -> None:
    actor = request.actor
    if what == "plan":
        task_actions.plan_task(row, actor=actor, **form.cleaned_data)
        messages.success(request, _("La tâche est confiée."))
    elif what == "finish":
        told = form.cleaned_data
        task_actions.finish_task(row, actor=actor, proof=told["proof"], on=told["ended_on"])
        messages.success(request, _("La tâche est faite."))
    elif what == "set_aside":
        task_actions.set_aside_task(row, actor=actor, reason=form.cleaned_data["proof"])
        messages.info(request, _("La tâche est sans objet ici. Elle sort du compte, sa raison reste."))
    elif what == "reopen":
        task_actions.reopen_task(row, actor=actor)
        messages.info(request, _("La tâche est de nouveau à faire."))
    else:
        raise Refused


def _again(what: str, task: str) -> list[str]:
    return [task] if what == "reopen" else []


def _part(row: ReadinessTask) -> Any:
    return next(step for step in territory_opening().readiness.step if step.number == row.step)
