"""The gallery: every component with its states."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from labmigration.ui.gallery import samples


def gallery(request: HttpRequest) -> HttpResponse:
    """Every component of the design system, with its states: empty, long, wrong, right to left, dark."""
    return render(request, "ui/gallery.html", samples())
