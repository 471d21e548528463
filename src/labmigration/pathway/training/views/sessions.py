"""Sessions: fixed one by one, as a series, cancelled; the attendance sheet and its corrections."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from labmigration import clock
from labmigration.access.gate import fetch, needs, visible
from labmigration.pathway.opening import note_opening
from labmigration.pathway.training import actions, queries, states
from labmigration.pathway.training.forms import CorrectionForm, SeriesForm, SessionForm, SheetForm
from labmigration.pathway.training.models import AttendanceSignature
from labmigration.pathway.training.weekly_pattern import touches_weekend
from labmigration.ui.pages import form_page


@needs("training.plan_session")
def plan(request: HttpRequest, cohort_id: UUID) -> HttpResponse:
    """Fix one session."""
    cohort = fetch(request.actor, "training.plan_session", pk=cohort_id)
    form = SessionForm(request.POST or None, cohort=cohort, initial={"date": max(clock.today(), cohort.starts_on)})
    if form.is_bound and form.is_valid():
        session = actions.plan_session(cohort, actor=request.actor, **form.cleaned_data)
        messages.success(request, _("La séance est fixée."))
        return _to_week_of(session)
    return form_page(request, "training/plan_session.html", form, cohort=cohort)


@needs("training.plan_session")
def plan_series(request: HttpRequest, cohort_id: UUID) -> HttpResponse:
    """Fix a series from a weekly pattern."""
    cohort = fetch(request.actor, "training.plan_session", pk=cohort_id)
    form = SeriesForm(request.POST or None, cohort=cohort, initial={"first": cohort.starts_on, "last": cohort.ends_on})
    if form.is_bound and form.is_valid():
        told = form.told()
        sessions = actions.plan_series(cohort, actor=request.actor, **told)
        says = ngettext("%(count)s séance est fixée.", "%(count)s séances sont fixées.", len(sessions))
        messages.success(request, says % {"count": len(sessions)})
        if touches_weekend(told["pattern"]):
            messages.warning(request, _("Il y a des séances le samedi ou le dimanche : est-ce bien voulu ?"))
        return _to_week_of(sessions[0])
    return form_page(request, "training/plan_series.html", form, cohort=cohort)


@require_POST
@needs("training.cancel_session")
def cancel(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Cancel a session that was not held."""
    session = fetch(request.actor, "training.cancel_session", pk=session_id)
    actions.cancel_session(session, actor=request.actor)
    messages.info(request, _("La séance est annulée."))
    return _to_week_of(session)


@needs("training.hold_session")
def sheet(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """The attendance sheet: to sign, or as it was signed."""
    session = fetch(request.actor, "training.hold_session", pk=session_id)
    seats = list(queries.expected(session))
    signatures = session.signatures.filter(replaced_by__isnull=True).select_related("signed_by")
    by_trainee = {each.enrolment_id for each in signatures if each.signed_as == AttendanceSignature.SignedAs.TRAINEE}
    form = SheetForm(request.POST or None, session=session, seats=seats)
    if session.state != states.HELD and form.is_bound and form.is_valid():
        written = actions.sign_sheet(session, actor=request.actor, lines=form.lines())
        _tell(request, written)
        return redirect("training:sheet", session.pk)
    if session.state == states.HELD and request.method == "POST":
        _tell(request, 0)
        return redirect("training:sheet", session.pk)
    noted = {each.enrolment_id: each for each in signatures if each.signed_as == AttendanceSignature.SignedAs.TRAINER}
    return form_page(
        request,
        "training/sheet.html",
        form,
        session=session,
        module=queries.module_name(session.module),
        by_trainee=by_trainee,
        noted=[(seat, noted.get(seat.pk), seat.pk in by_trainee) for seat in seats],
        ahead=session.date > clock.today(),
        shows_cancel=visible(request.actor, "training.cancel_session").filter(pk=session.pk).exists(),
        signing_days=queries.SIGNING_DAYS,
    )


@needs("training.correct")
def correct(request: HttpRequest, signature_id: UUID) -> HttpResponse:
    """Correct one line of a signed sheet."""
    signature = fetch(
        request.actor, "training.correct", pk=signature_id, signed_as=AttendanceSignature.SignedAs.TRAINER
    )
    note_opening(request, signature.pathway, "training.correct")
    form = CorrectionForm(request.POST or None)
    if form.is_bound and form.is_valid():
        actions.correct(signature, actor=request.actor, **form.cleaned_data)
        messages.success(request, _("La présence est corrigée. La première ligne reste lisible."))
        return redirect("training:sheet", signature.session_id)
    return form_page(
        request,
        "training/correct.html",
        form,
        signature=signature,
        person=signature.pathway.candidate,
        module=queries.module_name(signature.session.module),
    )


def _tell(request: HttpRequest, written: int) -> None:
    if written:
        says = ngettext(
            "La feuille est signée : %(count)s ligne.", "La feuille est signée : %(count)s lignes.", written
        )
        messages.success(request, says % {"count": written})
    else:
        messages.info(request, _("Cette feuille était déjà signée : rien n’a été écrit deux fois."))


def _to_week_of(session: object) -> HttpResponse:
    answer = redirect("training:cohort", session.cohort_id)  # type: ignore[attr-defined]
    answer["Location"] += f"?semaine={session.date.isoformat()}"  # type: ignore[attr-defined]
    return answer
