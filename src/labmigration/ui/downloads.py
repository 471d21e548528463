"""Files that a page hands out: a document to read in the browser, or to keep."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

PDF, CSV, ZIP = "application/pdf", "text/csv; charset=utf-8", "application/zip"


def as_file(content: bytes, kind: str, name: str, *, inline: bool = False) -> HttpResponse:
    """The file under its name, kept by no cache. `inline`: opened by the browser rather than saved."""
    headers = {"Content-Disposition": content_disposition_header(not inline, name), "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=kind, headers=headers)
