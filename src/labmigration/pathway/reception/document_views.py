"""Papers for staff: sent in a person's name, read by two people, recorded in her file."""

from datetime import date
from typing import Any
from uuid import UUID

import segno
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from labmigration.access.gate import needs
from labmigration.access.roles import Role
from labmigration.pathway.opening import note_opening
from labmigration.pathway.reception import actions, document_actions, document_queries, document_states, queries
from labmigration.pathway.reception import right_to_work_actions as checks
from labmigration.pathway.reception import right_to_work_states as states
from labmigration.pathway.reception.document_forms import CheckForm, RightToWorkForm
from labmigration.pathway.reception.document_pages import sending_page
from labmigration.pathway.reception.models import Document, Referral
from labmigration.pathway.reception.papers import PAPERS
from labmigration.pathway.reception.proofs import checked_papers, proven_by_papers
from labmigration.pathway.reception.right_to_work_queries import check_for
from labmigration.ui.pages import form_page


@needs("reception.check_document")
def to_check(request: HttpRequest) -> HttpResponse:
    """The papers that wait for one's eyes."""
    page = Paginator(document_queries.to_check(request.actor), queries.PAGE).get_page(request.GET.get("page"))
    return render(request, "reception/documents.html", {"page": page})


@needs("reception.send_document")
def send_for(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
    """Send a paper in a person's name."""
    pathway = document_queries.pathway_to_send_for(request.actor, pathway_id)
    if request.actor.roles <= {Role.CANDIDATE}:
        return redirect("reception:own_documents")
    note_opening(request, pathway, "reception.send_document")
    is_advisor = bool(request.actor.grants_as(Role.ADVISOR))
    back = reverse("reception:of_pathway", args=[pathway.pk]) if is_advisor else reverse("reception:own_people")
    here = reverse("reception:send_document", args=[pathway.pk])
    return sending_page(
        request, pathway, "reception/send_documents.html", here=here, only_own=not is_advisor, back=back, staff=True
    )


@require_POST
@never_cache
@needs("reception.give_link")
def give_link(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
    """Show, once, a code that the person scans with her telephone: it opens the page on which she sends her papers."""
    referral = queries.referral_of(request.actor, "reception.give_link", pathway_id)
    address = document_actions.give_link(referral, actor=request.actor)
    code = segno.make(address, micro=False).svg_inline(scale=6, border=4, dark="#000", light="#fff")
    context = {
        "address": address,
        "code": SafeString(code),  # drawn by segno from an address of ours
        "pathway": referral.pathway,
        "person": referral.pathway.candidate,
        "days": document_actions.LINK_LASTS.days,
    }
    return render(request, "reception/paper_link.html", context)


@needs("reception.check_document")
def check(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """Look at the photograph and say what is on it; the first reader's answer is not shown to the second."""
    document = document_queries.document_to_check(request.actor, document_id)
    note_opening(request, document.pathway, "reception.check_document")
    form = CheckForm(request.POST if request.method == "POST" else None, document=document)
    if form.is_bound and form.is_valid():
        document_actions.check(document, actor=request.actor, **form.read())
        messages.success(request, _SAID[document.state])
        return redirect("reception:documents")
    waits = document.state in document_states.WAITING
    read_before = document.checks.filter(checker=request.user).exists()
    is_disputed = document.state == document_states.DISPUTED
    return form_page(
        request,
        "reception/check_document.html",
        form,
        document=document,
        person=document.pathway.candidate,
        paper=PAPERS[document.kind],
        waits=waits,
        may_read=waits and (is_disputed or not read_before),
        is_disputed=is_disputed,
        readings=document.checks.select_related("checker") if is_disputed or not waits else [],
    )


def _proposed(referral: Referral | None, titles: list[Document]) -> dict[str, Any]:
    """What a paper that two people have checked says, to be confirmed by the one who looks now."""
    if referral is not None and any(ground["code"] == "european_citizen" for ground in referral.grounds):
        return {"outcome": states.EXEMPT}
    if not titles:
        return {}
    last = max(titles, key=lambda one: (one.valid_until or date.max, one.sent_at))
    outcome = states.RECEIPT if last.kind == "receipt" else states.VALID
    no_end = last.valid_until is None
    return {"outcome": outcome, "kind": last.kind, "valid_until": last.valid_until, "no_end": no_end}


_SAID = {
    document_states.SENT: gettext_lazy("C’est noté. Une seconde personne relit ce papier."),
    document_states.DISPUTED: gettext_lazy("Vous avez lu autre chose que l’autre personne : le papier est à relire."),
    document_states.CHECKED: gettext_lazy("Vous êtes deux d’accord : le papier est contrôlé, la photo est supprimée."),
    document_states.REFUSED: gettext_lazy(
        "Vous êtes deux d’accord : la photo est supprimée, la personne en enverra une autre."
    ),
}


@require_GET
@needs("reception.check_document")
def photograph(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """The photograph itself, while it waits; every look is written down, nothing keeps a copy on the way."""
    document: Document = document_queries.document_to_check(request.actor, document_id)
    content = document_actions.photograph_of(document)
    if content is None:
        raise Http404
    note_opening(request, document.pathway, "reception.photograph")
    headers = {
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Content-Disposition": 'inline; filename="papier.jpg"',
    }
    return HttpResponse(content, content_type="image/jpeg", headers=headers)


@require_POST
@needs("reception.correct")
def record_proofs(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
    """Take over into the file what the checked papers prove; it is judged again at once."""
    referral = queries.referral_of(request.actor, "reception.correct", pathway_id)
    proven = proven_by_papers(referral)
    if proven is None:
        messages.info(request, _("Le dossier dit déjà ce que les papiers prouvent."))
    else:
        told = request.POST.get("version", "")
        version = int(told) if told.isdecimal() else 0
        actions.correct(referral, actor=request.actor, version=version, changes=proven.changes)
        label = referral.get_verdict_display()
        messages.success(request, _("Le dossier est complété et réexaminé : %(verdict)s.") % {"verdict": label})
    return redirect("reception:of_pathway", pathway_id)


@needs("reception.check_right_to_work")
def check_right_to_work(request: HttpRequest, check_id: UUID) -> HttpResponse:
    """Say what the check of the right to work found; kept are the kind of paper, its end and the outcome."""
    check = check_for(request.actor, check_id)
    note_opening(request, check.pathway, "reception.check_right_to_work")
    referral = queries.latest_referral(check.pathway)
    papers = checked_papers(check.pathway_id)
    titles = [one for one in papers.values() if PAPERS[one.kind].opens_work and one.allows_work]
    form = RightToWorkForm(request.POST if request.method == "POST" else None, initial=_proposed(referral, titles))
    if form.is_bound and form.is_valid():
        checks.record(check, actor=request.actor, **form.found())
        messages.success(request, _("La vérification est enregistrée."))
        return redirect("pathway:thread", check.pathway_id)
    return form_page(
        request,
        "reception/check_right_to_work.html",
        form,
        check=check,
        person=check.pathway.candidate,
        referral=referral,
        titles=titles,
    )
