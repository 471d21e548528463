"""Prints docs/register.md."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import override

from labmigration.access.register import as_markdown


class Command(BaseCommand):
    """Always in French, the language of the table."""

    help = "Le registre des traitements, pour docs/register.md."

    def handle(self, *args: Any, **options: Any) -> None:
        with override("fr"):
            self.stdout.write(as_markdown(), ending="")
