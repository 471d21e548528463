"""Research projects: asked for, approved by two, and the files that their researcher takes."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django_scopes import scope

from labmigration import clock
from labmigration.access.gate import Refused, fetch, may, needs, visible
from labmigration.access.roles import Role
from labmigration.programme.research import research
from labmigration.steering.extracts import projects
from labmigration.steering.extracts.forms import ProjectForm, ReasonForm
from labmigration.steering.extracts.models import Extract, Project
from labmigration.timeline.models import Event
from labmigration.ui.downloads import ZIP, as_file
from labmigration.ui.pages import form_page

SHOWN = 20


@require_safe
@needs("extracts.home")
def home(request: HttpRequest) -> HttpResponse:
    """The territories, each with the projects that the reader may see; those that wait for her come first."""
    territories = list(visible(request.actor, "extracts.home").order_by("name"))
    with scope(territory=[each.pk for each in territories]):
        rows = list(visible(request.actor, "extracts.read").select_related("territory", "asked_by"))
        waiting = _waiting(request)
        context = {
            "territories": territories,
            "waiting": [row for row in rows if row.pk in waiting],
            "others": [row for row in rows if row.pk not in waiting],
            "asks": may(request.actor, "extracts.ask"),
        }
        return render(request, "extracts/home.html", context)


@needs("extracts.ask")
def ask(request: HttpRequest, code: str) -> HttpResponse:
    """Ask for a project's extract."""
    territory = fetch(request.actor, "extracts.ask", pk=code)
    form = ProjectForm(request.POST or None)
    if form.is_bound and form.is_valid():
        with scope(territory=[code]):
            row = projects.ask(code, actor=request.actor, told=form.told())
        messages.success(request, _("Le projet est demandé. Deux personnes doivent l’approuver."))
        return redirect("extracts:project", code, row.pk)
    return form_page(request, "extracts/ask.html", form, territory=territory, rules=research().rules)


@require_safe
@needs("extracts.read")
def project(request: HttpRequest, code: str, project_id: UUID) -> HttpResponse:
    """One project: what is asked, who agreed, its extracts and who took them."""
    with scope(territory=[code]):
        row: Project = fetch(request.actor, "extracts.read", pk=project_id, territory=code)
        return render(request, "extracts/project.html", _project_context(request, row, ReasonForm()))


@require_POST
@needs("extracts.agree")
def agree(request: HttpRequest, code: str, project_id: UUID) -> HttpResponse:
    """The first agreement."""
    with scope(territory=[code]):
        row: Project = fetch(request.actor, "extracts.agree", pk=project_id, territory=code)
        projects.agree(row, actor=request.actor, role=_role(request))
    messages.success(
        request, _("Votre accord est donné. Une autre personne, sous l’autre fonction, doit le donner aussi.")
    )
    return redirect("extracts:project", code, project_id)


@require_POST
@needs("extracts.approve")
def approve(request: HttpRequest, code: str, project_id: UUID) -> HttpResponse:
    """The second agreement."""
    with scope(territory=[code]):
        row: Project = fetch(request.actor, "extracts.approve", pk=project_id, territory=code)
        projects.approve(row, actor=request.actor, role=_role(request))
    messages.success(request, _("Le projet est approuvé : le fichier peut être préparé."))
    return redirect("extracts:project", code, project_id)


@require_POST
@needs("extracts.refuse")
def refuse(request: HttpRequest, code: str, project_id: UUID) -> HttpResponse:
    """Refuse, with a reason."""
    with scope(territory=[code]):
        row: Project = fetch(request.actor, "extracts.refuse", pk=project_id, territory=code)
        return _closed(request, row, projects.refuse, _("Le projet est refusé. La raison est dite."))


@require_POST
@needs("extracts.stop")
def stop(request: HttpRequest, code: str, project_id: UUID) -> HttpResponse:
    """Stop an approved project before its end, with a reason."""
    with scope(territory=[code]):
        row: Project = fetch(request.actor, "extracts.stop", pk=project_id, territory=code)
        return _closed(request, row, projects.stop, _("Le projet est arrêté. Ses fichiers sont effacés ici."))


