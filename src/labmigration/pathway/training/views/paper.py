"""The sheet on paper: printed, and entered when it comes back signed."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from labmigration.access.actor import Actor
from labmigration.access.gate import fetch, needs, visible
from labmigration.pathway.reception.photograph import NotTaken
from labmigration.pathway.training import actions, queries
from labmigration.pathway.training.forms import PaperCodeForm, PaperForm
from labmigration.pathway.training.kept_sheets import PHOTOGRAPHS
from labmigration.pathway.training.models import Enrolment, PrintedSheet
from labmigration.pathway.training.sheet_paper import paper_of
from labmigration.ui.downloads import PDF, as_file
from labmigration.ui.pages import form_page


@require_POST
@needs("training.hold_session")
def print_paper(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """The sheet as a PDF of one page."""
    session = fetch(request.actor, "training.hold_session", pk=session_id)
    printed = actions.print_sheet(session, actor=request.actor)
    return as_file(paper_of(printed), PDF, f"feuille-{session.date.isoformat()}-{session.half}.pdf", inline=True)


@needs("training.enter_paper")
def find_paper(request: HttpRequest) -> HttpResponse:
    """Type the code of a sheet that came back; its square leads to the same page."""
    form = PaperCodeForm(request.POST or None)
    if form.is_bound and form.is_valid():
        code = form.cleaned_data["code"]
        if _sheets(request.actor).filter(code=code).exists():
            return redirect("training:paper", code)
        form.add_error("code", _("Aucune feuille de votre organisme n’a ce code. Relisez-le sous le carré."))
    return form_page(request, "training/find_paper.html", form)


@needs("training.enter_paper")
def paper(request: HttpRequest, code: str) -> HttpResponse:
    """Enter what a signed paper shows."""
    printed = _fetch(request.actor, code)
    session, seats = printed.session, _on_paper(printed)
    form = PaperForm(request.POST or None, request.FILES or None, session=session, seats=seats)
    if printed.entered_at is None and form.is_bound and form.is_valid():
        try:
            written = actions.enter_sheet(
                printed,
                actor=request.actor,
                lines=form.lines(),
                signed_by_trainee=form.signed_by_trainee(),
                photo=form.cleaned_data["photo"].read(),
            )
        except NotTaken as refused:
            form.refuse(refused.reason)
        else:
            says = ngettext("%(count)s ligne est saisie.", "%(count)s lignes sont saisies.", written)
            nothing_new = _("Chaque ligne avait déjà sa signature : elles restent comme elles sont.")
            messages.success(request, says % {"count": written} if written else nothing_new)
            return redirect("training:sheet", session.pk)
    expected = {seat.pk for seat in queries.expected(session)}
    return form_page(
        request,
        "training/paper.html",
        form,
        printed=printed,
        session=session,
        module=queries.module_name(session.module),
        changed=expected != {seat.pk for seat in seats},
    )


@require_GET
@needs("training.enter_paper")
def photo(request: HttpRequest, code: str) -> HttpResponse:
    """The photograph of a signed paper."""
    try:
        content = PHOTOGRAPHS.kept(_fetch(request.actor, code).pk)
    except FileNotFoundError:
        raise Http404 from None
    answer = HttpResponse(content, content_type="image/jpeg")
    answer["Cache-Control"] = "no-store"
    return answer


def _sheets(actor: Actor):  # type: ignore[no-untyped-def]
    return PrintedSheet.objects.filter(session__in=visible(actor, "training.enter_paper")).select_related(
        "session__cohort", "session__trainer", "entered_by"
    )


def _fetch(actor: Actor, code: str) -> PrintedSheet:
    found: PrintedSheet | None = _sheets(actor).filter(code=code.upper()).first()
    if found is None:
        raise Http404
    return found


def _on_paper(printed: PrintedSheet) -> list[Enrolment]:
    """The seats of the paper's lines, in their order."""
    order = {key: place for place, key in enumerate(printed.roster)}
    seats = Enrolment.objects.filter(pk__in=printed.roster).select_related("pathway__candidate")
    return sorted(seats, key=lambda seat: order[str(seat.pk)])
