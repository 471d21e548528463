"""Make a copy of a document that may leave the house."""

import hashlib

from django.db import transaction
from django.utils.translation import gettext as _
from django_scopes import scope

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Refused, visible
from labmigration.pathway.interviews.outputs import note_document
from labmigration.replication.gathering import gather
from labmigration.replication.models import DocumentCopy
from labmigration.replication.paper import document_pdf
from labmigration.replication.states import REFERENCE
from labmigration.timeline.models import Event


@transaction.atomic
def make_copy(
    territory: str, kind: str, language: str, *, actor: Actor, exact: bool = False
) -> tuple[DocumentCopy, bytes]:
    """The PDF as of today, and the line that says who made it; `exact`: with small numbers.

    Raises `Refused` outside the actor's territories.
    """
    for right in ("replication.make_copy", *(("replication.exact",) if exact else ())):
        if not visible(actor, right).filter(pk=territory).exists():
            raise Refused(_("Vous ne faites pas ce document de ce territoire."))
    sources = gather(territory, exact=exact)
    content = document_pdf(kind, sources, language)
    row = DocumentCopy(
        territory_id=territory,
        kind=kind,
        language=language,
        programme=sources.programme.version,
        fingerprint=hashlib.sha256(content).hexdigest(),
        exact=exact,
        made_by=actor.user,
        made_at=clock.now(),
    )
    row.save(force_insert=True)
    told = {"kind": kind, "language": language, "exact": exact, "fingerprint": row.fingerprint[:12]}
    Event.record(row, "make_copy", actor, told)
    if kind == REFERENCE and sources.voices is not None:
        with scope(territory=[territory]):
            note_document(territory, sources.voices, exact=exact, digest=row.fingerprint, actor=actor)
    return row, content
