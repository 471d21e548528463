"""The writer of photographed papers: sent, replaced, checked by two people, the photograph deleted."""

import contextlib
import hashlib
from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _
from django_scopes import scope

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused, claim, visible
from labmigration.jobs.queue import enqueue
from labmigration.links import actions as links
from labmigration.pathway.models import Pathway
from labmigration.pathway.reception import document_states as states
from labmigration.pathway.reception.agreement import Reading, agreed
from labmigration.pathway.reception.kept_files import PHOTOGRAPHS
from labmigration.pathway.reception.models import Document, DocumentCheck, Referral
from labmigration.pathway.reception.papers import PAPERS
from labmigration.pathway.reception.photograph import cleaned
from labmigration.secrecy.keyring import keyring
from labmigration.territories.models import Territory
from labmigration.timeline.models import Event
from labmigration.timeline.moves import move

#: Enough for every paper several times over; beyond, somebody plays with the page.
SENT_A_DAY = 30
#: Ours: how long a link to send papers stays open.
LINK_LASTS = timedelta(days=7)
#: A photograph is written before its row is there for others to see: a sweep leaves it that long.
_BEING_SENT = timedelta(hours=1).total_seconds()


def send(pathway: Pathway, kind: str, content: bytes, *, actor: Actor) -> Document:
    """Take a photograph of a paper of `kind` (a code of `PAPERS`); the same one sent twice is one document.

    Another photograph of a kind that waits already takes its place. Raises `photograph.NotTaken` for what is no good
    photograph, `Refused` without the right, on a closed pathway or beyond `SENT_A_DAY`.
    """
    if kind not in PAPERS:
        raise ValueError(kind)
    _refuse_unless_may_send(pathway, actor)
    # Before the transaction: nobody else waits while a picture is decoded.
    image = cleaned(content)
    return _keep(pathway, kind, image, _fingerprint(content), actor)


@transaction.atomic
def _keep(pathway: Pathway, kind: str, image: bytes, fingerprint: str, actor: Actor) -> Document:
    before = _waiting(pathway, kind)
    if before is not None:
        if before.fingerprint == fingerprint:
            return before
        move(before, "replace_document", actor=Actor.system(before.territory_id), fingerprint="")
        _forget_photograph(before)
    document = Document(
        pathway=pathway,
        kind=kind,
        sent_at=clock.now(),
        sent_by=actor.user,
        sent_as=actor.role,
        fingerprint=fingerprint,
    )
    PHOTOGRAPHS.keep(document.pk, image)
    try:
        with transaction.atomic():
            document.save(force_insert=True)
    except IntegrityError:
        PHOTOGRAPHS.forget(document.pk)
        other = _waiting(pathway, kind)
        if other is not None and other.fingerprint == fingerprint:
            return other
        raise Conflict(_("Une autre photo de ce papier vient d’arriver. Celle-ci n’est pas gardée.")) from None
    Event.record(document, "send_document", actor)
    return document


@transaction.atomic
def check(
    document: Document,
    *,
    actor: Actor,
    finding: str,
    valid_until: date | None = None,
    allows_work: bool | None = None,
) -> Document:
    """Write what the actor read on the photograph; when two people agree it is settled and the photograph deleted.

    `finding` is a code of `document_states.FINDINGS`. Where two disagree, a third person or one of the two looks
    again. Raises `Conflict` when the document is settled or replaced meanwhile, `Refused` for a second look of the
    same person while nobody else has looked.
    """
    if finding not in dict(states.FINDINGS):
        raise ValueError(finding)
    paper = PAPERS[document.kind]
    if finding != states.GOOD or not paper.ends:
        valid_until = None
    if finding != states.GOOD or not paper.opens_work:
        allows_work = None
    elif allows_work is None:
        raise Refused(_("Dites si ce papier autorise à travailler."))
    if valid_until is not None and valid_until < clock.today():
        raise Refused(_("Ce jour est passé : choisissez « il n’est plus valable »."))
    # The row is taken by changing it: of two who check at once, the second waits and then sees the first one's check.
    rows = claim(actor, "reception.check_document", document, state__in=states.WAITING)
    if actor.user is None or rows.update(version=F("version") + 1) != 1:
        raise Conflict(_("Ce papier n’est plus à contrôler : il est réglé, ou une autre photo l’a remplacé."))
    document.refresh_from_db()
    if document.state == states.SENT and document.checks.filter(checker=actor.user).exists():
        raise Refused(_("Vous avez déjà relu ce papier : une autre personne le relit maintenant."))
    DocumentCheck(
        territory_id=document.territory_id,
        document=document,
        checker=actor.user,
        checked_at=clock.now(),
        turn=document.version,
        finding=finding,
        valid_until=valid_until,
        allows_work=allows_work,
    ).save(force_insert=True)
    Event.record(document, "check_document", actor)
    _settle(document, actor)
    return document


