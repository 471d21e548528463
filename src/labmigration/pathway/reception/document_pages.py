"""The page on which papers are sent, whoever sends them: the person, her advisor, her referrer, a link's holder."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from labmigration.pathway.models import Pathway
from labmigration.pathway.reception import document_actions, document_queries
from labmigration.pathway.reception.document_forms import PhotographForm
from labmigration.pathway.reception.papers import PAPERS
from labmigration.pathway.reception.photograph import NotTaken
from labmigration.pathway.reception.refusals import PAPER_REFUSED

#: In the address after sending: which paper arrived.
ARRIVED = "envoye"


def sending_page(
    request: HttpRequest,
    pathway: Pathway,
    template: str,
    *,
    here: str,
    sent: Callable[[], None] | None = None,
    only_own: bool = False,
    **context: Any,
) -> HttpResponse:
    """Show the papers, take a photograph of one; `here` is the page's own address.

    `sent` is called once a photograph is kept; with `only_own`, of what others sent nothing is told.
    """
    form = PhotographForm(request.POST, request.FILES) if request.method == "POST" else None
    if form is not None and form.is_valid():
        kind = form.cleaned_data["kind"]
        try:
            document_actions.send(pathway, kind, form.cleaned_data["photo"].read(), actor=request.actor)
        except NotTaken as refused:
            form.refuse(refused.reason)
        else:
            if sent is not None:
                sent()
            return redirect(f"{here}?{ARRIVED}={kind}#papier-{kind}")
    papers = document_queries.papers_of(pathway, sent_by=request.user if only_own else None)
    wrong = (form.data.get("kind"), form.errors.get("photo")) if form is not None else ("", None)
    return render(
        request,
        template,
        {
            "pathway": pathway,
            "person": pathway.candidate,
            "rows": [_row(one, wrong) for one in papers if one.asked or one.document],
            "others": [_row(one, wrong) for one in papers if not one.asked and not one.document],
            "arrived": request.GET.get(ARRIVED) in PAPERS,
            "open_others": any(not one.asked and not one.document and one.paper.code == wrong[0] for one in papers),
            "here": here,
            **context,
        },
        status=200 if form is None else 422,
    )


def _row(one: document_queries.PaperAsked, wrong: tuple[Any, Any]) -> dict[str, Any]:
    why, what_to_do = PAPER_REFUSED.get(one.document.refusal if one.document else "", ("", ""))
    return {
        "paper": one.paper,
        "document": one.document,
        "to_send": one.to_send,
        "waits": one.waits,
        "is_checked": one.is_checked,
        "why": why,
        "what_to_do": what_to_do,
        "errors": wrong[1] if wrong[0] == one.paper.code else None,
    }
