"""The two documents by their kind, and each as values to be rendered."""

from dataclasses import dataclass
from typing import Any

from labmigration.replication import booklet, reference_document
from labmigration.replication.document import Document
from labmigration.replication.plain import Plain
from labmigration.replication.sources import Sources
from labmigration.replication.writing import Pen

COMPOSERS = {booklet.KIND: booklet.compose, reference_document.KIND: reference_document.compose}


@dataclass(frozen=True)
class Rendered:
    """A document and the plain values that both renderings read."""

    document: Document
    values: dict[str, Any]


def rendered(kind: str, sources: Sources, language: str) -> Rendered:
    """KeyError for another kind."""
    document = COMPOSERS[kind](sources, language)
    return Rendered(document, Plain(Pen(sources, language)).document(document))
