"""Certificates: a person's own, and what anybody may check from a code."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse

from labmigration.access.actor import Actor
from labmigration.access.gate import visible
from labmigration.pathway.certification import certificate_states as states
from labmigration.pathway.certification.blocks import Block, kept_blocks, title_name
from labmigration.pathway.certification.codes import code_index, name_index, spoken_code, without_dashes
from labmigration.pathway.certification.models import Certificate, PublicProof
from labmigration.pathway.models import Pathway


@dataclass(frozen=True)
class CheckedCertificate:
    """What a code proves; nothing of the person. `revoked_on`: the day since which it no longer holds."""

    title: str
    rncp: int | None
    blocks: list[Block]
    decided_on: date
    revoked_on: date | None


def certificates_of(actor: Actor, pathway: Pathway) -> "QuerySet[Certificate]":
    """The person's certificates that the actor may read, the newest first."""
    rows: QuerySet[Certificate] = visible(actor, "certification.read_certificate").filter(pathway=pathway)
    # Of somebody who was erased the code and the name are gone: what she holds on paper is still checked.
    return rows.exclude(code="").select_related("proof").order_by("-issued_at")


def revocations_to_confirm(actor: Actor) -> "QuerySet[Certificate]":
    """Certificates whose withdrawal the actor may confirm or set aside."""
    rows: QuerySet[Certificate] = visible(actor, "certification.revoke_certificate")
    return rows.select_related("proof", "asked_by", "pathway__candidate").order_by("issued_at")


def address_of(code: str) -> str:
    """Where anybody checks a code: whole, as it is printed and drawn."""
    return f"{settings.PUBLIC_ADDRESS}{reverse('verify:certificate', args=[spoken_code(code)])}"


def addresses_to_check(pathway_ids: Iterable[UUID]) -> dict[UUID, list[str]]:
    """Where the certificates in force of those people are checked; who has none is left out. One query."""
    rows = Certificate.objects.filter(pathway__in=list(pathway_ids)).exclude(state=states.REVOKED).exclude(code="")
    found: dict[UUID, list[str]] = {}
    for row in rows.order_by("issued_at"):
        found.setdefault(row.pathway_id, []).append(address_of(row.code))
    return found


def check(typed: str) -> CheckedCertificate | None:
    """What a code proves, or None: no certificate bears it. One look-up by a keyed digest, the same for every code."""
    proof = _proof(typed)
    if proof is None:
        return None
    return CheckedCertificate(
        title_name(proof.certification), proof.rncp, kept_blocks(proof.blocks), proof.decided_on, proof.revoked_on
    )


def bears_name(typed_code: str, typed_name: str) -> bool:
    """Whether the certificate was issued to somebody of that name; accents, case and order of words are forgiven."""
    proof = _proof(typed_code)
    return proof is not None and proof.name_index == name_index(typed_name)


def _proof(typed: str) -> PublicProof | None:
    return PublicProof.objects.filter(code_index=code_index(without_dashes(typed))).first()
