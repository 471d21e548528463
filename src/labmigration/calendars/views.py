"""One's own agenda: its address, given, renewed and withdrawn; and what stands at that address."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import may, needs
from labmigration.access.often import too_often
from labmigration.access.roles import Role
from labmigration.calendars import actions
from labmigration.calendars.entries import entries_of
from labmigration.calendars.feed import as_ics
from labmigration.calendars.models import CalendarAddress

#: What is over stays that long, for those who look back.
BACK = timedelta(days=60)
#: Requests a minute, by address and by agenda; telephones ask a few times an hour.
A_MINUTE, A_FEED = 60, 20


@never_cache
@require_GET
@needs("public.calendar")
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The agenda, for programs; no session, no account: the address is the secret. Unknown ones do not exist."""
    digest = actions.digest_of(token)
    if too_often(request, "calendar", a_minute=A_MINUTE) or too_often(request, "agenda", a_minute=A_FEED, key=digest):
        return HttpResponse(status=429, headers={"Retry-After": "60"})
    address = CalendarAddress.objects.filter(digest=digest, withdrawn_at__isnull=True).select_related("user").first()
    if address is None:
        raise Http404
    actor = Actor.of(address.user)
    if not may(actor, "calendars.own"):
        raise Http404
    with override(address.user.language):
        written = as_ics(entries_of(actor, clock.now() - BACK), name=_("Rendez-vous"))
    return HttpResponse(written, content_type="text/calendar; charset=utf-8")


@never_cache
@needs("calendars.own")
def own(request: HttpRequest) -> HttpResponse:
    """Whether there is an address, and how to get or renew one."""
    return _page(request)


@require_POST
@never_cache
@needs("calendars.own")
def renew(request: HttpRequest) -> HttpResponse:
    """A new address, shown once."""
    return _page(request, address=actions.renew(request.actor.user))


@require_POST
@needs("calendars.own")
def withdraw(request: HttpRequest) -> HttpResponse:
    """No address any more."""
    if actions.withdraw(request.actor.user):
        messages.success(request, _("L’adresse est supprimée. Votre agenda ne se lit plus ailleurs."))
    return redirect("calendars:own")


def _page(request: HttpRequest, *, address: str = "") -> HttpResponse:
    standing = CalendarAddress.objects.filter(user=request.actor.user, withdrawn_at__isnull=True).first()
    phone = Role.CANDIDATE in request.actor.roles
    template = "calendars/own_phone.html" if phone else "calendars/own.html"
    # The same address under the scheme by which telephones know a calendar.
    webcal = f"webcal://{address.partition('://')[2]}" if address else ""
    return render(request, template, {"standing": standing, "address": address, "webcal": webcal})
