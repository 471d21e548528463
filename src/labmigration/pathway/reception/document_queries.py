"""Photographed papers as pages show them: what is asked, what was sent, what waits for a check."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404

from labmigration.access.actor import Actor
from labmigration.access.gate import fetch, visible
from labmigration.pathway.models import Pathway
from labmigration.pathway.reception import document_states as states
from labmigration.pathway.reception.models import Document, Referral
from labmigration.pathway.reception.papers import PAPERS, Paper, asked
from labmigration.pathway.reception.right_to_work_queries import ends_soon


@dataclass(frozen=True)
class PaperAsked:
    """One kind of paper with the last photograph sent of it, if any; `asked` False: sent though nobody asks for it."""

    paper: Paper
    document: Document | None
    asked: bool

    @property
    def to_send(self) -> bool:
        """Nothing was sent yet, or what was sent can't be used."""
        return self.document is None or self.document.state == states.REFUSED

    @property
    def waits(self) -> bool:
        return self.document is not None and self.document.state in states.WAITING

    @property
    def is_checked(self) -> bool:
        return self.document is not None and self.document.state == states.CHECKED


def papers_of(pathway: Pathway, *, sent_by: Any = None) -> list[PaperAsked]:
    """The papers asked of a person and those that were sent; then the other kinds, last, with nothing sent.

    Three queries. With `sent_by`, only what that account sent itself is told, and nothing of what is known already.
    """
    rows = Referral.objects.filter(pathway=pathway).order_by("-referred_on", "-id")
    referral = rows.first()
    wanted = asked(
        [(ground["code"], bool(ground["proof"] and sent_by is None)) for ground in referral.grounds]
        if referral
        else [],
        has_french_proof=bool(referral and referral.french_proof and sent_by is None),
        has_right_to_work=bool(referral and referral.allows_work and sent_by is None),
        ends_soon=sent_by is None and ends_soon(pathway),
    )
    sent = Document.objects.filter(pathway=pathway).exclude(state__in=states.SET_ASIDE).order_by("sent_at")
    if sent_by is not None:
        sent = sent.filter(sent_by=sent_by)
    last = {one.kind: one for one in sent}
    codes = [paper.code for paper in wanted]
    in_order = [*codes, *(code for code in last if code not in codes)]
    in_order += [code for code in PAPERS if code not in in_order]
    return [PaperAsked(PAPERS[code], last.get(code), code in codes) for code in in_order]


def own_pathway(actor: Actor) -> Pathway | None:
    """The person's own open pathway."""
    hers = visible(actor, "reception.send_document").filter(candidate__user=actor.user, state="open")
    found: Pathway | None = hers.select_related("candidate", "lead_advisor").order_by("-opened_on").first()
    return found


def pathway_to_send_for(actor: Actor, pathway_id: Any) -> Pathway:
    """The pathway of somebody for whom the actor may send papers, or 404."""
    found: Pathway = fetch(actor, "reception.send_document", pk=pathway_id, state="open")
    return found


def to_check(actor: Actor) -> "QuerySet[Document]":
    """Papers that wait for the actor's eyes, the oldest first: those she has not read, and those read differently."""
    rows: QuerySet[Document] = visible(actor, "reception.check_document").filter(
        Q(state=states.DISPUTED) | (Q(state=states.SENT) & ~Q(checks__checker=actor.user)), pathway__state="open"
    )
    return rows.select_related("pathway__candidate").order_by("sent_at")


def document_to_check(actor: Actor, document_id: Any) -> Document:
    """One paper that the actor may check, with its person, or 404."""
    found = visible(actor, "reception.check_document").filter(pk=document_id)
    document: Document | None = found.select_related("pathway__candidate", "sent_by").first()
    if document is None:
        raise Http404
    return document


def documents_of(actor: Actor, pathway: Pathway) -> "QuerySet[Document]":
    """The papers of one person that the actor may check or has the right to follow, newest first."""
    rows: QuerySet[Document] = visible(actor, "reception.check_document").filter(pathway=pathway)
    rows = rows.exclude(state__in=states.SET_ASIDE).prefetch_related("checks__checker")
    return rows.order_by("-sent_at")
