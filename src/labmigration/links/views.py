"""Following a link. GET changes nothing: programs that look at links before people do open them by GET.

The first device presses a button, and is known from then on by a signed cookie; any other tells the birth date first.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused, needs
from labmigration.access.often import too_often
from labmigration.access.reading import reading_of
from labmigration.links import actions
from labmigration.links.forms import BirthDateForm
from labmigration.links.models import SignedLink
from labmigration.links.registry import PURPOSES
from labmigration.ui.languages import read_in

COOKIE = "link"
#: By address; a whole centre may stand behind one.
A_MINUTE = 120
SALT = "labmigration.links.device"


@never_cache
@needs("public.link")
def follow(request: HttpRequest, token: str) -> HttpResponse:
    """The page of a link, or why it opens nothing."""
    if too_often(request, "link", a_minute=A_MINUTE):
        return _gone(request, "often", status=429)
    link = SignedLink.objects.filter(digest=actions.digest_of(token)).first()
    if link is None:
        return _gone(request, "unknown", status=404)
    with _holding(request, link):
        ended = actions.state_of(link)
        if ended:
            return _gone(request, ended, status=410)
        if not _known_device(request, link):
            return _first_opening(request, link) if link.opened_at is None else _other_device(request, link)
        try:
            return PURPOSES[link.purpose].answer(request, link)
        except Refused as refused:
            # Nothing of hers is lost: she reads why, and the same address shows how things stand now.
            status = 409 if isinstance(refused, Conflict) else 403
            return render(request, "links/refused.html", {"sentence": refused.sentence}, status=status)


@contextmanager
def _holding(request: HttpRequest, link: SignedLink) -> Iterator[None]:
    """Whoever follows the link acts as its holder and as nobody else, even where somebody is signed in."""
    request.actor = Actor.behind_link(link.territory_id, link.subject)
    request.link = link
    with override(link.language):
        how = reading_of(request)
    with request.actor.at_work(), read_in(*how.languages, aloud=how.aloud, own=how.own, offered=how.offered):
        yield


def _first_opening(request: HttpRequest, link: SignedLink) -> HttpResponse:
    if request.method != "POST":
        return render(request, "links/open.html")
    if not actions.open_first(link):
        link.opened_at = clock.now()
        return _other_device(request, link)
    return _remembered(request, link)


def _other_device(request: HttpRequest, link: SignedLink) -> HttpResponse:
    """Another device than the first: forwarded, or her other telephone."""
    if not link.birth_index:
        return _gone(request, "elsewhere", status=403)
    asked = request.method == "POST" and any(name.startswith("birth_date") for name in request.POST)
    form = BirthDateForm(request.POST if asked else None)
    if form.is_bound and form.is_valid():
        if actions.try_birth_date(link, form.cleaned_data["birth_date"]):
            return _remembered(request, link)
        link.refresh_from_db()
        if actions.state_of(link):
            return _gone(request, "tried", status=410)
        form.add_error("birth_date", _("Cette date n’est pas celle que nous connaissons."))
    return render(request, "links/birth_date.html", {"form": form}, status=422 if form.errors else 200)


def _remembered(request: HttpRequest, link: SignedLink) -> HttpResponse:
    answer = redirect(request.path)
    lasts = max(timedelta(minutes=10), link.ends_at - clock.now())
    answer.set_signed_cookie(
        COOKIE,
        str(link.pk),
        salt=SALT,
        max_age=int(lasts.total_seconds()),
        path=request.path,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )
    return answer


def _known_device(request: HttpRequest, link: SignedLink) -> bool:
    try:
        return bool(request.get_signed_cookie(COOKIE, salt=SALT) == str(link.pk))
    except (KeyError, signing.BadSignature):
        return False


def _gone(request: HttpRequest, why: str, *, status: int) -> HttpResponse:
    return render(request, "links/gone.html", {"why": why}, status=status)
