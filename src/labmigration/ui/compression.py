"""Pages, style sheets and scripts travel compressed: candidates read them on thin networks."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

#: Fonts and pictures are compressed already.
COMPRESSED_TYPES = ("text/", "application/json", "image/svg+xml")


class CompressionMiddleware(GZipMiddleware):
    """Django's own compression (with its random padding against BREACH), of whole answers made of text.

    An answer "not modified" has no body, and must not be given one by compressing nothing.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> Any:
        """The response, compressed where that saves something and the browser takes it."""
        if response.status_code == 304 or not response.get("Content-Type", "").startswith(COMPRESSED_TYPES):
            return response
        return super().process_response(request, response)
