"""Pages of one territory, for its own people and for national readers, for whom it is opened here."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django_scopes import scope

from labmigration.access.gate import fetch

Page = Callable[..., HttpResponse]


def of_territory(page: Page) -> Page:
    """Hand the page the territory that its address names, open for the length of the page; 404 for who may not read.

    Stands under `@needs`: national readers have no territory of their own open.
    """

    @wraps(page)
    def opened(request: HttpRequest, code: str, *args: Any, **kwargs: Any) -> HttpResponse:
        territory = fetch(request.actor, "agreements.home", pk=code)
        with scope(territory=[territory.pk]):
            return page(request, territory, *args, **kwargs)

    return opened
