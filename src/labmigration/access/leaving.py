"""Leaving quickly, on a device that somebody else may look at: signed out, nothing kept, a neutral page in front."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from labmigration.access.gate import needs


@require_POST
@needs("public.sign_in")
def leave_quickly(request: HttpRequest) -> HttpResponse:
    """End the session, let the browser forget pages and drafts, and go to a page that says nothing of us."""
    logout(request)
    answer = HttpResponseRedirect(settings.LEAVE_TO)
    # 303 and not 302: reloading the page that follows sends nothing again.
    answer.status_code = 303
    answer["Clear-Site-Data"] = '"cache", "storage"'
    answer["Referrer-Policy"] = "no-referrer"
    answer["Cache-Control"] = "no-store"
    return answer


class NoStoreMiddleware:
    """Pages of whoever is signed in, or follows a personal link, are kept by no browser: "back" then shows nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        known = request.actor.user is not None or bool(request.actor.roles)
        response = self.get_response(request)
        if known and not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-store, private"
        return response
