"""How long a sign-in lasts, in real time even while the pilot's own clock is being played."""

import time
from collections.abc import Callable
from typing import Any

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from labmigration.access.second_factor import is_staff

STAFF_IDLE_SECONDS = 30 * 60
LONGEST_SECONDS = 8 * 3600
#: "Seen" is written at most this often, so that reading pages does not write a session each time.
NOTED_EVERY_SECONDS = 60
SIGNED_IN_AT, SEEN_AT = "signed_in_at", "seen_at"


def note_sign_in(request: HttpRequest, **_: Any) -> None:
    """Start both clocks of a session; listens to Django's ``user_logged_in``."""
    now = time.time()
    request.session.update({SIGNED_IN_AT: now, SEEN_AT: now})


class IdleMiddleware:
    """Signs staff out after 30 minutes without a request, and everybody 8 hours after sign-in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now = time.time()
            if self._is_over(request, now):
                logout(request)
                # Only a page can be asked for again: an action is done anew, knowingly.
                back = request.get_full_path() if request.method == "GET" else "/"
                return redirect(f"{reverse('account_login')}?{urlencode({'next': back, 'pause': 1})}")
            if now - request.session.get(SEEN_AT, 0) > NOTED_EVERY_SECONDS:
                request.session[SEEN_AT] = now
        return self.get_response(request)

    def _is_over(self, request: HttpRequest, now: float) -> bool:
        signed_in_at = request.session.setdefault(SIGNED_IN_AT, now)
        idle = now - request.session.get(SEEN_AT, signed_in_at)
        return now - signed_in_at > LONGEST_SECONDS or (is_staff(request.actor) and idle > STAFF_IDLE_SECONDS)
