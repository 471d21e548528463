"""Messages as the placement officer reads them: only those of a report that waits, and each reading is written down."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from labmigration.access.gate import fetch, needs
from labmigration.pathway.matching.messages import actions, queries, states
from labmigration.pathway.matching.messages.forms import ReportAnswerForm
from labmigration.pathway.matching.messages.models import MessageReport
from labmigration.pathway.opening import note_opening
from labmigration.ui.pages import form_page


@needs("matching.handle_report")
def handle_report(request: HttpRequest, report_id: UUID) -> HttpResponse:
    """Read what was reported, call, answer; once answered the messages are closed to the officer again."""
    report: MessageReport = fetch(request.actor, "matching.handle_report", pk=report_id)
    note_opening(request, report.pathway, "matching.handle_report")
    form = ReportAnswerForm(request.POST or None)
    if form.is_bound and form.is_valid():
        close = form.cleaned_data["then"] == "close"
        actions.handle_report(report, actor=request.actor, answer=form.cleaned_data["answer"], close=close)
        messages.success(request, _("La réponse est écrite. Vous ne lisez plus ces messages."))
        return redirect("desk:placement")
    waits = report.state == states.RAISED
    context = {
        "report": report,
        "introduction": report.exchange.introduction,
        "lines": queries.lines(report.exchange, states.BY_CANDIDATE) if waits else [],
    }
    return form_page(request, "matching/messages/handle_report.html", form, **context)
