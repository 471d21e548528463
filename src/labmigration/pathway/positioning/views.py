"""The page on which the advisor writes what a positioning finds."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from labmigration.access.gate import Conflict, Refused, needs
from labmigration.pathway.opening import open_file
from labmigration.pathway.positioning import actions, queries
from labmigration.pathway.positioning.facts import Findings
from labmigration.pathway.positioning.forms import FindingsForm
from labmigration.pathway.positioning.models import Positioning
from labmigration.pathway.positioning.results.queries import result_of
from labmigration.pathway.queries import pathway_for
from labmigration.ui.pages import form_page


@needs("positioning.begin")
def fill_in(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
    """One page, saved as often as wished; the first time it is saved the positioning begins."""
    pathway = open_file(request, "positioning.begin", pathway_id)
    draft = queries.under_way(request.actor, pathway_id)
    if request.method == "GET" and draft is None and queries.in_force(request.actor, pathway_id) is not None:
        return redirect("positioning:result", pathway_id)
    asked = result_of(draft) if draft is not None else None
    findings = queries.findings(draft) if draft is not None else Findings()
    proposed = asked is not None and asked.revealed and (findings == Findings() or "profil" in request.GET)
    initial = FindingsForm.initial_of(
        asked.proposed() if asked is not None and proposed else findings,
        version=draft.version if draft is not None else 0,
        opinion=draft.opinion if draft is not None else "",
    )
    form = FindingsForm(request.POST or None, initial=initial)
    status = None
    if form.is_bound and form.is_valid():
        try:
            draft = _saved(request, pathway, draft, form)
        except Conflict as conflict:
            form.add_error(None, _("%(sentence)s Ce que vous avez écrit reste ici.") % {"sentence": conflict})
            status = 409
        else:
            return _after_saving(request, draft)
    context = {"pathway": pathway, "draft": draft, "asked": asked, "proposed": proposed}
    answer = form_page(request, "positioning/fill_in.html", form, **context)
    answer.status_code = status or answer.status_code
    return answer


def _saved(request: HttpRequest, pathway: object, draft: Positioning | None, form: FindingsForm) -> Positioning:
    version = form.cleaned_data["version"]
    if draft is None and version == 0:
        draft = actions.begin(pathway, actor=request.actor)
        version = draft.version
    if draft is None:
        raise Conflict(_("Ce positionnement est terminé."))
    opinion = form.cleaned_data["opinion"]
    return actions.fill_in(draft, actor=request.actor, version=version, findings=form.found, opinion=opinion)


def _after_saving(request: HttpRequest, draft: Positioning) -> HttpResponse:
    if request.POST.get("decision") == "finish":
        try:
            actions.finish(draft, actor=request.actor)
        except Conflict:
            raise
        except Refused as refused:
            messages.warning(request, _("Tout est enregistré. %(sentence)s") % {"sentence": refused})
        else:
            messages.success(request, _("Le positionnement est terminé."))
            return redirect("positioning:result", draft.pathway_id)
    else:
        messages.success(request, _("Tout est enregistré. Vous pouvez continuer plus tard."))
    return redirect("positioning:fill_in", draft.pathway_id)


@require_POST
@needs("positioning.begin")
def begin(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
    """Begin anew, from what the last one found."""
    pathway = pathway_for(request.actor, "positioning.begin", pathway_id)
    actions.begin(pathway, actor=request.actor)
    return redirect("positioning:fill_in", pathway_id)
