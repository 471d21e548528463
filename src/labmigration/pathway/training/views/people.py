"""One person in training: the seat she gets, how it goes, how it ends."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from labmigration import clock
from labmigration.access.gate import fetch, may, needs, visible
from labmigration.pathway.opening import note_opening, open_file
from labmigration.pathway.training import actions, queries, states
from labmigration.pathway.training.filling.actions import note_call
from labmigration.pathway.training.filling.queries import calls_before
from labmigration.pathway.training.forms import CallForm, DepartureForm, EvaluationForm
from labmigration.pathway.training.models import AttendanceSignature, Enrolment
from labmigration.pathway.whereabouts import sees_whereabouts
from labmigration.ui.pages import form_page

LINES_SHOWN = 20


@needs("training.enrol")
def enrol(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
    """Choose a cohort for someone who waits."""
    pathway = open_file(request, "training.enrol", pathway_id)
    if request.method == "POST":
        cohort = fetch(request.actor, "training.read", pk=request.POST.get("cohort", ""))
        seat = actions.enrol(pathway, cohort, actor=request.actor)
        messages.success(request, _("La place %(seat)s est donnée.") % {"seat": seat.seat})
        return redirect("training:cohort", cohort.pk)
    context = {
        "pathway": pathway,
        "waits": pathway.next_step == "training.enrol",
        "days_waiting": queries.days_waiting(pathway),
        "cohorts": queries.cohorts_open_to(request.actor, pathway),
        "may_form": may(request.actor, "training.form"),
    }
    return render(request, "training/enrol.html", context)


@needs("training.read_names")
def of_pathway(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
    """Seat, hours, signatures and evaluations of one person."""
    rows = visible(request.actor, "training.read_names").filter(pathway=pathway_id)
    seats = list(rows.select_related("cohort__provider", "pathway__candidate").order_by("-enrolled_on"))
    if not seats:
        if visible(request.actor, "training.enrol").filter(pk=pathway_id).exists():
            return redirect("training:enrol", pathway_id)
        raise Http404
    pathway = seats[0].pathway
    if not sees_whereabouts(request.actor, pathway):
        raise Http404
    note_opening(request, pathway, "training.read_names")
    seat = seats[0]
    readable = visible(request.actor, "training.read_attendance").filter(enrolment=seat)
    signatures = queries.standing_signatures(seat).filter(
        pk__in=readable.values("pk"), signed_as=AttendanceSignature.SignedAs.TRAINER
    )
    sees_evaluations = visible(request.actor, "training.read_evaluations").filter(enrolment=seat).exists()
    own_signed = set(
        queries.standing_signatures(seat)
        .filter(signed_as=AttendanceSignature.SignedAs.TRAINEE, status=AttendanceSignature.Status.PRESENT)
        .values_list("session", flat=True)
    )
    may_complete = visible(request.actor, "training.complete").filter(pk=seat.pk).exists()
    context = {
        "pathway": pathway,
        "seat": seat,
        "earlier": seats[1:],
        "line": queries.ledger([seat])[0],
        "modules": _by_module(seat),
        "signatures": [(each, each.session_id in own_signed) for each in signatures[:LINES_SHOWN]],
        "judged": queries.judgements(seat),
        "sees_evaluations": sees_evaluations,
        "may_evaluate": visible(request.actor, "training.evaluate").filter(pk=seat.pk).exists(),
        "gives_certificate": may(request.actor, "quality.certificate"),
        "sees_progress": visible(request.actor, "training.read_progress").filter(pk=seat.pk).exists(),
        "may_complete": may_complete and seat.state == states.ENROLLED,
        "may_withdraw": seat.state == states.ENROLLED
        and visible(request.actor, "training.withdraw").filter(pk=seat.pk).exists(),
        "missing": queries.modules_without_evaluation(seat) if may_complete else [],
        "may_correct": may(request.actor, "training.correct"),
        "ends": seat.cohort.ends_on <= clock.today(),
        "opens_thread": visible(request.actor, "pathway.read").filter(pk=pathway.pk).exists(),
    }
    return render(request, "training/of_pathway.html", context)


def _by_module(seat: Enrolment) -> list[tuple[str, queries.ModuleHours]]:
    """The ledger of one seat, with the modules' names."""
    found = queries.hours_by_module(Enrolment.objects.filter(pk=seat.pk)).get(seat.pk, [])
    return [(queries.module_name(each.code), each) for each in found]


@needs("training.withdraw")
def withdraw(request: HttpRequest, seat_id: UUID) -> HttpResponse:
    """Note that someone leaves before the end."""
    seat = fetch(request.actor, "training.withdraw", pk=seat_id)
    note_opening(request, seat.pathway, "training.withdraw")
    calling = request.POST.get("what") == "call"
    call_form = CallForm(request.POST if calling else None)
    form = DepartureForm(request.POST if request.POST and not calling else None)
    if calling and call_form.is_valid():
        note_call(seat, actor=request.actor, answer=call_form.cleaned_data["answer"])
        messages.success(request, _("L’appel est noté."))
        return redirect("training:withdraw", seat.pk)
    if form.is_bound and form.is_valid():
        actions.withdraw(seat, actor=request.actor, cause=form.cleaned_data["cause"])
        messages.info(request, _("Le départ est noté. La place est libre : voyez qui pourrait entrer."))
        return redirect("training:cohort", seat.cohort_id)
    context = {"form": form, "call_form": call_form, "calls": list(calls_before(seat)), "seat": seat}
    wrong = form.is_bound or call_form.is_bound
    return render(
        request,
        "training/withdraw.html",
        {**context, "person": seat.pathway.candidate},
        status=422 if wrong else 200,
    )


@require_POST
@needs("training.complete")
def complete(request: HttpRequest, seat_id: UUID) -> HttpResponse:
    """Note the end of someone's training."""
    seat = fetch(request.actor, "training.complete", pk=seat_id)
    actions.complete(seat, actor=request.actor)
    messages.success(request, _("La formation est terminée. La certification suit."))
    return redirect("training:of_pathway", seat.pathway_id)


@needs("training.evaluate")
def evaluate(request: HttpRequest, seat_id: UUID, module: str) -> HttpResponse:
    """A trainer judges a module."""
    seat = fetch(request.actor, "training.evaluate", pk=seat_id)
    if module not in queries.modules_held(seat):
        raise Http404
    if seat.pathway.candidate.user_id == request.user.pk:
        return redirect("training:own_evaluation", module)
    note_opening(request, seat.pathway, "training.evaluate")
    form = EvaluationForm(request.POST or None)
    if form.is_bound and form.is_valid():
        actions.evaluate(seat, actor=request.actor, module=module, **form.cleaned_data)
        messages.success(request, _("L’évaluation est notée."))
        return redirect("training:of_pathway", seat.pathway_id)
    name = queries.module_name(module)
    return form_page(request, "training/evaluate.html", form, seat=seat, person=seat.pathway.candidate, module=name)
