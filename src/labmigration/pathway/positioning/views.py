"""Pages of positioning."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from labmigration.access.gate import Conflict, Refused, may, needs
from labmigration.pathway.opening import note_opening, open_file
from labmigration.pathway.positioning import actions, profile, queries, states
from labmigration.pathway.positioning.facts import Findings
from labmigration.pathway.positioning.forms import FindingsForm
from labmigration.pathway.positioning.models import Positioning
from labmigration.pathway.queries import pathway_for
from labmigration.ui.pages import form_page


@needs("positioning.begin")
def fill_in(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
    """One page, saved as often as wished; the first time it is saved the positioning begins."""
    pathway = open_file(request, "positioning.begin", pathway_id)
    draft = queries.under_way(request.actor, pathway_id)
    if request.method == "GET" and draft is None and queries.in_force(request.actor, pathway_id) is not None:
        return redirect("positioning:result", pathway_id)
    if draft is None:
        initial = FindingsForm.initial_of(Findings(), version=0, opinion="")
    else:
        initial = FindingsForm.initial_of(queries.findings(draft), version=draft.version, opinion=draft.opinion)
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
    answer = form_page(request, "positioning/fill_in.html", form, pathway=pathway, draft=draft)
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


@needs("positioning.read")
def result(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
    """Assets beside needs, one bar an axis; may be printed."""
    positioning = queries.in_force(request.actor, pathway_id)
    if positioning is None:
        if queries.under_way(request.actor, pathway_id) is not None:
            return redirect("positioning:fill_in", pathway_id)
        raise Http404
    note_opening(request, positioning.pathway, "positioning.read")
    earlier = queries.positionings_of(request.actor, pathway_id).filter(state=states.SUPERSEDED)
    return render(
        request,
        "positioning/result.html",
        {
            **_drawn(positioning),
            "pathway": positioning.pathway,
            "earlier": earlier,
            "under_way": queries.under_way(request.actor, pathway_id),
            "may_begin": may(request.actor, "positioning.begin") and positioning.pathway.state == "open",
        },
    )


@needs("pathway.follow_own")
def own(request: HttpRequest) -> HttpResponse:
    """What the person can do and what she will learn, in plain words."""
    found = queries.own_result(request.actor)
    return render(request, "positioning/own.html", _drawn(found) if found else {"positioning": None})


def _drawn(positioning: Positioning) -> dict[str, object]:
    found = queries.findings(positioning)
    return {
        "positioning": positioning,
        "bars": profile.bars(found),
        "assets": profile.assets(found),
        "needs": profile.needs(found),
    }
