"""Signed links: given by the advisor, they open one version of the plan, to read and to answer without an account."""

from typing import Any
from uuid import UUID

import segno
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from labmigration.access.gate import fetch, needs
from labmigration.links.models import SignedLink
from labmigration.pathway.prescription import actions, drawing, queries, states
from labmigration.pathway.prescription.forms import RefusalForm


@require_POST
@never_cache
@needs("prescription.give_link")
def give_link(request: HttpRequest, prescription_id: UUID) -> HttpResponse:
    """Show, once, an address at which the person reads this version and answers, without an account."""
    prescription = fetch(request.actor, "prescription.give_link", pk=prescription_id)
    address = actions.give_link(prescription, actor=request.actor)
    context = {
        "prescription": prescription,
        "person": prescription.pathway.candidate,
        "address": address,
        "drawn": _square(address),
        "days": actions.LINK_DAYS,
    }
    return render(request, "prescription/signing_link.html", context)


@require_POST
@needs("prescription.give_link")
def send_link(request: HttpRequest, prescription_id: UUID) -> HttpResponse:
    """Send her a link by text message or e-mail; again as often as it is needed."""
    prescription = fetch(request.actor, "prescription.give_link", pk=prescription_id)
    if actions.send_link(prescription, actor=request.actor):
        messages.success(request, _("Le lien est parti. Il remplace le précédent."))
    else:
        messages.warning(request, _("Aucun message ne peut lui porter un lien : montrez-lui le carré, ou appelez."))
    return redirect("prescription:plan", prescription.pk)


def behind_link(request: HttpRequest, link: SignedLink) -> HttpResponse:
    """She reads the version, then says yes or no; afterwards the same address shows what she answered."""
    prescription = fetch(request.actor, "prescription.sign", pk=link.subject_id)
    waits = prescription.state == states.PROPOSED
    form = RefusalForm(request.POST if request.POST.get("answer") == "no" else None)
    if request.method == "POST" and waits:
        if request.POST.get("answer") == "yes":
            actions.sign(prescription, actor=request.actor)
            return redirect(request.path)
        if form.is_bound and form.is_valid():
            actions.refuse(prescription, actor=request.actor, words=form.cleaned_data["words"])
            return redirect(request.path)
    context: dict[str, Any] = {"prescription": prescription, "waits": waits, "form": form}
    # A version taken back is being rewritten: it is not hers to read yet.
    if prescription.state != states.DRAFT:
        context |= drawing.own(queries.plan(prescription))
    status = 422 if form.errors else 200
    return render(
        request, "prescription/link.html", {**context, "person": prescription.pathway.candidate}, status=status
    )


def _square(address: str) -> SafeString:
    """A square that telephones read, drawn by segno from an address of ours."""
    return SafeString(segno.make(address, micro=False).svg_inline(border=4, dark="#000", light="#fff", omitsize=True))