@require_POST
@needs("extracts.prepare")
def prepare(request: HttpRequest, code: str, project_id: UUID) -> HttpResponse:
    """Ask for the files as of today."""
    with scope(territory=[code]):
        row: Project = fetch(request.actor, "extracts.prepare", pk=project_id, territory=code)
        projects.prepare(row, actor=request.actor)
    messages.success(request, _("Le fichier se prépare. Il apparaît plus bas."))
    return redirect("extracts:project", code, project_id)


@needs("extracts.download")
def download(request: HttpRequest, code: str, extract_id: UUID) -> HttpResponse:
    """Show what leaves and what is asked of whoever takes it; POST gives it and writes that down."""
    with scope(territory=[code]):
        row: Extract = fetch(request.actor, "extracts.download", pk=extract_id, territory=code)
        if row.finished_at is None:
            raise Http404
        if request.method != "POST":
            context = {"extract": row, "project": row.project, "closed": projects.closed_because(row)}
            return render(request, "extracts/download.html", context)
        content = projects.take(row, actor=request.actor)
    return as_file(content, ZIP, f"extraction-{code}-{row.on}-{row.digest[:12]}.zip")


def _project_context(request: HttpRequest, row: Project, form: ReasonForm) -> dict[str, Any]:
    extracts = list(visible(request.actor, "extracts.follow").filter(project=row)[:SHOWN])
    taken = Event.objects.filter(verb="extracts.download", subject_id__in=[str(each.pk) for each in extracts])
    judges = request.actor.user is not None and row.asked_by_id != request.actor.user.pk
    language = get_language() or "fr"
    return {
        "territory": row.territory,
        "project": row,
        "columns": [each.name.in_language(language) for each in research().column if each.code in row.columns],
        "extracts": [(each, projects.has_stopped(each), projects.closed_because(each)) for each in extracts],
        "running": any(each.finished_at is None and not projects.has_stopped(each) for each in extracts),
        "taken": list(taken.select_related("actor")[:SHOWN]),
        "roles": [role for role in projects.APPROVING if role in request.actor.roles],
        "agrees": row.state == "asked" and judges and may(request.actor, "extracts.agree"),
        "approves": visible(request.actor, "extracts.approve").filter(pk=row.pk).exists(),
        "refuses": row.state in ("asked", "agreed") and judges and may(request.actor, "extracts.refuse"),
        "stops": row.state == "approved" and judges and may(request.actor, "extracts.stop"),
        "prepares": visible(request.actor, "extracts.prepare").filter(pk=row.pk).exists()
        and not projects.has_ended(row),
        "takes": may(request.actor, "extracts.download"),
        "form": form,
        "rules": research().rules,
        "today": clock.today(),
    }


def _closed(request: HttpRequest, row: Project, close: Any, told: str) -> HttpResponse:
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return render(request, "extracts/project.html", _project_context(request, row, form), status=422)
    close(row, actor=request.actor, reason=form.cleaned_data["reason"])
    messages.success(request, told)
    return redirect("extracts:project", row.territory_id, row.pk)


def _waiting(request: HttpRequest) -> set[Any]:
    """The projects on which the reader can say something now."""
    first = visible(request.actor, "extracts.agree").filter(state="asked")
    second = visible(request.actor, "extracts.approve")
    return {*first.values_list("pk", flat=True), *second.values_list("pk", flat=True)}


def _role(request: HttpRequest) -> str:
    """Under which role: the one asked for, or the only one held."""
    held: list[Role] = [role for role in projects.APPROVING if role in request.actor.roles]
    asked = request.POST.get("role", "")
    if asked in held:
        return asked
    if len(held) == 1:
        return held[0].value
    raise Refused(_("Donnez votre accord sous une fonction que vous tenez."))
