"""First pages by role."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from labmigration import clock
from labmigration.access.gate import needs
from labmigration.desk.day import SHOWN, day_of
from labmigration.desk.navigation import address_of, first_page
from labmigration.desk.placement import desk_of
from labmigration.pathway.tutoring.queries import alerts_to_handle


@needs("public.page")
def home(request: HttpRequest) -> HttpResponse:
    """The first page of whoever asks: each role its own, the public page for someone signed out."""
    if request.actor.user is None:
        return render(request, "desk/public.html", {"demo_href": address_of("demo:doors") if settings.DEMO else ""})
    address = first_page(request.actor)
    return redirect(address) if address else render(request, "desk/no_role.html")


@needs("pathway.day")
def day(request: HttpRequest) -> HttpResponse:
    """The advisor's day."""
    context = {
        "day": day_of(request.actor),
        "first_name": request.actor.user.name.split()[0],
        "today": clock.today(),
        "shown": SHOWN,
        "rest": f"{SHOWN}:",
        "import_href": address_of("reception:import"),
        "refer_href": address_of("reception:refer"),
    }
    return render(request, "desk/day.html", context)


@needs("matching.introduce")
def placement(request: HttpRequest) -> HttpResponse:
    """The placement officer's desk."""
    context = {
        "desk": desk_of(request.actor),
        "tutoring_alerts": alerts_to_handle(request.actor),
        "register_href": address_of("matching:register"),
    }
    return render(request, "desk/placement.html", context)


@needs("research.home")
def research(request: HttpRequest) -> HttpResponse:
    """What research will find here; no file of a person is open to it, by design."""
    return render(request, "desk/research.html")