def _settle(document: Document, actor: Actor) -> None:
    readings = [
        Reading(one.checker_id, one.finding, one.valid_until, one.allows_work)
        for one in document.checks.order_by("turn")
    ]
    agreement = agreed(readings)
    if agreement is None:
        if document.state == states.SENT and len({reading.reader for reading in readings}) > 1:
            move(document, "dispute_document", actor=actor)
        return
    settled = {"checked_on": clock.today(), "fingerprint": ""}
    if agreement.finding == states.GOOD:
        found = {"valid_until": agreement.valid_until, "allows_work": agreement.allows_work}
        move(document, "accept_document", actor=actor, **settled, **found)
    else:
        move(document, "refuse_document", actor=actor, **settled, refusal=agreement.finding)
    _forget_photograph(document)


def _forget_photograph(document: Document) -> None:
    """Delete the photograph once this is committed; a job does it if the process dies just then."""
    photograph = document.pk
    enqueue("forget_photographs", f"forget photograph {photograph}", photograph=str(photograph))
    transaction.on_commit(lambda: PHOTOGRAPHS.forget(photograph))


def forget_photographs(*, photograph: str, renew: Callable[[], None]) -> None:
    """The background job: delete a photograph that is no longer needed, and whatever no waiting document needs."""
    PHOTOGRAPHS.forget(UUID(photograph))
    renew()
    sweep()


def sweep(*, older_than: float = _BEING_SENT) -> int:
    """Delete the photographs that nothing waits for: of a pathway that has ended, or left by a kill between two steps.

    Returns how many files nobody needed. Run every few minutes (`jobs.sweeping`), outside any territory.
    """
    kept = list(PHOTOGRAPHS.ids(older_than=older_than))
    if not kept:
        return 0
    needed: set[UUID] = set()
    for code in Territory.objects.values_list("code", flat=True):
        with scope(territory=[code]):
            for ended in Document.objects.filter(state__in=states.WAITING, pathway__state="closed"):
                _drop(ended)
            needed |= set(Document.objects.filter(state__in=states.WAITING).values_list("pk", flat=True))
    orphans = [one for one in kept if one not in needed]
    for orphan in orphans:
        PHOTOGRAPHS.forget(orphan)
    return len(orphans)


@transaction.atomic
def _drop(document: Document) -> None:
    move(document, "drop_document", actor=Actor.system(document.territory_id), fingerprint="")
    _forget_photograph(document)


def _refuse_unless_may_send(pathway: Pathway, actor: Actor) -> None:
    if not visible(actor, "reception.send_document").filter(pk=pathway.pk, state="open").exists():
        raise Refused(_("Vous ne pouvez pas envoyer de papier pour ce parcours."))
    lately = Document.objects.filter(pathway=pathway, sent_at__gt=clock.now() - timedelta(days=1))
    if lately.count() >= SENT_A_DAY:
        raise Refused(_("Beaucoup de photos sont arrivées aujourd’hui. Réessayez demain, ou appelez votre conseil."))


def _waiting(pathway: Pathway, kind: str) -> Document | None:
    found: Document | None = Document.objects.filter(pathway=pathway, kind=kind, state__in=states.WAITING).first()
    return found


def _fingerprint(content: bytes) -> str:
    return keyring().blind_index(hashlib.sha256(content).hexdigest())


@transaction.atomic
def give_link(referral: Referral, *, actor: Actor) -> str:
    """Give a link by which the person sends her papers without an account; its address is returned once, kept nowhere.

    It stays on the first device that opens it; another one asks for her birth date.
    """
    pathway = referral.pathway
    if not visible(actor, "reception.give_link").filter(pk=referral.pk, pathway__state="open").exists():
        raise Refused(_("Seul le conseil de la personne peut lui donner ce lien."))
    person = pathway.candidate
    address = links.make(
        actor,
        "send_document",
        pathway,
        clock.now() + LINK_LASTS,
        birth_date=person.birth_date,
        language=person.contact_language,
    )
    Event.record(referral, "give_link", actor)
    return address


def photograph_of(document: Document) -> bytes | None:
    """The photograph of a document that waits, as JPEG; None when it is gone."""
    if document.state in states.WAITING:
        with contextlib.suppress(FileNotFoundError):
            return PHOTOGRAPHS.kept(document.pk)
    return None
