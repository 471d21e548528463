"""The only writer of the codebook: one draft at a time, published once, then copied for the next version."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused, claim, may
from labmigration.pathway.interviews.models import Code, CodebookVersion
from labmigration.pathway.interviews.queries import draft_of_codebook, published
from labmigration.pathway.interviews.refi_qda import CodeRead

_TWO = _("Ce thème a déjà un code de ce nom.")


@dataclass(frozen=True)
class Change:
    """What one version changes to one code of the version before: added, changed or taken out."""

    what: str
    code: Code


@transaction.atomic
def begin(*, actor: Actor) -> CodebookVersion:
    """The draft of the next version, with every code of the last one; the draft that exists already, where one does."""
    if actor.user is None or not may(actor, "interviews.edit_codebook"):
        raise Refused(_("Le livre de codes est écrit par la recherche."))
    if (draft := draft_of_codebook()) is not None:
        return draft
    last = published()
    made = CodebookVersion(number=last.number + 1 if last else 1, made_by=actor.user, made_at=clock.now())
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        raise Conflict(_("Quelqu’un commençait une version au même moment. Relisez la page.")) from None
    if last is not None:
        for code in last.codes.all():
            Code(version=made, guid=code.guid, theme=code.theme, name=code.name, definition=code.definition).save()
    return made


@transaction.atomic
def write_code(
    draft: CodebookVersion, *, actor: Actor, theme: str, name: str, definition: str, guid: UUID | None = None
) -> Code:
    """Add a code to the draft, or change the one of that guid."""
    _hold(draft, actor)
    row = Code.objects.filter(version=draft, guid=guid).first() if guid else None
    row = row or Code(version=draft, guid=guid or uuid4())
    row.theme, row.name, row.definition = (" ".join(each.split()) for each in (theme, name, definition))
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise Refused(_TWO) from None
    return row


@transaction.atomic
def take_out(draft: CodebookVersion, guid: UUID, *, actor: Actor) -> None:
    """Take a code out of the draft; versions already published keep it."""
    _hold(draft, actor)
    Code.objects.filter(version=draft, guid=guid).delete()


@transaction.atomic
def take_in(draft: CodebookVersion, codes: Iterable[CodeRead], *, actor: Actor) -> int:
    """Add the codes of an exchanged file to the draft, those of a guid known already in place of it; how many."""
    _hold(draft, actor)
    count = 0
    for each in codes:
        theme, name = each.theme[:80] or "—", each.name[:80]
        definition = each.description[:600] or "—"
        write_code(draft, actor=actor, theme=theme, name=name, definition=definition, guid=each.guid)
        count += 1
    return count


@transaction.atomic
def publish(draft: CodebookVersion, *, actor: Actor, note: str) -> None:
    """Publish the draft: from here on it never changes, and new codings use it."""
    if not draft.codes.exists():
        raise Refused(_("Un livre de codes vide ne se publie pas."))
    if not note.strip():
        raise Refused(_("Dites ce qui change, et pourquoi."))
    rows = claim(actor, "interviews.edit_codebook", draft, published_at__isnull=True)
    digest = digest_of(draft.codes.all())
    if rows.update(published_at=clock.now(), published_by=actor.user, note=note.strip(), digest=digest) != 1:
        raise Conflict(_("Cette version est déjà publiée."))


def changes(version: CodebookVersion, before: CodebookVersion | None) -> list[Change]:
    """What a version adds, changes and takes out, in the order of themes and names."""
    old = {code.guid: code for code in before.codes.all()} if before else {}
    new = {code.guid: code for code in version.codes.all()}
    found = [Change("added", code) for guid, code in new.items() if guid not in old]
    found += [
        Change("changed", code)
        for guid, code in new.items()
        if guid in old
        and (code.theme, code.name, code.definition) != (old[guid].theme, old[guid].name, old[guid].definition)
    ]
    found += [Change("removed", code) for guid, code in old.items() if guid not in new]
    return sorted(found, key=lambda each: (each.code.theme, each.code.name))


def digest_of(codes: Iterable[Code]) -> str:
    """SHA-256 (hexadecimal) of the codes: proof of what was coded with."""
    told = sorted((str(code.guid), code.theme, code.name, code.definition) for code in codes)
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


def _hold(draft: CodebookVersion, actor: Actor) -> None:
    if not claim(actor, "interviews.edit_codebook", draft, published_at__isnull=True).exists():
        raise Conflict(_("Cette version est publiée : elle ne change plus. Commencez la suivante."))
