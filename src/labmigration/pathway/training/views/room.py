"""The room: the code on the board, a link for one telephone."""

from uuid import UUID

import segno
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from labmigration.access.gate import fetch, needs
from labmigration.links.models import SignedLink
from labmigration.pathway.opening import note_opening
from labmigration.pathway.training import actions, queries
from labmigration.pathway.training.half_days import closes_at, is_open, opens_at
from labmigration.pathway.training.room_code import code_of


@needs("training.hold_session")
def room(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """The code of the room, large enough for the last row."""
    session = fetch(request.actor, "training.hold_session", pk=session_id)
    code = code_of(session)
    address = f"{settings.PUBLIC_ADDRESS}{reverse('training:own_in_room', args=[code])}"
    signed = {row.seat.pk for row in queries.sheet_rows(session, ()) if row.has_signed}
    context = {
        "session": session,
        "module": queries.module_name(session.module),
        "code": code,
        "drawn": _drawn(address),
        "is_open": is_open(session),
        "opens_at": opens_at(session),
        "closes_at": closes_at(session),
        "signed": len(signed),
        "expected": queries.expected(session).count(),
    }
    return render(request, "training/room.html", context)


@require_POST
@never_cache
@needs("training.hold_session")
def give_link(request: HttpRequest, session_id: UUID, seat_id: UUID) -> HttpResponse:
    """Show, once, a code that one person scans: it opens the page on which she signs this half-day."""
    session = fetch(request.actor, "training.hold_session", pk=session_id)
    seat = fetch(request.actor, "training.sign_sheet", pk=seat_id, cohort=session.cohort_id)
    note_opening(request, seat.pathway, "training.sign_sheet")
    address = actions.give_link(session, seat, actor=request.actor)
    context = {
        "session": session,
        "person": seat.pathway.candidate,
        "address": address,
        "drawn": _drawn(address),
        "closes_at": closes_at(session),
    }
    return render(request, "training/signing_link.html", context)


def behind_link(request: HttpRequest, link: SignedLink) -> HttpResponse:
    """The page of a link to sign one half-day."""
    seat = fetch(request.actor, "training.sign", pk=link.subject_id)
    session = actions.session_of_link(seat, link.ends_at)
    signed = False
    if request.method == "POST" and session is not None:
        signed = True
        actions.sign_behind_link(session, link, actor=request.actor)
    context = {
        "session": session,
        "module": queries.module_name(session.module) if session else "",
        "person": seat.pathway.candidate,
        "signed": signed,
    }
    return render(request, "training/link_sign.html", context)


def _drawn(address: str) -> SafeString:
    """A square that telephones read, drawn by segno from an address of ours."""
    return SafeString(segno.make(address, micro=False).svg_inline(scale=6, border=4, dark="#000", light="#fff"))
