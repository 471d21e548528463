"""French puts a space before « ? », « : » or « % », and a line never begins with such a sign.

Sentences are written with plain spaces, in templates, in the programme's files and by people; pages leave with spaces
that do not break. Attributes, scripts and what somebody is typing stay as they are.
"""

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

_NBSP = "\u00a0".encode()
#: What is typed, or not read by people.
_AS_IT_IS = re.compile(rb"(<(?:textarea|script|style)\b.*?</(?:textarea|script|style)>)", re.DOTALL)
#: A plain space before such a sign, or after an opening quotation mark; outside tags.
_BREAKABLE = re.compile(" (?=(?:[:;?!%]|»|€)(?![^<>]*>))|(?<=«) ".encode())


def unbroken(page: bytes) -> bytes:
    """The same page (UTF-8), with the spaces of French signs that keep them on their line."""
    pieces = _AS_IT_IS.split(page)
    pieces[::2] = [_BREAKABLE.sub(_NBSP, piece) for piece in pieces[::2]]
    return b"".join(pieces)


class TypographyMiddleware:
    """Rewrites the spaces of each page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not response.streaming and response.get("Content-Type", "").startswith("text/html"):
            response.content = unbroken(response.content)
            if response.has_header("Content-Length"):
                response["Content-Length"] = str(len(response.content))
        return response
