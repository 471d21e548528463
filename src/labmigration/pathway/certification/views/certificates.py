"""Certificates: on paper, as a credential, and their withdrawal."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from labmigration.access.gate import fetch, needs
from labmigration.pathway.certification import actions, certificate_paper
from labmigration.pathway.certification.blocks import title_name
from labmigration.pathway.certification.credentials.badge import badge
from labmigration.pathway.certification.forms.files import WhyForm
from labmigration.pathway.certification.models import Certificate
from labmigration.pathway.opening import note_opening
from labmigration.ui.downloads import PDF, as_file
from labmigration.ui.pages import form_page


@require_GET
@needs("certification.read_certificate")
def paper(request: HttpRequest, certificate_id: UUID) -> HttpResponse:
    """The certificate as a PDF, with its address to check."""
    certificate = _read(request, certificate_id)
    return as_file(certificate_paper.pdf(certificate), PDF, "certificat.pdf")


@require_GET
@needs("certification.read_certificate")
def credential(request: HttpRequest, certificate_id: UUID) -> HttpResponse:
    """The certificate as an Open Badge 3.0, for a wallet of credentials."""
    certificate = _read(request, certificate_id)
    return as_file(badge(certificate).encode(), "application/vc+jwt", "certificat.jwt")


def _read(request: HttpRequest, certificate_id: UUID) -> Certificate:
    certificate: Certificate = fetch(request.actor, "certification.read_certificate", pk=certificate_id)
    if not certificate.code:  # the person was erased
        raise Http404
    if certificate.pathway.candidate.user_id != request.user.pk:
        note_opening(request, certificate.pathway, "certification.read_certificate")
    return certificate


@needs("certification.ask_revocation")
def ask_revocation(request: HttpRequest, certificate_id: UUID) -> HttpResponse:
    """Ask that a certificate be withdrawn; somebody else confirms."""
    certificate: Certificate = fetch(request.actor, "certification.ask_revocation", pk=certificate_id)
    note_opening(request, certificate.pathway, "certification.ask_revocation")
    form = WhyForm(request.POST or None)
    if form.is_bound and form.is_valid():
        actions.ask_revocation(certificate, actor=request.actor, why=form.cleaned_data["why"])
        messages.success(request, _("Le retrait est demandé. Une seconde personne le confirme."))
        return redirect("certification:of_pathway", certificate.pathway_id)
    context = {
        "pathway": certificate.pathway,
        "heading": _("Demander le retrait d’un certificat"),
        "lead": title_name(certificate.proof.certification),
        "button": _("Demander le retrait"),
    }
    return form_page(request, "certification/why.html", form, **context)


@require_POST
@needs("certification.keep_certificate")
def keep(request: HttpRequest, certificate_id: UUID) -> HttpResponse:
    """Set a withdrawal aside."""
    certificate: Certificate = fetch(request.actor, "certification.keep_certificate", pk=certificate_id)
    actions.keep_certificate(certificate, actor=request.actor)
    messages.success(request, _("Le certificat reste valable."))
    return redirect("certification:files")


@require_POST
@needs("certification.revoke_certificate")
def revoke(request: HttpRequest, certificate_id: UUID) -> HttpResponse:
    """Withdraw a certificate, as a second person."""
    certificate: Certificate = fetch(request.actor, "certification.revoke_certificate", pk=certificate_id)
    actions.revoke_certificate(certificate, actor=request.actor)
    messages.success(request, _("Le certificat est retiré : son code le dit désormais."))
    return redirect("certification:files")
