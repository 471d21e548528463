"""Pages on which rooms, closures and everybody's half-days are noted."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from labmigration.access.gate import fetch, needs
from labmigration.pathway.opening import open_file
from labmigration.pathway.training.availability import actions, queries
from labmigration.pathway.training.forms import ClosureForm, CohortWeekForm, RoomForm, TraineeWeekForm, TrainerWeekForm
from labmigration.pathway.training.queries import module_name, trainers_of_provider
from labmigration.territories.models import Organisation
from labmigration.ui.pages import form_page

FORM = "training/availability/form.html"


def _provider(request: HttpRequest) -> Organisation:
    provider = queries.own_provider(request.actor)
    if provider is None:
        raise Http404
    return provider


@needs("training.means")
def means(request: HttpRequest) -> HttpResponse:
    """Rooms, trainers, closures and public holidays of the actor's provider."""
    provider = queries.own_provider(request.actor)
    if provider is None:
        messages.info(request, _("Votre compte n’est rattaché à aucun organisme de formation."))
        return redirect("training:cohorts")
    context = {
        "provider": provider,
        "rooms": queries.rooms(request.actor),
        "teaching": [
            (each, [module_name(code) for code in each.week.teaches] if each.week else [])
            for each in queries.teaching(provider)
        ],
        "closures": queries.closures(request.actor),
        "holidays": queries.holidays_ahead(provider),
    }
    return render(request, "training/availability/means.html", context)


@needs("training.means")
def add_room(request: HttpRequest) -> HttpResponse:
    """A new room."""
    return _room(request, None)


@needs("training.keep_room")
def room(request: HttpRequest, room_id: UUID) -> HttpResponse:
    """A room that is known."""
    return _room(request, fetch(request.actor, "training.keep_room", pk=room_id))


def _room(request: HttpRequest, row: Any) -> HttpResponse:
    provider = row.provider if row else _provider(request)
    initial: dict[str, Any] = {"version": 0}
    if row:
        initial = {name: getattr(row, name) for name in ("name", "seats", "weekly", "days", "version")}
        initial["in_use"] = "yes" if row.in_use else "no"
    form = RoomForm(request.POST or None, initial=initial)
    if form.is_bound and form.is_valid():
        told = dict(form.cleaned_data)
        version = told.pop("version") or 0
        actions.keep_room(provider, actor=request.actor, room=row, version=version, **told)
        messages.success(request, _("La salle est notée."))
        return redirect("training:means")
    return form_page(request, FORM, form, title=row.name if row else _("Ajouter une salle"))


@needs("training.means")
def trainer_week(request: HttpRequest, trainer_id: UUID) -> HttpResponse:
    """What a trainer teaches, and when not."""
    provider = _provider(request)
    trainer = trainers_of_provider(provider).filter(pk=trainer_id).first()
    if trainer is None:
        raise Http404
    week = next(each.week for each in queries.teaching(provider) if each.trainer == trainer)
    names = ("teaches", "max_halves", "weekly", "days", "version")
    initial = {name: getattr(week, name) for name in names} if week else {"version": 0}
    form = TrainerWeekForm(request.POST or None, initial=initial)
    if form.is_bound and form.is_valid():
        told = dict(form.cleaned_data)
        version = told.pop("version") or 0
        actions.keep_trainer_week(provider, trainer, actor=request.actor, version=version, **told)
        messages.success(request, _("Les disponibilités sont notées."))
        return redirect("training:means")
    return form_page(request, FORM, form, title=trainer.name)


@needs("training.means")
def add_closure(request: HttpRequest) -> HttpResponse:
    """Days on which the provider is closed."""
    provider = _provider(request)
    form = ClosureForm(request.POST or None)
    if form.is_bound and form.is_valid():
        actions.keep_closure(provider, actor=request.actor, **form.cleaned_data)
        messages.success(request, _("La fermeture est notée. Les emplois du temps en tiendront compte."))
        return redirect("training:means")
    return form_page(request, FORM, form, title=_("Ajouter une fermeture"))


@require_POST
@needs("training.end_closure")
def end_closure(request: HttpRequest, closure_id: UUID) -> HttpResponse:
    """Take a closure back."""
    closure = fetch(request.actor, "training.end_closure", pk=closure_id)
    actions.end_closure(closure, actor=request.actor)
    messages.info(request, _("La fermeture est retirée."))
    return redirect("training:means")


@needs("training.set_week")
def cohort_week(request: HttpRequest, cohort_id: UUID) -> HttpResponse:
    """On which half-days a cohort may sit."""
    cohort = fetch(request.actor, "training.set_week", pk=cohort_id)
    initial = {"week": cohort.week, "halves_a_week": cohort.halves_a_week, "version": cohort.version}
    form = CohortWeekForm(request.POST or None, initial=initial)
    if form.is_bound and form.is_valid():
        told = dict(form.cleaned_data)
        version = told.pop("version") or 0
        actions.set_week(cohort, actor=request.actor, version=version, **told)
        messages.success(request, _("La semaine de la cohorte est notée."))
        return redirect("training:timetable", cohort.pk)
    return form_page(request, FORM, form, title=_("La semaine de la cohorte"), cohort=cohort)


@needs("training.set_trainee_week")
def trainee_week(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
    """When a person cannot come."""
    pathway = open_file(request, "training.set_trainee_week", pathway_id)
    week = queries.week_of(pathway.pk)
    initial = {"weekly": week.weekly, "days": week.days, "version": week.version} if week else {"version": 0}
    form = TraineeWeekForm(request.POST or None, initial=initial)
    if form.is_bound and form.is_valid():
        told = dict(form.cleaned_data)
        version = told.pop("version") or 0
        actions.set_trainee_week(pathway, actor=request.actor, version=version, **told)
        messages.success(request, _("Les disponibilités sont notées."))
        return redirect("training:trainee_week", pathway.pk)
    return form_page(request, FORM, form, title=_("Quand elle ou il ne peut pas venir"), pathway=pathway, week=week)
