"""One click per role, and the messages that a real installation would have sent."""

from django.contrib.auth import login
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from labmigration.access.gate import needs
from labmigration.access.models import User
from labmigration.access.second_factor import DEMO_SIGN_IN
from labmigration.demo.doors import groups
from labmigration.demo.phones import phones as received
from labmigration.notices.models import OutboxMessage

SHOWN = 50
PHONES = 24


@never_cache
@needs("public.demo")
def doors(request: HttpRequest) -> HttpResponse:
    """Every role with the invented people who hold it."""
    return render(request, "demo/doors.html", {"groups": groups()})


@require_POST
@needs("public.demo")
def enter(request: HttpRequest) -> HttpResponse:
    """Sign in as an invented person, without password or second factor."""
    try:
        person = get_object_or_404(User, pk=request.POST.get("person", ""), invented=True, is_active=True)
    except ValidationError:  # not even an id
        raise Http404 from None
    login(request, person)
    request.session[DEMO_SIGN_IN] = True
    return redirect("/")


@never_cache
@needs("public.demo")
def messages(request: HttpRequest) -> HttpResponse:
    """The last messages of the outbox: in a demonstration nothing leaves."""
    return render(request, "demo/messages.html", {"sent": OutboxMessage.objects.all()[:SHOWN]})


@never_cache
@needs("public.demo")
def phones(request: HttpRequest) -> HttpResponse:
    """What each person received, drawn as small telephones."""
    only = request.GET.get("personne", "")
    everybody = received(f"{request.scheme}://{request.get_host()}")
    shown = [phone for phone in everybody if not only or phone.id == only][:PHONES]
    return render(request, "demo/phones.html", {"phones": shown, "everybody": everybody, "only": only})
