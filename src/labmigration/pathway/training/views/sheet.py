"""The attendance sheet on the tablet: signed line by line, read again, corrected, completed."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from labmigration import clock
from labmigration.access.gate import fetch, needs, visible
from labmigration.pathway.opening import note_opening
from labmigration.pathway.training import actions, queries, states
from labmigration.pathway.training.forms import LineForm, SheetForm, TakeBackForm
from labmigration.pathway.training.half_days import is_open
from labmigration.pathway.training.models import AttendanceSignature, Session
from labmigration.ui.pages import form_page

SignedAs = AttendanceSignature.SignedAs


@needs("training.hold_session")
def sheet(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """The attendance sheet: to sign, or as it was signed."""
    session = fetch(request.actor, "training.hold_session", pk=session_id)
    seats = list(queries.expected(session))
    here = request.POST.get("here", "")
    if here:
        _sign_on_tablet(request, session, seats, here)
        if session.state == states.HELD:
            return redirect("training:sheet", session.pk)
    form = SheetForm(
        request.POST if request.method == "POST" and not here else None,
        session=session,
        seats=seats,
        initial=_as_ticked(request, here),
    )
    if session.state != states.HELD and form.is_bound and form.is_valid():
        _tell(request, actions.sign_sheet(session, actor=request.actor, lines=form.lines()))
        return redirect("training:sheet", session.pk)
    if session.state == states.HELD and request.method == "POST":
        _tell(request, 0)
        return redirect("training:sheet", session.pk)
    rows = queries.sheet_rows(session, seats)
    return form_page(
        request,
        "training/sheet.html",
        form,
        session=session,
        module=queries.module_name(session.module),
        by_trainee={row.seat.pk: row.own for row in rows if row.has_signed},
        rows=rows,
        ahead=session.date > clock.today(),
        is_open=is_open(session),
        shows_cancel=visible(request.actor, "training.cancel_session").filter(pk=session.pk).exists(),
        shows_paper=visible(request.actor, "training.enter_paper").filter(pk=session.pk).exists(),
        papers=session.printed_sheets.filter(entered_at__isnull=False).select_related("entered_by"),
        signing_days=queries.SIGNING_DAYS,
        has_late_acts=any(row.set_aside for row in rows),
    )


def _sign_on_tablet(request: HttpRequest, session: Session, seats: list[Any], number: str) -> None:
    seat = next((each for each in seats if str(each.seat) == number), None)
    if seat is None:
        messages.warning(request, _("Cette personne n’était pas attendue à cette séance."))
    elif actions.sign_on_tablet(session, seat, actor=request.actor):
        said = _("%(name)s a signé sa présence.") % {"name": seat.pathway.candidate.first_name}
        messages.success(request, said)
    else:
        messages.info(request, _("Sa présence était déjà signée."))


def _as_ticked(request: HttpRequest, here: str) -> dict[str, str]:
    """What was ticked before somebody signed stays ticked; whoever signs is proposed as present."""
    if not here:
        return {}
    ticked = {name: value for name, value in request.POST.items() if name.startswith(("status_", "minutes_", "proof_"))}
    return {f"status_{here}": AttendanceSignature.Status.PRESENT.value, **ticked}


@needs("training.correct")
def correct(request: HttpRequest, signature_id: UUID) -> HttpResponse:
    """Correct one line of a signed sheet."""
    signature = fetch(request.actor, "training.correct", pk=signature_id, signed_as=SignedAs.TRAINER)
    note_opening(request, signature.pathway, "training.correct")
    form = LineForm(request.POST or None, session=signature.session)
    if form.is_bound and form.is_valid():
        actions.correct(signature, actor=request.actor, **form.cleaned_data)
        messages.success(request, _("La présence est corrigée. La première ligne reste lisible."))
        return redirect("training:sheet", signature.session_id)
    return form_page(
        request,
        "training/correct.html",
        form,
        signature=signature,
        session=signature.session,
        person=signature.pathway.candidate,
        module=queries.module_name(signature.session.module),
    )


@needs("training.correct")
def take_back(request: HttpRequest, signature_id: UUID) -> HttpResponse:
    """The wrong person signed on the tablet."""
    signature = fetch(request.actor, "training.correct", pk=signature_id, signed_as=SignedAs.TRAINEE)
    note_opening(request, signature.pathway, "training.correct")
    form = TakeBackForm(request.POST or None)
    if form.is_bound and form.is_valid():
        actions.take_back(signature, actor=request.actor, reason=form.cleaned_data["reason"])
        messages.success(request, _("La signature est retirée, avec votre motif. La personne peut signer."))
        return redirect("training:sheet", signature.session_id)
    return form_page(
        request,
        "training/take_back.html",
        form,
        signature=signature,
        session=signature.session,
        person=signature.pathway.candidate,
    )


@needs("training.hold_session")
def add_line(request: HttpRequest, session_id: UUID, seat_id: UUID) -> HttpResponse:
    """Add the line of somebody who did not stand on the sheet that was signed."""
    session = fetch(request.actor, "training.hold_session", pk=session_id)
    seat = fetch(request.actor, "training.sign_sheet", pk=seat_id, cohort=session.cohort_id)
    note_opening(request, seat.pathway, "training.sign_sheet")
    form = LineForm(request.POST or None, session=session)
    if form.is_bound and form.is_valid():
        actions.add_line(session, seat, actor=request.actor, **form.cleaned_data)
        messages.success(request, _("La ligne est ajoutée, avec votre motif."))
        return redirect("training:sheet", session.pk)
    return form_page(
        request,
        "training/correct.html",
        form,
        session=session,
        person=seat.pathway.candidate,
        module=queries.module_name(session.module),
    )


def _tell(request: HttpRequest, written: int) -> None:
    if written:
        says = ngettext(
            "La feuille est signée : %(count)s ligne.", "La feuille est signée : %(count)s lignes.", written
        )
        messages.success(request, says % {"count": written})
    else:
        messages.info(request, _("Cette feuille était déjà signée : rien n’a été écrit deux fois."))
