"""In which languages a page is drawn for whoever asks.

Candidates, and whoever follows a link that was sent to one, read their own language with the French beside it, or one
of the two. Others read one language, French or English; a visitor who has not signed in may be a candidate, and reads
as one once a language other than French or English is chosen.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from labmigration.access.gate import needs
from labmigration.access.roles import Role
from labmigration.ui.languages import FRENCH, WHOLE, Reading, read_in, reading

BOTH, OWN, FRENCH_ONLY = "both", "own", "french"
COOKIE = "reading"
A_YEAR = 365 * 24 * 3600
EVERY = tuple(code for code, _name in settings.LANGUAGES)
READ_TWO = {Role.CANDIDATE, "link_holder"}


class ReadingMiddleware:
    """Opens the `Reading` of the page; stands after the actor is known."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with read_in(*(how := reading_of(request)).languages, aloud=how.aloud, own=how.own, offered=how.offered):
            request.LANGUAGE_CODE = how.languages[0]
            return self.get_response(request)


def reading_of(request: HttpRequest) -> Reading:
    """The languages of the page, and whether sentences get an ear."""
    language = get_language() or FRENCH
    candidate = bool(READ_TWO & request.actor.roles)
    if candidate and settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        # Chosen on this device, else the language in which we speak with her, whatever the device is set to.
        language = getattr(request.actor.user, "language", None) or language
    visitor = not request.actor.roles
    if not candidate and (language in WHOLE or not visitor):
        one = language if language in WHOLE else FRENCH
        return Reading((one,), own=one, offered=EVERY if visitor else WHOLE)
    shown = {OWN: (language,), FRENCH_ONLY: (FRENCH,)}.get(request.COOKIES.get(COOKIE, BOTH), (language, FRENCH))
    return Reading(tuple(dict.fromkeys(shown)), aloud=True, own=language, offered=EVERY)


def reading_shown(request: HttpRequest) -> dict[str, Reading]:
    """The context variable ``reading``."""
    return {"reading": reading()}


@require_POST
@needs("public.page")
def choose_reading(request: HttpRequest) -> HttpResponse:
    """Keep on this device whether both languages are shown, or one."""
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = "/"
    answer = HttpResponseRedirect(back)
    chosen = request.POST.get("reading")
    if chosen in (BOTH, OWN, FRENCH_ONLY):
        answer.set_cookie(COOKIE, chosen, max_age=A_YEAR, httponly=True, samesite="Lax", secure=request.is_secure())
    return answer
