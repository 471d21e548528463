"""A document as PDF/UA: the same sources on the same day give the same bytes."""

from django.utils.translation import override

from labmigration import printing
from labmigration.replication.kinds import rendered
from labmigration.replication.sources import Sources

TEMPLATE = "replication/printing/document.typ"


def document_pdf(kind: str, sources: Sources, language: str) -> bytes:
    """The bytes. Raises KeyError for another kind or language."""
    with override(language):
        values = rendered(kind, sources, language).values
        return printing.pdf(TEMPLATE, values, language=language)
