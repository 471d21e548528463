"""First pages by role."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from labmigration.access.gate import needs


@needs("public.page")
def home(request: HttpRequest) -> HttpResponse:
    """The first page of whoever asks."""
    return render(request, "ui/plain.html")
