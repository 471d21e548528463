"""Who asks, in which territories, and what they get when an action is refused."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused


class ActorMiddleware:
    """Sets ``request.actor`` and opens its territories, and only those, for the length of the request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        actor = Actor.of(request.user) if request.user.is_authenticated else Actor.nobody()
        request.actor = actor
        with actor.at_work():
            return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A refused action answers with its sentence; a conflict says that nothing was overwritten."""
        if isinstance(exception, Refused):
            conflict = isinstance(exception, Conflict)
            back = request.META.get("HTTP_REFERER", "") if request.method == "POST" else ""
            context = {"sentence": exception.sentence, "conflict": conflict, "back": back}
            return render(request, "access/refused.html", context, status=409 if conflict else 403)
        return None
