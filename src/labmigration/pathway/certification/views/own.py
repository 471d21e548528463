"""The person's own pages: what she obtained, her certificates, a second look, her VAE."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_noop

from labmigration import clock
from labmigration.access.gate import fetch, needs
from labmigration.pathway.certification import about, actions, queries, states
from labmigration.pathway.certification.blocks import title_name
from labmigration.pathway.certification.forms.juries import AppealForm
from labmigration.pathway.certification.models import Appeal, CertificationFile
from labmigration.pathway.certification.terms import last_day
from labmigration.pathway.orientation.messages import must_be_careful
from labmigration.pathway.queries import own_pathway
from labmigration.ui.pages import form_page


@needs("pathway.follow_own")
def own(request: HttpRequest) -> HttpResponse:
    """What the person obtained, in plain words."""
    pathway = own_pathway(request.actor)
    context: dict[str, object] = {"ledger": [], "sst": [], "certificates": [], "vaes": [], "waiting": []}
    if pathway is not None:
        files = list(queries.files_of(request.actor, pathway))
        heard = Appeal.objects.filter(pathway=pathway).exclude(heard_in__state=states.DECIDED)
        context = {
            "ledger": queries.ledger_of(pathway),
            "waiting": [
                (file, title_name(file.certification), queries.dossier_of(file))
                for file in files
                if file.state != states.DECIDED
            ],
            "certificates": [
                (each, title_name(each.proof.certification)) for each in queries.certificates_of(request.actor, pathway)
            ],
            "appeals": queries.appeals_open_to(request.actor, pathway),
            "heard": list(heard),
            "vaes": about.shown_vaes(request.actor, pathway),
            "sst": [(each, queries.refresher_is_near(each)) for each in queries.sst_certificates(pathway)[:1]],
            "today": clock.today(),
            "hide_place": must_be_careful(pathway.candidate),
        }
    return render(request, "certification/own.html", context)


@needs("certification.appeal")
def appeal(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """Ask that another jury look again."""
    file: CertificationFile = fetch(request.actor, "certification.appeal", pk=file_id)
    open_to_her = {each.pk: until for each, until in queries.appeals_open_to(request.actor, file.pathway)}
    form = AppealForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.appeal(file, actor=request.actor, words=form.cleaned_data["words"])
        messages.success(request, gettext_noop("C’est demandé. Un autre jury va regarder."))
        return redirect("certification:own")
    if file.pk not in open_to_her:
        return redirect("certification:own")
    left = [each for each in queries.judged_blocks(file) if not each.acquired]
    context = {
        "file": file,
        "blocks": left,
        "until": open_to_her[file.pk],
        "answer_by": last_day("appeal_answer", clock.today()),
    }
    return form_page(request, "certification/appeal.html", form, **context)
