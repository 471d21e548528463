"""Entering a territory's pages: the gate first, then its rows, for readers who hold no role in it as well."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.http import HttpRequest
from django_scopes import scope

from labmigration.access.gate import fetch, visible
from labmigration.programme.geography import Territory as Described
from labmigration.territories.models import Territory
from labmigration.territories.opening.description import description_of


@dataclass(frozen=True)
class Place:
    """The territory as a row and as described; whether the reader prepares it."""

    row: Territory
    described: Described
    prepares: bool

    @property
    def code(self) -> str:
        """Its code."""
        return self.row.pk


@contextmanager
def inside(request: HttpRequest, action: str, code: str) -> Iterator[Place]:
    """The territory, if the reader may do `action` on it (404 otherwise), with its rows open."""
    row = fetch(request.actor, action, pk=code)
    prepares = visible(request.actor, "opening.prepare").filter(pk=code).exists()
    with scope(territory=[code]):
        yield Place(row, description_of(code), prepares)
